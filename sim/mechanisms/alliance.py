"""The alliance as a gate and a bond: support, consensus, cohesion."""

from brinkmanship.sim.mechanisms.numeric import clip, logistic

AHEAD = 2  # rungs above the median by which a member runs ahead


def support(gain: float, tolerance: float, slope: float) -> float:
    """M14, how far a member would consent to a collective step it need not take itself.

    ``logistic((U(k_coll) - U(x) + tolerance) / slope)``: consenting is easier than sending.

    Units: share in [0, 1]; ``gain`` is the utility difference. Source: assumption.
    """
    return logistic((gain + tolerance) / slope)


def objection(hard: int, strength: float) -> float:
    """M10 inside the alliance: how firmly a north star at or below the step objects to it.

    1 when hard, else ``N / (1 + N)``, so 0 without a north star and rising with its strength.
    Source: assumption.
    """
    if hard == 1:
        return 1.0
    return strength / (1.0 + strength)


def consensus(cohesion: float, backing: float) -> float:
    """M14: ``G = C Q``; 1 opens the collective rungs freely.

    ``backing`` Q is the voice-weighted mean support times (1 - veto x objection) of each
    member that has a veto; cohesion counts as it is, so a divided alliance opens less.
    Off: w_u = 0. Source: snyder1997.
    """
    return clip(cohesion * backing, 0.0, 1.0)


def next_cohesion(
    cohesion: float, base: float, revert: float, gained: float, strained: float
) -> float:
    """M14: ``C <- clip(C + revert (C0 - C) + gained - strained, 0, 1)``.

    ``gained`` is nu for consultation plus th times the threat felt; ``strained`` is xi times
    the spread of the members' intensities plus zeta when one runs ahead of the median.

    Units: share in [0, 1], a week. Off: C stays C0. Source: snyder1997.
    """
    return clip(cohesion + revert * (base - cohesion) + gained - strained, 0.0, 1.0)


def owed(obligation: float, cohesion: float) -> float:
    """How far an ally takes an attack on another member as one on itself: ``ob C``.

    ``ob`` is 1 for a defence pact, 0.4 for consultation, 0 for none (assumptions).
    Source: the obligation types of leeds2002.
    """
    return obligation * cohesion
