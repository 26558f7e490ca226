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
    for kind, chance in (
        (THREAT, traits.threaten),
        (WARN, traits.warn),
        (COMMIT, traits.commit),
        (AMBIGUITY, traits.ambiguity),
        (ASSURE, traits.assure),
        (REMINDER, traits.reminder),
    ):
        worth = told(kind, crisis.world.audience_costs_chi) * actor.boast
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


def threat_gain(crisis: Crisis, actor: ActorState, after: float) -> float:
    """What a threat would add to the posture of an actor that has weighed the rungs, in wars.

    It makes the one it bargains with readier to give way, which would believe it as far as
    ``after``; it costs the word that may have to be eaten. Who strikes has no use for it.
    """
    rung, frame, world = actor.rung, crisis.frame, crisis.world
    if rung >= frame.force:
        return 0.0
    dyad, theirs = crisis.dyads[actor.place][actor.target], crisis.dyads[actor.target][actor.place]
    grade = crisis.grades[rung * frame.steps + (actor.aid if rung == frame.aid else 0)]
    price = yield_price(grade.harm, world.bargaining_reach, grade.level, after, theirs.cost)
    margin = world.bargaining_kept - world.bargaining_conceded
    likelier = (
        yields_chance(price, margin, dyad.mean, dyad.doubt) - crisis.yields[actor.place][rung]
    )
    stake = stake_now(crisis, actor)
    gained = likelier * (1.0 - world.bargaining_kept) * stake
    return gained - word_at_risk(actor, dyad, stake)


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

    A new line lies just above the highest grade of the sender's opponents and forbids deeds that
    they can do: words and sanctions are not answered by force. It promises no less than it
    forbids.
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
        grade = max(tops_of(crisis, actor)[0] + 1, first_deed(crisis, actor) * crisis.frame.steps)
        promise = max(stature.promise, grade // crisis.frame.steps)
        draw_line(crisis, actor, grade, min(promise, crisis.frame.top))
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


def first_deed(crisis: Crisis, actor: ActorState) -> int:
    """The lowest deed that the opponent an actor bargains with has the means for, and may do."""
    rung, place = crisis.frame.line_from // crisis.frame.steps, actor.target
    if place < 0:
        return rung
    means, banned = crisis.means[place], crisis.banned[place]
    while rung < crisis.frame.top and (means[rung] == 0 or banned[rung] == 1):
        rung += 1
    return rung


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
