"""What every summary says of itself: what chance decided, what has no source, what was fitted."""

from collections.abc import Iterator, Mapping
from typing import Any

LINT = "brink check --lint says which of them carry the result"


def honesty_lines(honesty: Mapping[str, Any] | None) -> Iterator[str]:
    """One sentence each on chance, sources and the fit; none of a folder that says nothing.

    Args:
        honesty: What ``summary.json`` and ``manifest.json`` hold under ``honesty``.
    """
    if not honesty:
        return
    yield chance_line(honesty["chance"])
    yield source_line(honesty["unsourced"])
    yield fit_line(honesty["fitted"])


def chance_line(chance: Mapping[str, Any]) -> str:
    """The share of moves upwards that choice noise decided.

    >>> chance_line({"moves": 0, "runs": 200, "rung": "mobilise"})
    'Moves to mobilise or above in the first 200 runs: none, so chance decided none.'
    """
    rung, runs = str(chance["rung"]).replace("_", " "), chance["runs"]
    if not chance["moves"]:
        return f"Moves to {rung} or above in the first {runs} runs: none, so chance decided none."
    share, low, high = (f"{100.0 * chance[key]:.0f}%" for key in ("share", "low", "high"))
    return (
        f"Moves to {rung} or above decided by chance: {share} ({low} to {high}) of "
        f"{chance['moves']}, in the first {runs} runs."
    )


def source_line(unsourced: Mapping[str, Any]) -> str:
    """How many of the numbers and facts that the file gives have no source.

    >>> source_line({"numbers": 0, "of_numbers": 16, "facts": 1, "of_facts": 40})
    'Without a source: 0 of 16 numbers and 1 of 40 facts that the file gives.'
    """
    numbers, facts = unsourced["numbers"], unsourced["facts"]
    more = f"; {LINT}" if numbers else ""
    return (
        f"Without a source: {numbers} of {unsourced['of_numbers']} numbers and {facts} of "
        f"{unsourced['of_facts']} facts that the file gives{more}."
    )


def fit_line(fitted: Mapping[str, Any]) -> str:
    """Whether the model was fitted to crises of this kind.

    >>> fit_line({"kind": False, "outside": ["3 sides instead of two", "turns of 1 day"]})
    'Outside what the model was fitted to: 3 sides instead of two, turns of 1 day.'
    """
    if fitted["kind"]:
        return "The model was fitted to crises of this kind (two states, 1918 to 1969, facts only)."
    return f"Outside what the model was fitted to: {', '.join(fitted['outside'])}."
