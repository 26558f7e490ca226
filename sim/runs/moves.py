"""Moves upwards in the runs of an ensemble, and which of them chance decided."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from brinkmanship.sim.crisis.listening.reasons import SHOCK
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.results.played import Ints
from brinkmanship.sim.runs.workers import FAULTS

SAMPLE = 200  # runs in which moves are counted: a tenth of a second on the largest scenarios
LOWEST = 1  # the rung that counts on a ladder without displays, alliance and force


class Moves(NamedTuple):
    """Moves upwards by decision in some runs; R are those that were finished.

    Attributes:
        least: The lowest rung that counts.
        up: (R,) moves of each run to that rung or above, by a decision of the actor.
        by_chance: (R,) those of them that choice noise decided, not what was at stake.
    """

    least: int
    up: Ints
    by_chance: Ints


def count_moves(premise: Premise, *, seed: int, first: int, runs: int) -> Moves:
    """Moves to the rung above a display, mobilisation, or higher, and those decided by chance.

    The same for the same runs, whatever else is played and by how many workers.

    Args:
        premise: What is played.
        seed: Of the ensemble.
        first: Number of the first run.
        runs: How many are listened to; those that fail are left out.
    """
    from brinkmanship.sim.compiled.choice import machine_for  # noqa: PLC0415 - where it plays
    from brinkmanship.sim.compiled.engine import Engine  # noqa: PLC0415

    engine = Engine(premise, machine_for(runs), listening=True)
    least, found = least_counted(premise), list[tuple[int, int]]()
    for run in range(first, first + runs):
        try:
            rows = _moments(engine, seed, run)
        except FAULTS:
            continue  # the ensemble itself reports it
        found.append(_moves_among(rows, premise, least))
    counts = np.array(found, np.int64).reshape(-1, 2)
    return Moves(least, counts[:, 0], counts[:, 1])


def least_counted(premise: Premise) -> int:
    """The rung above a display; on a ladder without displays the first collective or forceful one.

    On one without any of these every move upwards counts.
    """
    frame = premise.frame
    named = (frame.display + 1, frame.collective, frame.force)
    return min((rung for rung in named if rung < frame.rungs), default=LOWEST)


def _moments(engine: Any, seed: int, run: int) -> NDArray[Any]:  # noqa: ANN401 - its module comes late
    """(T, n) moments of every turn of a run."""
    arrays, parts, over = engine.arrays, list[NDArray[Any]](), False
    course, window = arrays["course"][0], len(arrays["moments"])
    engine.begin(seed, run)
    while not over:
        before = int(course["turn"])
        over = engine.play_turns(window)
        parts.append(arrays["moments"][: int(course["turn"]) - before].copy())
        course["notes"] = 0
    return np.concatenate(parts)


def _moves_among(rows: NDArray[Any], premise: Premise, least: int) -> tuple[int, int]:
    """Moves upwards in the moments of a run, and those decided by chance."""
    start = np.array([[one.start for one in premise.statures]])
    noted = rows["turn"] > 0  # nothing is noted of bystanders
    last = np.where(noted, np.arange(1, len(rows) + 1)[:, None], 0)
    last = np.maximum.accumulate(last, axis=0)
    known = np.take_along_axis(np.concatenate([start, rows["rung"]]), last, axis=0)
    before = np.concatenate([start, known[:-1]])
    up = noted & (rows["acted"] == 1) & (rows["rung"] > before) & (rows["rung"] >= least)
    return int(up.sum()), int((up & (rows["term"] == SHOCK)).sum())
