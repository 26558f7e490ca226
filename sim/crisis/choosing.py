"""The choice among the rungs, now that the alliance has spoken, and taking the posture."""

from collections.abc import Sequence

from brinkmanship.sim.crisis.alliances import collective_rung
from brinkmanship.sim.crisis.draws import draw_shocks
from brinkmanship.sim.crisis.listening.notes import VETOED, note
from brinkmanship.sim.crisis.listening.reasons import DIVERTED, find_reasons
from brinkmanship.sim.crisis.seeing import LEAST_STAKE, stake_now
from brinkmanship.sim.crisis.state.fork import HOLD, MOVE
from brinkmanship.sim.crisis.state.heights import level_of
from brinkmanship.sim.crisis.state.records import ActorState, Crisis
from brinkmanship.sim.mechanisms.choice import CLOSED, dissent
from brinkmanship.sim.mechanisms.numeric import clip
from brinkmanship.sim.mechanisms.risk import release_chance
from brinkmanship.sim.mechanisms.words.signals import floor


def choose(crisis: Crisis, actor: ActorState) -> None:
    """Choose rung and release.

    Precedence: what is closed stays closed, then the first requirement, then the weights. If
    everything is closed the actor holds.
    """
    frame, place = crisis.frame, actor.place
    gate = crisis.alliances[actor.alliance].gate if actor.alliance >= 0 else 1.0
    collective = collective_rung(crisis, actor)
    actor.next_rung, actor.next_aid, actor.vetoed = actor.rung, actor.aid, 0
    if actor.acts == 1:
        if actor.required >= 0 and crisis.utility[place][actor.required] > CLOSED:
            actor.next_rung = actor.required
        else:
            draw_shocks(crisis, actor)
            take_best(crisis, actor, gate, collective)
            expect(crisis, actor)
            if actor.next_rung == actor.rung == frame.aid and actor.aid < frame.steps - 1:
                beta = crisis.traits[place].rationality
                gain = actor.gain / max(stake_now(crisis, actor), LEAST_STAKE)
                chance = release_chance(crisis.world.aid_chance, gain, beta)
                if crisis.dice[place].released < chance:
                    actor.next_aid = actor.aid + 1
    if crisis.course.listening == 1:
        draw_shocks(crisis, actor)
        find_reasons(crisis, actor, gate, collective)
    fork = crisis.fork
    if fork.turn == crisis.course.turn and fork.actor == place and fork.change == MOVE:
        divert(actor, fork.value)


def expect(crisis: Crisis, actor: ActorState) -> None:
    """What an actor expects of the act it has chosen: to win, and to be given way to."""
    stake = max(stake_now(crisis, actor), LEAST_STAKE)
    actor.worth = clip(crisis.utility[actor.place][actor.next_rung] / stake, 0.0, 1.0)
    actor.expected = crisis.yields[actor.place][actor.next_rung]


def divert(actor: ActorState, rung: int) -> None:
    """Put a fork's decision in the place of the actor's own: a rung, or doing nothing."""
    actor.acts = 0 if rung == HOLD else 1
    actor.next_rung = actor.rung if rung == HOLD else rung
    actor.next_aid, actor.vetoed, actor.term = actor.aid, 0, DIVERTED


def take_best(crisis: Crisis, actor: ActorState, gate: float, collective: int) -> None:
    """The open rung with the greatest utility and shock.

    The more an actor believes it was attacked, the less it waits for consensus.
    """
    utility, shocks = crisis.utility[actor.place], crisis.shocks[actor.place]
    alone, asked = crisis.scores[0], crisis.scores[1]
    weight = crisis.world.consensus_weight * stake_now(crisis, actor)
    for rung in range(crisis.frame.rungs):
        is_open = utility[rung] > CLOSED
        score = utility[rung] + shocks[rung]
        alone[rung] = score if is_open else CLOSED
        score = score + dissent(weight, actor.attacked, gate, rung, collective)
        asked[rung] = score if is_open else CLOSED
    actor.next_rung = first_best(asked, actor.rung)
    if first_best(alone, actor.rung) >= collective > actor.next_rung:
        actor.vetoed = 1


def first_best(scores: Sequence[float], present: int) -> int:
    """The lowest rung with the greatest score; the present one if all are closed.

    Four maxima side by side, then a search: one running maximum would wait for each rung.
    """
    a = b = c = d = CLOSED
    for rung in range(0, len(scores), 4):
        a, b = max(a, scores[rung]), max(b, scores[rung + 1])
        c, d = max(c, scores[rung + 2]), max(d, scores[rung + 3])
    best = max(a, b, c, d)
    if best <= CLOSED:
        return present
    for rung in range(len(scores)):
        if scores[rung] == best:
            return rung
    return present


def act(crisis: Crisis, actor: ActorState) -> None:
    """Take the posture decided on, and show it."""
    frame = crisis.frame
    if actor.next_rung != actor.rung:
        crisis.course.moved = 1
    actor.rung, actor.aid = actor.next_rung, actor.next_aid
    actor.yielded = actor.yielded + 1 if actor.rung == 0 else 0
    if actor.vetoed == 1:
        crisis.course.vetoed += 1
        note(crisis, VETOED, actor.place, -1, collective_rung(crisis, actor))
    level = level_of(crisis, actor)
    shown = max(actor.rung, floor(actor.signal, frame.warn, frame.threat))
    actor.shown_rung = shown
    actor.shown_level = level if shown == actor.rung else crisis.levels[shown]
