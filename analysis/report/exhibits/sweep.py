"""The figures of a sweep folder among text: with their numbers and their words."""

from analysis.figures.slides.sweep import short_path
from analysis.report.exhibits.exhibit import Exhibit
from analysis.report.page import Table
from analysis.report.text_tables import COUNTS, Shown, share, table
from analysis.tables.sweep_result import SWEEP_SLIDES, Swept

ROOM = 0.42  # inches a row of a figure


def _points_of(value: float) -> str:
    return f"{100 * value:+.1f}"


def _moved_table(sweep: Swept) -> Table:
    found = sweep.found[1].assign(
        parameter=[short_path(name) for name in sweep.found[1]["parameter"]]
    )
    columns = (
        Shown("parameter", "Parameter"),
        Shown("least", "Least share", share),
        Shown("least_low", "from", share),
        Shown("least_high", "to", share),
        Shown("most", "Greatest", share),
        Shown("most_low", "from", share),
        Shown("most_high", "to", share),
        Shown("first", "From"),
        Shown("last", "To"),
        Shown("change", "Change, points", _points_of),
        Shown("low", "from", _points_of),
        Shown("high", "to", _points_of),
    )
    note = (
        "Change: in percentage points, from the first to the last value of the parameter, run "
        "by run on the same luck, with its 95% interval."
    )
    return table(found, columns, f"Share of runs {sweep.what}, by parameter", note=note)


def _moved_words(sweep: Swept) -> str:
    parts = [
        f"{short_path(row['parameter'])} from {share(row['least'])} to {share(row['most'])}"
        for row in sweep.found[1].to_dict("records")
    ]
    return f"Bars, one a parameter, the furthest mover on top: {'; '.join(parts)}."


def _effect_table(sweep: Swept) -> Table:
    found = sweep.found[0].assign(
        parameter=[short_path(name) for name in sweep.found[0]["parameter"]]
    )
    columns = (Shown("parameter", "Parameter"), Shown("value", "Value"), *COUNTS)
    uneven = sweep.points["runs"].nunique() > 1
    note = "Points got unequal numbers of runs; in a share each point weighs alike."
    return table(found, columns, f"Share of runs {sweep.what}", note=note if uneven else "")


def _effect_words(sweep: Swept) -> str:
    return f"Panels, one a parameter, the share at each of its values. {_moved_words(sweep)}"


def _range_table(sweep: Swept) -> Table:
    names = sweep.names
    found = sweep.ranges.assign(measure=[names[name] for name in sweep.ranges["measure"]])
    columns = (
        Shown("measure", "Runs that"),
        Shown("least", "Least", share),
        Shown("least_low", "from", share),
        Shown("least_high", "to", share),
        Shown("median", "Median", share),
        Shown("most", "Greatest", share),
        Shown("most_low", "from", share),
        Shown("most_high", "to", share),
    )
    return table(found, columns, "Shares over all points",
                 note="From, to: the 95% interval of the point with that share.")  # fmt: skip


def _range_words(sweep: Swept) -> str:
    names = sweep.names
    parts = [
        f"{names[row['measure']]} {share(row['least'])} to {share(row['most'])}"
        for row in sweep.ranges.to_dict("records")
    ]
    return f"Lines, one a measure, from the least to the greatest share: {'; '.join(parts)}."


def exhibits(sweep: Swept) -> tuple[Exhibit[Swept], Exhibit[Swept], Exhibit[Swept]]:
    """What moved the share, the share at each value, and the ranges over the points."""
    count = len(sweep.tables.parameters)
    panels = 2.9 if count <= 3 else 5.2  # noqa: PLR2004 - one row of panels or two
    bars, lines = 1.1 + ROOM * count, 1.0 + ROOM * len(sweep.ranges)
    return (
        Exhibit("what-moves", SWEEP_SLIDES["what-moves"], bars, _moved_table, _moved_words, bars),
        Exhibit("each-value", SWEEP_SLIDES["each-value"], panels, _effect_table, _effect_words),
        Exhibit("ranges", SWEEP_SLIDES["ranges"], lines, _range_table, _range_words, lines),
    )
