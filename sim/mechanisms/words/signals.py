"""What is said: which signal is sent, what it shows, what it ties its sender to."""

from brinkmanship.sim.mechanisms.numeric import clip, exp

NONE, ASSURE, AMBIGUITY, WARN, THREAT, COMMIT, REMINDER = range(7)

SIGNALS = ("none", "assure", "ambiguity", "warn", "threat", "commit", "nuclear_reminder")

CONSULT = len(SIGNALS)  # consultation comes after the outward signals
CALLED = 0.5  # chance a week at least with which an attacked or hurt member calls its allies

# The order in which a week's one uniform is spent on them; never changed, or dice re-roll.
DRAWN = (THREAT, WARN, COMMIT, AMBIGUITY, ASSURE, REMINDER)


def chosen(u: float, upto: float, chance: float) -> int:
    """1 if the uniform falls on the stretch ``[upto, upto + chance)`` of a signal, else 0.

    Units: share of weeks; the stretches of the six signals lie side by side in the order
    ``DRAWN``, so raising one never turns another's week into silence before it.
    """
    if upto <= u < upto + chance:
        return 1
    return 0


def floor(signal: int, warn: int, threat: int) -> int:
    """The least rung others see: words are deeds of their own rung.

    A warning, an ambiguity or a reminder shows at least rung ``warn``; a threat or a
    commitment at least rung ``threat``. Source: docs/ODD.md
    """
    if signal in (AMBIGUITY, WARN, REMINDER):
        return warn
    if signal in (THREAT, COMMIT):
        return threat
    return 0


def tied(signal: int, audience: float, chi: float) -> float:
    """M5: the stake a signal adds, ``aud s(signal)``; the vaguer, the less it binds.

    s is 1 for a threat or commitment, 0.5 for a warning, 0.3 for an assurance and
    0.5 (1 - chi) for an ambiguity or reminder: chi 0.7 of its audience cost is talked away.

    Units: utility. Off: aud = 0. Source: fearon1997, baliga2008; the weights: assumption.
    """
    if signal in (THREAT, COMMIT):
        return audience
    if signal == WARN:
        return 0.5 * audience
    if signal in (AMBIGUITY, REMINDER):
        return 0.5 * audience * (1.0 - chi)
    if signal == ASSURE:
        return 0.3 * audience
    return 0.0


def hinted_rung(signal: int, hint: int, nuclear: int, present: int) -> int:
    """M9, what a signal lets others expect: a rung, or -1 for no hint.

    Ambiguity and commitment hint at the sender's ``hint`` rung, a nuclear reminder at the
    first nuclear rung, an assurance at two rungs below the present one.
    """
    if signal in (AMBIGUITY, COMMIT):
        return hint
    if signal == REMINDER:
        return nuclear
    if signal == ASSURE:
        return max(0, present - 2)
    return -1


def told(signal: int, chi: float) -> float:
    """M7, how much a signal says about the sender's stake, in [-1, 1]; the vaguer, the less.

    1 for a threat or commitment, 0.5 for a warning, 0.5 (1 - chi) for an ambiguity or reminder,
    -0.5 for an assurance. Source: fearon1997; the weights: assumption.
    """
    if signal in (THREAT, COMMIT):
        return 1.0
    if signal == WARN:
        return 0.5
    if signal in (AMBIGUITY, REMINDER):
        return 0.5 * (1.0 - chi)
    return -0.5 if signal == ASSURE else 0.0


def weighed_chance(chance: float, effect: float, gain: float) -> float:
    """Chance of a signal given what it is expected to gain: odds times ``exp(effect gain)``.

    ``chance`` is the style's, for a signal without effect; 0 and 1 stay as they are.
    Units: share of weeks; gain in wars. Off: effect = 0. Assumption.

    >>> round(weighed_chance(0.5, 1.0, 0.0), 12)
    0.5
    """
    if chance <= 0.0 or effect <= 0.0:
        return chance
    odds = exp(clip(effect * gain, -20.0, 20.0))
    return chance * odds / (1.0 - chance + chance * odds)
