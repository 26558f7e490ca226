"""The answer of ``brink sensitivity`` as text."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from math import isnan
from typing import Any

from analysis.sensitivity.boxes.discovery import box_label as label_of
from analysis.sensitivity.parts import Part
from analysis.sensitivity.rows import named_rows as rows

ROWS = 15
PAIRS = 5
WIDTH = 100
CAVEAT = "Shares of simulated runs within the ranges given, not a forecast."


def text_of(parts: Sequence[Part]) -> str:
    """All parts, each with its method, why it, its sample, a table, and what it cannot say."""
    return "\n\n".join([*("\n".join(_part(one)) for one in parts), CAVEAT])


def _part(part: Part) -> Iterator[str]:
    facts = part.facts
    yield from _wrapped(part.method, "")
    yield from _wrapped(f"Why: {part.why}.", "  ")
    time = "" if part.seconds is None else f", {part.seconds:.0f} s"
    yield (
        f"  Result: {part.measure.label}. {facts['points']} points, {facts['runs']} runs each, "
        f"{facts['total']} runs, seed {facts['seed']}{time}"
    )
    table = {"sobol": _sobol, "morris": _morris, "boxes": _boxes}.get(part.kind)
    if table is not None:  # a tipping point is one sentence, said above
        yield ""
        yield from table(part)
    if part.notes:
        yield ""
    for note in part.notes:
        yield from _wrapped(note, "  ")


def _sobol(part: Part) -> Iterator[str]:
    table = part.tables["indices"]
    cells = [["parameter", "values", "total", "95% interval", "first", "95% interval"]]
    cells += [
        [one.parameter, _range(one), f"{one.total:.3f}", _ends(one.total_low, one.total_high),
         f"{one.first:.3f}", _ends(one.first_low, one.first_high)]
        for one in rows(table.head(ROWS))
    ]  # fmt: skip
    yield from _columns(cells)
    if len(table) > 1 and "first_sum" in part.facts:
        yield f"  Sum of first order: {_sum(part.facts)}"
    pairs = part.tables["pairs"]
    strong = pairs[pairs["low"] > 0.0].head(PAIRS)
    for one in rows(strong):
        interval = _ends(one.low, one.high)
        yield f"  Pair: {one.one} with {one.other}: {one.second:.3f} ({interval})"
    if len(pairs) and not len(strong):
        yield "  No pair's index is told from 0."


def _sum(facts: Mapping[str, Any]) -> str:
    """The sum of the first orders; what it lacks is said to work together if that is sure."""
    value, low, high = (facts[f"first_sum{end}"] for end in ("", "_low", "_high"))
    sure = "the rest is what works together"
    said = sure if high < 1.0 else "not told from 1, where nothing works together"
    return f"{value:.2f} ({low:.2f} to {high:.2f}): {said}"


def _morris(part: Part) -> Iterator[str]:
    table = part.tables["screening"]
    cells = [["parameter", "values", "mu*", "95% interval", "mu", "sigma", "by chance", ""]]
    cells += [
        [one.parameter, _range(one), f"{one.mu_star:.4f}",
         f"{one.mu_star_low:.4f} to {one.mu_star_high:.4f}", _signed(one.mu), f"{one.sigma:.4f}",
         f"{one.by_chance:.4f}", "" if one.told else "not told from chance"]
        for one in rows(table.head(ROWS))
    ]  # fmt: skip
    yield from _columns(cells)
    if len(table) > ROWS:
        yield f"  ... and {len(table) - ROWS} more parameters: screening.csv"


def _signed(mu: float) -> str:
    """A mean with its sign; nothing where words have no order to have one by.

    >>> _signed(0.25), _signed(float("nan"))
    ('+0.2500', '')
    """
    return "" if isnan(mu) else f"{mu:+.4f}"


def _boxes(part: Part) -> Iterator[str]:
    table = part.tables["boxes"]
    share, low, high = (part.facts[key] for key in ("share", "low", "high"))
    yield f"  Share in the judging half as a whole: {share:.2%} ({low:.2%} to {high:.2%})"
    for one in rows(table):
        sure = "" if one.told else " (not surely above the rest)"
        label, points = (
            label_of(one._asdict()),
            f"{one.mass:.0%} of points (judged by {one.points})",
        )
        yield f"  {label}: {_shares(one)} of runs{sure},"
        yield f"      {one.coverage:.0%} of all that count, {points}"
        yield from _wrapped(f"where {one.limits}", "      ")


def _shares(one: Any) -> str:  # noqa: ANN401 - a row of a table
    return "-" if isnan(one.share) else f"{one.share:.2%} ({one.low:.2%} to {one.high:.2%})"


def _range(one: Any) -> str:  # noqa: ANN401 - a row of a table
    return "" if isnan(one.lowest) else f"{one.lowest:.3g} to {one.highest:.3g}"


def _ends(low: float, high: float) -> str:
    return f"{low:.3f} to {high:.3f}"


def _columns(cells: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        line = [f"{row[0]:<{widths[0]}}"]
        line += [f"{cell:>{wide}}" for cell, wide in zip(row[1:], widths[1:], strict=True)]
        yield f"  {'  '.join(line)}".rstrip()


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent,
                         break_long_words=False, break_on_hyphens=False)  # fmt: skip
