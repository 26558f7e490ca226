"""The answer of ``brink sensitivity`` as text and as plain data."""

import json
import math
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from math import isnan
from typing import Any

from brinkmanship.analysis.sensitivity.boxes.discovery import box_label
from brinkmanship.analysis.sensitivity.parts import Part
from brinkmanship.analysis.sensitivity.rows import named_rows
from brinkmanship.commands.text.columns import aligned_lines

ROWS = 15
PAIRS = 5
WIDTH = 100
CAVEAT = "Shares of simulated runs within the ranges given, not a forecast."


def sensitivity_text(parts: Sequence[Part]) -> str:
    """All parts, each with its method and its reason, its sample, a table, and its limits."""
    return "\n\n".join([*("\n".join(_part_lines(one)) for one in parts), CAVEAT])


def sensitivity_json(parts: Sequence[Part]) -> dict[str, Any]:
    """The answer as ``--json`` prints it."""
    content = [
        {
            **part_facts(part),
            "tables": {name: json.loads(_json_rows(table)) for name, table in part.tables.items()},
        }
        for part in parts
    ]
    return {"kind": "sensitivity", "parts": content, "caveat": CAVEAT}


def part_facts(part: Part) -> dict[str, Any]:
    """A part without its tables: method, reason, outcome, numbers about the sample, notes."""
    return {
        "part": part.kind,
        "method": part.method,
        "why": part.why,
        "outcome": part.measure.name,
        "result": part.measure.label,
        **{name: _plain_value(value) for name, value in part.facts.items()},
        "seconds": None if part.seconds is None else round(part.seconds, 1),
        "notes": list(part.notes),
    }


def _plain_value(value: Any) -> Any:  # a number of whatever library
    """The value as JSON can hold it; None for no number."""
    number = value.item() if hasattr(value, "item") else value
    return None if isinstance(number, float) and math.isnan(number) else number


def _json_rows(table: Any) -> str:  # a data frame
    return str(table.to_json(orient="records", double_precision=12))


def _part_lines(part: Part) -> Iterator[str]:
    facts = part.facts
    yield from _wrapped(part.method, "")
    yield from _wrapped(f"Why: {part.why}.", "  ")
    time = "" if part.seconds is None else f", {part.seconds:.0f} s"
    yield (
        f"  Result: {part.measure.label}. {facts['points']} points, {facts['runs']} runs each, "
        f"{facts['total']} runs, seed {facts['seed']}{time}"
    )
    table_lines = {"sobol": _sobol_lines, "morris": _morris_lines, "boxes": _box_lines}
    if part.kind in table_lines:  # a tipping point has no table
        yield ""
        yield from table_lines[part.kind](part)
    if part.notes:
        yield ""
    for note in part.notes:
        yield from _wrapped(note, "  ")


def _sobol_lines(part: Part) -> Iterator[str]:
    table = part.tables["indices"]
    cells = [["parameter", "values", "total", "95% interval", "first", "95% interval"]]
    cells += [
        [one.parameter, _range(one), f"{one.total:.3f}", _ends(one.total_low, one.total_high),
         f"{one.first:.3f}", _ends(one.first_low, one.first_high)]
        for one in named_rows(table.head(ROWS))
    ]  # fmt: skip
    yield from _table_lines(cells)
    if len(table) > 1 and "first_sum" in part.facts:
        yield f"  Sum of first order: {_first_order_sum(part.facts)}"
    pairs = part.tables["pairs"]
    strong = pairs[pairs["low"] > 0.0].head(PAIRS)
    for one in named_rows(strong):
        interval = _ends(one.low, one.high)
        yield f"  Pair: {one.one} with {one.other}: {one.second:.3f} ({interval})"
    if len(pairs) and not len(strong):
        yield "  No pair's index is told from 0."


def _first_order_sum(facts: Mapping[str, Any]) -> str:
    """The sum of the first orders; what it lacks is said to work together if that is sure."""
    value, low, high = (facts[f"first_sum{end}"] for end in ("", "_low", "_high"))
    sure = "the rest is what works together"
    verdict = sure if high < 1.0 else "not told from 1, where nothing works together"
    return f"{value:.2f} ({low:.2f} to {high:.2f}): {verdict}"


def _morris_lines(part: Part) -> Iterator[str]:
    table = part.tables["screening"]
    cells = [["parameter", "values", "mu*", "95% interval", "mu", "sigma", "by chance", ""]]
    cells += [
        [one.parameter, _range(one), f"{one.mu_star:.4f}",
         f"{one.mu_star_low:.4f} to {one.mu_star_high:.4f}", _signed(one.mu), f"{one.sigma:.4f}",
         f"{one.by_chance:.4f}", "" if one.told else "not told from chance"]
        for one in named_rows(table.head(ROWS))
    ]  # fmt: skip
    yield from _table_lines(cells)
    if len(table) > ROWS:
        yield f"  ... and {len(table) - ROWS} more parameters: screening.csv"


def _signed(mu: float) -> str:
    """A mean with its sign; nothing for values that are words, which have no order.

    >>> _signed(0.25), _signed(float("nan"))
    ('+0.2500', '')
    """
    return "" if isnan(mu) else f"{mu:+.4f}"


def _box_lines(part: Part) -> Iterator[str]:
    table = part.tables["boxes"]
    share, low, high = (part.facts[key] for key in ("share", "low", "high"))
    yield f"  Share in the judging half as a whole: {share:.2%} ({low:.2%} to {high:.2%})"
    for one in named_rows(table):
        sure = "" if one.told else " (not surely above the rest)"
        points = f"{one.mass:.0%} of points (judged by {one.points})"
        yield f"  {box_label(one._asdict())}: {_box_share(one)} of runs{sure},"
        yield f"      {one.coverage:.0%} of all that count, {points}"
        yield from _wrapped(f"where {one.limits}", "      ")


def _box_share(one: Any) -> str:  # a row of a table
    return "-" if isnan(one.share) else f"{one.share:.2%} ({one.low:.2%} to {one.high:.2%})"


def _range(one: Any) -> str:  # a row of a table
    return "" if isnan(one.lowest) else f"{one.lowest:.3g} to {one.highest:.3g}"


def _ends(low: float, high: float) -> str:
    return f"{low:.3f} to {high:.3f}"


def _table_lines(cells: Sequence[Sequence[str]]) -> Iterator[str]:
    yield from (f"  {line}".rstrip() for line in aligned_lines(cells, left=1))


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent,
                         break_long_words=False, break_on_hyphens=False)  # fmt: skip
