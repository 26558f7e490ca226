"""What threats bind their sender to."""

from brinkmanship.sim.mechanisms.numeric import exp

SPENT = 0.5  # share of the stake that is left once a line proved empty


def stake_after(stake: float, decay: float, added: float, growth: float, standing: int) -> float:
    """M5, tying hands: ``A <- (1 - d) A + aud s(signal) + g aud thr``.

    ``added`` is ``aud s(signal)`` of this turn's signal, ``growth`` is ``g aud``, counted
    while a near line stands (``standing`` 1 or 0): a public confrontation grows dearer.

    Units: utility; defaults aud 0.15, d 0.06, g 0.02 a week. Off: aud = 0.
    Source: fearon1994, fearon1997.
    """
    return (1.0 - decay) * stake + added + growth * standing


def standing_stake(scale: float, public: float, weeks: float, fade: float) -> float:
    """M5 for a standing red line: ``A public exp(-weeks / 12)`` since it was crossed.

    Fresh crossings press hardest; what has been lived with for a quarter no longer does.

    Units: wars; ``scale`` is A. Off: A = 0. Source: fearon1994; fading: assumption.
    """
    return scale * public * exp(-weeks / fade)
