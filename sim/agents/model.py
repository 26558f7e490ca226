"""The crisis as a Mesa model, played turn by turn until an outcome."""

from collections.abc import Callable, Mapping

import mesa
from mesa.agent import AgentSet

from brinkmanship.sim.agents.actor import Actor
from brinkmanship.sim.crisis.alliances import consult_alliances
from brinkmanship.sim.crisis.clash.force import use_force
from brinkmanship.sim.crisis.clash.incidents import risk_accident, risk_troops
from brinkmanship.sim.crisis.ending import fight_on
from brinkmanship.sim.crisis.learning import learn
from brinkmanship.sim.crisis.plain import begin_run, blank_crisis
from brinkmanship.sim.crisis.seeing import show_face
from brinkmanship.sim.crisis.state.fork import NO_FORK, Fork
from brinkmanship.sim.crisis.turn import close_turn, open_turn, order_actors
from brinkmanship.sim.mechanisms.endings import OUTCOMES
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.results.played import Row, row_of
from brinkmanship.sim.results.record import RunRecord
from brinkmanship.sim.results.traces import Listener, Traces

Kind = type[Actor]


class CrisisModel(mesa.Model):  # type: ignore[misc]
    """One run of a scenario; the same seed and run give the same run, whoever asks.

    Args:
        premise: The scenario made ready.
        seed, run: Which run; it is the run that one varies. None stands for 0, since
            ``mesa.batch_run`` passes that where it is given no seed.
        trace: Whether what happens is noted.
        actors: Class of all actors, or of single ones by code; :class:`Actor` for the others.
        fork, later: Where the run is made to leave its way; the run whose dice fall after it.
        rng: The seed by the name that Mesa gives it; not a generator.

    Raises:
        ValueError: ``actors`` names an actor that the scenario does not have.

    Attributes:
        crisis: The state that the text reads and writes.
        actors: All actors in the order of the premise; bystanders too.
        running: Whether the run goes on; a finished one stays as it is when stepped again.
    """

    def __init__(  # noqa: PLR0913 - each is a keyword that mesa.batch_run can vary
        self,
        premise: Premise,
        *,
        seed: int | None = 0,
        run: int = 0,
        trace: bool = False,
        actors: Kind | Mapping[str, Kind] = Actor,
        fork: Fork = NO_FORK,
        later: int | None = None,
        rng: int | None = None,
    ) -> None:
        seed, run = int((seed if rng is None else rng) or 0), int(run)  # NumPy's integers too
        super().__init__(rng=run)  # Mesa's generator is not used: every draw has an address
        self.premise = premise
        self.crisis = blank_crisis(premise, listening=trace)
        kinds = actors if isinstance(actors, Mapping) else dict.fromkeys(premise.codes, actors)
        if unknown := set(kinds) - set(premise.codes):
            raise ValueError(f"actors: the scenario has no actor {', '.join(sorted(unknown))}")
        self.actors = [
            kinds.get(code, Actor)(self, self.crisis, premise, place)
            for place, code in enumerate(premise.codes)
        ]
        remove_from_id_table(self)
        self.crisis.actors = self.actors
        begin_run(self.crisis, seed=seed, run=run, fork=fork, later=later)
        self.listener = Listener(premise, self.crisis) if trace else None

    @property
    def turn(self) -> int:
        """Turns played; the first is 1."""
        return self.crisis.course.turn

    @property
    def outcome(self) -> str:
        """What the run came to; "frozen" until it ends otherwise."""
        return OUTCOMES[self.crisis.course.outcome]

    @property
    def principals(self) -> AgentSet:
        """Those on a side, in the order of the premise."""
        return self.agents.select(is_principal)

    def step(self) -> None:
        """Play one turn, in the order of ``brinkmanship.sim.crisis.turn.play_turn``."""
        if not self.running:
            return
        crisis = self.crisis
        open_turn(crisis)
        if crisis.frame.sequential == 1:
            self._act_in_sequence()
        else:
            self._act_together()
        for actor in self._on_a_side():
            actor.commit()
        use_force(crisis)
        risk_accident(crisis)
        risk_troops(crisis)
        fight_on(crisis)
        for actor in self._on_a_side():
            actor.judge()
        learn(crisis)
        self.running = not close_turn(crisis)
        if self.listener is not None:
            self.listener.hear(over=not self.running)

    def _on_a_side(self) -> list[Actor]:
        return [actor for actor in self.actors if actor.side >= 0]

    def _act_together(self) -> None:
        principals = self.principals
        principals.do("observe").do("assess")
        consult_alliances(self.crisis)
        principals.do("choose").do("speak").do("act")

    def _act_in_sequence(self) -> None:
        consult_alliances(self.crisis)
        for k in range(order_actors(self.crisis)):
            actor = self.actors[self.actors[k].order]
            actor.observe()
            actor.assess()
            actor.choose()
            actor.speak()
            actor.act()
            show_face(actor)

    def row(self) -> Row:
        """The run as integers: one row of the run table."""
        return row_of(self.crisis)

    def record(self) -> RunRecord:
        """The same in words."""
        return RunRecord.of(self.premise.codes, self.row())

    def traces(self) -> Traces:
        """What was noted so far.

        Raises:
            ValueError: The run is played without a trace.
        """
        if self.listener is None:
            raise ValueError("the run is played without a trace; pass trace=True")
        return self.listener.traces()


def is_principal(actor: mesa.Agent) -> bool:
    """Whether an agent is an actor on a side."""
    return isinstance(actor, Actor) and actor.side >= 0


def remove_from_id_table(model: CrisisModel) -> None:
    """Take a model out of the table in which Mesa 3.3 counts agents, once it has its agents.

    The table belongs to the class and holds every model it has seen, with all its actors:
    an ensemble would keep all its runs in memory. Later Mesas have no such table.
    """
    counted = getattr(Actor, "_ids", None)
    if counted is not None:
        counted.pop(model, None)


def play(premise: Premise, **more: object) -> CrisisModel:
    """A run played to its end; ``more`` as for :class:`CrisisModel`."""
    make: Callable[..., CrisisModel] = CrisisModel
    model = make(premise, **more)
    while model.running:
        model.step()
    return model
