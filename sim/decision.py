"""From an outlook to a decision: the rungs weighed, the best one taken, the words for it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.fork import HOLD, MOVE, SIGNAL, Fork
from sim.mechanisms.choice import CLOSED, Terms, dissent, total
from sim.mechanisms.policy import propensity
from sim.mechanisms.risk import release_chance
from sim.mechanisms.signals import (
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
)
from sim.mechanisms.weighing import weigh

if TYPE_CHECKING:
    from sim.actor import Actor


@dataclass(slots=True)
class Options:
    """The rungs as an actor weighed them this turn.

    Attributes:
        utility: For each rung, the sum of its terms before the alliance was asked; CLOSED
            where it cannot or may not go, and where it did not look.
        terms: The terms of each rung weighed.
    """

    utility: list[float]
    terms: dict[int, Terms]


@dataclass(slots=True)
class Decision:
    """What an actor does and says in one turn, and why.

    Attributes:
        acted: Whether it reconsidered its posture at all.
        rung, aid: Posture and released steps from now on.
        signal: Position in ``SIGNALS``.
        consults: Whether it calls the allies together.
        gate: G of the alliance, 1.0 without one.
        vetoed: Whether the missing consensus kept it from a collective rung.
        required: Whether a rule required the rung.
        term: The term that decided, filled in when a trace is kept.
        unbound: Rung it would have taken without its north star; -1 where it has none, did not
            act or no trace is kept.
        forgone: Utility it gave up for its north star, 0 where that did not bind.
    """

    acted: bool
    rung: int
    aid: int
    signal: int = NONE
    consults: bool = False
    gate: float = 1.0
    vetoed: bool = False
    required: bool = False
    term: str = ""
    unbound: int = -1
    forgone: float = 0.0

    @classmethod
    def hold(cls, rung: int, aid: int) -> "Decision":
        """Stay as it is without having reconsidered."""
        return cls(acted=False, rung=rung, aid=aid)

    def divert(self, fork: Fork, rung: int, aid: int) -> None:
        """Change it to what a fork wants; ``rung`` and ``aid`` are where the actor stands."""
        if fork.change == SIGNAL:
            self.signal = fork.value
        elif fork.change == MOVE:
            self.acted = fork.value != HOLD
            self.rung, self.aid = fork.value if self.acted else rung, aid
            self.vetoed, self.term = False, "diverted"


def is_open(actor: "Actor", rung: int) -> bool:
    """Whether an actor has the means for a rung and neither doctrine nor rule forbids it.

    Nobody chooses a clash or more: it takes two. While one goes on, war is open to choose.
    """
    return within_means(actor, rung) and not (
        actor.ceiling_holds() and rung >= actor.stature.ceiling
    )


def within_means(actor: "Actor", rung: int) -> bool:
    """Whether a rung would be open to an actor without its north star."""
    frame = actor.frame
    top = frame.war if actor.seen.clash == 1 else frame.force
    return rung <= top and actor.open_rungs[rung] == 1 and actor.ruling.banned[rung] == 0


def weigh_rungs(actor: "Actor", rungs: "range | tuple[int, ...]") -> Options:
    """Weigh these rungs for an actor; the others stay CLOSED."""
    utility, weighed = [CLOSED] * actor.frame.rungs, {}
    for rung in rungs:
        if is_open(actor, rung):
            terms = weigh_rung(actor, rung, actor.aid, actor.impression.threats[rung])
            weighed[rung] = terms
            utility[rung] = total(terms)
    return Options(utility, weighed)


def weigh_rung(actor: "Actor", rung: int, aid: int, threatened: float) -> Terms:
    """The terms of one rung at one step of aid."""
    ladder = actor.ladder
    grade = ladder.grade(rung, aid)
    value = (
        ladder.rises[grade],
        ladder.burdens[grade],
        ladder.prices[rung],
        threatened,
        actor.ruling.bonus[rung],
    )
    return weigh(actor.outlook, actor.setting, rung, ladder.grade_levels[grade], value)


def decide(actor: "Actor", gate: float, collective: int) -> Decision:
    """The rung with the greatest utility and shock; a requirement comes before it.

    Precedence: what is closed stays closed, then the first requirement, then the weights.
    The more an actor believes it was attacked, the less it waits for consensus. If everything
    is closed it holds.
    """
    decision = Decision.hold(actor.rung, actor.aid)
    decision.gate = gate
    if not actor.acts:
        return decision
    decision.acted = True
    required = actor.ruling.required
    if required >= 0 and actor.options.utility[required] > CLOSED:
        decision.rung, decision.required = required, True
        return decision
    _take_best(actor, decision, gate, collective)
    if decision.rung == actor.rung == actor.frame.aid and actor.aid < actor.frame.steps - 1:
        decision.aid = _released(actor)
    return decision


def _take_best(actor: "Actor", decision: Decision, gate: float, collective: int) -> None:
    utility, shocks, beta = actor.options.utility, actor.shocks, actor.traits.rationality
    weight, attacked = actor.world.consensus_weight, actor.attacked
    best = best_alone = CLOSED
    alone = actor.rung
    for rung, worth in enumerate(utility):
        if worth <= CLOSED:
            continue
        score = worth + shocks[rung] / beta
        if score > best_alone:
            best_alone, alone = score, rung
        score = score + dissent(weight, attacked, gate, rung, collective)
        if score > best:
            best, decision.rung = score, rung
    decision.vetoed = alone >= collective > decision.rung


def _released(actor: "Actor") -> int:
    """Arms aid after this turn: one step more, or as it is."""
    rung, step = actor.rung, actor.aid + 1
    threatened = max(actor.impression.threats[rung], actor.impression.release)
    gain = total(weigh_rung(actor, rung, step, threatened)) - actor.options.utility[rung]
    chance = release_chance(actor.world.aid_rate, gain, actor.traits.rationality)
    drawn = actor.dice.sense(actor.seen.turn, actor.place)[2]
    return step if drawn < chance else actor.aid


def propensities(actor: "Actor") -> list[tuple[int, float]]:
    """Chance a week of each outward signal after the rules, in the order they are drawn."""
    traits = actor.traits
    style = (
        (THREAT, traits.threaten),
        (WARN, traits.warn),
        (COMMIT, traits.commit),
        (AMBIGUITY, traits.ambiguity),
        (ASSURE, traits.assure),
        (REMINDER, traits.reminder),
    )
    return [(kind, propensity(chance, *actor.ruling.signals[kind])) for kind, chance in style]


def speak(actor: "Actor", decision: Decision) -> None:
    """Choose the week's outward signal and whether to consult the allies."""
    act = actor.dice.act(actor.seen.turn, actor.place)
    upto = 0.0
    for kind, chance in propensities(actor):
        if chosen(act[2], upto, chance) == 1:
            decision.signal = kind
        upto = upto + chance
    called = max(actor.traits.consult, CALLED) if actor.attacked > 0.0 else actor.traits.consult
    decision.consults = actor.alliance >= 0 and act[3] < propensity(
        called, *actor.ruling.signals[CONSULT]
    )
    if actor.told is not None:
        if actor.told == CONSULT:
            decision.consults = actor.alliance >= 0
        else:
            decision.signal = actor.told
        actor.told = None


def deciding_term(actor: "Actor", decision: Decision) -> str:
    """The term that favoured the choice most over its rival; ``shock`` if chance did.

    The rival is the old rung after a move, else the second best of those weighed.
    """
    if not decision.acted:
        return ""
    if decision.required:
        return "rule"
    rival = rival_of(actor, decision)
    if rival < 0:
        return "only_choice"
    chosen_terms, other = actor.options.terms[decision.rung], actor.options.terms[rival]
    gains = dict(
        zip(Terms._fields, (a - b for a, b in zip(chosen_terms, other, strict=True)), strict=True)
    )
    shocks, beta = actor.shocks, actor.traits.rationality
    gains["shock"] = shocks[decision.rung] / beta - shocks[rival] / beta
    return max(gains, key=lambda name: gains[name])


def rival_of(actor: "Actor", decision: Decision) -> int:
    """The rung a decision is compared with: the old one after a move, else the second best."""
    if decision.rung != actor.rung and actor.rung in actor.options.terms:
        return actor.rung
    others = [rung for rung in actor.options.terms if rung != decision.rung]
    shocks, beta = actor.shocks, actor.traits.rationality
    return max(
        others, key=lambda rung: actor.options.utility[rung] + shocks[rung] / beta, default=-1
    )
