"""Exhibits that a traced run folder gives."""

import pandas as pd

from brinkmanship.analysis.figures.slides.trace import TRACE_SLIDES
from brinkmanship.analysis.report.exhibits.exhibit import Exhibit, View
from brinkmanship.analysis.report.exhibits.run import TURNS
from brinkmanship.analysis.report.text_tables import Column, number_text, thin_rows, with_names
from brinkmanship.analysis.statistics.names import SIGNAL_NAMES, joined
from brinkmanship.analysis.statistics.paths import rung_fan
from brinkmanship.analysis.tables.runs import RunFolder


def fan_rows(rungs: pd.DataFrame, folder: RunFolder) -> pd.DataFrame:
    """Quantiles of the crisis rung at some of the turns, by the names of the rungs."""
    fan = thin_rows(rung_fan(rungs), TURNS)
    names = [rung.name for rung in folder.ladder]
    quantiles = ("q10", "median", "q90")
    return fan.assign(**{name: [names[rung] for rung in fan[name]] for name in quantiles})


def describe_fan(view: View[RunFolder]) -> str:
    """Where the median begins and ends."""
    (first, _, _, low, _), (last, _, _, high, _) = view.table.rows[0], view.table.rows[-1]
    return (
        f"Bands over turns; the median of all runs goes from {low} in turn {first} "
        f"to {high} in turn {last}. Beside it one run of each outcome."
    )


def signal_rows(table: pd.DataFrame, folder: RunFolder) -> pd.DataFrame:
    """Signals a run in four parts of the time, by kind and side."""
    quarter = -(-folder.horizon // 4)
    parts = table.assign(part=(table["turn"] - 1) // quarter)
    wide = parts.pivot_table(
        index=["signal", "side"], columns="part", values="rate", aggfunc="sum", sort=False
    )
    wide.columns = [
        f"Turns {1 + quarter * part} to {min(quarter * (part + 1), folder.horizon)}"
        for part in range(wide.shape[1])
    ]
    rows = with_names(wide.reset_index(), "signal", SIGNAL_NAMES)
    return rows.rename(columns={"signal": "Signal", "side": "Side"})


def describe_signals(view: View[RunFolder]) -> str:
    """The kinds of signal that were sent."""
    kinds = list(dict.fromkeys(row[0] for row in view.table.rows))
    return f"Small panels, signals a run over turns by side: {joined(kinds)}."


def sender_rows(table: pd.DataFrame, folder: RunFolder) -> pd.DataFrame:
    """Signals a run, one row a sender, one column a kind."""
    wide = table.pivot_table(index="sender", columns="signal", values="rate", sort=False)
    rows = with_names(wide.reset_index(), "sender", folder.names)
    return rows.rename(columns={"sender": "Sender", **SIGNAL_NAMES})


def describe_senders(view: View[RunFolder]) -> str:
    """The three senders of most signals."""
    names = [row[0] for row in view.table.rows[:3]]
    if not names:
        return "No signal was sent."
    return f"A grid of senders and kinds of signal; most is said by {joined(names)}."


def credibility_rows(table: pd.DataFrame, folder: RunFolder) -> pd.DataFrame:
    """How far each actor is believed at the first and at the last turn."""
    actors = table.astype({"actor": object}).groupby("actor", sort=False)
    ends = actors["mean"].agg(["first", "last", "min", "max"])
    return with_names(ends.reset_index(), "actor", folder.names)


def describe_credibility(view: View[RunFolder]) -> str:
    """How belief moves for the three actors it moves most for."""
    rows = sorted(view.table.rows, key=lambda row: -abs(float(row[1]) - float(row[2])))
    parts = [f"{row[0]} from {row[1]} to {row[2]}" for row in rows[:3]]
    return f"Lines with bands, one panel an actor; mean belief moves most for {joined(parts)}."


def describe_cohesion(view: View[RunFolder]) -> str:
    """Where cohesion begins and ends."""
    rows = view.table.rows
    if not rows:
        return "No alliance in this scenario."
    return (
        f"Cohesion over turns; it goes from {rows[0][2]} in turn {rows[0][1]} to {rows[-1][2]} "
        f"in turn {rows[-1][1]}."
    )


LADDER = Exhibit(
    id="ladder-over-turns",
    slide=TRACE_SLIDES["ladder-over-turns"],
    height=5.2,
    columns=(
        Column("turn", "Turn"),
        Column("mean", "Mean rung", number_text),
        Column("q10", "1 in 10 at or below"),
        Column("median", "Median"),
        Column("q90", "9 in 10 at or below"),
    ),
    rows=fan_rows,
    caption="The highest rung displayed, over all runs",
    describe=describe_fan,
)
SIGNALS = Exhibit(
    id="signals-by-turn",
    slide=TRACE_SLIDES["signals-by-turn"],
    height=5.0,
    rows=signal_rows,
    caption="Signals a run",
    describe=describe_signals,
)
SENDERS = Exhibit(
    id="signals-by-sender",
    slide=TRACE_SLIDES["signals-by-sender"],
    height=4.4,
    rows=sender_rows,
    caption="Signals a run, by sender",
    describe=describe_senders,
)
CREDIBILITY = Exhibit(
    id="credibility",
    slide=TRACE_SLIDES["credibility"],
    height=4.6,
    columns=(
        Column("actor", "Actor"),
        Column("first", "First turn", number_text),
        Column("last", "Last turn", number_text),
        Column("min", "Lowest", number_text),
        Column("max", "Highest", number_text),
    ),
    rows=credibility_rows,
    caption="Mean belief that an actor does what it threatens, 0 to 1",
    describe=describe_credibility,
)
COHESION = Exhibit(
    id="cohesion",
    slide=TRACE_SLIDES["cohesion"],
    height=3.4,
    columns=(
        Column("side", "Side"),
        Column("turn", "Turn"),
        Column("mean", "Mean", number_text),
        Column("q10", "1 in 10 below", number_text),
        Column("q90", "9 in 10 below", number_text),
    ),
    rows=lambda table, _: thin_rows(table, TURNS),
    caption="Cohesion of the alliances, 0 to 1",
    describe=describe_cohesion,
)
