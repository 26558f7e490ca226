"""The figures that every run folder gives, with their numbers and their words."""

from analysis.figures.charts.lines import EVENT_LINES
from analysis.figures.slides.run import climbers, incidence, outcomes, routes, rungs_reached
from analysis.report.exhibits.exhibit import Exhibit
from analysis.report.page import Table
from analysis.report.text_tables import (
    COUNTS,
    Column,
    interval_text,
    number_text,
    share_text,
    text_table,
    thin_rows,
    with_names,
)
from analysis.statistics.actors import actor_peaks
from analysis.statistics.attribution import attribution
from analysis.statistics.escalation import outcome_shares, threshold_shares
from analysis.statistics.names import ENDS, OUTCOME_NAMES, ROUTE_NAMES, joined
from analysis.statistics.timing import cumulative_incidence, time_to_rung
from analysis.tables.runs import RunFolder

POINTS = 13  # turns in a table of a path


def outcome_table(folder: RunFolder) -> Table:
    """Runs that ended in each outcome."""
    found = with_names(outcome_shares(folder.runs(["outcome"])), "outcome", OUTCOME_NAMES)
    return text_table(found, (Column("outcome", "Outcome"), *COUNTS), "Runs by how they ended")


def outcome_words(folder: RunFolder) -> str:
    """The outcomes that occurred, the most frequent first."""
    found = outcome_shares(folder.runs(["outcome"]))
    seen = found[found["n"] > 0].sort_values("n", ascending=False, kind="stable")
    parts = [
        f"{OUTCOME_NAMES[row['outcome']]} {share_text(row['share'])} "
        f"({interval_text(row['low'], row['high'])})"
        for row in seen.to_dict("records")
    ]
    none = [OUTCOME_NAMES[name] for name in found[found["n"] == 0]["outcome"]]
    never = f" No run ended in {joined(none)}." if none else ""
    return f"Bars, one an outcome, with 95% intervals: {'; '.join(parts)}.{never}"


def rung_table(folder: RunFolder) -> Table:
    """Runs that reached each rung, and when; the gravest rung on top."""
    ids = [rung.id for rung in folder.ladder]
    runs = folder.runs(["peak_rung_direct", *(f"first_{name}" for name in ids[1:])])
    reached = threshold_shares(runs, ids)
    median = time_to_rung(runs, ids).set_index("id")["median"]
    found = reached.assign(median=reached["id"].map(median))[::-1]
    columns = (Column("id", "Rung"), *COUNTS, Column("median", "Median turn", number_text))
    note = "Median turn: when the runs that got there first stood there; 0 is the start."
    return text_table(
        with_names(found, "id", {}), columns, "Runs that reached each rung", note=note
    )


def rung_words(folder: RunFolder) -> str:
    """The share of runs that reached each rung of interest."""
    ids = [rung.id for rung in folder.ladder]
    found = threshold_shares(folder.runs(["peak_rung_direct"]), ids).set_index("id")
    named = folder.thresholds or tuple(ids[1:])
    parts = [f"{name.replace('_', ' ')} {share_text(found['share'][name])}" for name in named]
    return (
        f"A ladder of bars that shrink upwards; reached by this share of runs: {'; '.join(parts)}."
    )


def incidence_table(folder: RunFolder) -> Table:
    """Share of runs that each end had taken by some of the turns."""
    found = cumulative_incidence(folder.runs())
    wide = found.pivot_table(index="turn", columns="event", values="incidence", sort=False)
    some = thin_rows(wide.reset_index(), POINTS)
    names = [Column(event, EVENT_LINES[event][0], share_text) for event in ENDS]
    return text_table(some, (Column("turn", "Turn"), *names), "Share of runs ended by each turn")


def incidence_words(folder: RunFolder) -> str:
    """What had ended the runs by the last turn."""
    found = cumulative_incidence(folder.runs())
    last = found[found["turn"] == found["turn"].max()].set_index("event")["incidence"]
    parts = [f"{EVENT_LINES[event][0]} {share_text(last[event])}" for event in ENDS]
    return (
        f"Rising lines, one an end; by turn {int(found['turn'].max())} they have taken: "
        f"{'; '.join(parts)}. A second panel enlarges the clash."
    )


def climber_table(folder: RunFolder) -> Table:
    """How high each actor went."""
    names = [rung.name for rung in folder.ladder]
    found = with_names(actor_peaks(folder.runs(), folder.sides), "actor", folder.names)
    for column in ("q10", "median", "q90", "highest"):
        found[column] = [names[rung] for rung in found[column]]
    columns = (
        Column("actor", "Actor"),
        Column("side", "Side"),
        Column("mean", "Mean rung", number_text),
        Column("q10", "1 run in 10 stays at"),
        Column("median", "Median"),
        Column("q90", "9 in 10 stay at"),
        Column("highest", "Highest"),
    )
    return text_table(found, columns, "Each actor's highest rung in a run")


def climber_words(folder: RunFolder) -> str:
    """The highest climbers."""
    names = [rung.name for rung in folder.ladder]
    found = actor_peaks(folder.runs(), folder.sides)[:3].to_dict("records")
    parts = [
        f"{folder.names[row['actor']]} (median {names[row['median']]}, "
        f"highest {names[row['highest']]})"
        for row in found
    ]
    return f"Ranges of each actor's highest rung; the highest climbers are {joined(parts)}."


def route_table(folder: RunFolder) -> Table:
    """Clashes by the route that led to them."""
    found = with_names(attribution(folder.runs(["outcome", "route"])), "route", ROUTE_NAMES)
    of = int(found["of"].iloc[0])
    caption = f"Routes of the {of:,} runs that clashed" if of else "No run clashed"
    return text_table(found, (Column("route", "Route"), *COUNTS), caption)


def route_words(folder: RunFolder) -> str:
    """The routes that occurred."""
    found = attribution(folder.runs(["outcome", "route"]))
    of = int(found["of"].iloc[0])
    parts = [
        f"{ROUTE_NAMES.get(row['route'], row['route'])} {row['n']}"
        for row in found[found["n"] > 0].to_dict("records")
    ]
    if not of:
        return f"No run of {folder.n:,} clashed."
    return f"Bars, one a route; of {of:,} clashes: {'; '.join(parts)}."


OUTCOMES = Exhibit("outcomes", outcomes, 3.3, outcome_table, outcome_words, 3.0)
RUNGS = Exhibit("rungs-reached", rungs_reached, 5.4, rung_table, rung_words, 5.0)
INCIDENCE = Exhibit("endings-by-turn", incidence, 3.9, incidence_table, incidence_words)
CLIMBERS = Exhibit("who-climbed", climbers, 5.6, climber_table, climber_words)
ROUTES = Exhibit("routes-to-clash", routes, 3.2, route_table, route_words, 2.8)
