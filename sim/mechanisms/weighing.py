"""One rung weighed: all terms of its utility, from one actor's outlook on the world."""

from typing import NamedTuple

from brinkmanship.sim.mechanisms.choice import (
    Terms,
    audience_cost,
    catastrophe,
    deterrence,
    felt_risk,
    firebreak,
    hinted_answer,
    inertia,
    north_star,
    reciprocity,
    retaliation,
    skipping,
    solidarity,
    stability,
)


class Outlook(NamedTuple):
    """What one actor wants, fears and sees in one turn; the same for every rung it weighs.

    All are utilities, intensities in [0, 1] or rung numbers; ``goals`` are the actor's own.

    Attributes:
        resolve, economy, survival, reciprocity, loyalty, autonomy: Goal weights.
        pressed: Intensity it would answer in kind (tau).
        seen: Strongest opposing intensity it perceives.
        answer: Believed chance that force is answered.
        hint: Strongest believed hint, ``u kappa lambda``.
        stake, promised: Audience stake of an own crossed near line, and what it promised.
        standing, standing_promised: The same for its standing red lines.
        attacked: Belief in [0, 1] that it was attacked.
        allied: Mean intensity of its allies; negative when it has none.
        rung, level: Its present posture and that posture's intensity.
        ceiling: Rung its north star forbids or prices; beyond the ladder when it has none.
        strength: Strength of a soft north star; 0 when hard (the rung is then not open).
        nuclear: Weight of stability-instability: S b0 when both sides are nuclear, else 0.
    """

    resolve: float
    economy: float
    survival: float
    reciprocity: float
    loyalty: float
    autonomy: float
    pressed: float
    seen: float
    answer: float
    hint: float
    stake: float
    promised: float
    standing: float
    standing_promised: float
    attacked: float
    allied: float
    rung: int
    level: float
    ceiling: int
    strength: float
    nuclear: float


class Setting(NamedTuple):
    """What the scenario fixes for every actor: weights of the mechanisms and key rungs."""

    threat_weight: float
    felt_rate: float
    firebreak: float
    retaliation: float
    inertia: float
    skipping: float
    fear_scale: float
    force_level: float
    clash_level: float
    hint_from: int
    display: int
    force: int


def weigh(
    outlook: Outlook,
    setting: Setting,
    rung: int,
    level: float,
    value: tuple[float, float, float, float, float],
) -> Terms:
    """The terms of one rung, consensus left at 0: the alliance is asked afterwards.

    Args:
        outlook: The actor's side of it.
        setting: The scenario's side of it.
        rung: The rung considered.
        level: Its intensity in [0, 1], the sub-step of arms aid included.
        value: ``rise(level)``, ``burden(level)``, the rung's own price, the strongest
            believed threat against it (``kappa lambda``), the sum of the rules' weights.

    An attack halves the fear of catastrophe: the answer then is already there.
    """
    risen, borne, price, threatened, ruled = value
    if outlook.allied < 0.0:
        pull = 0.0
    else:
        pull = solidarity(outlook.loyalty, outlook.autonomy, level, outlook.allied)
    fear = outlook.survival
    shaken = setting.fear_scale * fear * (1.0 - 0.5 * outlook.attacked)
    stakes = audience_cost(outlook.stake, outlook.promised, level)
    standing = audience_cost(outlook.standing, outlook.standing_promised, level)
    return Terms(
        outlook.resolve * risen,
        -outlook.economy * borne,
        reciprocity(outlook.reciprocity, level, outlook.pressed),
        deterrence(setting.threat_weight, fear, threatened),
        hinted_answer(fear, outlook.hint, rung, setting.hint_from),
        felt_risk(fear, setting.felt_rate, level, outlook.seen),
        catastrophe(shaken, outlook.answer, setting.clash_level, rung, setting.force),
        stability(outlook.nuclear, level, rung, setting.display, setting.force),
        stakes + standing,
        north_star(outlook.strength, rung, outlook.ceiling),
        pull,
        0.0,
        firebreak(setting.firebreak, price, outlook.attacked),
        retaliation(setting.retaliation, outlook.attacked, level, setting.force_level),
        inertia(setting.inertia, outlook.attacked, level, outlook.level),
        skipping(setting.skipping, outlook.attacked, rung, outlook.rung),
        ruled,
    )
