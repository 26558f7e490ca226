"""A country in the crisis as a Mesa agent."""

from typing import TYPE_CHECKING

import mesa

from brinkmanship.sim.crisis import choosing, seeing, weighing
from brinkmanship.sim.crisis.state.heights import level_of
from brinkmanship.sim.crisis.state.records import ActorState, Crisis
from brinkmanship.sim.crisis.words import lines, speaking

if TYPE_CHECKING:
    from brinkmanship.sim.premise import Premise


class Actor(mesa.Agent, ActorState):  # type: ignore[misc]
    """A country: each turn it observes, assesses, chooses, speaks and acts.

    Then its words bind it (``commit``) and its lines are judged (``judge``).

    Its attributes are the state that the text of a turn reads and writes (``ActorState``);
    override a method and the run changes. Rungs are positions on the ladder.

    Attributes:
        code: Its code in the scenario.
        crisis: All data of the run.
    """

    def __init__(self, model: mesa.Model, crisis: Crisis, premise: "Premise", place: int) -> None:
        mesa.Agent.__init__(self, model)
        ActorState.__init__(self, place=place)
        self.crisis, self.code = crisis, premise.codes[place]

    @property
    def level(self) -> float:
        """Intensity of its posture, in [0, 1]."""
        return level_of(self.crisis, self)

    @property
    def opponents(self) -> "list[Actor]":
        """The actors that oppose it, in the order of the premise."""
        everybody: list[Actor] = list(self.crisis.actors)  # type: ignore[arg-type]
        places = list(self.crisis.roster[self.place])[: self.foes]
        return [everybody[place] for place in places]

    def observe(self) -> None:
        """Read the other side and learn from it; decide whether to reconsider the posture."""
        seeing.observe(self.crisis, self)

    def assess(self) -> None:
        """Weigh the rungs: after it, ``crisis.utility`` holds the utility of each."""
        weighing.assess(self.crisis, self)

    def choose(self) -> None:
        """Choose ``next_rung`` and ``next_aid``, after the alliance was consulted."""
        choosing.choose(self.crisis, self)

    def speak(self) -> None:
        """Choose ``signal`` and whether it ``consults``."""
        speaking.speak(self.crisis, self)

    def act(self) -> None:
        """Take the posture decided on, and show it."""
        choosing.act(self.crisis, self)

    def commit(self) -> None:
        """Record what its signal binds it to."""
        speaking.enter(self.crisis, self)

    def judge(self) -> None:
        """Judge its lines at the end of a turn."""
        lines.judge(self.crisis, self)
