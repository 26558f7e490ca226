"""Alliances in a turn: whom members compare themselves with, consensus, help owed, cohesion."""

from math import sqrt

from brinkmanship.sim.crisis.state.heights import level_of
from brinkmanship.sim.crisis.state.records import ActorState, Alliance, Crisis
from brinkmanship.sim.mechanisms.alliance import (
    AHEAD,
    answer_expected,
    consensus,
    next_cohesion,
    objection,
    owed,
    support,
)


def is_member(actor: ActorState, alliance: int) -> bool:
    """Whether an actor on a side is a member of an alliance."""
    return actor.side >= 0 and actor.alliance == alliance


def begin_alliances(crisis: Crisis) -> None:
    """Take stock of the members' postures, which they compare themselves with."""
    for m in range(len(crisis.alliances)):
        summed = 0.0
        first = second = -1
        members = 0
        for actor in crisis.actors:
            if not is_member(actor, m):
                continue
            members += 1
            summed = summed + level_of(crisis, actor)
            if actor.rung >= first:
                first, second = actor.rung, first
            elif actor.rung > second:
                second = actor.rung
        alliance = crisis.alliances[m]
        alliance.summed, alliance.members = summed, members
        alliance.first, alliance.second = first, second


def expect_answers(crisis: Crisis) -> None:
    """The answer that force against each side must reckon with this turn."""
    for side in range(2):
        crisis.sides[side].answer = answer_of(crisis, side)


def answer_of(crisis: Crisis, side: int) -> float:
    """The answer that force against a side must reckon with, in [0, 1]."""
    base, greatest = crisis.world.catastrophe_answer, -1.0
    for m in range(len(crisis.alliances)):
        for actor in crisis.actors:
            if is_member(actor, m):
                if actor.side == side:
                    obligation = crisis.treaties[m].obligation
                    cohesion = crisis.alliances[m].cohesion
                    greatest = max(greatest, answer_expected(base, obligation, cohesion))
                break
    return base if greatest < 0.0 else greatest


def allies_of(crisis: Crisis, actor: ActorState) -> tuple[float, int]:
    """Mean intensity and highest rung of the other members; (-1.0, -1) if there is none."""
    if actor.alliance < 0:
        return -1.0, -1
    alliance = crisis.alliances[actor.alliance]
    others = alliance.members - 1
    if others < 1:
        return -1.0, -1
    top = alliance.second if actor.rung == alliance.first else alliance.first
    return (alliance.summed - level_of(crisis, actor)) / others, top


def consult_alliances(crisis: Crisis) -> None:
    """M14: each actor says how far it would back a collective step; each alliance counts."""
    world, gains, backing = crisis.world, crisis.gains, crisis.backing
    for i in range(len(gains)):  # in a loop of its own, so that a processor does several at once
        backing[i] = support(gains[i], world.consensus_tolerance, world.consensus_slope)
    for m in range(len(crisis.alliances)):
        crisis.alliances[m].gate = gate_of(crisis, m)


def gate_of(crisis: Crisis, m: int) -> float:
    """M14: how far a collective step finds consensus in an alliance now, G in [0, 1]."""
    voices = backing = 0.0
    unblocked = 1.0
    collective, alliance = crisis.treaties[m].consensus, crisis.alliances[m]
    for actor in crisis.actors:
        if not is_member(actor, m):
            continue
        traits, star = crisis.traits[actor.place], crisis.statures[actor.place]
        voices = voices + traits.voice
        backing = backing + traits.voice * crisis.backing[actor.place]
        if traits.veto > 0.0 and star.ceiling <= collective:
            strength = crisis.world.north_star_scale * traits.north_star
            unblocked = unblocked * (1.0 - traits.veto * objection(star.hard, strength))
    if voices <= 0.0:
        return 0.0
    share = unblocked * backing / voices
    return consensus(alliance.cohesion, alliance.base, share, crisis.world.consensus_need)


def share_owed(crisis: Crisis, alliance: int) -> float:
    """How far a member takes an attack on another as one on itself; 0 without an alliance."""
    if alliance < 0:
        return 0.0
    return owed(crisis.treaties[alliance].obligation, crisis.alliances[alliance].cohesion)


def end_alliances(crisis: Crisis) -> None:
    """M14: cohesion after this turn's consultation, threat and spread."""
    for m in range(len(crisis.alliances)):
        end_alliance(crisis, m, crisis.alliances[m])


def end_alliance(crisis: Crisis, m: int, alliance: Alliance) -> None:
    """Cohesion of one alliance after this turn."""
    world, tally = crisis.world, crisis.tally
    summed = squares = threat = 0.0
    consulting = count = top = 0
    for rung in range(len(tally)):
        tally[rung] = 0
    for actor in crisis.actors:
        if not is_member(actor, m):
            continue
        count += 1
        level = level_of(crisis, actor)
        summed = summed + level
        squares = squares + level * level
        threat = max(threat, actor.seen)
        consulting += actor.consults
        top = max(top, actor.rung)
        tally[actor.rung] += 1
    if count == 0:
        return
    mean = summed / count
    spread = sqrt(max(squares / count - mean * mean, 0.0))
    median, below = 0, tally[0]
    while below <= (count - 1) // 2:
        median += 1
        below += tally[median]
    ahead = 1 if top - median >= AHEAD else 0
    gained = world.cohesion_consult * consulting / count + world.cohesion_threat * threat
    strained = world.cohesion_spread * spread + world.cohesion_leader * ahead
    alliance.cohesion = next_cohesion(
        alliance.cohesion, alliance.base, world.cohesion_revert, gained, strained
    )
