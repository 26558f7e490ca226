"""Force used, by choice or by accident: whom it hits, who takes it for what, who answers."""

from typing import TYPE_CHECKING

from sim.chance import INCIDENT, LOT, WORLD
from sim.fork import NO_ACCIDENT, NO_HIT
from sim.mechanisms.endings import (
    ACCIDENT,
    ACCIDENT_ANSWERED,
    CHOICE,
    DISCOUNTED,
    LATELY,
    NEVER,
    NO_ROUTE,
    PLAIN_CHOICE,
    TRIPWIRE,
    TROOPS_HIT,
    answered,
    route_of,
)
from sim.mechanisms.risk import (
    CULPRIT,
    LEAST,
    STRUCK,
    TROOPS,
    VICTIM,
    accident_chance,
    taken_for_attack,
    troops_hit,
)
from sim.numeric import gumbel, log

if TYPE_CHECKING:
    from sim.actor import Actor
    from sim.model import CrisisModel


class Incidents:
    """What happened by force in one run, and the clash that comes of it.

    Attributes:
        last: For each side, the turn it last used force, or seemed to.
        accidental: For each side, 1 if that was an accident.
        route: For each side, the road by which it came to that.
        by: For each side, the actor who did.
        accidents, absorbed: Counts.
        clash: 1 from the turn of the first direct clash on.
        cause, road, initiator: What made the last step to it; NO_CAUSE and -1 without one.
        parties: Positions of the two actors it began between.
    """

    def __init__(self, model: "CrisisModel") -> None:
        self.model = model
        self.last, self.accidental = [NEVER, NEVER], [0, 0]
        self.route, self.by = [NO_ROUTE, NO_ROUTE], [-1, -1]
        self.accidents = self.absorbed = 0
        self.clash = self.cause = 0
        self.road, self.initiator = NO_ROUTE, -1
        self.parties = (-1, -1)

    def force(self) -> None:
        """Postures of force strike; force that answers force is a direct clash."""
        model, turn = self.model, self.model.turn
        now, routes, by = [0, 0], [NO_ROUTE, NO_ROUTE], [-1, -1]
        for actor in model.principals:
            if actor.decision.acted and actor.rung >= model.frame.force:
                side = actor.side
                now[side], routes[side] = 1, self.road_of(actor)
                by[side] = actor.place
                self._strike(actor)
        within = model.frame.answer_within
        for side in (0, 1):
            other = 1 - side
            if answered(now[side], now[other], self.last[other], turn, within) == 1:
                self._begin_clash(side, routes, by)
        for side in (0, 1):
            if now[side] == 1:
                self.last[side], self.accidental[side] = turn, 0
                self.route[side], self.by[side] = routes[side], by[side]

    def _begin_clash(self, side: int, routes: list[int], by: list[int]) -> None:
        """The side answers; the road to the clash is that of the force it answers."""
        if self.clash == 1:
            return
        other, turn = 1 - side, self.model.turn
        earlier = turn - self.last[other] <= self.model.frame.answer_within
        if not earlier:
            self._declare(CHOICE, routes[other], (by[other], by[side]))
        elif self.accidental[other] == 1:
            self._declare(ACCIDENT, ACCIDENT_ANSWERED, (self.by[other], by[side]))
        elif self.route[other] == TROOPS_HIT:
            self._declare(TRIPWIRE, TROOPS_HIT, (self.by[other], by[side]))
        else:
            self._declare(CHOICE, self.route[other], (self.by[other], by[side]))

    def _declare(self, cause: int, road: int, parties: tuple[int, int]) -> None:
        """A direct clash between two actors, begun by the first of them."""
        self.clash, self.cause, self.road, self.initiator = 1, cause, road, parties[0]
        self.parties = parties
        self.model.note("clash", *parties, self.model.frame.clash)

    def road_of(self, actor: "Actor") -> int:
        """By which road an actor came to use force."""
        frame = self.model.frame
        promised = [
            line.promise for line in actor.standing if 0 <= line.weeks < frame.crossed_weeks
        ]
        if actor.near.tested >= 0:
            promised.append(actor.near.promise)
        impression = actor.impression
        misled = impression.seen - impression.shown > actor.world.salami_notice
        return route_of(
            int(actor.attacked > 0.0 and actor.by_accident == 1),
            int(any(promise >= frame.force for promise in promised)),
            int(actor.misread_weeks <= LATELY or misled),
            int(self.model.ledger.empty[1 - actor.side] >= DISCOUNTED),
        )

    def _strike(self, actor: "Actor") -> None:
        model = self.model
        victim = self.drawn([a for a in model.principals if a.side != actor.side], STRUCK, 0)
        model.note("force", actor.place, victim.place, actor.rung)
        self.attack(victim, 0)

    def attack(self, victim: "Actor", accident: int) -> None:
        """The victim believes it was attacked, and its allies as far as they owe it."""
        owed = self.model.alliances[victim.alliance].owed() if victim.alliance >= 0 else 0.0
        for actor in self.model.principals:
            if actor.side != victim.side:
                continue
            share = 0.0
            if actor is victim:
                share = 1.0
            elif victim.alliance >= 0 and actor.alliance == victim.alliance:
                share = owed
            if share > 0.0 and share >= actor.attacked:
                actor.attacked, actor.attacked_weeks, actor.by_accident = share, -1, accident

    def drawn(self, actors: "list[Actor]", word: int, shown: int) -> "Actor":
        """One actor, drawn by exposure (times the intensity it displays, if ``shown``).

        Each has a lot of its own, so who else is in the draw re-rolls nobody's.
        """
        model, best, lots = self.model, actors[0], -1e300
        for actor in actors:
            weight = actor.traits.exposure
            if shown == 1:
                weight = weight * model.shown_level[actor.place]
            lot = model.dice.block(model.turn, LOT, actor.key)[word]
            score = log(weight + LEAST) + gumbel(lot)
            if score > lots:
                best, lots = actor, score
        return best

    def accident(self) -> None:
        """M12: an accident between the sides, and what the victim takes it for."""
        model, world = self.model, self.model.world
        exposed = [model.exposed_level(side) for side in (0, 1)]
        chance = accident_chance(world.accidents_rate, exposed[0], exposed[1])
        if model.dice.block(model.turn, WORLD, 0)[0] >= chance:
            return
        if model.fork.at(model.turn, NO_ACCIDENT):
            return
        self.accidents += 1
        whose, judged, _, _ = model.dice.block(model.turn, INCIDENT, 0)
        side = 0 if whose < 0.5 else 1  # noqa: PLR2004 - either side alike
        culprit = self.drawn([a for a in model.principals if a.side == side], CULPRIT, 1)
        victim = self.drawn([a for a in model.principals if a.side != side], VICTIM, 1)
        model.note("accident", culprit.place, victim.place, model.frame.force)
        hostility = victim.beliefs[culprit.place].hostility
        blamed = taken_for_attack(world.accidents_base, world.accidents_slope, hostility)
        calm = world.accidents_absorb if victim.calls_allies() else 1.0
        if judged < blamed * calm:
            self.blame(culprit, victim, 1)
        elif judged < blamed:
            self.absorbed += 1
            model.note("absorbed", victim.place, culprit.place, -1)

    def blame(self, culprit: "Actor", victim: "Actor", accident: int) -> None:
        """The incident is taken for an attack: the culprit is seen to have used force."""
        force = self.model.frame.force
        model, side = self.model, culprit.side
        self.attack(victim, accident)
        self.last[side], self.accidental[side] = model.turn, accident
        self.route[side], self.by[side] = (
            ACCIDENT_ANSWERED if accident else PLAIN_CHOICE,
            culprit.place,
        )
        model.display(culprit, force, model.ladder.levels[force])
        model.note("blamed", victim.place, culprit.place, force)

    def troops(self) -> None:
        """M13: troops in the area are hit; some draw their state into the fighting."""
        model, world, frame = self.model, self.model.world, self.model.frame
        there = [
            a
            for a in model.principals
            if a.side != model.premise.war_side and frame.collective <= a.rung < frame.force
        ]
        if not there or model.war <= 0.0:
            return
        _, _, hit, drawn = model.dice.block(model.turn, INCIDENT, 0)
        if hit >= troops_hit(world.tripwire_hit, model.war, len(there)):
            return
        if model.fork.at(model.turn, NO_HIT):
            return
        victim = self.drawn(there, TROOPS, 0)
        side = 1 - victim.side
        self.last[side], self.accidental[side] = model.turn, 0
        self.route[side], self.by[side] = TROOPS_HIT, model.striker(side)
        model.note("troops_hit", victim.place, self.by[side], victim.rung)
        if drawn < world.tripwire_drawn:
            if self.clash == 0:
                self._declare(TRIPWIRE, TROOPS_HIT, (self.by[side], victim.place))
        else:
            self.attack(victim, 0)
