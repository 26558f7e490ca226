"""How an actor weighs the rungs: the terms of its utility that are not the game itself.

Every term is a function of ``level``, the intensity of the rung under consideration, or of
the rung's number where a threshold is meant. Thresholds compare integers, so rounding can
never decide them. Utilities are in units of an own conventional war; what competes with a stake
is multiplied with it by the caller, so that it counts in a grave crisis as in a slight one.
"""

from typing import NamedTuple

CLOSED = -1e9  # utility of a rung that is not open; nothing real comes near it


class Terms(NamedTuple):
    """The parts of one rung's utility, in the order in which they are added."""

    gain: float
    war: float
    pressure: float
    cost: float
    fear: float
    seizure: float
    deterrence: float
    hint: float
    audience: float
    north_star: float
    solidarity: float
    consensus: float
    retaliation: float
    inertia: float
    rules: float


def seizure(weight: float, stake: float, answered: float, harm: float) -> float:
    """A fait accompli by limited force: ``f V (1 - a) - a h_force``.

    ``answered`` a is the believed chance that the other side answers. Off: f = 0 (the caller
    then passes no seizure). Source: altman2017.
    """
    if weight <= 0.0:
        return 0.0
    return weight * stake * (1.0 - answered) - answered * harm


def deterrence(weight: float, fear: float, believed: float) -> float:
    """M8, a believed threat deters: ``-w K max_j[kappa_ij lambda(p_j) 1(k >= L_j)]``.

    ``believed`` is that maximum for this rung. Off: w = 0. Source: schelling1966, powell1990.
    """
    return -weight * fear * believed


def hinted_answer(fear: float, believed: float, rung: int, start: int) -> float:
    """M9, a hint deters too: ``-K max_j[u kappa lambda(hint)] 1(k >= L_h)``.

    The rung ``start`` from which a hint is thought to apply decides whether ambiguity
    restrains or provokes on balance; it is an assumption to sweep. Off: u = 0.
    Source: schelling1960, baliga2008.
    """
    if rung < start:
        return 0.0
    return -fear * believed


def audience_cost(stake: float, promised: float, level: float) -> float:
    """M5, the price of not doing as one said: ``-A`` below what was promised, 0 from there on.

    Due only while an own line stands crossed (otherwise ``stake`` comes in as 0).
    Off: aud = 0. Source: fearon1994, fearon1997; contested: snyder2011.
    """
    if level >= promised:
        return 0.0
    return -stake


def north_star(strength: float, rung: int, ceiling: int) -> float:
    """M10: ``-N V 1(k >= ceiling)``; a hard north star forbids the rung instead.

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
    """M14: ``-w_u V (1 - att) (1 - G) 1(k >= k_coll)``; acting without the alliance has a price.

    ``gate`` G in [0, 1] is 1 with full consensus. The more an actor believes it was attacked,
    the less it waits for that. Default w_u 0.6. Off: w_u = 0.
    Source: snyder1997.
    """
    if rung < collective:
        return 0.0
    return -weight * (1.0 - attacked) * (1.0 - gate)


def inertia(weight: float, leap: float, present: float, level: float) -> float:
    """Changing course costs: ``-s |l - l0| - s2 (l - l0)^2``; leaps cost more than their steps.

    Units: the stake. Off: s = s2 = 0. Source: docs/ODD.md
    """
    gap = abs(level - present)
    return -weight * gap - leap * gap * gap


def total(terms: Terms) -> float:
    """The utility: the terms added in their written order, so that all machines agree."""
    return (
        terms.gain
        + terms.war
        + terms.pressure
        + terms.cost
        + terms.fear
        + terms.seizure
        + terms.deterrence
        + terms.hint
        + terms.audience
        + terms.north_star
        + terms.solidarity
        + terms.consensus
        + terms.retaliation
        + terms.inertia
        + terms.rules
    )
