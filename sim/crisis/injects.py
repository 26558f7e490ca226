"""What comes to a crisis from outside: injects, each at most once a run."""

from brinkmanship.sim.crisis.alliances import JOINED
from brinkmanship.sim.crisis.clash.force import answer, blame, hit
from brinkmanship.sim.crisis.listening.notes import FORCE, note, note_inject
from brinkmanship.sim.crisis.opening import draw_stake
from brinkmanship.sim.crisis.seeing import LEAST_STAKE, list_opponents, meet
from brinkmanship.sim.crisis.state.heights import show_posture
from brinkmanship.sim.crisis.state.records import ActorState, Crisis
from brinkmanship.sim.crisis.state.tables import Effect, Inject
from brinkmanship.sim.mechanisms.endings import BY_SCRIPT
from brinkmanship.sim.mechanisms.numeric import log

POSTURE, RESOLVE, SIGNAL, COHESION = range(4)
WAITING, HAPPENED, DUE = range(3)


def fire_injects(crisis: Crisis) -> None:
    """At the start of a turn, let happen whatever is due, in the order of the file."""
    count = len(crisis.injects)
    for k in range(count):
        if crisis.fired[k] == WAITING and is_due(crisis, crisis.injects[k]):
            crisis.fired[k] = DUE
    for k in range(count):
        if crisis.fired[k] == DUE:
            crisis.fired[k] = HAPPENED
            happen(crisis, k)


def is_due(crisis: Crisis, inject: Inject) -> bool:
    """Whether an inject's turn has come, or all it waits for holds as the last turn left it."""
    turn, actors = crisis.course.turn, crisis.actors
    if inject.conditional == 0:
        return turn == inject.turn
    if turn < inject.from_turn:
        return False
    if inject.side >= 0:
        reached = False
        for actor in actors:
            if actor.side == inject.side and actor.rung >= inject.rung:
                reached = True
        if not reached:
            return False
    if inject.actor >= 0 and actors[inject.actor].rung < inject.rung:
        return False
    return inject.attacked < 0 or actors[inject.attacked].attacked > 0.0


def happen(crisis: Crisis, k: int) -> None:
    """The effects of one inject."""
    inject = crisis.injects[k]
    for effect in crisis.effects:
        if effect.inject == k:
            take_effect(crisis, effect)
    if inject.has_war == 1:
        crisis.course.war = inject.war
    if inject.joiner >= 0:
        joiner = crisis.actors[inject.joiner]
        joiner.side, joiner.alliance = inject.joined_side, inject.joined_pact
        if inject.joined_pact >= 0:
            crisis.pacts[inject.joined_pact][joiner.place] = JOINED
        list_opponents(crisis)
        meet(crisis)
        draw_stake(crisis, joiner, 0)
    if inject.by >= 0:
        culprit, victim = crisis.actors[inject.by], crisis.actors[inject.against]
        if culprit.side >= 0 and victim.side >= 0:
            if inject.deliberate == 1:
                attack_by_script(crisis, culprit, victim)
            else:
                blame(crisis, culprit, victim, 1)
    note_inject(crisis, k)


def attack_by_script(crisis: Crisis, culprit: ActorState, victim: ActorState) -> None:
    """Force that the author of the scenario lets happen: it is force like any other."""
    culprit.rung, culprit.held = max(culprit.rung, crisis.frame.force), crisis.course.turn
    show_posture(crisis, culprit)
    note(crisis, FORCE, culprit.place, victim.place, culprit.rung)
    hit(crisis, culprit, victim, 0, BY_SCRIPT)
    answer(crisis, culprit, victim)


def take_effect(crisis: Crisis, effect: Effect) -> None:
    """What an inject does to one actor or alliance."""
    if effect.kind == COHESION:
        alliance = crisis.alliances[effect.who]
        alliance.cohesion = min(max(alliance.cohesion + effect.shift, 0.0), 1.0)
        return
    actor = crisis.actors[effect.who]
    if effect.kind == POSTURE:
        actor.rung, actor.held = effect.rung, crisis.course.turn
        show_posture(crisis, actor)
    elif effect.kind == RESOLVE:
        actor.resolve = max(LEAST_STAKE, actor.resolve + effect.shift)
        actor.log_resolve = log(actor.resolve)
    else:
        actor.scripted = effect.rung
