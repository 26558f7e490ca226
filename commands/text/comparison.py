"""A comparison as plain aligned text."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from brinkmanship.analysis.report.honesty import chance_line, honesty_lines
from brinkmanship.analysis.statistics.intervals import LEVEL
from brinkmanship.analysis.statistics.studies.changes import (
    Result,
    adjusted_p_values,
    excludes_zero,
)
from brinkmanship.sim.scenario.changes.between import Change
from brinkmanship.sim.scenario.changes.text import lines_by_subject

MANY = 10_000  # runs from which shares are printed to a hundredth of a per cent
LINE = "{:<{width}}  {:>20}  {:>20}  {:>27}  {:>6} {:>6}"
NARROW = 22  # columns of the names of results; variants may have longer ones
EXACT = "exactly"  # instead of an interval, where a difference is no estimate
HEADS = ("before", "after", "difference", "gained", "lost")
FOOT = (
    "In brackets 95% intervals; differences are of pairs, in percentage points (rungs for means).",
    "* marks an interval without zero (p < 0.05 in the test it inverts),",
    "** one that also withstands Holm's correction for the number of comparisons.",
)
LAST = "Shares of simulated runs, not a forecast."


def comparison_text(summary: Mapping[str, Any], show: Sequence[str] = ()) -> str:
    """All results variant by variant, or only those named, with a line a variant.

    Args:
        summary: The content of ``summary.json``.
        show: Names of outcomes, rungs or sides; empty for all.
    """
    same_dice = all(one["same_dice"] for one in summary["variants"])
    dice = "on the same dice" if same_dice else "on the same dice except as noted"
    count = f"n = {summary['runs']} pairs of simulated runs {dice}, seed {summary['seed']}"
    lines, marks = [summary["title"], count], _marks(summary, show)
    for place, variant in enumerate(summary["variants"]):
        lines += ["", *_change_lines(summary, variant)]
        if not show:
            lines += ["", *_result_tables(summary, place, marks), *_range_table(summary, variant)]
    for name in show:
        lines += ["", *_result_by_variant(summary, name, marks)]
    rests = [*honesty_lines(summary["honesty"]), *map(_chance_of_variant, summary["variants"])]
    foot = (*FOOT, f"{_comparisons_text(marks)} {LAST}", *rests)
    return "".join(f"{line.rstrip()}\n" for line in [*lines, "", *foot])


def _chance_of_variant(variant: Mapping[str, Any]) -> str:
    return f"{variant['name']}: {chance_line(variant['honesty']['chance'])}"


def _marks(summary: Mapping[str, Any], show: Sequence[str]) -> dict[Result, str]:
    """The mark of each result that is printed and was tested."""
    marks = {}
    for result, adjusted in adjusted_p_values(summary, show).items():
        place, part, name = result
        mark = "*" if excludes_zero(summary["variants"][place][part][name]) else ""
        marks[result] = "**" if adjusted < 1.0 - LEVEL else mark
    return marks


def _comparisons_text(marks: Mapping[Result, str]) -> str:
    """How many comparisons were made, how many mark an effect, and how many luck alone marks."""
    some, sure = (sum(bool(mark.startswith(one)) for mark in marks.values()) for one in ("*", "**"))
    if not marks:
        return "Nothing was compared that could differ."
    if len(marks) == 1:
        return "One comparison, so none to correct for."
    luck = 0.05 * len(marks)
    return (
        f"{len(marks)} comparisons: {some} with *, of which luck alone gives {luck:.2g}; "
        f"{sure} with **."
    )


def _change_lines(summary: Mapping[str, Any], variant: Mapping[str, Any]) -> Iterator[str]:
    """What was changed, and how many runs differ at all."""
    yield f"{variant['name']}, compared with {summary['scenario']}"
    changes = [Change(**one) for one in variant["changes"]]
    yield from (f"  {line}" for line in lines_by_subject(changes))
    yield from (f"  Note: {note}" for note in variant["notes"])
    why = ": what is played is the same, so none can." if variant["same"] else "."
    yield f"  {variant['differing']} of {variant['pairs']} runs differ at all{why}"


def _result_tables(
    summary: Mapping[str, Any], place: int, marks: Mapping[Result, str]
) -> Iterator[str]:
    variant = summary["variants"][place]
    form = (2 if variant["pairs"] >= MANY else 1, NARROW)
    yield LINE.format("the run ends in", *HEADS, width=NARROW)
    for name, row in variant["outcomes"].items():
        mark = marks.get((place, "outcomes", name), "")
        yield share_line(name.replace("_", " "), row, form, mark)
    yield ""
    yield LINE.format("a side itself reaches", *HEADS, width=NARROW)
    for name in variant["thresholds"]:
        if name in summary["thresholds"]:
            mark = marks.get((place, "thresholds", name), "")
            yield share_line(name.replace("_", " "), variant["thresholds"][name], form, mark)
    if variant["means"]:
        yield ""
        yield LINE.format("mean rung of a side", *HEADS[:3], "", "", width=NARROW)
    for name, row in variant["means"].items():
        yield mean_line(name, row, NARROW, marks.get((place, "means", name), ""))


def _range_table(summary: Mapping[str, Any], variant: Mapping[str, Any]) -> Iterator[str]:
    """The range of each difference over a set of parameters; nothing where there is no set."""
    found = summary.get("parameters")
    if not found:
        return
    yield ""
    yield (
        f"Over the {found['vectors']} parameter vectors of {found['name']}, which the data leave "
        "open, differences range"
    )
    wanted = {part: variant[part] for part in ("outcomes", "thresholds")}
    for part, rows in wanted.items():
        for name, row in rows.items():
            if part == "outcomes" or name in summary["thresholds"]:
                ends = (100.0 * row["difference"][key] for key in ("set_low", "set_high"))
                yield f"{name.replace('_', ' '):<{NARROW}}  " + "{:+.1f} to {:+.1f}".format(*ends)
    for name, row in variant["means"].items():
        ends = (row["difference"][key] for key in ("set_low", "set_high"))
        yield f"{name:<{NARROW}}  " + "{:+.3f} to {:+.3f} (mean rung)".format(*ends)


def _result_by_variant(
    summary: Mapping[str, Any], name: str, marks: Mapping[Result, str]
) -> Iterator[str]:
    """One result, a line a variant."""
    head = _headline(summary, name)
    width = max(NARROW, len(head), *(len(one["name"]) for one in summary["variants"]))
    heads = HEADS if head.partition(" ")[0] != "mean" else (*HEADS[:3], "", "")
    yield LINE.format(head, *heads, width=width)
    for place, variant in enumerate(summary["variants"]):
        digits = 2 if variant["pairs"] >= MANY else 1
        for part in ("outcomes", "thresholds", "means"):
            if name not in variant[part]:
                continue
            row, mark = variant[part][name], marks.get((place, part, name), "")
            if part == "means":
                yield mean_line(variant["name"], row, width, mark)
            else:
                yield share_line(variant["name"], row, (digits, width), mark)
            if "parameters" in summary:
                yield _shown_range(row, summary["parameters"], means=part == "means")
            break


def _shown_range(row: Mapping[str, Any], found: Mapping[str, Any], *, means: bool) -> str:
    """The range of one difference over a set of parameters."""
    scale, digits = (1.0, 3) if means else (100.0, 1)
    low, high = (scale * row["difference"][key] for key in ("set_low", "set_high"))
    return (
        f"  over the {found['vectors']} vectors of {found['name']}: {low:+.{digits}f} to "
        f"{high:+.{digits}f}"
    )


def _headline(summary: Mapping[str, Any], name: str) -> str:
    first = summary["variants"][0]
    words = name.replace("_", " ")
    if name in first["outcomes"]:
        return f"ends in {words}"
    return f"a side reaches {words}" if name in first["thresholds"] else f"mean rung of {words}"


def share_line(label: str, row: Mapping[str, Any], form: tuple[int, int], mark: str) -> str:
    """Shares before and after, their difference, and flips; ``form`` is (digits, width)."""
    digits, width = form
    cells = [
        f"{_percent(one['share'], digits)}% ({_percent(one['low'], digits)} to "
        f"{_percent(one['high'], digits)})"
        for one in (row["before"], row["after"])
    ]
    gap = row["difference"]
    ends = " to ".join(f"{100.0 * gap[key]:+.{digits}f}" for key in ("low", "high"))
    ends = EXACT if gap["low"] == gap["high"] == 0.0 else ends
    difference = f"{_signed(100.0 * gap['share'], digits)} ({ends}){mark:<2}"
    return LINE.format(label, *cells, difference, row["gained"], row["lost"], width=width)


def mean_line(label: str, row: Mapping[str, Any], width: int, mark: str) -> str:
    """Means before and after and their difference."""
    gap = row["difference"]
    difference = f"{_signed(gap['mean'], 3)}{_interval_of_mean(gap)}{mark:<2}"
    cells = (f"{row['before']:.3f}", f"{row['after']:.3f}", difference)
    return LINE.format(label, *cells, "", "", width=width)


def _interval_of_mean(gap: Mapping[str, float | None]) -> str:
    """The interval of a mean's difference, or why there is none."""
    low, high = gap["low"], gap["high"]
    if low is None or high is None:
        return " (no pair differed)" if gap["mean"] == 0.0 else ""
    return f" ({EXACT})" if low == high == 0.0 else f" ({low:+.3f} to {high:+.3f})"


def _percent(share: float, digits: int) -> str:
    return f"{100.0 * share:.{digits}f}"


def _signed(value: float, digits: int) -> str:
    """A difference with its sign; 0 has none."""
    return f"{value:+.{digits}f}" if value else "0"
