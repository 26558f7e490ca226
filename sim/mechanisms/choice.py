"""How an actor weighs the rungs: the terms of its utility, and the choice among them.

Every term is a function of ``level``, the intensity of the rung under consideration, or of
the rung's number where a threshold is meant. Thresholds compare integers, so rounding can
never decide them. Utilities have no unit; a difference of ``1 / beta`` matters.
"""

from typing import NamedTuple

from brinkmanship.sim.mechanisms.numeric import exp, power

CLOSED = -1e9  # utility of a rung that is not open; nothing real comes near it


class Terms(NamedTuple):
    """The parts of one rung's utility, in the order in which they are added."""

    goal: float
    cost: float
    reciprocity: float
    deterrence: float
    hint: float
    risk: float
    catastrophe: float
    stability: float
    audience: float
    north_star: float
    solidarity: float
    consensus: float
    firebreak: float
    retaliation: float
    inertia: float
    skipping: float
    rules: float


def rise(level: float, eta: float) -> float:
    """Pressure has falling returns: ``(1 - e^(-eta l)) / (1 - e^(-eta))``, from 0 to 1.

    Default eta 2. Source: docs/ODD.md
    """
    return (1.0 - exp(-eta * level)) / (1.0 - exp(-eta))


def burden(level: float, gamma: float) -> float:
    """Material and political cost grows faster than intensity: ``l^gamma``, from 0 to 1.

    Default gamma 1.25. Source: docs/ODD.md
    """
    return power(level, gamma)


def reciprocity(weight: float, level: float, pressed: float) -> float:
    """M4, answer in kind: ``-r (l - tau)^2``.

    Default r 2.5. Off: r = 0. Source: leng1993, goldstein1990.
    """
    gap = level - pressed
    return -weight * gap * gap


def deterrence(weight: float, fear: float, believed: float) -> float:
    """M8, a believed threat deters: ``-w_det D max_j[kappa_ij lambda(p_j) 1(k >= L_j)]``.

    ``believed`` is that maximum for this rung. Default w_det 1. Off: w_det = 0.
    Source: schelling1966, powell1990.
    """
    return -weight * fear * believed


def hinted_answer(fear: float, believed: float, rung: int, start: int) -> float:
    """M9, a hint deters too: ``-D max_j[u kappa lambda(hint)] 1(k >= L_h)``.

    The rung ``start`` from which a hint is thought to apply decides whether ambiguity
    restrains or provokes on balance; it is an assumption to sweep. Off: u = 0.
    Source: schelling1960, baliga2008.
    """
    if rung < start:
        return 0.0
    return -fear * believed


def felt_risk(fear: float, rate: float, level: float, seen: float) -> float:
    """M12 as it is felt: ``-D q l y``, the chance that things slip, feared in advance.

    Off: q = 0. Source: schelling1960, powell2015.
    """
    return -fear * rate * level * seen


def catastrophe(fear: float, answer: float, clash: float, rung: int, force: int) -> float:
    """M11: ``-D P_ans lambda(clash) 1(k >= force)``; using force is feared for its answer.

    ``answer`` is the believed chance that the other side answers with force: lower against
    a divided alliance. Counted once, here. Off: survival goal D = 0. Source: powell2015.
    """
    if rung < force:
        return 0.0
    return -fear * answer * clash


def stability(weight: float, level: float, rung: int, display: int, force: int) -> float:
    """M11, stability-instability: ``+S b0 l`` from display to limited force.

    For everyone, once both sides have a nuclear principal.

    Mutual nuclear fear at the top makes room below it. Default S b0 = 0.1. Off: S = 0.
    Source: snyder1965.
    """
    if rung < display or rung > force:
        return 0.0
    return weight * level


def audience_cost(stake: float, promised: float, level: float) -> float:
    """M5, the price of not doing as one said: ``-A max(0, lambda(p) - l)``.

    Due only while an own line stands crossed (otherwise ``stake`` comes in as 0).
    Off: aud = 0. Source: fearon1994, fearon1997; contested: snyder2011.
    """
    if level >= promised:
        return 0.0
    return -stake * (promised - level)


def north_star(strength: float, rung: int, ceiling: int) -> float:
    """M10: ``-N 1(k >= ceiling)``; a hard north star forbids the rung instead.

    Off: N = 0. Source: the doctrine of the actor, declared in the scenario.
    """
    if rung < ceiling:
        return 0.0
    return -strength


def solidarity(loyalty: float, autonomy: float, level: float, allied: float) -> float:
    """M15: ``-b max(0, lbar - l)^2 - e max(0, l - lbar)^2``; abandonment and entrapment.

    b weighs lagging behind allies, e running ahead: the actors' loyalty and autonomy.

    Off: b = e = 0.
    Source: snyder1984.
    """
    gap = allied - level
    if gap > 0.0:
        return -loyalty * gap * gap
    return -autonomy * gap * gap


def dissent(weight: float, attacked: float, gate: float, rung: int, collective: int) -> float:
    """M14: ``-w_u (1 - att) (1 - G) 1(k >= k_coll)``; acting without the alliance has a price.

    ``gate`` G in [0, 1] is 1 with full consensus. The more an actor believes it was attacked,
    the less it waits for that. Default w_u 0.6. Off: w_u = 0.
    Source: snyder1997.
    """
    if rung < collective:
        return 0.0
    return -weight * (1.0 - attacked) * (1.0 - gate)


def firebreak(scale: float, price: float, attacked: float) -> float:
    """Some rungs cost more than their intensity says: ``-c_F price(k) (1 - att)``.

    Mobilising, showing nuclear arms and sending one's own soldiers are thresholds; the
    ladder's file gives each rung its price. Who defends itself does not pay it.

    Units: utility; default c_F 1. Off: c_F = 0. Source: kahn1965, tannenwald1999 (that
    there are thresholds); the prices are assumptions.
    """
    return -scale * price * (1.0 - attacked)


def retaliation(weight: float, attacked: float, level: float, force: float) -> float:
    """A blow calls for a blow: ``-w att max(0, lambda(force) - l)``.

    ``attacked`` in [0, 1] is how far the actor believes that it, or an ally to whom it owes
    defence, was attacked on purpose. Assumption. Off: w = 0.
    """
    if level >= force:
        return 0.0
    return -weight * attacked * (force - level)


def inertia(weight: float, attacked: float, level: float, present: float) -> float:
    """Changing course costs: ``-s |l - l0| (1 - 0.7 att)``; an attack shakes a state awake.

    Off: s = 0. Source: docs/ODD.md
    """
    gap = level - present
    if gap < 0.0:
        gap = -gap
    return -weight * gap * (1.0 - 0.7 * attacked)


def skipping(weight: float, attacked: float, rung: int, present: int) -> float:
    """Leaping rungs costs: ``-s2 (1 - 0.7 att) max(0, k - x - 1) / 16``.

    The ladder is climbed in jumps in 57% of upward events, so it is weak.
    Off: s2 = 0. Source: douglass2022.
    """
    leap = rung - present - 1
    if leap <= 0:
        return 0.0
    return -weight * (1.0 - 0.7 * attacked) * leap / 16.0


def total(terms: Terms) -> float:
    """The utility: the terms added in their written order, so that all machines agree."""
    return (
        terms.goal
        + terms.cost
        + terms.reciprocity
        + terms.deterrence
        + terms.hint
        + terms.risk
        + terms.catastrophe
        + terms.stability
        + terms.audience
        + terms.north_star
        + terms.solidarity
        + terms.consensus
        + terms.firebreak
        + terms.retaliation
        + terms.inertia
        + terms.skipping
        + terms.rules
    )
