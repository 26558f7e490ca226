"""A set of parameter vectors, as ``brink fit`` writes it: what the data leave open.

Parameters of mechanisms and traits stand in where a file gives no value itself; coefficients of
stakes take the place of the shipped rule, so they reach a stake only through facts.
"""

import json
from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from brinkmanship.printable import printable
from brinkmanship.sim import SCENARIOS
from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.scenario.facts.stakes import StakeRule
from brinkmanship.sim.scenario.format.mechanisms import Mechanisms
from brinkmanship.sim.scenario.reading.library import portable
from brinkmanship.sim.scenario.reading.merge import merge
from brinkmanship.sim.scenario.tree import Node, Place, Scalar
from brinkmanship.sim.scenario.wording import quoted, suggestion

FITS, ENDING = "fits", ".set.json"
FITTED = "fitted"
SHIPPED = {FITTED: "icb-to-1969"}
"""Sets by the name that a user types, and the name of the file."""
TRAITS: Mapping[str, tuple[str, ...]] = {
    "activity": ("mechanisms", "activity", "chance"),
    "rationality": ("policy", "style", "rationality"),
}
"""Where a trait of every actor stands: for all in the mechanisms, or in each actor."""


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")


class ParameterVector(_Form):
    """One vector of a set.

    Attributes:
        mechanisms: Numbers by their path under ``mechanisms``.
        traits: Numbers of every actor, by name.
        stakes: The coefficients of the rule for stakes, all of them.
    """

    mechanisms: dict[str, float]
    traits: dict[str, float] = {}
    stakes: dict[str, float]

    @model_validator(mode="after")
    def _names_known(self) -> Self:
        for path in self.mechanisms:
            part, _, name = path.partition(".")
            field = Mechanisms.model_fields.get(part)
            if field is None or name not in getattr(field.annotation, "model_fields", {}):
                raise ValueError(f"mechanisms: the model has no parameter {path!r}")
        for name in self.traits:
            if name not in TRAITS:
                raise ValueError(f"traits: there is no trait {name!r}")
        if set(self.stakes) != set(StakeRule._fields):
            raise ValueError("stakes: not the coefficients of the rule for stakes")
        return self

    @property
    def rule(self) -> StakeRule:
        """The rule for stakes."""
        return StakeRule(**self.stakes)

    def under(self, root: Node, shown: str) -> Node:
        """A document in which these numbers stand wherever it says nothing itself.

        Args:
            root: The document with bases and overrides merged.
            shown: How messages name the vector.
        """
        place = Place(shown)
        codes = (
            [str(code) for code, _ in actors.children()] if (actors := root.child("actors")) else []
        )
        paths: list[tuple[tuple[str, ...], float]] = [
            (("mechanisms", *path.split(".")), number) for path, number in self.mechanisms.items()
        ]
        for name, number in self.traits.items():
            at = TRAITS[name]
            whose = [()] if at[0] == "mechanisms" else [("actors", code) for code in codes]
            paths += [((*one, *at), number) for one in whose]
        base = Node({}, place)
        for path, number in paths:
            base = merge(base, _branch(path, number, place))
        return merge(base, root)


class ParameterSet(_Form):
    """Vectors that the data do not tell apart.

    Attributes:
        name: As the user named it.
        title: What they were fitted to.
        sets: The vectors, the best first.
    """

    name: str = ""
    title: str = ""
    sets: Annotated[tuple[ParameterVector, ...], Field(min_length=1, max_length=1000, strict=False)]


def read_parameters(name: str) -> ParameterSet:
    """The set of a file that ``brink fit`` wrote, of its folder, or of a shipped name.

    Args:
        name: ``summary.json`` of a fit, the folder with it, or ``fitted``.

    Raises:
        BrinkError: There is no such set, or the file is none.
    """
    file = _file_of(name)
    try:
        content: Any = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        what = getattr(error, "strerror", None) or "no JSON text"
        raise BrinkError(f"--parameters {printable(name)}: cannot be read ({what})") from error
    if not isinstance(content, dict):
        content = {}
    try:
        found = ParameterSet.model_validate({**content, "name": printable(name)})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        what = f"{place}: {first['msg']}" if place else str(first["msg"])
        cure = "give summary.json of brink fit"
        raise BrinkError(
            f"--parameters {printable(name)}: no set of parameters ({what}); {cure}"
        ) from error
    return found


def _file_of(name: str) -> FilePath:
    path = FilePath(portable(name))
    if path.is_dir():
        return path / "summary.json"
    shipped = SCENARIOS / FITS / f"{SHIPPED.get(name, name)}{ENDING}"
    if len(path.parts) == 1 and not path.exists() and "\0" not in name:
        if shipped.is_file():
            return shipped
        if not path.suffix:
            cure = suggestion(name, list(SHIPPED))
            raise BrinkError(
                f"--parameters {quoted(printable(name))}: no such set is shipped; {cure}"
            )
    return path


def _branch(path: tuple[str, ...], number: Scalar, place: Place) -> Node:
    node = Node(number, place, place)
    for step in reversed(path):
        node = Node({step: node}, place, place)
    return node
