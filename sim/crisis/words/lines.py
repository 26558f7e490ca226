"""How lines end, and what observers learn from it: crossed, kept, broken or lapsed."""

from brinkmanship.sim.crisis.listening.notes import (
    COMMITMENT_FADED,
    LINE_BROKEN,
    LINE_CROSSED,
    LINE_KEPT,
    LINE_LAPSED,
    note,
    note_line,
)
from brinkmanship.sim.crisis.state.heights import due_rung, tops_of
from brinkmanship.sim.crisis.state.records import ActorState, Crisis
from brinkmanship.sim.mechanisms.bargaining import surprised
from brinkmanship.sim.mechanisms.words.credibility import SPENT
from brinkmanship.sim.mechanisms.words.lines import (
    BROKEN,
    CROSSED,
    KEPT,
    LAPSED,
    OPEN,
    honoured,
    near_line_after,
    standing_line_after,
)

EVEN = 0.5  # a public word is expected to be kept at least as often as not; assumption
BOUND = 3.0  # how much more a red line in full public tells than a threat; assumption


def judge(crisis: Crisis, actor: ActorState) -> None:
    """Judge an actor's lines at the end of a turn, against the heights of its opponents.

    What counts is the posture it chose: being dragged into a clash keeps no promise.
    """
    opposing_grade, opposing_rung = tops_of(crisis, actor)
    if actor.near >= 0:
        judge_near(crisis, actor, opposing_grade)
    stretch = crisis.stretches[actor.place]
    for k in range(stretch.line_from, stretch.line_to):
        judge_standing(crisis, actor, k, opposing_rung)
    if actor.hint >= 0:
        age_hint(crisis, actor)


def judge_near(crisis: Crisis, actor: ActorState, opposing_grade: int) -> None:
    """Judge the line an actor drew with its last warning or threat; a judged one is gone."""
    frame, line = crisis.frame, actor.near
    fresh = 1 if actor.near_tested < 0 else 0
    crossed = 1 if opposing_grade >= line else 0
    kept = honoured(actor.next_rung, due_rung(crisis, actor.near_promise))
    verdict = near_line_after(
        actor.near_tested, actor.near_age, crossed, kept, frame.due, frame.lapse
    )
    if verdict in (KEPT, BROKEN, LAPSED):
        actor.near, actor.near_tested = -1, -1
    elif actor.near_tested >= 0 or verdict == CROSSED:
        actor.near_tested += 1
    else:
        actor.near_age += 1
    settle(crisis, actor, verdict, fresh, (actor.near_promise, line, 0), 1.0)


def judge_standing(crisis: Crisis, actor: ActorState, k: int, opposing_rung: int) -> None:
    """Judge one standing red line: it stays, and is judged once for each time it is crossed."""
    frame, line, state = crisis.frame, crisis.red_lines[k], crisis.line_states[k]
    told = (line.promise, line.at * frame.steps, 1)
    public = BOUND * crisis.vector[line.public]
    kept = honoured(actor.next_rung, due_rung(crisis, line.promise))
    if opposing_rung < line.at:
        if state.weeks >= 0 and state.judged == 0 and kept == 1:
            settle(crisis, actor, KEPT, 0, told, public)  # the opponents step back as it acts
        state.weeks, state.judged = -1, 0
        return
    fresh = 1 if state.weeks < 0 else 0
    crisis.course.made += fresh
    verdict = standing_line_after(state.weeks, state.judged, 1, kept, frame.standing_due)
    state.weeks += 1
    if verdict in (KEPT, BROKEN):
        state.judged = 1
    settle(crisis, actor, verdict, fresh, told, public)


def settle(
    crisis: Crisis,
    actor: ActorState,
    verdict: int,
    fresh: int,
    line: tuple[int, int, int],
    public: float,
) -> None:
    """Count a verdict on a line, and let observers learn from it.

    Args:
        crisis, actor: The owner of the line.
        verdict: As in ``brinkmanship.sim.mechanisms.words.lines``.
        fresh: 1 if it had not been tested before.
        line: What was promised, where the line lies, 1 for a red line.
        public: How much it tells, 1 for a threat made in the crisis.
    """
    course = crisis.course
    if verdict == OPEN:
        return
    if fresh == 1 and verdict != LAPSED:
        course.tested += 1
    note_line(crisis, note_of(verdict), actor.place, line[0], line[1], line[2])
    teach(crisis, actor, verdict, public)
    if verdict == KEPT:
        course.kept += 1
    elif verdict == BROKEN:
        course.broken += 1
        crisis.sides[actor.side].empty += 1
        actor.stake = actor.stake * SPENT
    elif verdict == LAPSED:
        course.lapsed += 1


def note_of(verdict: int) -> int:
    """The kind of note that tells a verdict."""
    if verdict == CROSSED:
        return LINE_CROSSED
    if verdict == KEPT:
        return LINE_KEPT
    return LINE_BROKEN if verdict == BROKEN else LINE_LAPSED


def age_hint(crisis: Crisis, actor: ActorState) -> None:
    """A hint is a week older; a commitment that fades unkept costs its sender credibility."""
    actor.hint_age += 1
    if actor.hint_age <= crisis.frame.hint_weeks:
        return
    hinted, empty = actor.hint, actor.hint_commitment == 1 and actor.rung < actor.hint
    actor.hint, actor.hint_commitment = -1, 0
    if empty:
        note(crisis, COMMITMENT_FADED, actor.place, -1, hinted)
        teach(crisis, actor, LAPSED, 1.0)


def teach(crisis: Crisis, actor: ActorState, verdict: int, public: float) -> None:
    """M7: every opponent that learns draws its lesson on what the matter is worth to an actor."""
    rate = crisis.world.learning_words * public
    for k in range(actor.foes):
        observer = crisis.roster[actor.place][k]
        dyad = crisis.dyads[observer][actor.place]
        if crisis.statures[observer].learns == 0:
            continue
        expected = max(dyad.trust, EVEN)
        if verdict == LAPSED:
            weight = rate * crisis.world.learning_lapsed
            dyad.mean = surprised(dyad.mean, dyad.doubt, weight, 0.0, expected)
        elif verdict in (KEPT, BROKEN):
            fulfilled = 1.0 if verdict == KEPT else 0.0
            dyad.mean = surprised(dyad.mean, dyad.doubt, rate, fulfilled, expected)
