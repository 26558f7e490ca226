"""The figures of a traced run folder, with their numbers and their words."""

from analysis.figures.slides.trace import (
    cohesion,
    credibility,
    ladder_over_turns,
    signals_by_sender,
    signals_by_turn,
)
from analysis.report.exhibits.exhibit import Exhibit
from analysis.report.page import Table
from analysis.report.text_tables import Column, number_text, text_table, thin_rows, with_names
from analysis.statistics.names import SIGNAL_NAMES, joined
from analysis.statistics.paths import cohesion_path, credibility_path, crisis_rungs, rung_fan
from analysis.statistics.signals import sender_counts, signal_counts
from analysis.tables.runs import RunFolder

POINTS = 13


def fan_table(folder: RunFolder) -> Table:
    """Quantiles of the crisis rung at some of the turns."""
    turns = folder.turns(["run", "turn", "actor", "displayed"])
    runs = folder.runs(["run", "outcome", "outcome_turn", "peak_rung_direct"])
    fan = thin_rows(rung_fan(crisis_rungs(turns, runs, folder.sides)), POINTS)
    names = [rung.name for rung in folder.ladder]
    for column in ("q10", "median", "q90"):
        fan[column] = [names[rung] for rung in fan[column]]
    columns = (
        Column("turn", "Turn"),
        Column("mean", "Mean rung", number_text),
        Column("q10", "1 in 10 at or below"),
        Column("median", "Median"),
        Column("q90", "9 in 10 at or below"),
    )
    return text_table(fan, columns, "The highest rung displayed, over all runs")


def fan_words(folder: RunFolder) -> str:
    """Where the median begins and ends."""
    last = fan_table(folder).rows
    return (
        f"Bands over turns; the median of all runs goes from {last[0][3]} in turn {last[0][0]} "
        f"to {last[-1][3]} in turn {last[-1][0]}. Beside it one run of each outcome."
    )


def said_table(folder: RunFolder) -> Table:
    """Signals a run in four parts of the time, by kind and side."""
    said = folder.signals(["turn", "sender", "signal"])
    found = signal_counts(said, folder.sides, runs=folder.n, horizon=folder.horizon)
    quarter = -(-folder.horizon // 4)
    found = found.assign(part=(found["turn"] - 1) // quarter)
    wide = found.pivot_table(
        index=["signal", "side"], columns="part", values="rate", aggfunc="sum", sort=False
    )
    ends = [
        (1 + quarter * part, min(quarter * (part + 1), folder.horizon))
        for part in range(wide.shape[1])
    ]
    heads = [
        Column(f"p{part}", f"Turns {first} to {last}", number_text)
        for part, (first, last) in zip(wide, ends, strict=True)
    ]
    wide.columns = [one.name for one in heads]
    rows = with_names(wide.reset_index(), "signal", SIGNAL_NAMES)
    return text_table(
        rows, (Column("signal", "Signal"), Column("side", "Side"), *heads), "Signals a run"
    )


def said_words(folder: RunFolder) -> str:
    """The kinds of signal that were sent."""
    kinds = list(dict.fromkeys(row[0] for row in said_table(folder).rows))
    return f"Small panels, signals a run over turns by side: {joined(kinds)}."


def sender_table(folder: RunFolder) -> Table:
    """Signals a run by sender and kind."""
    found = sender_counts(folder.signals(["sender", "signal"]), runs=folder.n)
    wide = found.pivot_table(index="sender", columns="signal", values="rate", sort=False)
    heads = [Column(str(kind), SIGNAL_NAMES[str(kind)], number_text) for kind in wide]
    rows = with_names(wide.reset_index(), "sender", folder.names)
    return text_table(rows, (Column("sender", "Sender"), *heads), "Signals a run, by sender")


def sender_words(folder: RunFolder) -> str:
    """Who speaks most."""
    names = [row[0] for row in sender_table(folder).rows[:3]]
    return (
        f"A grid of senders and kinds of signal; most is said by {joined(names)}."
        if names
        else ("No signal was sent.")
    )


def belief_table(folder: RunFolder) -> Table:
    """How far each actor is believed at the first and at the last turn."""
    found = credibility_path(folder.turns(["turn", "actor", "credibility"]))
    found = found[found["actor"].isin(list(folder.sides))].astype({"actor": object})
    ends = found.groupby("actor", sort=False)["mean"].agg(["first", "last", "min", "max"])
    rows = with_names(ends.reset_index(), "actor", folder.names)
    columns = (
        Column("actor", "Actor"),
        Column("first", "First turn", number_text),
        Column("last", "Last turn", number_text),
        Column("min", "Lowest", number_text),
        Column("max", "Highest", number_text),
    )
    return text_table(rows, columns, "Mean belief that an actor does what it threatens, 0 to 1")


def belief_words(folder: RunFolder) -> str:
    """How belief moves for those it moves most for."""
    rows = sorted(belief_table(folder).rows, key=lambda row: -abs(float(row[1]) - float(row[2])))
    parts = [f"{row[0]} from {row[1]} to {row[2]}" for row in rows[:3]]
    return f"Lines with bands, one panel an actor; mean belief moves most for {joined(parts)}."


def cohesion_table(folder: RunFolder) -> Table:
    """Cohesion of each side's alliance at some of the turns."""
    found = cohesion_path(folder.turns(["run", "turn", "actor", "cohesion"]), folder.sides)
    columns = (
        Column("side", "Side"),
        Column("turn", "Turn"),
        Column("mean", "Mean", number_text),
        Column("q10", "1 in 10 below", number_text),
        Column("q90", "9 in 10 below", number_text),
    )
    return text_table(thin_rows(found, POINTS), columns, "Cohesion of the alliances, 0 to 1")


def cohesion_words(folder: RunFolder) -> str:
    """Where cohesion begins and ends."""
    rows = cohesion_table(folder).rows
    if not rows:
        return "No alliance in this scenario."
    return (
        f"Cohesion over turns; it goes from {rows[0][2]} in turn {rows[0][1]} to {rows[-1][2]} "
        f"in turn {rows[-1][1]}."
    )


LADDER = Exhibit("ladder-over-turns", ladder_over_turns, 5.2, fan_table, fan_words)
SAID = Exhibit("signals-by-turn", signals_by_turn, 5.0, said_table, said_words)
SENDERS = Exhibit("signals-by-sender", signals_by_sender, 4.4, sender_table, sender_words)
BELIEF = Exhibit("credibility", credibility, 4.6, belief_table, belief_words)
COHESION = Exhibit("cohesion", cohesion, 3.4, cohesion_table, cohesion_words)
