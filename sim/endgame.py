"""How high it went and how it ends: thresholds reached, fighting on, outcomes."""

from typing import TYPE_CHECKING

from sim.chance import WORLD
from sim.mechanisms.endings import (
    DIRECT_CLASH,
    FROZEN,
    NUCLEAR_CHANCE,
    NUCLEAR_USE,
    SETTLEMENT,
    WAR,
    ending,
)
from sim.mechanisms.risk import settlement_chance

if TYPE_CHECKING:
    from sim.model import CrisisModel


class Endgame:
    """The tests at the end of every turn.

    Attributes:
        outcome, outcome_turn: What the run came to and when; FROZEN until then.
        peak, peak_direct: Highest rung of anyone (the client war included), of principals.
        first: For each rung, the first turn the direct rung was at or above it; -1 never.
        peaks, sums: For each actor, its highest rung and the sum of its rungs over turns.
        vetoed: Proposals for a collective rung that missing consensus stopped.
        fighting: 1 while a direct clash goes on.
        moved: Whether anybody changed its rung this turn.
    """

    def __init__(self, model: "CrisisModel") -> None:
        self.model, count = model, len(model.actors)
        self.outcome, self.outcome_turn = FROZEN, model.frame.horizon
        self.peak = self.peak_direct = 0
        self.first = [-1] * model.frame.rungs
        self.peaks, self.sums = [0] * count, [0] * count
        self.vetoed = self.fighting = self.calm = self.still = self.warring = 0
        self.clash_turn = -1
        self.moved = False
        self._mediated = any(actor.stature.mediator == 1 for actor in model.actors)
        self._reach()

    def fight(self) -> None:
        """A clash that does not end the run goes on: fighters stay in it, some go to war.

        Whoever stands on force while it goes on is in it; it stops when one side is out.
        """
        model, frame, clash = self.model, self.model.frame, self.model.incidents.clash
        if clash == 1 and self.clash_turn < 0:
            self.clash_turn, self.fighting = model.turn, 1
            for place in model.incidents.parties:
                model.actors[place].rung = max(model.actors[place].rung, frame.clash)
        if self.fighting == 0:
            return
        tops = [-1, -1]
        for actor in model.principals:
            if actor.rung >= frame.force:
                actor.rung = max(actor.rung, frame.clash)
                model.display(actor, actor.rung, actor.level)
            tops[actor.side] = max(tops[actor.side], actor.rung)
        self.fighting = int(min(tops) >= frame.clash)
        self.warring = self.warring + 1 if min(tops) >= frame.war else 0

    def over(self) -> bool:
        """Whether the run ends with this turn; sets the outcome if it does."""
        model, frame = self.model, self.model.frame
        self._reach()
        found = self._ending()
        self.moved = False
        if found >= 0:
            self.outcome, self.outcome_turn = found, model.turn
        elif model.turn < frame.horizon:
            return False
        if self.clash_turn >= 0 and self.outcome >= SETTLEMENT:
            self.outcome, self.outcome_turn = DIRECT_CLASH, self.clash_turn
        return True

    def _ending(self) -> int:
        model, frame = self.model, self.model.frame
        _, peace, nuclear, _ = model.dice.block(model.turn, WORLD, 0)
        if self.fighting == 1 and self.clash_turn < model.turn and nuclear < self._nuclear():
            model.incidents.cause = NUCLEAR_CHANCE
            self._rise(frame.nuclear)
            return NUCLEAR_USE
        if self.warring >= frame.war_turns:
            return WAR
        highest = max(model.shown_level[actor.place] for actor in model.principals)
        world = model.world
        mediation = world.settlement_mediation if self._mediated else 0.0
        settled = int(peace < settlement_chance(world.settlement_rate, mediation, highest))
        top = max(model.shown_rung[actor.place] for actor in model.principals)
        self.calm = self.calm + 1 if top <= frame.calm_at else 0
        self.still = self.still + 1 if not self.moved and top > frame.still_above else 0
        return ending(
            self.fighting * int(self.clash_turn == model.turn),
            frame.absorb_on_clash,
            settled,
            (self.calm, frame.calm_turns),
            (self.still, frame.still_turns),
        )

    def _nuclear(self) -> float:
        """M17: this week's chance of nuclear use, 0 unless nuclear principals fight."""
        model, frame = self.model, self.model.frame
        tops = [-1, -1]
        for actor in model.principals:
            if actor.stature.nuclear == 1:
                tops[actor.side] = max(tops[actor.side], actor.rung)
        if min(tops) < frame.clash:
            return 0.0
        world = model.world
        return world.nuclear_use_war if min(tops) >= frame.war else world.nuclear_use_clash

    def _reach(self) -> None:
        """Book the heights of this turn."""
        model = self.model
        for actor in model.principals:
            self.peaks[actor.place] = max(self.peaks[actor.place], actor.rung)
            self.sums[actor.place] += actor.rung if model.turn > 0 else 0
        self._rise(max(model.shown_rung[actor.place] for actor in model.principals))
        if model.war > 0.0:
            self.peak = max(self.peak, model.premise.war_rung)

    def _rise(self, rung: int) -> None:
        turn = self.model.turn
        self.peak_direct, self.peak = max(self.peak_direct, rung), max(self.peak, rung)
        for below in range(rung, -1, -1):
            if self.first[below] >= 0:
                break
            self.first[below] = turn
