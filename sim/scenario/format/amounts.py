"""Reads numbers and distributions from plain data; a refusal says place and cure."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from itertools import pairwise

from pydantic_core import PydanticCustomError

from brinkmanship.sim.scenario.format.values import (
    DISTRIBUTIONS,
    Choice,
    Fixed,
    Normal,
    Triangular,
    Uniform,
    Value,
)
from brinkmanship.sim.scenario.wording import Cure, described, quoted, suggestion

KEYS = {
    "normal": (("mean", "sd"), ("low", "high")),
    "uniform": (("low", "high"), ()),
    "triangular": (("low", "mode", "high"), ()),
}
SHAPES = {
    "normal": "{mean: 1.0, sd: 0.2}",
    "uniform": "{low: 0.5, high: 1.5}",
    "triangular": "{low: 0.5, mode: 1.0, high: 1.5}",
    "choice": "[0.5, 1.0, 1.5]",
}
MOST_OPTIONS = 100
DASHES = str.maketrans(
    dict.fromkeys("\U00002010\U00002011\U00002012\U00002013\U00002014\u2212", "-")
)
PER_CENT = re.compile(r"(\d+(?:\.\d+)?) ?%")
GROUPED = re.compile(r"[-+]?\d+([_ '\U00002019]\d+)+")
NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?")
At = tuple[str | int, ...]


def refusal(problem: str, cure: str = "", at: At = ()) -> PydanticCustomError:
    """An error with a message of our own; ``at`` is the path from the field to the place."""
    return PydanticCustomError("brink", "refused", {"problem": problem, "cure": cure, "at": at})


def read_number(
    raw: object, wanted: str, at: At = (), fits: Callable[[float], bool] | None = None
) -> float:
    """A finite number; true, false and text are refused.

    Args:
        raw: Plain data.
        wanted: What is expected, in words.
        at: The path from the field to the number.
        fits: Whether the field takes a number; a cure offers no other.

    Raises:
        PydanticCustomError: ``raw`` is not a number.
    """
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return float(raw)
    problem = f"{described(raw)} is not a number"
    raise refusal(problem, number_cure(raw, fits) or f"write {wanted}", at)


def number_cure(raw: object, fits: Callable[[float], bool] | None = None) -> Cure | None:
    """A cure for text that is almost a number: decimal comma, per cent, underscores, quotes.

    >>> number_cure("1_000"), number_cure("0,5"), number_cure("50%")
    ('write 1000', 'write 0.5, with a decimal point', 'write 0.5, a share instead of per cent')
    """
    if not isinstance(raw, str) or len(raw) > 30:  # noqa: PLR2004 - no number is longer
        return None
    number, why = _meant_number(unicodedata.normalize("NFKC", raw).translate(DASHES).strip(), raw)
    if not number or (fits and not fits(float(number))):
        return None
    return Cure(f"write {number}{why}", number)


def _meant_number(text: str, raw: str) -> tuple[str, str]:
    """The number that a text means, as YAML, and what was wrong with it; both may be empty."""
    if re.fullmatch(r"[-+]?\d*,\d+", text):
        return text.replace(",", "."), ", with a decimal point"
    if share := PER_CENT.fullmatch(text.replace(",", ".")):
        return f"{float(share[1]) / 100:g}", ", a share instead of per cent"
    if GROUPED.fullmatch(text):
        return re.sub(r"[^-+\d]", "", text), ""
    if NUMBER.fullmatch(text):
        return text, " without quotes" if text == raw else ", in plain digits and -"
    return "", ""


def read_value(raw: object, wanted: str, fits: Callable[[float], bool] | None = None) -> Value:
    """A fixed number or one of the four distributions; arguments as of :func:`read_number`.

    Raises:
        PydanticCustomError: ``raw`` is neither of them.
    """
    if isinstance(raw, Fixed | Normal | Uniform | Triangular | Choice):
        return raw
    if not isinstance(raw, Mapping):
        return Fixed(read_number(raw, wanted, fits=fits))
    kind = _distribution_name(raw)
    return _read_choice(raw[kind]) if kind == "choice" else _read_distribution(kind, raw[kind])


def _distribution_name(raw: Mapping[str, object]) -> str:
    unknown = next((key for key in raw if key not in DISTRIBUTIONS), None)
    if unknown is not None:
        known = (*DISTRIBUTIONS, "value", "source", "note")
        raise refusal(f"unknown key {quoted(unknown)}", suggestion(unknown, known), (unknown,))
    if len(raw) != 1:
        found = " and ".join(raw) or "no distribution"
        raise refusal(
            f"one distribution is expected, not {found}", f"write {{normal: {SHAPES['normal']}}}"
        )
    return next(iter(raw))


def _read_distribution(kind: str, raw: object) -> Value:
    needed, allowed = KEYS[kind]
    if not isinstance(raw, Mapping):
        cure = Cure(f"write {SHAPES[kind]}", SHAPES[kind])
        raise refusal(f"{described(raw)} is no {kind} distribution", cure, (kind,))
    for key in raw:
        if key not in needed + allowed:
            cure = suggestion(key, needed + allowed)
            raise refusal(f"unknown key {quoted(key)}", cure, (kind, key))
    for key in needed:
        if key not in raw:
            raise refusal(f'the key "{key}" is missing', f"write {SHAPES[kind]}", (kind,))
    given = {key: read_number(part, "a number", (kind, key)) for key, part in raw.items()}
    _check_order(kind, given)
    match kind:
        case "normal":
            return Normal(**given)
        case "uniform":
            return Uniform(**given)
        case _:
            return Triangular(**given)


def _check_order(kind: str, given: Mapping[str, float]) -> None:
    if given.get("sd", 0.0) < 0.0:
        raise refusal(f"sd {given['sd']:g} is negative", "write 0 or more", (kind, "sd"))
    row = [key for key in ("low", "mode", "high") if key in given]
    for left, right in pairwise(row):
        if given[left] > given[right]:
            problem = f"{left} {given[left]:g} is above {right} {given[right]:g}"
            raise refusal(problem, f"write {' <= '.join(row)}", (kind, left))
    if len(row) > 1 and given["low"] == given["high"]:
        problem = "low and high are the same number"
        raise refusal(problem, f"write {given['low']:g} alone, without a distribution", (kind,))


def _read_choice(raw: object) -> Choice:
    if raw == ():
        raise refusal("the list is empty", f"write {SHAPES['choice']}", ("choice",))
    if isinstance(raw, tuple) and len(raw) > MOST_OPTIONS:
        raise refusal(
            f"{len(raw)} options are too many", f"write at most {MOST_OPTIONS}", ("choice",)
        )
    if not isinstance(raw, tuple):
        cure = Cure(f"write {SHAPES['choice']}", SHAPES["choice"])
        raise refusal(f"{described(raw)} is no list of numbers", cure, ("choice",))
    options = (read_number(item, "a number", ("choice", i)) for i, item in enumerate(raw))
    return Choice(options=tuple(options))
