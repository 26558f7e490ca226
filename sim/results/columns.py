"""The columns of a run folder's tables, in order."""

import json
from collections.abc import Mapping
from typing import Any

from brinkmanship.sim.premise import Premise
from brinkmanship.sim.results.record import Cell

Column = tuple[str, str]
"""Name, and type: str, bool, int32, int64 or float64."""

TURN_COLUMNS = (
    "run", "turn", "actor", "rung", "aid", "displayed", "intensity", "perceived", "resolve",
    "acted", "attacked", "stake", "credibility", "cohesion", "signal", "consult", "term",
)  # fmt: skip
SIGNAL_COLUMNS = ("run", "turn", "sender", "signal", "at", "promise", "hint", "stake_added")
BELIEF_COLUMNS = ("run", "turn", "actor", "other", "hostility", "credibility")
EVENT_COLUMNS = ("run", "turn", "kind", "actor", "other", "rung")

HEAD: tuple[Column, ...] = (
    ("scenario", "str"),
    ("digest", "str"),
    ("seed", "int64"),
    ("run", "int64"),
)
ENDING: tuple[Column, ...] = (
    ("outcome", "str"),
    ("outcome_turn", "int32"),
    ("ending", "str"),
    ("turns", "int32"),
    ("peak_rung", "int32"),
    ("peak_rung_direct", "int32"),
)
STEP: tuple[Column, ...] = (("cause", "str"), ("route", "str"), ("initiator", "str"))
COUNTS: tuple[Column, ...] = (
    ("threats_made", "int32"),
    ("threats_tested", "int32"),
    ("threats_kept", "int32"),
    ("threats_broken", "int32"),
    ("accidents", "int32"),
    ("absorbed", "int32"),
    ("vetoed", "int32"),
)
KINDS = {
    "run": "int64",
    **dict.fromkeys(("turn", "rung", "aid", "displayed", "at", "promise", "hint"), "int32"),
    **dict.fromkeys(("intensity", "perceived", "resolve", "attacked", "stake"), "float64"),
    **dict.fromkeys(("credibility", "cohesion", "stake_added", "hostility"), "float64"),
    **dict.fromkeys(("acted", "consult"), "bool"),
    **dict.fromkeys(("actor", "sender", "other", "kind", "signal", "term"), "str"),
}
TRACE: dict[str, tuple[Column, ...]] = {
    "turns": tuple((name, KINDS[name]) for name in TURN_COLUMNS),
    "signals": tuple((name, KINDS[name]) for name in SIGNAL_COLUMNS),
    "events": tuple((name, KINDS[name]) for name in EVENT_COLUMNS),
    "beliefs": tuple((name, KINDS[name]) for name in BELIEF_COLUMNS),
}


def run_columns(premise: Premise, settings: Mapping[str, Cell]) -> tuple[Column, ...]:
    """The columns of the run table of a premise, with those of the paths that were set."""
    ids = [rung.id for rung in premise.scenario.ladder.rungs]
    codes = [premise.codes[place] for place in engaged(premise)]
    return (
        *HEAD,
        *((path, kind_of(value)) for path, value in settings.items()),
        *ENDING,
        *((f"first_{name}", "int32") for name in ids[1:]),
        *STEP,
        *COUNTS,
        *((f"peak_{code}", "int32") for code in codes),
        *((f"mean_{code}", "float64") for code in codes),
    )


def input_columns(premise: Premise) -> tuple[Column, ...]:
    """The columns of the table of inputs: a number a run for each path that is drawn."""
    return (("run", "int64"), *((name, "float64") for name in input_names(premise)))


def input_names(premise: Premise) -> dict[str, int]:
    """What is drawn for a run, by path, and its place among the inputs of a played run.

    A path that several actors share is drawn once. Last come the part of all stakes that
    everybody shares, a logarithm, as ``common_stake``, and each actor's own as ``stake.ACTOR``.
    """
    places: dict[str, int] = {}
    for place, one in enumerate(premise.drawn):
        places.setdefault(one.path, place)
    places["common_stake"] = len(premise.drawn)
    for place, code in enumerate(premise.codes):
        places[f"stake.{code}"] = len(premise.drawn) + 1 + place
    return places


def engaged(premise: Premise) -> list[int]:
    """Places of the actors that stand on a side, or may come to by an inject."""
    joining = {row.join[0] for row in premise.injects if row.join is not None}
    return [
        place
        for place, stature in enumerate(premise.statures)
        if stature.side >= 0 or place in joining
    ]


def kind_of(value: Cell) -> str:
    """Type of the column of a path that was set: any number is a float64.

    >>> kind_of(1), kind_of(True), kind_of("clash"), kind_of(None)
    ('float64', 'bool', 'str', 'str')
    """
    if isinstance(value, bool):
        return "bool"
    return "float64" if isinstance(value, int | float) else "str"


def setting_of(value: Any) -> Cell:  # noqa: ANN401 - whatever stands in a document
    """What stands at a path of a document, as one cell; lists and mappings as JSON text."""
    if isinstance(value, dict) and "value" in value:
        return setting_of(value["value"])
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return json.dumps(value, ensure_ascii=False)
