"""The tables of an explained run as a reader wants them: what was changed, and what came of it."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.figures.style import DASH, share_with_interval
from analysis.report.page import Table
from analysis.report.text_tables import COUNTS, Column, text_table
from analysis.statistics.names import CHANCE_NAMES
from analysis.statistics.studies.pivots import insignificant_note, significant_pivots
from analysis.tables.explained import KIND, open_explained
from analysis.tables.runs import read_manifest, read_table

CHANGED = "Changed, one at a time"
SPARED = "Chance taken out of the run"
CURVE = "Continuations that come to it"
SHARES = (Column("n", "Continuations"), *COUNTS[1:])
ENDS = ("share", "low", "high")
PARTS = "Parts of the actors' policies"


def explain_tables(folder: Path) -> Mapping[str, Table]:
    """The tables of a folder of ``brink explain`` by name; none for another kind of folder.

    Raises:
        AnalysisError: Something in it is missing or unreadable.
    """
    if read_manifest(folder).get("kind") != KIND:
        return {}
    found = open_explained(folder)
    tables = {
        "continuation": text_table(found.curve, (Column("turn", "After turn"), *SHARES), CURVE),
        "spared": _spared(read_table(folder / "spared.parquet")),
    }
    if found.pivots is not None:
        tables["pivots"] = _pivots(found.pivots)
    if found.parts is not None:
        tables["responsibility"] = _parts(found.parts)
    return tables


def points(low: float, high: float) -> str:
    """Both ends of a difference of shares, in percentage points.

    >>> points(-0.6801, 0.0004)
    '-68.0 to 0.0'
    """
    return f"{_point(low)} to {_point(high)}"


def _point(value: float) -> str:
    """A difference of shares in percentage points; a rounded nought has no sign."""
    return f"{round(100.0 * value, 1) + 0.0:+.1f}".replace("+0.0", "0.0")


def _words(cell: str) -> str:
    return cell.replace("_", " ")


def _pivots(frame: pd.DataFrame) -> Table:
    sure = significant_pivots(frame)
    rows = sure.to_dict("records")
    told = sure.assign(
        label=[_words(row["label"]) for row in rows],
        instead=[_words(row["instead"]) or DASH for row in rows],
        was=[share_with_interval(*(row[f"base_{end}"] for end in ENDS)) for row in rows],
        now=[share_with_interval(*(row[f"changed_{end}"] for end in ENDS)) for row in rows],
        points=[
            f"{_point(row['effect'])} ({points(row['effect_low'], row['effect_high'])})"
            for row in rows
        ],
        luck=["comes to it" if row["own"] else "does not" for row in rows],
    )
    columns = (
        Column("turn", "Turn"),
        Column("label", "What is changed"),
        Column("instead", "In its place"),
        Column("was", "As it was (95%)", flush=True),
        Column("now", "Changed (95%)", flush=True),
        Column("points", "Points (95%)", flush=True),
        Column("luck", "Own luck"),
    )
    note = (
        "Shares of continuations that come to the outcome, in the order in which a search with "
        "other continuations ranked the changes. Own luck: the run's own later dice. "
    )
    return text_table(told, columns, CHANGED, note=f"{note}{insignificant_note(frame)}".rstrip())


def _spared(frame: pd.DataFrame) -> Table:
    told = frame.assign(
        kind=frame["kind"].map(CHANCE_NAMES),
        luck=["comes to it" if own else "does not" for own in frame["own"]],
    )
    columns = (Column("kind", "Without"), Column("luck", "Own luck"), *SHARES)
    return text_table(told, columns, SPARED, note="From the start, with other luck.")


def _parts(frame: pd.DataFrame) -> Table:
    columns = (
        Column("name", "Actor"),
        Column("part", "Points", _point),
        Column("low", "from", _point),
        Column("high", "to", _point),
    )
    note = "Shapley values, percentage points; they sum to what all policies together change."
    return text_table(frame, columns, PARTS, note=note)
