"""What an actor makes of what it sees: noise, images, moving reference points, hints."""

from brinkmanship.sim.mechanisms.numeric import clip, normal

# Everything an intensity or a belief can be lies in [0, 1], the scale of the ladder.


def perception_noise(sigma: float, deviate: float) -> float:
    """M1, one reading error a week for all an observer sees: ``sigma`` times a normal deviate.

    One error an observer, not one a pair: the greatest of eleven independent errors would
    inflate whatever a large alliance does.

    Units: intensity. Default sigma 0.08 (assumption, swept 0-0.13). Off: sigma = 0.
    Source: jervis1976.
    """
    return sigma * deviate


def misread(m: float, pi: float, u: float) -> float:
    """M1, the exercise read as preparation: ``m`` with chance ``pi`` a week, else 0.

    Units: intensity. Defaults m 0.25, pi 0.01 a week (assumptions). Off: pi = 0.
    Source: jervis1976; the pattern of Able Archer 1983.
    """
    if u < pi:
        return m
    return 0.0


def perceived(shown: float, error: float, mu: float, hostility: float) -> float:
    """M1: ``y = clip(lambda(x) + error + mu * h, 0, 1)``; hostile images darken what is seen.

    Units: intensity. Default mu 0.05 (assumption). Off: error = mu = 0. Source: jervis1976.
    """
    return clip(shown + error + mu * hostility, 0.0, 1.0)


def learnt_hostility(hostility: float, omega: float, seen: float) -> float:
    """M2, the spiral: ``h <- (1 - omega) h + omega y``.

    Units: intensity; omega a week, default 0.4. Off: omega = 0, the image stays as it began.
    Source: richardson1960, jervis1978.
    """
    return (1.0 - omega) * hostility + omega * seen


def provocation(seen: float, reference: float, notice: float) -> float:
    """M3, salami: ``max(0, y - ref - notice)``; only a jump beyond the reference is felt.

    The just-noticeable difference ``notice`` also keeps reading errors, which are centred on
    zero, from adding up to a provocation nobody committed.

    Units: intensity; default notice 0.08 (assumption). Off: the weight of provocation is 0.
    Source: schelling1966, altman2017.
    """
    felt = seen - reference - notice
    if felt < 0.0:
        return 0.0
    return felt


def reconsiders(draw: float, chance: float, news: int, jolt: float, struck: float) -> int:
    """M0: 1 if an actor reconsiders its posture: ``u < a``, or something has happened.

    A government is busy with other things until an opponent moves or seems to, or strikes it.

    Args:
        draw: u, uniform in [0, 1).
        chance: a, of a turn in which nothing happens.
        news: 1 if an opponent took up or gave up a deed; words are no news.
        jolt: What it misreads this turn, in intensity.
        struck: How far it believes that it was struck lately.

    Off: a = 1. Source: assumption; crises are punctuated.
    """
    return 1 if (draw < chance) | (news == 1) | (jolt > 0.0) | (struck > 0.0) else 0


def adapted(reference: float, rho: float, seen: float) -> float:
    """M3: ``ref <- ref + rho (y - ref)``; what has stood for some weeks becomes normal.

    Units: intensity; rho a week, default 0.25. Source: schelling1966.
    """
    return reference + rho * (seen - reference)


def anticipated(seen: float, weight: float, belief: float, hinted: float, shown: float) -> float:
    """M9, talk is felt before any deed: ``y* = clip(y + u kappa (lambda(hint) - lambda(x)))``.

    ``weight`` is u of the hint (ambiguity 0.3, commitment 0.6, assurance 0.6, nuclear
    reminder 0.2; assumptions), ``belief`` kappa of the sender. An assurance hints below the
    present posture, so its shift is negative.

    Units: intensity. Off: u = 0. Source: schelling1960, baliga2008.
    """
    return clip(seen + weight * belief * (hinted - shown), 0.0, 1.0)


def next_client_war(
    war: float, base: float, reversion: float, volatility: float, u: float
) -> float:
    """The client war moves on its own: ``W <- clip(W + a (W0 - W) + sd N(0, 1), 0, 1)``.

    Units: share of full intensity, a week. Off: volatility = 0. Source: assumption.
    """
    if volatility <= 0.0:
        return clip(war + reversion * (base - war), 0.0, 1.0)
    return clip(war + reversion * (base - war) + volatility * normal(u), 0.0, 1.0)
