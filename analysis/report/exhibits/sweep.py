"""The figures of a sweep folder among text: with their numbers and their words."""

from analysis.figures.slides.sweep import short_path
from analysis.report.exhibits.exhibit import Exhibit
from analysis.report.page import Table
from analysis.report.text_tables import COUNTS, Column, share_text, text_table
from analysis.tables.sweep_result import SWEEP_SLIDES, SweepResult

ROOM = 0.42  # inches a row of a figure


def _points_of(value: float) -> str:
    return f"{100 * value:+.1f}"


def _moved_table(sweep: SweepResult) -> Table:
    found = sweep.found[1].assign(
        parameter=[short_path(name) for name in sweep.found[1]["parameter"]]
    )
    columns = (
        Column("parameter", "Parameter"),
        Column("least", "Least share", share_text),
        Column("least_low", "from", share_text),
        Column("least_high", "to", share_text),
        Column("most", "Greatest", share_text),
        Column("most_low", "from", share_text),
        Column("most_high", "to", share_text),
        Column("first", "From"),
        Column("last", "To"),
        Column("change", "Change, points", _points_of),
        Column("low", "from", _points_of),
        Column("high", "to", _points_of),
    )
    note = (
        "Change: in percentage points, from the first to the last value of the parameter, run "
        "by run on the same luck, with its 95% interval."
    )
    return text_table(found, columns, f"Share of runs {sweep.what}, by parameter", note=note)


def _moved_words(sweep: SweepResult) -> str:
    parts = [
        f"{short_path(row['parameter'])} from {share_text(row['least'])} to {share_text(row['most'])}"
        for row in sweep.found[1].to_dict("records")
    ]
    return f"Bars, one a parameter, the furthest mover on top: {'; '.join(parts)}."


def _effect_table(sweep: SweepResult) -> Table:
    found = sweep.found[0].assign(
        parameter=[short_path(name) for name in sweep.found[0]["parameter"]]
    )
    columns = (Column("parameter", "Parameter"), Column("value", "Value"), *COUNTS)
    uneven = sweep.points["runs"].nunique() > 1
    note = "Points got unequal numbers of runs; in a share each point weighs alike."
    return text_table(found, columns, f"Share of runs {sweep.what}", note=note if uneven else "")


def _effect_words(sweep: SweepResult) -> str:
    return f"Panels, one a parameter, the share at each of its values. {_moved_words(sweep)}"


def _range_table(sweep: SweepResult) -> Table:
    names = sweep.names
    found = sweep.ranges.assign(measure=[names[name] for name in sweep.ranges["measure"]])
    columns = (
        Column("measure", "Runs that"),
        Column("least", "Least", share_text),
        Column("least_low", "from", share_text),
        Column("least_high", "to", share_text),
        Column("median", "Median", share_text),
        Column("most", "Greatest", share_text),
        Column("most_low", "from", share_text),
        Column("most_high", "to", share_text),
    )
    return text_table(found, columns, "Shares over all points",
                 note="From, to: the 95% interval of the point with that share.")  # fmt: skip


def _range_words(sweep: SweepResult) -> str:
    names = sweep.names
    parts = [
        f"{names[row['measure']]} {share_text(row['least'])} to {share_text(row['most'])}"
        for row in sweep.ranges.to_dict("records")
    ]
    return f"Lines, one a measure, from the least to the greatest share: {'; '.join(parts)}."


def exhibits(
    sweep: SweepResult,
) -> tuple[Exhibit[SweepResult], Exhibit[SweepResult], Exhibit[SweepResult]]:
    """What moved the share, the share at each value, and the ranges over the points."""
    count = len(sweep.tables.parameters)
    panels = 2.9 if count <= 3 else 5.2  # noqa: PLR2004 - one row of panels or two
    bars, lines = 1.1 + ROOM * count, 1.0 + ROOM * len(sweep.ranges)
    return (
        Exhibit("what-moves", SWEEP_SLIDES["what-moves"], bars, _moved_table, _moved_words, bars),
        Exhibit("each-value", SWEEP_SLIDES["each-value"], panels, _effect_table, _effect_words),
        Exhibit("ranges", SWEEP_SLIDES["ranges"], lines, _range_table, _range_words, lines),
    )
