"""The small game behind a choice: the other side yields, stands firm, or goes to war.

Stakes and costs are counted in the cost of an own conventional war against an equal, which is 1.
A stake is what a government would give for the matter in dispute. Each knows its own; of another
it knows where the logarithm of that stake lies, up to a doubt.
Source: fearon1995, powell1990, signorino1999.
"""

from math import sqrt

from brinkmanship.sim.mechanisms.numeric import clip, exp, log

STEEPNESS = 1.702  # at this steepness a logistic share is within 0.01 of a normal one
FARTHEST = 40.0
LEAST_PRICE = 1e-9  # keeps a logarithm defined; a price that low moves nobody to yield
LEAST_MARGIN = 0.05


def share_below(level: float, mean: float, doubt: float) -> float:
    """Believed chance that the logarithm of a stake lies below ``level``; in (0, 1).

    ``mean`` and ``doubt`` (above 0) are centre and width of the belief, in logarithms.

    >>> share_below(0.5, 0.5, 1.0)
    0.5
    """
    return 1.0 / (1.0 + exp(clip(STEEPNESS * (mean - level) / doubt, -FARTHEST, FARTHEST)))


def war_cost(fear: float, arsenal: float, umbrella: float, own: float) -> float:
    """What a war costs: ``K = 1 + D n (u + (1 - u) n')``; 1 against a state without nuclear arms.

    Args:
        fear: D, how much dearer a war with a nuclear state is.
        arsenal: n, the opponent's arsenal or that of a guarantor, in [0, 1].
        umbrella: u, the part of that fear that a state without nuclear arms has.
        own: n', its own arsenal, in [0, 1].

    Units: the cost of a conventional war. Off: fear = 0. Source: powell1990, snyder1965.
    """
    return 1.0 + fear * arsenal * (umbrella + (1.0 - umbrella) * own)


def odds(own: float, other: float) -> float:
    """Chance to win a war: ``p = c / (c + c')`` of the two sides' strengths, both above 0.

    Source: bueno1981.
    """
    return own / (own + other)


def fights_chance(log_price: float, mean: float, doubt: float) -> float:
    """Believed chance that an actor would rather go to war than lose: that ``p V > K``.

    ``log_price`` is the logarithm of K / p, cost and chance of that actor's war.
    """
    return 1.0 - share_below(log_price, mean, doubt)


def yield_price(harm: float, reach: float, level: float, fights: float, cost: float) -> float:
    """What standing firm against an act costs: ``h + r lambda kappa K'``.

    The harm itself, and the risk of war, which grows with the intensity of the act and with how
    far the other side believes that the actor would fight.

    Args:
        harm: h, what the act does to the other side.
        reach: r, how much of the risk of war an act at full intensity carries.
        level: lambda, intensity of the act in [0, 1].
        fights: kappa, the other side's belief that this actor would fight.
        cost: K', what a war costs the other side.
    """
    return harm + reach * level * fights * cost


def yields_chance(price: float, margin: float, mean: float, doubt: float) -> float:
    """Believed chance that the other side gives way: its stake is worth less than standing costs.

    ``margin`` is the share of its stake that standing firm keeps beyond what yielding leaves.
    """
    return share_below(log(least_stake(price, margin)), mean, doubt)


def least_stake(price: float, margin: float) -> float:
    """The least stake at which standing firm is worth its price; above 0."""
    return max(price, LEAST_PRICE) / max(margin, LEAST_MARGIN)


def attack_chance(
    mean: float, doubt: float, log_price: float, restraint: float, alarm: float
) -> float:
    """Believed chance that the other side goes to war if it is stood up to, in [0, 1].

    It grows with how high either of the two stands.

    Args:
        mean: Centre of the belief about the other side's stake, a logarithm.
        doubt: Width of that belief.
        log_price: Logarithm of K / p of the other side's war.
        restraint: w0, what speaks against it.
        alarm: ``w1`` times the greater intensity of the two: what was never meant as a
            preparation frightens all the same.

    Source: jervis1978, powell2006.
    """
    return 1.0 - share_below(log_price + restraint - alarm, mean, sqrt(doubt * doubt + 1.0))


def retaliation(weight: float, stake: float, blow: float, harm: float, force: float) -> float:
    """A blow calls for a blow: ``rho V g (min(1, h / h_force) - 1)``; only what hurts answers it.

    Args:
        weight: rho.
        stake: V; anger grows with what is at stake.
        blow: g, how far the actor believes that it was struck lately, in [0, 1].
        harm: Harm done by the act.
        force: Harm done by limited force.

    Units: utility. Off: rho = 0. Source: leng1993.
    """
    if harm >= force:
        return 0.0
    return weight * stake * blow * (harm / force - 1.0)


def settlement_chance(rate: float, first: float, second: float, gap: float, width: float) -> float:
    """Chance a week that two opponents settle: ``s0 Phi((1 - a - b - g0) / g)``.

    A deal exists where the shares that both would have to get leave something over; what they
    learn of each other and what going on costs them makes that likelier.

    Args:
        rate: s0, a week.
        first: a, what one expects of going on as a share of its stake, in [0, 1].
        second: b, the same for the other.
        gap: g0.
        width: g.

    Off: s0 = 0. Source: fearon1995.
    """
    return rate * share_below(1.0 - first - second, gap, width)


def surprised(mean: float, doubt: float, rate: float, happened: float, expected: float) -> float:
    """A belief moves by what surprised it: ``m + l s (happened - expected)``.

    ``happened`` is 1 if the actor showed a high stake, 0 if a low one; ``expected`` is the chance
    that was given to it. Off: l = 0. Source: sartori2005.
    """
    return mean + rate * doubt * (happened - expected)


def sharpened(doubt: float, precision: float, least: float) -> float:
    """The doubt after an observation of some precision, never below ``least``."""
    return max(least, doubt / sqrt(1.0 + doubt * doubt * precision))


def drawn_towards(mean: float, doubt: float, observed: float, precision: float) -> float:
    """The mean of a belief after an observation of some precision."""
    weight = doubt * doubt * precision
    return (mean + weight * observed) / (1.0 + weight)


def record_shift(weight: float, kept: float, broken: float) -> float:
    """What a record of kept and empty threats does to a first belief: ``b ln((k+1) / (e+1))``.

    Counts count as counts: nineteen empty threats weigh far more than one. Off: b = 0.
    Source: sartori2005, weisiger2015; against it: press2005.
    """
    return weight * log((kept + 1.0) / (broken + 1.0))
