"""What listeners are told: notes of what happens as it happens, and every actor as a turn ends.

Nobody listening, a note costs one comparison. ``sim.results.traces`` makes tables of them.
"""

from brinkmanship.sim.crisis.state.records import ActorState, Crisis

(INJECT, VETOED, FORCE, CLASH, ACCIDENT, ABSORBED, BLAMED, TROOPS_HIT, LINE_CROSSED, LINE_KEPT,
 LINE_BROKEN, LINE_LAPSED, SIGNAL, CONSULT, COMMITMENT_FADED) = range(15)  # fmt: skip

KINDS = (
    "inject", "vetoed", "force", "clash", "accident", "absorbed", "blamed", "troops_hit",
    "line_crossed", "line_kept", "line_broken", "line_lapsed", "signal", "consult",
    "commitment_faded",
)  # fmt: skip
EVENTS = SIGNAL  # kinds below it are events of the event log


def note(crisis: Crisis, kind: int, actor: int, other: int, rung: int) -> None:
    """Note an event between two actors, about a rung; -1 for none."""
    if crisis.course.listening == 1:
        write_note(crisis, kind, actor, other, rung)


def note_line(
    crisis: Crisis, kind: int, actor: int, promise: int, line: int, standing: int
) -> None:
    """Note what became of a line of an actor: its grade, and 1 if it is a standing one."""
    if crisis.course.listening == 1:
        entry = crisis.notes[write_note(crisis, kind, actor, -1, promise)]
        entry.line, entry.standing = line, standing


def note_inject(crisis: Crisis, inject: int) -> None:
    """Note that an inject happens."""
    if crisis.course.listening == 1:
        crisis.notes[write_note(crisis, INJECT, -1, -1, -1)].inject = inject


def note_signal(
    crisis: Crisis, actor: ActorState, line: int, hint: int, fresh: int, stake: float
) -> None:
    """Note an actor's outward signal.

    Args:
        crisis, actor: Who says it.
        line: Grade of the line it draws or repeats, -1 for none.
        hint: Rung it hints at, -1 for none.
        fresh: 1 if the line is a new one.
        stake: Audience stake it adds.
    """
    if crisis.course.listening == 1:
        entry = crisis.notes[write_note(crisis, SIGNAL, actor.place, -1, -1)]
        entry.signal = actor.signal
        entry.line, entry.hint, entry.fresh, entry.stake = line, hint, fresh, stake
        entry.promise = actor.near_promise if line >= 0 else -1


def write_note(crisis: Crisis, kind: int, actor: int, other: int, rung: int) -> int:
    """Write a blank note but for these, at the next free place; that place."""
    course = crisis.course
    place = course.notes
    course.notes = place + 1
    entry = crisis.notes[place]
    entry.turn, entry.kind, entry.rung = course.turn, kind, rung
    entry.actor, entry.other = actor, other
    entry.line = entry.promise = entry.hint = entry.inject = -1
    entry.standing = entry.fresh = entry.signal = 0
    entry.stake = 0.0
    return place


def note_turn(crisis: Crisis) -> None:
    """Note every principal as the turn leaves it, and what it holds of each opponent."""
    if crisis.course.listening == 0:
        return
    row = (crisis.course.turn - 1) % len(crisis.moments)
    for actor in crisis.actors:
        crisis.moments[row][actor.place].turn = 0
        for other in crisis.actors:
            crisis.held[row][actor.place][other.place].turn = 0
        if actor.side >= 0:
            note_moment(crisis, actor, row)
            note_beliefs(crisis, actor, row)


def note_moment(crisis: Crisis, actor: ActorState, row: int) -> None:
    """Note one actor as the turn leaves it."""
    moment = crisis.moments[row][actor.place]
    moment.turn, moment.rung = crisis.course.turn, actor.rung
    moment.aid = actor.aid if actor.rung == crisis.frame.aid else 0
    moment.displayed, moment.intensity = actor.shown_rung, actor.shown_level
    moment.perceived, moment.resolve = actor.seen, actor.resolve
    moment.acted, moment.attacked, moment.stake = actor.acts, actor.attacked, actor.stake
    moment.credibility = believed(crisis, actor)
    moment.cohesion = crisis.alliances[actor.alliance].cohesion if actor.alliance >= 0 else -1.0
    moment.signal, moment.consult, moment.term = actor.signal, actor.consults, actor.term
    moment.misread = 1 if actor.misread_weeks == 0 else 0


def note_beliefs(crisis: Crisis, actor: ActorState, row: int) -> None:
    """Note what an actor holds of each opponent."""
    for k in range(actor.foes):
        foe = crisis.roster[actor.place][k]
        dyad, held = crisis.dyads[actor.place][foe], crisis.held[row][actor.place][foe]
        held.turn, held.hostility = crisis.course.turn, dyad.hostility
        held.credibility = dyad.trust


def believed(crisis: Crisis, actor: ActorState) -> float:
    """Mean belief of its opponents that an actor would fight, in [0, 1]."""
    summed = 0.0
    for k in range(actor.foes):
        summed = summed + crisis.dyads[crisis.roster[actor.place][k]][actor.place].trust
    return summed / actor.foes if actor.foes > 0 else 0.0
