"""One rung weighed: all terms of its utility, from one actor's outlook on the world.

Stakes, costs and utilities are in units of an own conventional war against an equal.
"""

from typing import NamedTuple

from brinkmanship.sim.mechanisms.acts import PRESENCE, TALK, WAR
from brinkmanship.sim.mechanisms.bargaining import (
    attack_chance,
    raised,
    retaliation,
    yield_price,
    yields_chance,
)
from brinkmanship.sim.mechanisms.choice import (
    Terms,
    audience_cost,
    deterrence,
    hinted_answer,
    inertia,
    north_star,
    seizure,
    solidarity,
)

CONCEDE = 0  # the lowest rung gives the other side what it wants


class Outlook(NamedTuple):
    """What one actor wants, fears and sees in one turn; the same for every rung it weighs.

    Attributes:
        stake: V, what the matter is worth to it now.
        cost, odds: K and p of its own war with the opponent it looks at.
        mean, doubt: Its belief about the logarithm of that opponent's stake.
        foe_cost, foe_price: K of that opponent's war, and the logarithm of its K / p.
        believed, after: That opponent's belief that this actor would fight; after a threat.
        bet: What a threat would cost it if it is not given way to.
        seen: Intensity that it attributes to that opponent.
        pressure: What it suffers a turn unless it gives way.
        attack: Believed chance that it is attacked.
        seizes: Believed chance that a fait accompli is answered.
        blow: Belief in [0, 1] that it was struck.
        economy, fear, anger, loyalty, autonomy: Goal weights.
        hint: Strongest believed hint of an opponent.
        word, promised: Stake of its own word, and the intensity it promised.
        allied: Mean intensity of its allies; negative when it has none.
        level: Intensity of its present posture.
        near: 1 if it can reach the opponent without crossing the sea.
        ceiling, strength: Rung its north star speaks against, and how strongly.
    """

    stake: float
    cost: float
    odds: float
    mean: float
    doubt: float
    foe_cost: float
    foe_price: float
    believed: float
    after: float
    bet: float
    seen: float
    pressure: float
    attack: float
    seizes: float
    blow: float
    economy: float
    fear: float
    anger: float
    loyalty: float
    autonomy: float
    hint: float
    word: float
    promised: float
    allied: float
    level: float
    near: float
    ceiling: int
    strength: float


class Setting(NamedTuple):
    """What the scenario fixes for every actor: weights of the mechanisms and key rungs."""

    kept: float
    conceded: float
    reach: float
    inertia: float
    leap: float
    distance: float
    home: float
    restraint: float
    alarm: float
    least: float
    first_strike: float
    vulnerable: float
    seizure: float
    force_harm: float
    deterrence: float
    hint_from: int
    threat: int
    display: int
    force: int


def weigh(
    outlook: Outlook,
    setting: Setting,
    rung: int,
    value: tuple[int, float, float, float, float, float, float],
) -> Terms:
    """The terms of one rung, consensus left at 0: the alliance is asked afterwards.

    Args:
        outlook: The actor's side of it.
        setting: The scenario's side of it.
        rung: The rung considered.
        value: Of the rung: kind, intensity, harm, price, by how much it tires the other side's
            will to fight, the strongest believed threat against it, the rules' weights.
    """
    kind, level, harm, own_price, relief, threatened, ruled = value
    stake, cost = outlook.stake, outlook.cost
    loss = cost - outlook.odds * stake
    threat = kind == TALK and rung == setting.threat
    believed = outlook.after if threat else outlook.believed
    paid = yield_price(harm, setting.reach, level, believed, outlook.foe_cost)
    if kind == WAR:
        paid = outlook.foe_cost
    mean = raised(outlook.mean, setting.home, harm if setting.force <= rung else 0.0)
    yields = yields_chance(paid, setting.kept - setting.conceded, mean, outlook.doubt)
    alarm = setting.alarm * max(level, outlook.seen)
    price = outlook.foe_price + relief
    fights = attack_chance(mean, outlook.doubt, price, setting.restraint, alarm)
    stands = 1.0 - yields
    gain = yields * stake + stands * (1.0 - fights) * setting.kept * stake
    war = -stands * fights * loss
    pressed, fear = -outlook.pressure, 0.0
    if kind == WAR:
        gain = yields * stake
        war = -yields * setting.least * cost - stands * loss
        fear = setting.first_strike * outlook.attack
    if rung < setting.display and kind == TALK:
        fear = -setting.vulnerable * outlook.attack
    if rung == CONCEDE:
        gain, war, pressed, fear = setting.conceded * stake, 0.0, 0.0, 0.0
    if outlook.allied < 0.0:
        pull = 0.0
    else:
        pull = solidarity(outlook.loyalty, outlook.autonomy, level, outlook.allied)
    dear = (
        own_price
        if kind < PRESENCE
        else own_price * (1.0 + setting.distance * (1.0 - outlook.near))
    )
    bet = stands * outlook.bet if threat else 0.0
    seized = 0.0
    if setting.force <= rung and kind < WAR:
        seized = seizure(setting.seizure, stake, outlook.seizes, setting.force_harm)
    return Terms(
        gain,
        war,
        pressed,
        -outlook.economy * dear,
        fear,
        seized,
        deterrence(setting.deterrence, outlook.fear * cost, threatened),
        hinted_answer(outlook.fear * cost, outlook.hint, rung, setting.hint_from),
        audience_cost(outlook.word, outlook.promised, level) - bet,
        north_star(outlook.strength * stake, rung, outlook.ceiling),
        stake * pull,
        0.0,
        retaliation(outlook.anger, stake, outlook.blow, harm, setting.force_harm),
        inertia(setting.inertia, setting.leap, outlook.level, level),
        ruled,
    )
