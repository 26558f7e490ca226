"""What threats bind their sender to, and what observers learn from how they end."""

from brinkmanship.sim.mechanisms.numeric import exp

SPENT = 0.5  # share of the stake that is left once a line proved empty


def stake_after(stake: float, decay: float, added: float, growth: float, standing: int) -> float:
    """M5, tying hands: ``A <- (1 - d) A + aud s(signal) + g aud thr``.

    ``added`` is ``aud s(signal)`` of this turn's signal, ``growth`` is ``g aud``, counted
    while a near line stands (``standing`` 1 or 0): a public confrontation grows dearer.

    Units: utility; defaults aud 0.5, d 0.05, g 0.02 a week. Off: aud = 0.
    Source: fearon1994, fearon1997.
    """
    return (1.0 - decay) * stake + added + growth * standing


def standing_stake(scale: float, public: float, weeks: int, fade: float) -> float:
    """M5 for a standing red line: ``4 aud public exp(-weeks / 12)`` since it was crossed.

    Fresh crossings press hardest; what has been lived with for a quarter no longer does.

    Units: utility; ``scale`` is 4 aud. Off: aud = 0. Source: fearon1994; fading: assumption.
    """
    return scale * public * exp(-weeks / fade)


def belief(kept: float, broken: float) -> float:
    """M7: ``kappa = al / (al + be)``, the belief that a threat would be carried out.

    Source: sartori2005, weisiger2015; against reputation: mercer1996, press2005.
    """
    return kept / (kept + broken)


def sunk(kept: float, psi: float, risen: float) -> float:
    """M6, sinking costs: ``al <- al + psi max(0, lambda(x) - lambda(x before))``.

    Only moves that end at a military display or above count; the mover pays at once.

    Off: psi = 0. Source: fearon1997, slantchev2005.
    """
    if risen <= 0.0:
        return kept
    return kept + psi * risen


def remembered(count: float, phi: float, added: float) -> float:
    """M7: ``al <- phi al + F`` and ``be <- phi be + (1 - F)``; old cases are half forgotten.

    Default phi 0.95 a judged threat. Off: learning off, counts stay.
    Source: sartori2005.
    """
    return phi * count + added
