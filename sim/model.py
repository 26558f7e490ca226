"""The crisis: actors, alliances and chance, played turn by turn until an outcome."""

from typing import Any

import mesa

from sim.actor import Actor
from sim.chance import WORLD
from sim.dice import Dice
from sim.endgame import Endgame
from sim.fork import NO_FORK, NO_MISREADING, Fork
from sim.grades import Grades
from sim.incidents import Incidents
from sim.inject import Injects
from sim.ledger import Ledger
from sim.mechanisms.perception import next_client_war
from sim.mechanisms.signals import floor
from sim.mechanisms.weighing import Setting
from sim.numeric import normal
from sim.observation import Face, Observation
from sim.pact import Alliance
from sim.played import Row
from sim.premise import Premise
from sim.record import Log, RunRecord


class CrisisModel(mesa.Model):  # type: ignore[misc]
    """One run of a scenario; the same seed and run give the same run, whoever asks.

    Attributes:
        premise: The scenario made ready; never changed.
        turn: Turns played; the first is 1.
        war: Intensity of the client war now.
        actors: All actors in the order of the premise; bystanders too.
        principals: Those on a side, in the same order.
        alliances: In the order of the premise.
        incidents, ledger, endgame: What happened by force, by words, and how it ends.
        log: The trace, or None.
        fork: Where the run is made to leave its way; ``later`` is the run whose dice fall
            after it, by default its own.
    """

    def __init__(
        self,
        premise: Premise,
        *,
        seed: int = 0,
        run: int = 0,
        trace: bool = False,
        fork: Fork = NO_FORK,
        later: int | None = None,
    ) -> None:
        super().__init__(rng=run)  # Mesa's generator is not used: every draw has an address
        self.premise, self.frame, self.seed, self.run_number = premise, premise.frame, seed, run
        self.numbers = premise.numbers(seed, run)
        self.world, self.turn = self.numbers.world, 0
        self.war = self.world.war_intensity
        self.fork = fork
        after = (fork.turn, run if later is None else later)
        self.dice = Dice(seed, run, self.frame.horizon, premise.keys, after)
        shape = (self.world.shape_eta, self.world.shape_gamma)
        self.ladder = Grades(premise.levels, premise.prices, self.frame, shape)
        self.setting = self._setting()
        self.log = Log() if trace else None
        self.actors = [Actor(self, place) for place in range(len(premise.codes))]
        release(self)
        self.shown_level = [actor.level for actor in self.actors]
        self.shown_rung = [actor.rung for actor in self.actors]
        self.alliances: list[Alliance] = []
        self.gather()
        for actor in self.principals:
            actor.take_side(self.common_shock(actor.side))
        self.ledger, self.incidents = Ledger(self), Incidents(self)
        self.endgame, self.injects = Endgame(self), Injects(self)

    def common_shock(self, side: int) -> float:
        """The shock to resolve that the actors of a side share in this run."""
        drawn = self.dice.common(self.premise.side_keys[side])
        return self.world.resolve_common_sd * normal(drawn)

    def gather(self) -> None:
        """Line up sides and alliances as membership stands; new opponents meet."""
        self.principals = [actor for actor in self.actors if actor.side >= 0]
        for actor in self.principals:
            actor.meet([other for other in self.principals if other.side == 1 - actor.side])
        for place, pact in enumerate(self.premise.pacts):
            members = [actor for actor in self.principals if actor.alliance == place]
            if place < len(self.alliances):
                self.alliances[place].members = members
            else:
                base = self.numbers.vector[pact.cohesion]
                self.alliances.append(Alliance(pact, base, members, self.world))

    def step(self) -> None:
        """Play one turn: look, weigh, consult, choose and act; then chance, words, ending.

        Simultaneous turns: all look at last week's faces and all acts land together, so the
        order of the actors decides nothing. Sequential turns: each sees what those before it
        did this week; allies meet before the first of them moves.
        """
        self.turn += 1
        self._move_war()
        self.injects.fire()
        for alliance in self.alliances:
            alliance.begin_turn()
        if self.frame.sequential == 1:
            self._one_after_another()
        else:
            self._all_at_once()
        self._speak()
        self.incidents.force()
        self.incidents.accident()
        self.incidents.troops()
        self.endgame.fight()
        self._judge()
        for alliance in self.alliances:
            alliance.end_turn()
        if self.log is not None:
            self.log.turn(self)
        self.running = not self.endgame.over()

    def _all_at_once(self) -> None:
        faces = self._faces()
        for actor in self.principals:
            actor.observe(self._view(actor, faces[1 - actor.side]))
            actor.assess()
        for alliance in self.alliances:
            alliance.poll()
        for actor in self.principals:
            self._choose(actor)
        for actor in self.principals:
            self._act(actor)

    def _one_after_another(self) -> None:
        for alliance in self.alliances:
            alliance.poll()
        for actor in self._sequence():
            faces = tuple(
                self._face(other) for other in self.principals if other.side != actor.side
            )
            actor.observe(self._view(actor, faces))
            actor.assess()
            self._choose(actor)
            self._act(actor)

    def _choose(self, actor: Actor) -> None:
        actor.choose(self._gate(actor), self.collective(actor.alliance))
        if self.fork.turn == self.turn and self.fork.actor == actor.place:
            actor.decision.divert(self.fork, actor.rung, actor.aid)

    def _sequence(self) -> list[Actor]:
        """Who moves when: as listed in the file, or by a draw of each actor's own."""
        if self.premise.random_sequence == 1:
            return sorted(
                self.principals, key=lambda actor: self.dice.sense(self.turn, actor.place)[3]
            )
        return [self.actors[place] for place in self.premise.listed if self.actors[place].side >= 0]

    def _act(self, actor: Actor) -> None:
        """Take the posture decided on; a display paid for makes threats believable (M6)."""
        before = actor.level
        decision = actor.decision
        self.endgame.moved = self.endgame.moved or decision.rung != actor.rung
        actor.rung, actor.aid = decision.rung, decision.aid
        if decision.vetoed:
            self.endgame.vetoed += 1
            self.note("vetoed", actor.place, -1, self.collective(actor.alliance))
        risen = actor.level - before
        if actor.rung >= self.frame.display and risen > 0.0:
            for other in self.principals:
                if other.side != actor.side:
                    other.beliefs[actor.place].sink(self.world.sinking_costs_psi, risen)
        shown = max(actor.rung, floor(decision.signal, self.frame.warn, self.frame.threat))
        level = actor.level if shown == actor.rung else self.ladder.levels[shown]
        self.display(actor, shown, level)

    def display(self, actor: Actor, rung: int, level: float) -> None:
        """Let others see an actor on this rung until it acts again."""
        self.shown_rung[actor.place], self.shown_level[actor.place] = rung, level

    def _speak(self) -> None:
        heights = self.heights()
        for actor in self.principals:
            self.ledger.enter(actor, heights[1 - actor.side][0])

    def _judge(self) -> None:
        heights = self.heights()
        for actor in self.principals:
            grade, rung = heights[1 - actor.side]
            self.ledger.judge(actor, grade, rung)
            actor.attacked_weeks += 1
            if actor.attacked_weeks > self.frame.attack_weeks:
                actor.attacked, actor.by_accident = 0.0, 0

    def heights(self) -> list[tuple[int, int]]:
        """For each side, the highest grade and the highest rung its members stand on."""
        found = [(-1, -1), (-1, -1)]
        for actor in self.principals:
            grade, rung = found[actor.side]
            found[actor.side] = max(grade, actor.grade), max(rung, actor.rung)
        return found

    def _faces(self) -> tuple[tuple[Face, ...], tuple[Face, ...]]:
        east, west = (
            tuple(self._face(actor) for actor in self.principals if actor.side == side)
            for side in (0, 1)
        )
        return east, west

    def _face(self, actor: Actor) -> Face:
        return actor.face(self.shown_rung[actor.place], self.shown_level[actor.place])

    def _view(self, actor: Actor, opponents: tuple[Face, ...]) -> Observation:
        allied, top = -1.0, -1
        if actor.alliance >= 0:
            allied, top = self.alliances[actor.alliance].allied(actor)
        return Observation(
            self.turn,
            opponents,
            allied,
            top,
            self.answer(1 - actor.side),
            self.war,
            self.world.catastrophe_stability * self.both_nuclear(),
            self.endgame.fighting,
            self.fork.at(self.turn, NO_MISREADING) and self.fork.actor == actor.place,
        )

    def answer(self, side: int) -> float:
        """The answer that force against a side must reckon with, in [0, 1]."""
        base, found = self.world.catastrophe_answer, -1.0
        for alliance in self.alliances:
            if alliance.members and alliance.members[0].side == side:
                found = max(found, alliance.answer(base))
        return base if found < 0.0 else found

    def both_nuclear(self) -> int:
        """1 if both sides have a nuclear principal."""
        return int(
            all(any(a.stature.nuclear == 1 for a in self.principals if a.side == s) for s in (0, 1))
        )

    def collective(self, alliance: int) -> int:
        """The rung from which an alliance must agree; beyond the ladder without a gate."""
        return self.alliances[alliance].collective if alliance >= 0 else self.frame.rungs

    def _gate(self, actor: Actor) -> float:
        return self.alliances[actor.alliance].gate if actor.alliance >= 0 else 1.0

    def exposed_level(self, side: int) -> float:
        """Exposure-weighted mean intensity that a side displays, in [0, 1]."""
        summed = weights = 0.0
        for actor in self.principals:
            if actor.side == side:
                summed = summed + actor.traits.exposure * self.shown_level[actor.place]
                weights = weights + actor.traits.exposure
        return summed / weights if weights > 0.0 else 0.0

    def striker(self, side: int) -> int:
        """Who of a side strikes troops in the area: its first principal in the premise."""
        return next(actor.place for actor in self.principals if actor.side == side)

    def _move_war(self) -> None:
        world = self.world
        self.war = next_client_war(
            self.war,
            world.war_intensity,
            world.war_reversion,
            world.war_volatility,
            self.dice.block(self.turn, WORLD, 0)[3],
        )

    def note(self, kind: str, actor: int, other: int, rung: int) -> None:
        """Enter an event in the trace."""
        if self.log is not None:
            self.log.event(self, kind, (actor, other), rung)

    def sent(self, actor: Actor, stake: float, hinted: int) -> None:
        """Enter a signal in the trace."""
        if self.log is not None:
            self.log.signal(self, actor, stake, hinted)

    def consulted(self, actor: Actor) -> None:
        """Enter a consultation among the signals: it goes to the allies."""
        if self.log is not None:
            self.log.consultation(self, actor)

    def record(self) -> RunRecord:
        """What the run comes to, one row of the run table."""
        return RunRecord.of(self.premise.codes, Row.of(self))

    def _setting(self) -> Setting:
        world, frame = self.world, self.frame
        return Setting(
            world.deterrence_weight,
            world.accidents_rate,
            world.firebreaks_scale,
            world.retaliation_weight,
            world.shape_inertia,
            world.shape_skipping,
            world.catastrophe_scale,
            self.ladder.levels[frame.force],
            self.ladder.levels[frame.clash],
            frame.hint_from,
            frame.display,
            frame.force,
        )


def release(model: CrisisModel) -> None:
    """Take a model out of the table in which Mesa 3.3 counts agents, once it has its agents.

    The table belongs to the class and holds every model it has seen, with all its actors:
    an ensemble would keep all its runs in memory. Later Mesas have no such table.
    """
    counted = getattr(Actor, "_ids", None)
    if counted is not None:
        counted.pop(model, None)


def play(premise: Premise, **more: Any) -> CrisisModel:  # noqa: ANN401 - as the model takes them
    """A run played to its end; ``more`` as for :class:`CrisisModel`."""
    model = CrisisModel(premise, **more)
    while model.running:
        model.step()
    return model
