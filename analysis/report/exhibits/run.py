"""Exhibits that every run folder gives."""

import pandas as pd

from brinkmanship.analysis.figures.slides.run import RUN_SLIDES
from brinkmanship.analysis.report.exhibits.exhibit import Exhibit, View
from brinkmanship.analysis.report.text_tables import (
    COUNTS,
    Column,
    interval_text,
    number_text,
    share_text,
    thin_rows,
    with_names,
)
from brinkmanship.analysis.statistics.names import (
    ENDS,
    EVENT_NAMES,
    OUTCOME_NAMES,
    ROUTE_NAMES,
    as_words,
    joined,
)
from brinkmanship.analysis.statistics.timing import time_to_rung
from brinkmanship.analysis.tables.runs import RunFolder

TURNS = 13  # in a table of a path


def describe_outcomes(view: View[RunFolder]) -> str:
    """The outcomes that occurred, the most frequent first."""
    table = view.statistic
    seen = table[table["n"] > 0].sort_values("n", ascending=False, kind="stable")
    parts = [
        f"{OUTCOME_NAMES[row['outcome']]} {share_text(row['share'])} "
        f"({interval_text(row['low'], row['high'])})"
        for row in seen.to_dict("records")
    ]
    none = [OUTCOME_NAMES[name] for name in table[table["n"] == 0]["outcome"]]
    never = f" No run ended in {joined(none)}." if none else ""
    return f"Bars, one an outcome, with 95% intervals: {'; '.join(parts)}.{never}"


def rung_rows(table: pd.DataFrame, folder: RunFolder) -> pd.DataFrame:
    """Runs that reached each rung, and when; the gravest rung on top."""
    ids = [rung.id for rung in folder.ladder]
    runs = folder.runs([f"first_{name}" for name in ids[1:]])
    median = time_to_rung(runs, ids).set_index("id")["median"]
    return with_names(table.assign(median=table["id"].map(median))[::-1], "id", {})


def describe_rungs(view: View[RunFolder]) -> str:
    """The share of runs that reached each rung of interest."""
    shares = view.statistic.set_index("id")["share"]
    named = view.folder.thresholds or tuple(rung.id for rung in view.folder.ladder[1:])
    parts = [f"{as_words(name)} {share_text(shares[name])}" for name in named]
    return (
        f"A ladder of bars that shrink upwards; reached by this share of runs: {'; '.join(parts)}."
    )


def incidence_rows(table: pd.DataFrame, _: RunFolder) -> pd.DataFrame:
    """Share of runs that each end had taken by some of the turns."""
    wide = table.pivot_table(index="turn", columns="event", values="incidence", sort=False)
    return thin_rows(wide.reset_index(), TURNS)


def describe_incidence(view: View[RunFolder]) -> str:
    """What had ended the runs by the last turn."""
    table = view.statistic
    turn = int(table["turn"].max())
    last = table[table["turn"] == turn].set_index("event")["incidence"]
    parts = [f"{EVENT_NAMES[event]} {share_text(last[event])}" for event in ENDS]
    return (
        f"Rising lines, one an end; by turn {turn} they have taken: {'; '.join(parts)}. "
        "A second panel enlarges the clash."
    )


def climber_rows(table: pd.DataFrame, folder: RunFolder) -> pd.DataFrame:
    """Each actor's highest rungs by name."""
    names = [rung.name for rung in folder.ladder]
    rungs = {
        column: [names[rung] for rung in table[column]]
        for column in ("q10", "median", "q90", "highest")
    }
    return with_names(table, "actor", folder.names).assign(**rungs)


def describe_climbers(view: View[RunFolder]) -> str:
    """The three actors that climbed highest."""
    names = [rung.name for rung in view.folder.ladder]
    parts = [
        f"{view.folder.names[row['actor']]} (median {names[row['median']]}, "
        f"highest {names[row['highest']]})"
        for row in view.statistic[:3].to_dict("records")
    ]
    return f"Ranges of each actor's highest rung; the highest climbers are {joined(parts)}."


def route_rows(table: pd.DataFrame, _: RunFolder) -> pd.DataFrame:
    """Clashes by the route that led to them."""
    return with_names(table, "route", ROUTE_NAMES)


def route_caption(table: pd.DataFrame, _: RunFolder) -> str:
    """How many runs clashed."""
    of = int(table["of"].iloc[0])
    return f"Routes of the {of:,} runs that clashed" if of else "No run clashed"


def describe_routes(view: View[RunFolder]) -> str:
    """The routes that occurred."""
    table = view.statistic
    of = int(table["of"].iloc[0])
    if not of:
        return f"No run of {view.folder.n:,} clashed."
    parts = [
        f"{ROUTE_NAMES.get(row['route'], row['route'])} {row['n']}"
        for row in table[table["n"] > 0].to_dict("records")
    ]
    return f"Bars, one a route; of {of:,} clashes: {'; '.join(parts)}."


OUTCOMES = Exhibit(
    id="outcomes",
    slide=RUN_SLIDES["outcomes"],
    height=3.3,
    phone=3.0,
    columns=(Column("outcome", "Outcome"), *COUNTS),
    rows=lambda table, _: with_names(table, "outcome", OUTCOME_NAMES),
    caption="Runs by how they ended",
    describe=describe_outcomes,
)
RUNGS = Exhibit(
    id="rungs-reached",
    slide=RUN_SLIDES["rungs-reached"],
    height=5.4,
    phone=5.0,
    columns=(Column("id", "Rung"), *COUNTS, Column("median", "Median turn", number_text)),
    rows=rung_rows,
    caption="Runs that reached each rung",
    note="Median turn: when the runs that got there first stood there; 0 is the start.",
    describe=describe_rungs,
)
INCIDENCE = Exhibit(
    id="endings-by-turn",
    slide=RUN_SLIDES["cumulative-incidence"],
    height=3.9,
    columns=(
        Column("turn", "Turn"),
        *(Column(event, name, share_text) for event, name in EVENT_NAMES.items()),
    ),
    rows=incidence_rows,
    caption="Share of runs ended by each turn",
    describe=describe_incidence,
)
CLIMBERS = Exhibit(
    id="who-climbed",
    slide=RUN_SLIDES["who-climbed"],
    height=5.6,
    columns=(
        Column("actor", "Actor"),
        Column("side", "Side"),
        Column("mean", "Mean rung", number_text),
        Column("q10", "1 run in 10 stays at"),
        Column("median", "Median"),
        Column("q90", "9 in 10 stay at"),
        Column("highest", "Highest"),
    ),
    rows=climber_rows,
    caption="Each actor's highest rung in a run",
    describe=describe_climbers,
)
ROUTES = Exhibit(
    id="routes-to-clash",
    slide=RUN_SLIDES["routes-to-clash"],
    height=3.2,
    phone=2.8,
    columns=(Column("route", "Route"), *COUNTS),
    rows=route_rows,
    caption=route_caption,
    describe=describe_routes,
)
