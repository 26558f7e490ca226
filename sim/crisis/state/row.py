"""The row of a run in the run table: its integers, and the numbers it drew."""

from collections.abc import MutableSequence

from brinkmanship.sim.crisis.draws import common_uniform, number_of
from brinkmanship.sim.crisis.state.records import Crisis
from brinkmanship.sim.mechanisms.numeric import normal

(TURNS, OUTCOME, OUTCOME_TURN, PEAK, DIRECT, CAUSE, ROUTE, INITIATOR,
 MADE, TESTED, KEPT, BROKEN, ACCIDENTS, ABSORBED, VETOED, ENDED) = range(16)  # fmt: skip
ENDING = 16  # cells of an ending, whose order these places follow


def write_row(
    crisis: Crisis,
    ending: MutableSequence[int],
    first: MutableSequence[int],
    peaks: MutableSequence[int],
    sums: MutableSequence[int],
    inputs: MutableSequence[float],
) -> None:
    """Write the result of a finished run.

    Args:
        crisis: The run.
        ending: By the places above; outcome, cause and route count into
            ``brinkmanship.sim.mechanisms.endings``, the initiator into the actors (-1 for nobody).
        first: First turn at or above each rung, -1 never.
        peaks, sums: Highest rung of each actor, and the sum of its rungs over the turns.
        inputs: Each number that was drawn for the run, in the order of ``crisis.draws`` and in the
            unit of the file, whatever the length of a turn; the part of all stakes that everybody
            shares (a logarithm), and the stake of each actor.
    """
    course = crisis.course
    ending[TURNS] = course.turn
    ending[OUTCOME], ending[OUTCOME_TURN] = course.outcome, course.outcome_turn
    ending[PEAK], ending[DIRECT] = course.peak, course.direct
    ending[CAUSE], ending[ROUTE], ending[INITIATOR] = course.cause, course.route, course.initiator
    ending[MADE], ending[TESTED] = course.made, course.tested
    ending[KEPT], ending[BROKEN] = course.kept, course.broken
    ending[ACCIDENTS], ending[ABSORBED] = course.accidents, course.absorbed
    ending[VETOED], ending[ENDED] = course.vetoed, course.ended
    for rung in range(len(first)):
        first[rung] = crisis.first[rung]
    for actor in crisis.actors:
        peaks[actor.place] = actor.peak
        sums[actor.place] = actor.rung_sum
    for k in range(len(crisis.draws)):
        inputs[k] = number_of(crisis, crisis.draws[k])
    deviate = normal(common_uniform(crisis))
    inputs[len(crisis.draws)] = crisis.world.resolve_common_sd * deviate
    for actor in crisis.actors:
        inputs[len(crisis.draws) + 1 + actor.place] = actor.drawn
