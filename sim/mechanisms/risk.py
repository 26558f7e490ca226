"""What nobody decides: accidents, local fighting, settlement, nuclear chance."""

from math import sqrt

from brinkmanship.sim.mechanisms.numeric import clip, exp

STRUCK, VICTIM, CULPRIT, TROOPS = range(
    4
)  # the words of an actor's lots, as in sim.mechanisms.chance
LEAST = 1e-9  # keeps the logarithm of a lot defined where nothing is displayed


def accident_chance(rate: float, exposed: float, opposed: float) -> float:
    """M12, one hazard a pair of sides and week: ``1 - exp(-q lambda_W lambda_E)``.

    The two lambdas are the exposure-weighted mean intensities of the sides, so counting a
    region as one actor or as three changes nothing.

    Units: share of weeks. Default q: see the mechanism table. Off: q = 0.
    Source: schelling1960, sagan1993, perrow1984.
    """
    return 1.0 - exp(-rate * exposed * opposed)


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


def tripwire_threat(drawn: float, clash: float, rung: int, collective: int, force: int) -> float:
    """M13, troops in the area deter: ``psiT lambda(clash)`` against force, while they stand.

    Whoever would use force while an opponent's troops stand between ``collective`` and
    ``force`` must reckon with their being drawn in.

    Units: believed intensity. Off: psiT = 0. Source: schelling1966; against: reiter2021.
    """
    if rung < collective or rung >= force:
        return 0.0
    return drawn * clash


def settlement_chance(rate: float, mediation: float, highest: float) -> float:
    """M16: hazard ``s0 (1 + med) (1 - lambda(max x))^2`` a week.

    Units: share of weeks. s0 0.12 fits crises of median length (81 days), far less
    a protracted war; med 0.5 while mediated. Off: s0 = 0. Source: brecher1997.
    """
    calm = 1.0 - highest
    return clip(rate * (1.0 + mediation) * calm * calm, 0.0, 1.0)


def renewal_chance(base: float, crossed: float, weeks: int, fresh: int) -> float:
    """How likely an actor thinks afresh this week: ``ren``, more after a line was crossed.

    ``weeks`` since an own red line was crossed (negative: none); within ``fresh`` weeks
    ``crossed`` is added. Deliberation that lasts is what keeps weekly chance from
    compounding. Defaults ren 0.08, + 0.4 within 8 weeks (assumptions). Off: ren = 1.
    Source: docs/ODD.md
    """
    if 0 <= weeks < fresh:
        return clip(base + crossed, 0.0, 1.0)
    return base


def release_chance(rate: float, gain: float, beta: float) -> float:
    """The next class of weapons is released: ``rate / (1 + exp(-beta gain))`` a week acted.

    ``gain`` is the utility of one sub-step more. Units: share of weeks; rate: see the
    mechanism table. Off: rate = 0. Source: schelling1966 (salami); assumption.
    """
    return rate / (1.0 + exp(-beta * gain))
