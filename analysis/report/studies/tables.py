"""Tables of studies as a reader wants them: compare, explain and sensitivity, a row each."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from brinkmanship.analysis.figures.charts.labels import short_path
from brinkmanship.analysis.figures.style import DASH, share_with_interval
from brinkmanship.analysis.report.page import Table
from brinkmanship.analysis.report.text_tables import (
    SHARE,
    Column,
    estimate_columns,
    interval_text,
    number_text,
    points_interval_text,
    points_text,
    share_text,
    text_table,
)
from brinkmanship.analysis.statistics.names import CHANCE_NAMES, OUTCOME_NAMES, as_words
from brinkmanship.analysis.statistics.studies.changes import correction_note
from brinkmanship.analysis.statistics.studies.pivots import insignificant_note, significant_pivots

SHARES = ("outcome", "threshold")
CONTINUATIONS = (Column("n", "Continuations"), *SHARE)
ENDS = ("share", "low", "high")


class StudyTable(NamedTuple):
    """A table of a study's folder as text.

    Attributes:
        caption: Of the table.
        columns: Those that it shows, of which it may lack some.
        rows: Its rows, from the table on disk.
        note: Below it, from the table on disk.
        needs: Columns without which the table is shown as it is on disk.
    """

    caption: str
    columns: Sequence[Column]
    rows: Callable[[pd.DataFrame], pd.DataFrame] = lambda frame: frame
    note: Callable[[pd.DataFrame], str] = lambda _: ""
    needs: Sequence[str] = ()


def study_tables(frames: Mapping[str, pd.DataFrame]) -> Mapping[str, Table]:
    """The tables that have a form of their own and a row, by name.

    Args:
        frames: Tables of a study's folder, by name.
    """
    tables = {}
    for name, frame in frames.items():
        form = _form(name, frame)
        if form is not None and len(frame):
            rows = form.rows(frame)
            columns = [column for column in form.columns if column.name in rows]
            tables[name] = text_table(rows, columns, form.caption, note=form.note(frame))
    return tables


def _form(name: str, frame: pd.DataFrame) -> StudyTable | None:
    """The form of a table, by what it measures or else by its name; None without one."""
    measures = [form for measure, form in INDICES.items() if measure in frame]
    form = measures[0] if measures else TABLES.get(name)
    return form if form is not None and set(form.needs) <= set(frame) else None


def _changes(frame: pd.DataFrame) -> pd.DataFrame:
    """Shares before and after with their intervals; the variant only where there are several."""
    shares = frame[frame["kind"].isin(SHARES)]
    rows = shares.to_dict("records")
    table = shares.assign(
        what=[_what(row["kind"], row["name"]) for row in rows],
        points=[points_text(row["difference"]) for row in rows],
        ends=[_points_interval(row["low"], row["high"]) for row in rows],
        was=_interval_column(shares, "before"), now=_interval_column(shares, "after"),
    )  # fmt: skip
    many = len(set(table["variant"])) > 1
    return table if many else table.drop(columns="variant")


def _changes_note(frame: pd.DataFrame) -> str:
    note = (
        "Difference: after less before, run by run on the same luck, in percentage points. "
        "Gained and lost: runs that have it only after, and only before. p: of the score test, "
        "below 0.05 where the interval leaves out zero."
    )
    correction = correction_note(frame)
    return f"{note} Corrected: {correction}." if correction else note


def p_text(p: float) -> str:
    """A p value, or a dash where nothing was tested.

    >>> p_text(0.0301), p_text(1e-9)
    ('0.030', '<0.001')
    """
    if np.isnan(p):
        return DASH
    return f"{p:.3f}" if p >= 0.001 else "<0.001"  # noqa: PLR2004


def _what(kind: str, name: str) -> str:
    if kind == "outcome":
        return f"ended in {OUTCOME_NAMES.get(name, as_words(name))}"
    return f"reached {as_words(name)}"


def _points_interval(low: float, high: float) -> str:
    """An interval in percentage points; one without a width is of runs that cannot differ."""
    return "exactly" if low == high else points_interval_text(low, high)


def _interval_column(frame: pd.DataFrame, name: str) -> list[str]:
    """Interval of a share, where the folder has it."""
    if f"{name}_low" not in frame:
        return [""] * len(frame)
    ends = zip(frame[f"{name}_low"], frame[f"{name}_high"], strict=True)
    return [interval_text(float(low), float(high)) for low, high in ends]


def _pivots(frame: pd.DataFrame) -> pd.DataFrame:
    """The significant changes, with shares, difference and the run's own luck as text."""
    sure = significant_pivots(frame)
    rows = sure.to_dict("records")
    return sure.assign(
        label=[as_words(row["label"]) for row in rows],
        instead=[as_words(row["instead"]) or DASH for row in rows],
        was=[share_with_interval(*(row[f"base_{end}"] for end in ENDS)) for row in rows],
        now=[share_with_interval(*(row[f"changed_{end}"] for end in ENDS)) for row in rows],
        points=[_effect_text(row["effect"], row["effect_low"], row["effect_high"]) for row in rows],
        luck=[_own_luck(reached=row["own"]) for row in rows],
    )


def _effect_text(effect: float, low: float, high: float) -> str:
    """A difference of shares and its interval, in percentage points.

    >>> _effect_text(-0.3, -0.6801, 0.0004)
    '-30.0 (-68.0 to 0.0)'
    """
    return f"{_signed(effect)} ({_signed(low)} to {_signed(high)})"


def _signed(difference: float) -> str:
    """A difference in percentage points; a rounded zero has no sign."""
    return f"{round(100.0 * difference, 1) + 0.0:+.1f}".replace("+0.0", "0.0")


def _own_luck(*, reached: bool) -> str:
    return "comes to it" if reached else "does not"


def _pivots_note(frame: pd.DataFrame) -> str:
    note = (
        "Shares of continuations that come to the outcome, in the order in which a search with "
        "other continuations ranked the changes. Own luck: the run's own later dice. "
    )
    return f"{note}{insignificant_note(frame)}".rstrip()


def _spared(frame: pd.DataFrame) -> pd.DataFrame:
    """Each kind of chance by name, with the run's own luck as words."""
    luck = [_own_luck(reached=own) for own in frame["own"]]
    return frame.assign(kind=frame["kind"].map(CHANCE_NAMES), luck=luck)


def _sensitivity(frame: pd.DataFrame) -> pd.DataFrame:
    """Ranges, yes or no, and parameters as words, where the table has them."""
    rows = frame.to_dict("records")
    more = {}
    if "lowest" in frame:
        more["range"] = [f"{row['lowest']:g} to {row['highest']:g}" for row in rows]
    if "told" in frame:
        more["sure"] = ["yes" if row["told"] else "no" for row in rows]
    if "path" in frame and "parameter" not in frame:
        more["parameter"] = [short_path(str(row["path"])) for row in rows]
    return frame.assign(**more)


INDICES: Mapping[str, StudyTable] = {
    "total": StudyTable(
        "Sobol indices: part of the variance between points",
        (
            Column("parameter", "Parameter"),
            *estimate_columns("first", "Alone", number_text),
            *estimate_columns("total", "With others", number_text),
            Column("range", "Range"),
        ),
        _sensitivity,
    ),
    "mu_star": StudyTable(
        "Morris's measures, in units of the result",
        (
            Column("parameter", "Parameter"),
            *estimate_columns("mu_star", "Mean effect", number_text),
            Column("sigma", "Spread", number_text),
            Column("by_chance", "By chance", number_text),
            Column("sure", "Told from chance"),
            Column("range", "Range"),
        ),
        _sensitivity,
    ),
}
"""Tables of indices, whatever their name, by the column that tells which measure they hold."""

TABLES: Mapping[str, StudyTable] = {
    "comparison": StudyTable(
        "Shares before and after the change",
        (
            Column("variant", "Variant"),
            Column("what", "Runs that"),
            Column("before", "Before", share_text),
            Column("was", "interval"),
            Column("after", "After", share_text),
            Column("now", "interval"),
            Column("points", "Difference, points"),
            Column("ends", "interval"),
            Column("gained", "Gained", number_text),
            Column("lost", "Lost", number_text),
            Column("p", "p", p_text),
            Column("p_holm", "p, corrected", p_text),
        ),
        _changes,
        _changes_note,
        ("variant", "kind", "name", "before", "after", "difference", "low", "high"),
    ),
    "continuation": StudyTable(
        "Continuations that come to it", (Column("turn", "After turn"), *CONTINUATIONS)
    ),
    "spared": StudyTable(
        "Chance taken out of the run",
        (Column("kind", "Without"), Column("luck", "Own luck"), *CONTINUATIONS),
        _spared,
        lambda _: "From the start, with other luck.",
    ),
    "pivots": StudyTable(
        "Changed, one at a time",
        (
            Column("turn", "Turn"),
            Column("label", "What is changed"),
            Column("instead", "In its place"),
            Column("was", "As it was (95%)", flush=True),
            Column("now", "Changed (95%)", flush=True),
            Column("points", "Points (95%)", flush=True),
            Column("luck", "Own luck"),
        ),
        _pivots,
        _pivots_note,
    ),
    "responsibility": StudyTable(
        "Parts of the actors' policies",
        (
            Column("name", "Actor"),
            *estimate_columns("part", "Points", _signed, ends=""),
        ),
        note=lambda _: (
            "Shapley values, percentage points; they sum to what all policies together change."
        ),
    ),
    "pairs": StudyTable(
        "Pairs of parameters",
        (
            Column("one", "Parameter"),
            Column("other", "With"),
            *estimate_columns("second", "Together", number_text, ends=""),
        ),
    ),
    "tipping": StudyTable(
        "Where the share crosses the level",
        (
            Column("parameter", "Parameter"),
            Column("level", "Share", share_text),
            *estimate_columns("value", "Crossed at", number_text, ends=""),
        ),
        _sensitivity,
    ),
    "curve": StudyTable(
        "The share along the parameter",
        (
            Column("value", "Value", number_text),
            Column("of", "Runs", number_text),
            *SHARE,
        ),
    ),
    "boxes": StudyTable(
        "Boxes: PRIM's as they were found, then CART's by share in the points that found them",
        (
            Column("method", "Method"),
            Column("box", "Number"),
            Column("limits", "Box"),
            Column("mass", "Of the space", share_text),
            *SHARE,
            Column("sure", "Surely above the rest"),
        ),
        _sensitivity,
    ),
}
"""The other tables, by name."""
