"""Runs as columns of the run table, without a loop over runs."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from brinkmanship.sim.crisis.state.row import (
    CAUSE,
    DIRECT,
    ENDED,
    INITIATOR,
    MADE,
    OUTCOME,
    OUTCOME_TURN,
    PEAK,
    ROUTE,
    TURNS,
)
from brinkmanship.sim.mechanisms.endings import CAUSES, ENDINGS, OUTCOMES, ROUTES
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.results.columns import COUNTS, engaged, input_names
from brinkmanship.sim.results.played import Ints, Played

Nulls = NDArray[np.bool_]


class Vector(NamedTuple):
    """A column: numbers, or places in a list of words.

    Attributes:
        values: One a run.
        nulls: Where there is no value; None where there always is one.
        words: What the values count into; empty for numbers.
    """

    values: NDArray[np.int64] | NDArray[np.float64]
    nulls: Nulls | None = None
    words: tuple[str, ...] = ()


def vectors_of(premise: Premise, played: Played) -> dict[str, Vector]:
    """Every column that a run itself decides, by its name in the run table and in its order.

    Args:
        premise: What was played.
        played: Its runs.
    """
    ending, places = played.ending, engaged(premise)
    turns = ending[:, TURNS]
    ids = [rung.id for rung in premise.scenario.ladder.rungs]
    actors = [(premise.codes[place], place) for place in places]
    length = np.maximum(turns, 1)
    return {
        "run": Vector(played.runs),
        "outcome": Vector(ending[:, OUTCOME], words=OUTCOMES),
        "outcome_turn": Vector(ending[:, OUTCOME_TURN]),
        "ending": Vector(ending[:, ENDED], words=ENDINGS),
        "turns": Vector(turns),
        "peak_rung": Vector(ending[:, PEAK]),
        "peak_rung_direct": Vector(ending[:, DIRECT]),
        **{
            f"first_{name}": unless_negative(played.first[:, rung])
            for rung, name in enumerate(ids)
            if rung
        },
        "cause": _unless_first(ending[:, CAUSE], CAUSES),
        "route": _unless_first(ending[:, ROUTE], ROUTES),
        "initiator": unless_negative(ending[:, INITIATOR], premise.codes),
        **{name: Vector(ending[:, MADE + i]) for i, (name, _) in enumerate(COUNTS)},
        **{f"peak_{code}": Vector(played.peaks[:, place]) for code, place in actors},
        **{f"mean_{code}": Vector(played.sums[:, place] / length) for code, place in actors},
    }


def input_vectors(premise: Premise, played: Played) -> dict[str, Vector]:
    """Every column of the table of inputs, by name."""
    drawn = {name: Vector(played.inputs[:, at]) for name, at in input_names(premise).items()}
    return {"run": Vector(played.runs), **drawn}


def unless_negative(values: Ints, words: tuple[str, ...] = ()) -> Vector:
    """A column in which a negative number stands for nothing."""
    nulls = values < 0
    return Vector(np.where(nulls, 0, values), nulls, words)


def _unless_first(values: Ints, words: tuple[str, ...]) -> Vector:
    """A column in which the first word, which is empty, stands for nothing."""
    return Vector(values, values == 0, words)
