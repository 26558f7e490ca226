"""The state of one run: what the text of a turn reads and writes.

Each record is declared once, here or in ``sim.premise.parameters``. A plain machine makes objects
of it, a compiled one lays the same fields side by side in memory (``sim.crisis.state.layout``):
``int`` becomes a 64-bit integer and ``float`` a double. A rung is its position on the ladder; -1
stands for none.
"""

from collections.abc import MutableSequence, Sequence
from dataclasses import dataclass

from brinkmanship.sim.crisis.listening.records import Alternative, Held, Moment, Note
from brinkmanship.sim.crisis.state.course import Alliance, Course, LineState, Side
from brinkmanship.sim.crisis.state.fork import Fork
from brinkmanship.sim.crisis.state.tables import (
    Draw,
    Effect,
    Grade,
    Inject,
    RedLine,
    SignalRule,
    Stretch,
    Treaty,
)
from brinkmanship.sim.mechanisms.endings import NEVER, NOT_LATELY
from brinkmanship.sim.mechanisms.policy import RuleRow
from brinkmanship.sim.premise.parameters import Frame, Stature, Traits, World

UNPOLLED = float("-inf")  # gain of a step that nobody asks about: no support at all


@dataclass(eq=False)
class ActorState:
    """One actor as a run stands.

    Attributes:
        place: Its position in the premise.
        side: Position of its side; -1 for a bystander.
        alliance: Position of the alliance it consults, -1 without one.
        foes, target: How many opponents it has; the one it looks at first, -1 without any.
        exposed: Its share of the exposure of its side, in [0, 1].
        rung, aid: Posture and released steps of arms aid.
        next_rung, next_aid: The posture it has decided on this turn.
        acts: 1 if it reconsiders its posture this turn.
        required: Rung that its rules require this turn, or -1.
        vetoed: 1 if missing consensus kept it from a collective rung.
        signal, consults: What it says this turn; 1 if it calls its allies together.
        scripted: Signal that an inject makes it send, or -1.
        held: Turn through which an inject holds its posture, or -1.
        shown_rung, shown_level: What others see of it.
        face_rung, face_level: The same as those who look this turn see it.
        near, near_promise: Grade of the line its last warning or threat drew; rung promised.
        near_age, near_tested: Weeks since it was drawn; since it was crossed, -1 if it was not.
        hint, hint_weight, hint_commitment, hint_age: What its last hint lets others expect.
        attacked, attacker: How far it believes it was attacked, in [0, 1]; by whom, or -1.
        hurt: Harm of that attack, in wars.
        by_accident: 1 if that was an accident.
        misread_weeks: Weeks since it took an exercise for preparation.
        filled: The turn that its shocks are drawn for.
        order: The actor that moves at this place of a sequential turn.
        resolve, log_resolve: What the matter is worth to it in this run, in wars against an
            equal; the logarithm of that.
        drawn: The same as it was drawn.
        audience: Audience stake of a full public threat of its own.
        strength, arsenal: Capability with its allies'; nuclear arms with its guarantors'.
        stake: Audience stake of its public word.
        seen, shown: Intensity it attributes to the other side; what was really shown.
        pressed, threatened: What it suffers a turn unless it gives way; believed chance that it is
            attacked.
        answered: Believed chance that a fait accompli of its own is answered.
        worth: What it expects of going on, as a share of its stake, in [0, 1].
        yielded: Turns in a row on the lowest rung.
        expected: Chance it gave its last act to be given way to.
        boast: What a threat would gain it, in wars, as it last worked that out.
        silent: Turns since it last threatened.
        hinted: Strongest believed hint of an opponent.
        opponent_top: Highest rung displayed by an opponent, -1 without opponents.
        release: Strongest believed threat against its next release of arms aid.
        gain: What that release would gain it.
        peak, rung_sum: Highest rung so far; sum of its rungs over the turns.
        before, aid_before: Posture when it weighed the rungs.
        present_resolve, attacked_before, word: Its stake then, the client war included; how far
            it believed it was attacked; what crossed lines of its own cost it.
        term, unbound, forgone: Only for listeners: the term that decided (a place in
            ``sim.crisis.listening.reasons.TERMS``), the rung it would have taken without its
            north star (-1 for none) and the utility it gave up for that star.
    """

    place: int = 0
    side: int = -1
    alliance: int = -1
    foes: int = 0
    target: int = -1
    rung: int = 0
    aid: int = 0
    next_rung: int = 0
    next_aid: int = 0
    acts: int = 0
    required: int = -1
    vetoed: int = 0
    signal: int = 0
    consults: int = 0
    scripted: int = -1
    held: int = -1
    shown_rung: int = 0
    face_rung: int = 0
    near: int = -1
    near_promise: int = 0
    near_age: int = 0
    near_tested: int = -1
    hint: int = -1
    hint_commitment: int = 0
    hint_age: int = 0
    attacker: int = -1
    by_accident: int = 0
    misread_weeks: int = NOT_LATELY
    filled: int = -1
    order: int = 0
    yielded: int = 0
    silent: int = 0
    opponent_top: int = -1
    peak: int = 0
    rung_sum: int = 0
    before: int = 0
    aid_before: int = 0
    term: int = 0
    unbound: int = -1
    shown_level: float = 0.0
    face_level: float = 0.0
    hint_weight: float = 0.0
    attacked: float = 0.0
    hurt: float = 0.0
    resolve: float = 0.0
    log_resolve: float = 0.0
    drawn: float = 0.0
    audience: float = 0.0
    exposed: float = 0.0
    strength: float = 0.0
    arsenal: float = 0.0
    stake: float = 0.0
    seen: float = 0.0
    shown: float = 0.0
    pressed: float = 0.0
    threatened: float = 0.0
    answered: float = 0.0
    worth: float = 0.0
    expected: float = 0.0
    boast: float = 0.0
    hinted: float = 0.0
    release: float = 0.0
    gain: float = 0.0
    present_resolve: float = 0.0
    attacked_before: float = 0.0
    word: float = 0.0
    forgone: float = 0.0


@dataclass(slots=True)
class Dyad:
    """What an actor has learnt of one opponent, and what has passed between them.

    Attributes:
        met: 1 once it holds a belief of it.
        known: Rung that the opponent showed when the actor last looked.
        hostility: Image of the opponent, in [0, 1] (M2).
        reference: Intensity it has grown used to (M3).
        mean, doubt: Belief about the logarithm of the opponent's stake: centre and width (M7).
        cost, odds: What a war against it costs, and the chance to win it.
        price: Logarithm of cost / odds.
        trust: Belief that the opponent would fight, in [0, 1].
        last, accidental: Turn it last used force against the opponent, or seemed to; 1 if that was
            an accident.
        route: The road by which it came to that.
    """

    met: int = 0
    last: int = NEVER
    accidental: int = 0
    route: int = 0
    known: int = 0
    hostility: float = 0.0
    reference: float = 0.0
    mean: float = 0.0
    doubt: float = 1.0
    cost: float = 1.0
    odds: float = 0.5
    price: float = 0.0
    trust: float = 0.0


@dataclass(slots=True)
class Dice:
    """The uniforms of one actor in one turn, by use; words in ``sim.mechanisms.chance``."""

    acts: float = 0.0
    spare: float = 0.0
    said: float = 0.0
    called: float = 0.0
    misread: float = 0.0
    noise: float = 0.0
    released: float = 0.0
    order: float = 0.0


@dataclass
class Crisis:
    """All that the text of a turn reads and writes; n actors, K rungs, m alliances.

    A plain machine fills it with lists and objects, a compiled one with views of the same
    shape. Axes are given in the order of the indices.

    Attributes:
        frame, statures, keys, listed, stretches: Integers of the game and of each actor (n).
        levels: (K + 1,) intensity of each rung; 0 beyond the ladder, where missing roles are.
        kinds: (K,) kind of each rung (``sim.mechanisms.acts``).
        means: (n, K) 1 where an actor has the means to stand on a rung.
        red_lines, rules, treaties, injects, effects, draws, options, base: The scenario in rows.
        vector: All numbers of the run; ``world`` and ``traits`` (n) are parts of it.
        course, fork, sides: The run as a whole, where it leaves its way, its sides.
        actors, dice, noises: (n,) actors, their uniforms and reading errors of this turn.
        dyads: (n, n) by observer and observed.
        utility, bonus, banned: (n, K) utility of each rung, the rules' weight on it, their ban.
        shocks: (n, K4) shock of each rung; K4 is K rounded up to a multiple of four.
        speech: (n, 8) what the rules say of each signal, consultation last.
        gains, backing: (n,) what a collective step would gain each, and how far each consents.
        opposed: (s, s) 1 for two sides that oppose each other. near, backers: (n, n) 1 for two
            actors that reach each other by land; (n,) 1 for one that takes part in the client war.
        pacts: (m, n) 1 for a member of an alliance, 2 for one that joined in this run, else 0.
        weekly: Places of the vector that hold a share a week.
        roster: (n, n) opponents of each actor, in the order of the premise.
        scores: (2, K4) scratch of a choice: alone, and with the price of dissent.
        yields: (n, K4) chance that each gives each rung to be given way to, as it last weighed it.
        expected: (2, K4) scratch of weighing: chance that the other side fights; its stake.
        tally: (K,) scratch.
        threats: (n, K + 1) strongest threat against each rung that each actor believes.
        grades: (K * steps,) what each grade does and costs.
        line_states, alliances: State of each red line and alliance.
        fired: One an inject: 0 waiting, 1 happened, 2 due. applied: One a rule: 1 if it applied.
        first: (K,) first turn at or above each rung, -1 never.
        notes, moments, held, weighed: What listeners get; empty when nobody listens.
    """

    frame: Frame
    statures: Sequence[Stature]
    keys: Sequence[int]
    listed: Sequence[int]
    stretches: Sequence[Stretch]
    levels: Sequence[float]
    kinds: Sequence[int]
    means: Sequence[Sequence[int]]
    red_lines: Sequence[RedLine]
    rules: Sequence[RuleRow]
    treaties: Sequence[Treaty]
    injects: Sequence[Inject]
    effects: Sequence[Effect]
    draws: Sequence[Draw]
    options: Sequence[float]
    base: Sequence[float]
    vector: MutableSequence[float]
    world: World
    traits: Sequence[Traits]
    course: Course
    fork: Fork
    sides: Sequence[Side]
    actors: Sequence[ActorState]
    dice: Sequence[Dice]
    noises: MutableSequence[float]
    dyads: Sequence[Sequence[Dyad]]
    utility: Sequence[MutableSequence[float]]
    bonus: Sequence[MutableSequence[float]]
    banned: Sequence[MutableSequence[int]]
    shocks: Sequence[MutableSequence[float]]
    speech: Sequence[Sequence[SignalRule]]
    gains: MutableSequence[float]
    backing: MutableSequence[float]
    opposed: Sequence[Sequence[int]]
    near: Sequence[Sequence[int]]
    backers: Sequence[int]
    pacts: Sequence[MutableSequence[int]]
    weekly: Sequence[int]
    roster: Sequence[MutableSequence[int]]
    scores: Sequence[MutableSequence[float]]
    yields: Sequence[MutableSequence[float]]
    expected: Sequence[MutableSequence[float]]
    tally: MutableSequence[int]
    threats: Sequence[MutableSequence[float]]
    grades: Sequence[Grade]
    line_states: Sequence[LineState]
    alliances: Sequence[Alliance]
    fired: MutableSequence[int]
    applied: MutableSequence[int]
    first: MutableSequence[int]
    notes: Sequence[Note]
    moments: Sequence[Sequence[Moment]]
    held: Sequence[Sequence[Sequence[Held]]]
    weighed: Sequence[Sequence[Alternative]]
