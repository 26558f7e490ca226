"""Words: the week's signal, and what it binds its sender to."""

from brinkmanship.sim.crisis.listening.notes import CONSULT as CONSULTED
from brinkmanship.sim.crisis.listening.notes import note, note_signal
from brinkmanship.sim.crisis.state.fork import SIGNAL
from brinkmanship.sim.crisis.state.records import ActorState, Crisis
from brinkmanship.sim.mechanisms.credibility import stake_after
from brinkmanship.sim.mechanisms.policy import propensity
from brinkmanship.sim.mechanisms.signals import (
    AMBIGUITY,
    ASSURE,
    CALLED,
    COMMIT,
    CONSULT,
    NONE,
    REMINDER,
    THREAT,
    WARN,
    chosen,
    hinted_rung,
    tied,
)


def speak(crisis: Crisis, actor: ActorState) -> None:
    """Choose the week's outward signal and whether to consult the allies."""
    traits, dice = crisis.traits[actor.place], crisis.dice[actor.place]
    signal, upto = NONE, 0.0
    for kind, chance in (
        (THREAT, traits.threaten),
        (WARN, traits.warn),
        (COMMIT, traits.commit),
        (AMBIGUITY, traits.ambiguity),
        (ASSURE, traits.assure),
        (REMINDER, traits.reminder),
    ):
        share = chance_of(crisis, actor, kind, chance)
        if chosen(dice.said, upto, share) == 1:
            signal = kind
        upto = upto + share
    called = max(traits.consult, CALLED) if actor.attacked > 0.0 else traits.consult
    consults = 1 if dice.called < chance_of(crisis, actor, CONSULT, called) else 0
    if actor.scripted == CONSULT:
        consults = 1
    elif actor.scripted >= 0:
        signal = actor.scripted
    actor.scripted = -1
    fork = crisis.fork
    if fork.turn == crisis.course.turn and fork.actor == actor.place and fork.change == SIGNAL:
        signal = fork.value
    actor.signal, actor.consults = signal, consults if actor.alliance >= 0 else 0


def chance_of(crisis: Crisis, actor: ActorState, kind: int, chance: float) -> float:
    """Chance a week of a signal after the rules, in [0, 1]."""
    rule = crisis.speech[actor.place][kind]
    return propensity(chance, rule.weight, rule.banned, rule.required)


def enter(crisis: Crisis, actor: ActorState, opposing: int) -> None:
    """Book a week's signal: the stake it adds, the line it draws, the hint it gives.

    Args:
        crisis, actor: The sender.
        opposing: Highest grade on the other side; a new line lies just above.
    """
    world, stature = crisis.world, crisis.statures[actor.place]
    audience = world.audience_costs_aud * crisis.traits[actor.place].honour
    added = tied(actor.signal, audience, world.audience_costs_chi)
    standing = 1 if actor.near >= 0 else 0
    growth = world.audience_costs_growth * audience
    actor.stake = stake_after(actor.stake, world.audience_costs_decay, added, growth, standing)
    line = -1
    if actor.signal in (WARN, THREAT):
        draw_line(crisis, actor, opposing + 1, stature.promise)
        line = actor.near
    hinted = hinted_rung(actor.signal, stature.hint, crisis.frame.nuclear, actor.rung)
    if hinted >= 0:
        give_hint(crisis, actor, hinted)
    if actor.signal != NONE:
        note_signal(crisis, actor, line, hinted, 1 - standing if line >= 0 else 0, added)
    if actor.consults == 1:
        note(crisis, CONSULTED, actor.place, -1, -1)


def draw_line(crisis: Crisis, actor: ActorState, grade: int, promise: int) -> None:
    """Draw a line at a grade, or repeat the present one while it is untested."""
    if actor.near < 0:
        actor.near, actor.near_promise = grade, promise
        actor.near_age, actor.near_tested = 0, -1
        crisis.course.made += 1
    elif actor.near_tested < 0:
        actor.near_age = 0


def give_hint(crisis: Crisis, actor: ActorState, hinted: int) -> None:
    """Replace the hint; vague words do not unsay a commitment, an assurance does."""
    world, signal = crisis.world, actor.signal
    if actor.hint >= 0 and actor.hint_commitment == 1 and signal in (AMBIGUITY, REMINDER):
        return
    weight = world.anticipation_reminder
    if signal == AMBIGUITY:
        weight = world.anticipation_ambiguity
    elif signal == COMMIT:
        weight = world.anticipation_commit
    elif signal == ASSURE:
        weight = world.anticipation_assure
    actor.hint, actor.hint_weight, actor.hint_age = hinted, weight, 0
    actor.hint_commitment = 1 if signal == COMMIT else 0
