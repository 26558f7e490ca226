"""The run as a whole: its course, its sides and alliances, and the lines that stand in it.

Records as in ``sim.crisis.state.records``, which puts them together.
"""

from dataclasses import dataclass

from brinkmanship.sim.mechanisms.endings import FROZEN


@dataclass(slots=True)
class LineState:
    """Weeks since a standing line was crossed (-1: it is not); 1 once it was judged since."""

    weeks: int = -1
    judged: int = 0


@dataclass(slots=True)
class Alliance:
    """An alliance as a run stands.

    Attributes:
        cohesion, base: C in [0, 1], and C0 to which it returns.
        gate: G, consensus on a collective step when it was last polled.
        summed, first, second, members: Of its members at the start of the turn: sum of their
            intensities, the two highest rungs, and how many they are.
    """

    first: int = -1
    second: int = -1
    members: int = 0
    cohesion: float = 0.0
    base: float = 0.0
    gate: float = 0.0
    summed: float = 0.0


@dataclass(slots=True)
class Side:
    """What one side has done by words.

    Attributes:
        empty: Its lines broken so far.
    """

    empty: int = 0


@dataclass(slots=True)
class Course:
    """The run as a whole.

    Attributes:
        seed, run: Which run.
        later, luck: Run whose dice fall after a fork; the one whose dice fall this turn.
        turn: Turns played.
        listening: 1 if what happens is noted.
        notes: Notes made since they were last collected.
        mediated: 1 if anybody mediates.
        outcome, outcome_turn: What the run came to and when; FROZEN until then.
        peak, direct: Highest rung of anyone (the client war included), of principals.
        clash, clash_turn: 1 from the first direct clash on; its turn.
        cause, route, initiator, party_a, party_b: What made the last step to it, and who.
        fighting, warring: 1 while a clash goes on; turns of war.
        ended: How the crisis ended, which may be after a clash (``sim.mechanisms.endings``).
        weeks: Length of a turn.
        calm, still: Turns in which all were calm; in which nobody moved.
        moved: 1 if anybody changed its rung this turn.
        made ... lapsed: Counts of lines, accidents and vetoed proposals.
        war: Intensity of the client war.
        settlement_draw, imposed_draw, nuclear_draw: The uniforms of this turn that decide them.
    """

    seed: int = 0
    run: int = 0
    later: int = 0
    luck: int = 0
    turn: int = 0
    listening: int = 0
    notes: int = 0
    mediated: int = 0
    outcome: int = FROZEN
    outcome_turn: int = 0
    peak: int = 0
    direct: int = 0
    clash: int = 0
    clash_turn: int = -1
    cause: int = 0
    route: int = 0
    initiator: int = -1
    party_a: int = -1
    party_b: int = -1
    fighting: int = 0
    warring: int = 0
    ended: int = 0
    calm: int = 0
    still: int = 0
    moved: int = 0
    made: int = 0
    tested: int = 0
    kept: int = 0
    broken: int = 0
    accidents: int = 0
    absorbed: int = 0
    vetoed: int = 0
    lapsed: int = 0
    war: float = 0.0
    weeks: float = 1.0
    settlement_draw: float = 0.0
    imposed_draw: float = 0.0
    nuclear_draw: float = 0.0
