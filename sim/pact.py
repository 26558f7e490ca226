"""An alliance in one run: its cohesion, its consensus, what its members owe each other."""

from math import sqrt
from typing import TYPE_CHECKING

from sim.mechanisms.alliance import (
    AHEAD,
    answer_expected,
    consensus,
    next_cohesion,
    objection,
    owed,
)
from sim.premise.parameters import World
from sim.premise.rows import Pact

if TYPE_CHECKING:
    from sim.actor import Actor


class Alliance:
    """The bond between the members that are on a side now.

    Attributes:
        name: Name in the scenario.
        members: Actors, in the order of the premise.
        cohesion: C, in [0, 1].
        base: C0, to which it returns.
        gate: G, consensus on a collective step when it was last polled.
    """

    def __init__(self, pact: Pact, base: float, members: "list[Actor]", world: World) -> None:
        self.name, self.collective = pact.name, pact.consensus
        self.obligation, self.base = pact.obligation, base
        self.cohesion, self.members, self.world = base, members, world
        self.gate, self._summed, self._first, self._second = 0.0, 0.0, -1, -1

    def begin_turn(self) -> None:
        """Take stock of the members' postures, which they compare themselves with."""
        self._summed, tops = 0.0, [-1, -1]
        for member in self.members:
            self._summed = self._summed + member.level
            tops = sorted([*tops, member.rung])[-2:]
        self._second, self._first = tops

    def allied(self, actor: "Actor") -> tuple[float, int]:
        """Mean intensity and highest rung of the other members; (-1.0, -1) if there is none."""
        others = len(self.members) - 1
        if others < 1:
            return -1.0, -1
        top = self._second if actor.rung == self._first else self._first
        return (self._summed - actor.level) / others, top

    def poll(self) -> None:
        """M14: how far a collective step finds consensus now, ``gate`` in [0, 1]."""
        voices = backing = 0.0
        unblocked = 1.0
        for member in self.members:
            traits, star = member.traits, member.stature
            voices = voices + traits.voice
            backing = backing + traits.voice * member.backing
            if traits.veto > 0.0 and star.ceiling <= self.collective:
                strength = self.world.north_star_scale * traits.north_star
                unblocked = unblocked * (1.0 - traits.veto * objection(star.hard, strength))
        if voices <= 0.0:
            self.gate = 0.0
            return
        share = unblocked * backing / voices
        self.gate = consensus(self.cohesion, self.base, share, self.world.consensus_need)

    def owed(self) -> float:
        """How far a member takes an attack on another as one on itself."""
        return owed(self.obligation, self.cohesion)

    def answer(self, base: float) -> float:
        """The answer that force against it must reckon with."""
        return answer_expected(base, self.obligation, self.cohesion)

    def end_turn(self) -> None:
        """M14: cohesion after this turn's consultation, threat and spread."""
        count = len(self.members)
        if count == 0:
            return
        summed = squares = threat = 0.0
        consulting = 0
        for member in self.members:
            level = member.level
            summed, squares = summed + level, squares + level * level
            threat = max(threat, member.impression.seen)
            consulting += int(member.decision.consults)
        mean = summed / count
        spread = sqrt(max(squares / count - mean * mean, 0.0))
        rungs = sorted(member.rung for member in self.members)
        ahead = int(rungs[-1] - rungs[(count - 1) // 2] >= AHEAD)
        world = self.world
        gained = world.cohesion_consult * consulting / count + world.cohesion_threat * threat
        strained = world.cohesion_spread * spread + world.cohesion_leader * ahead
        self.cohesion = next_cohesion(
            self.cohesion, self.base, world.cohesion_revert, gained, strained
        )
