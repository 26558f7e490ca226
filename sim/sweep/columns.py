"""A block of compiled runs as columns of the run table, without a loop over runs."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.columns import COUNTS, engaged
from sim.ensemble.engine import Played
from sim.mechanisms.endings import CAUSES, OUTCOMES, ROUTES
from sim.premise import Premise

TURNS, OUTCOME, OUTCOME_TURN, PEAK, DIRECT, CAUSE, ROUTE, INITIATOR = 0, 1, 2, 3, 4, 6, 7, 8
FIRST_COUNT = 17  # of ``Played.out``, whose order these places follow
Ints = NDArray[np.int64]
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


def vectors_of(premise: Premise, played: Played, first: int) -> dict[str, Vector]:
    """Every column that a run itself decides, by its name in the run table.

    Args:
        premise: What was played.
        played: Its runs.
        first: Number of the first of them.

    The same cells as ``sim.columns.run_row`` makes of each run.
    """
    out, places, turns = played.out, engaged(premise), played.out[:, TURNS]
    ids = [rung.id for rung in premise.scenario.ladder.rungs]
    actors = [(premise.codes[place], place) for place in places]
    length = np.maximum(turns, 1)
    return {
        "run": Vector(np.arange(first, first + len(out), dtype=np.int64)),
        "outcome": Vector(out[:, OUTCOME], words=OUTCOMES),
        "outcome_turn": Vector(out[:, OUTCOME_TURN]),
        "turns": Vector(turns),
        "peak_rung": Vector(out[:, PEAK]),
        "peak_rung_direct": Vector(out[:, DIRECT]),
        **{f"first_{name}": _known(played.first[:, rung]) for rung, name in enumerate(ids) if rung},
        "cause": _told(out[:, CAUSE], CAUSES),
        "route": _told(out[:, ROUTE], ROUTES),
        "initiator": _known(out[:, INITIATOR], premise.codes),
        **{name: Vector(out[:, FIRST_COUNT + i]) for i, (name, _) in enumerate(COUNTS)},
        **{f"peak_{code}": Vector(played.peaks[:, place]) for code, place in actors},
        **{f"mean_{code}": Vector(played.sums[:, place] / length) for code, place in actors},
    }


def _known(values: Ints, words: tuple[str, ...] = ()) -> Vector:
    """A column in which -1 stands for nothing."""
    nulls = values < 0
    return Vector(np.where(nulls, 0, values), nulls, words)


def _told(values: Ints, words: tuple[str, ...]) -> Vector:
    """A column in which the first word, which is empty, stands for nothing."""
    return Vector(values, values == 0, words)
