"""Words: the week's signal, and what it binds its sender to."""

from brinkmanship.sim.crisis.listening.notes import CONSULT as CONSULTED
from brinkmanship.sim.crisis.listening.notes import note, note_signal
from brinkmanship.sim.crisis.seeing import stake_now
from brinkmanship.sim.crisis.state.fork import SIGNAL
from brinkmanship.sim.crisis.state.heights import tops_of
from brinkmanship.sim.crisis.state.records import ActorState, Crisis, Dyad
from brinkmanship.sim.mechanisms.acts import TALK
from brinkmanship.sim.mechanisms.bargaining import (
    fights_chance,
    surprised,
    yield_price,
    yields_chance,
)
from brinkmanship.sim.mechanisms.policy import propensity
from brinkmanship.sim.mechanisms.words.credibility import stake_after
from brinkmanship.sim.mechanisms.words.signals import (
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
    told,
    weighed_chance,
)

HALF = 0.5


def speak(crisis: Crisis, actor: ActorState) -> None:
    """Choose the week's outward signal and whether to consult the allies."""
    traits, dice = crisis.traits[actor.place], crisis.dice[actor.place]
    signal, upto = NONE, 0.0
    talks = traits.warn + traits.threaten + traits.assure + traits.ambiguity
    talks = talks + traits.commit + traits.reminder
    gain = threat_gain(crisis, actor) if talks > 0.0 else 0.0
    for kind, chance in (
        (THREAT, traits.threaten),
        (WARN, traits.warn),
        (COMMIT, traits.commit),
        (AMBIGUITY, traits.ambiguity),
        (ASSURE, traits.assure),
        (REMINDER, traits.reminder),
    ):
        worth = told(kind, crisis.world.audience_costs_chi) * gain
        weighed = weighed_chance(chance, crisis.world.signalling_effect, worth)
        share = chance_of(crisis, actor, kind, weighed)
        if chosen(dice.said, upto, share) == 1:
            signal = kind
        upto = upto + share
    if threatens(crisis, actor):
        signal = THREAT
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


def threatens(crisis: Crisis, actor: ActorState) -> bool:
    """Whether the posture an actor has just chosen is a threat: it then says so."""
    rung = crisis.frame.threat
    talks = crisis.kinds[rung] == TALK and rung > crisis.frame.warn
    return talks and actor.acts == 1 and actor.next_rung == rung != actor.rung


def threat_gain(crisis: Crisis, actor: ActorState) -> float:
    """What a threat would gain an actor in the eyes of the one it bargains with, in wars.

    It makes the other side readier to give way; it costs the word that may have to be eaten.
    """
    if actor.target < 0:
        return 0.0
    dyad, foe = crisis.dyads[actor.place][actor.target], crisis.actors[actor.target]
    theirs = crisis.dyads[foe.place][actor.place]
    after = believed_after(crisis, actor, theirs)
    margin = crisis.world.bargaining_kept - crisis.world.bargaining_conceded
    level, reach = crisis.levels[crisis.frame.threat], crisis.world.bargaining_reach
    before = yield_price(0.0, reach, level, theirs.trust, theirs.cost)
    now = yield_price(0.0, reach, level, after, theirs.cost)
    likelier = yields_chance(now, margin, dyad.mean, dyad.doubt) - yields_chance(
        before, margin, dyad.mean, dyad.doubt
    )
    stake = stake_now(crisis, actor)
    return likelier * (1.0 - crisis.world.bargaining_kept) * stake - word_at_risk(
        actor, dyad, stake
    )


def word_at_risk(actor: ActorState, dyad: Dyad, stake: float) -> float:
    """What a threat costs an actor that would not go to war over it: half its audience stake."""
    return 0.0 if dyad.odds * stake > dyad.cost else HALF * actor.audience


def believed_after(crisis: Crisis, actor: ActorState, theirs: Dyad) -> float:
    """How far the other side would believe an actor once it has threatened."""
    price = crisis.dyads[actor.place][actor.target].price
    shift = HALF * crisis.world.learning_words * theirs.doubt
    return fights_chance(price, theirs.mean + shift, theirs.doubt)


def is_fresh(actor: ActorState) -> int:
    """1 if a signal says something that does not stand already: repeating it tells nothing."""
    if actor.signal in (WARN, THREAT):
        return 1 if actor.near < 0 else 0
    return 1 if actor.hint < 0 else 0


def inform(crisis: Crisis, actor: ActorState) -> None:
    """What is said tells the opponents something of the sender's stake (M7)."""
    said = told(actor.signal, crisis.world.audience_costs_chi)
    for k in range(actor.foes):
        observer = crisis.roster[actor.place][k]
        if crisis.statures[observer].learns == 1:
            dyad = crisis.dyads[observer][actor.place]
            rate = crisis.world.learning_words * HALF
            dyad.mean = surprised(dyad.mean, dyad.doubt, rate, said, 0.0)


def chance_of(crisis: Crisis, actor: ActorState, kind: int, chance: float) -> float:
    """Chance a week of a signal after the rules, in [0, 1]."""
    rule = crisis.speech[actor.place][kind]
    return propensity(chance, rule.weight, rule.banned, rule.required)


def enter(crisis: Crisis, actor: ActorState) -> None:
    """Book a turn's signal: the stake it adds, the line it draws, the hint it gives.

    A new line lies just above the highest grade of the sender's opponents.
    """
    world, stature = crisis.world, crisis.statures[actor.place]
    audience = actor.audience
    added = tied(actor.signal, audience, world.audience_costs_chi)
    standing = 1 if actor.near >= 0 else 0
    growth = world.audience_costs_growth * audience
    actor.stake = stake_after(actor.stake, world.audience_costs_decay, added, growth, standing)
    line = -1
    fresh = is_fresh(actor)
    if actor.signal in (WARN, THREAT):
        draw_line(crisis, actor, tops_of(crisis, actor)[0] + 1, stature.promise)
        line = actor.near
    hinted = hinted_rung(actor.signal, stature.hint, crisis.frame.nuclear, actor.rung)
    if hinted >= 0:
        give_hint(crisis, actor, hinted)
    if actor.signal != NONE:
        if fresh == 1:
            inform(crisis, actor)
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
