"""One rung weighed: all terms of its utility, from one actor's outlook on the world.

Stakes, costs and utilities are in units of an own conventional war against an equal.
"""

from typing import NamedTuple

from brinkmanship.sim.mechanisms.acts import PRESENCE, TALK, WAR
from brinkmanship.sim.mechanisms.bargaining import (
    least_stake,
    retaliation,
    share_below,
    yield_price,
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
from brinkmanship.sim.mechanisms.numeric import log

CONCEDE = 0  # the lowest rung gives the other side what it wants


class Outlook(NamedTuple):
    """What one actor wants, fears and sees in one turn; the same for every rung it weighs.

    Attributes:
        stake: V, what the matter is worth to it now.
        cost, odds: K and p of its own war with the opponent it looks at.
        mean, doubt: Its belief about the logarithm of that opponent's stake.
        foe_stake, width: The stake at the centre of it; its width where war is asked about.
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
    foe_stake: float
    width: float
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
    anger: float
    deterrence: float
    hint_from: int
    threat: int
    display: int
    force: int


class Act(NamedTuple):
    """What standing on a rung is and does; the same whoever weighs it.

    Attributes:
        kind: As in ``sim.mechanisms.acts``.
        level: Intensity, in [0, 1].
        harm, price: What it does to the other side, and costs the actor, in wars.
        relief: By how much it raises the logarithm of the price of war to who suffers it.
    """

    kind: int
    level: float
    harm: float
    price: float
    relief: float


def weakest_stand(outlook: Outlook, setting: Setting, rung: int, act: Act) -> float:
    """The least stake at which the opponent would stand firm against an act, in wars.

    Who is struck and gives way leaves a blow unanswered; that is expected to weigh as it would
    weigh on the actor itself.
    """
    threat = act.kind == TALK and rung == setting.threat
    believed = outlook.after if threat else outlook.believed
    paid = yield_price(act.harm, setting.reach, act.level, believed, outlook.foe_cost)
    paid = outlook.foe_cost if act.kind == WAR else paid
    unanswered = setting.anger if rung >= setting.force else 0.0
    return least_stake(paid, setting.kept - setting.conceded + unanswered)


def war_threshold(outlook: Outlook, setting: Setting, act: Act) -> float:
    """Logarithm of the stake from which the opponent would answer an act with war."""
    alarm = setting.alarm * max(act.level, outlook.seen)
    return outlook.foe_price + act.relief + setting.restraint - alarm


def foe_stake(outlook: Outlook, setting: Setting, rung: int, act: Act) -> float:
    """What the opponent is believed to have at stake once the act has struck it, in wars.

    Who is struck has more to lose than the matter in dispute: ``V + H h``, where ``H`` is what
    an all-out attack adds. Off: H = 0. Source: schelling1966.
    """
    return outlook.foe_stake + (setting.home * act.harm if rung >= setting.force else 0.0)


def answers(outlook: Outlook, setting: Setting, rung: int, act: Act) -> tuple[float, float]:
    """Believed chances that the opponent gives way, and that it goes to war if it does not."""
    mean = log(foe_stake(outlook, setting, rung, act))
    yields = share_below(log(weakest_stand(outlook, setting, rung, act)), mean, outlook.doubt)
    threshold = war_threshold(outlook, setting, act)
    return yields, 1.0 - share_below(threshold, mean, outlook.width)


def expected_of(
    outlook: Outlook, setting: Setting, rung: int, kind: int, yields: float, fights: float
) -> tuple[float, float, float, float]:
    """What a rung of a kind is expected to bring: prize, war, pressure endured, fear of attack.

    ``yields`` and ``fights`` are the two chances of :func:`answers`.
    """
    stake, cost = outlook.stake, outlook.cost
    loss = cost - outlook.odds * stake
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
    return gain, war, pressed, fear


def weigh(
    outlook: Outlook,
    setting: Setting,
    rung: int,
    act: Act,
    value: tuple[float, float, float, float],
) -> Terms:
    """The terms of one rung, consensus left at 0: the alliance is asked afterwards.

    Args:
        outlook: The actor's side of it.
        setting: The scenario's side of it.
        rung: The rung considered.
        act: What standing there is.
        value: The two chances of :func:`answers`, the strongest believed threat against the rung,
            the sum of the rules' weights.
    """
    yields, fights, threatened, ruled = value
    kind, level, harm = act.kind, act.level, act.harm
    stake, cost = outlook.stake, outlook.cost
    threat = kind == TALK and rung == setting.threat
    stands = 1.0 - yields
    gain, war, pressed, fear = expected_of(outlook, setting, rung, kind, yields, fights)
    if outlook.allied < 0.0:
        pull = 0.0
    else:
        pull = solidarity(outlook.loyalty, outlook.autonomy, level, outlook.allied)
    far = setting.distance * (1.0 - outlook.near)
    dear = act.price if kind < PRESENCE else act.price * (1.0 + far)
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
        stake * inertia(setting.inertia, setting.leap, outlook.level, level),
        ruled,
    )
