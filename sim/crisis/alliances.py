"""Alliances in a turn: whom members compare themselves with, consensus, help owed, cohesion."""

from math import sqrt

from brinkmanship.sim.crisis.state.course import Alliance
from brinkmanship.sim.crisis.state.heights import level_of
from brinkmanship.sim.crisis.state.records import ActorState, Crisis
from brinkmanship.sim.mechanisms.alliance import (
    AHEAD,
    consensus,
    next_cohesion,
    objection,
    owed,
    support,
)

JOINED = 2  # a member that joined in this run


def is_member(crisis: Crisis, actor: ActorState, alliance: int) -> bool:
    """Whether an actor on a side is a member of an alliance."""
    return actor.side >= 0 and crisis.pacts[alliance][actor.place] != 0


def begin_alliances(crisis: Crisis) -> None:
    """Take stock of the members' postures, which they compare themselves with."""
    for m in range(len(crisis.alliances)):
        summed = 0.0
        first = second = -1
        members = 0
        for actor in crisis.actors:
            if not is_member(crisis, actor, m):
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


def collective_rung(crisis: Crisis, actor: ActorState) -> int:
    """The rung from which an actor's alliance must agree; beyond the ladder without a gate."""
    if actor.alliance < 0:
        return crisis.frame.rungs
    return crisis.treaties[actor.alliance].consensus


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
    treaty, alliance, vector = crisis.treaties[m], crisis.alliances[m], crisis.vector
    for actor in crisis.actors:
        if not is_member(crisis, actor, m):
            continue
        traits, star = crisis.traits[actor.place], crisis.statures[actor.place]
        voice, veto = vector[treaty.voices + actor.place], vector[treaty.vetoes + actor.place]
        voices = voices + voice
        backing = backing + voice * crisis.backing[actor.place]
        if veto > 0.0 and star.ceiling <= treaty.consensus:
            strength = crisis.world.north_star_scale * traits.north_star
            unblocked = unblocked * (1.0 - veto * objection(star.hard, strength))
    if voices <= 0.0:
        return 0.0
    share = unblocked * backing / voices
    return consensus(alliance.cohesion, share)


def share_between(crisis: Crisis, one: int, other: int) -> float:
    """How far two actors take an attack on the other as one on themselves, by their treaties.

    Whatever they have signed, opponents owe one another nothing.
    """
    greatest = 0.0
    first, second = crisis.actors[one].side, crisis.actors[other].side
    if one == other or first < 0 or second < 0 or crisis.opposed[first][second] == 1:
        return greatest
    for m in range(len(crisis.alliances)):
        if crisis.pacts[m][one] != 0 and crisis.pacts[m][other] != 0:
            share = owed(crisis.treaties[m].obligation, crisis.alliances[m].cohesion)
            greatest = max(greatest, share)
    return greatest


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
        if not is_member(crisis, actor, m):
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
