"""What nobody decides: accidents, local fighting, settlement, nuclear chance."""

from math import sqrt

from brinkmanship.sim.mechanisms.numeric import clip, exp

STRUCK, TROOPS = 0, 3  # the words of an actor's lots, as in sim.mechanisms.chance
FAR = 0.3  # share of accidents that happen without a border; assumption
LEAST = 1e-9  # keeps the logarithm of a lot defined where nothing is displayed


def accident_hazard(rate: float, exposed: float, opposed: float, near: float) -> float:
    """M12, hazard of a pair of opponents a week: ``q e lambda_i lambda_j (0.3 + 0.7 c)``.

    The two lambdas are the intensities that both display, ``exposed`` that of one times its
    share of all exposure; ``near`` c is 1 if they share a border. Each opponent counts by its
    share, so counting a region as one actor or as three changes nothing.

    Units: accidents a week. Off: q = 0.
    Source: schelling1960, sagan1993, perrow1984.
    """
    return rate * exposed * opposed * (FAR + (1.0 - FAR) * near)


def accident_chance(hazard: float) -> float:
    """M12: ``1 - exp(-H)``, the chance of an accident under the hazards of all pairs together."""
    return 1.0 - exp(-hazard)


def taken_for_attack(base: float, slope: float, hostility: float) -> float:
    """M12, attribution: ``clip(e + e_h (h - 0.3), 0, 1)``; hostile images misjudge.

    If the victim calls its allies first, only the share ``absorb`` (default 0.3) of that is
    left: talking let Przewodow 2022 pass.

    Units: share of accidents. Off: rate = 0. Source: jervis1976; the numbers: assumption.
    """
    return clip(base + slope * (hostility - 0.3), 0.0, 1.0)


def troops_hit(rate: float, war: float, contingents: int) -> float:
    """M13, troops in the area get hurt: ``1 - exp(-c W sqrt(n))`` a week.

    Units: share of weeks; c 0.02 (assumption). Off: c = 0. Source: schelling1966.
    """
    return 1.0 - exp(-rate * war * sqrt(contingents * 1.0))


def release_chance(rate: float, gain: float, beta: float) -> float:
    """The next class of weapons is released: ``rate / (1 + exp(-beta gain))`` a week acted.

    ``gain`` is the utility of one sub-step more, as a share of the stake.
    Units: share of weeks; rate: see the mechanism table. Off: rate = 0.
    Source: schelling1966 (salami); assumption.
    """
    return rate / (1.0 + exp(-beta * gain))
