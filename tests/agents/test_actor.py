"""An actor is what its methods do: a subclass that overrides one of them changes the run."""

from collections import Counter
from typing import ClassVar

import pytest

from brinkmanship.sim.agents.actor import Actor
from brinkmanship.sim.agents.model import CrisisModel, play
from brinkmanship.sim.mechanisms.words.signals import THREAT
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from tests.engines.state import differences, state_of

RUNS = range(3)


class AnswersInKind(Actor):
    """A state that stands as high as the highest opponent it sees."""

    def choose(self):
        """Choose what the other side shows."""
        super().choose()
        self.next_rung = max(foe.face_rung for foe in self.opponents)


class NeverReconsiders(Actor):
    """A state that sees, but never thinks of moving."""

    def observe(self):
        """Look, and stay."""
        super().observe()
        self.acts = 0


class LovesTheTop(Actor):
    """A state that finds every rung better than the one below it."""

    def assess(self):
        """Prefer the next rung up, whatever it costs."""
        super().assess()
        utility = self.crisis.utility[self.place]
        for rung, worth in enumerate(utility):
            utility[rung] = worth + rung


class AlwaysThreatens(Actor):
    """A state with one word."""

    def speak(self):
        """Threaten."""
        super().speak()
        self.signal = THREAT


class OnlyDecides(Actor):
    """A state whose decisions are never carried out."""

    def act(self):
        """Stay where it stands."""
        self.shown_rung = self.rung


class UnboundByWords(Actor):
    """A state whose words draw no line and cost it nothing."""

    def commit(self):
        """Bind itself to nothing."""


class ForgetsItsLines(Actor):
    """A state that never looks whether its lines were crossed."""

    def judge(self):
        """Look away."""


OVERRIDING = {
    "observe": NeverReconsiders,
    "assess": LovesTheTop,
    "choose": AnswersInKind,
    "speak": AlwaysThreatens,
    "act": OnlyDecides,
    "commit": UnboundByWords,
    "judge": ForgetsItsLines,
}
METHODS = [name for name, one in vars(Actor).items() if callable(one) and name[0] != "_"]


class CallsSuper(Actor):
    """Overrides every method, and does in each what an actor does anyway."""

    calls: ClassVar = Counter[str]()


def _calling_super(name):
    def method(self, *given):
        self.calls[name] += 1
        getattr(super(CallsSuper, self), name)(*given)

    return method


for _name in METHODS:
    setattr(CallsSuper, _name, _calling_super(_name))


@pytest.fixture(scope="module", params=["simultaneous", "sequential"])
def ordered(request):
    """The first scenario, its turns taken together and one after another."""
    return prepare(load_scenario("nato-ground-troops-2024", [f"clock.order={request.param}"]))


def rows(premise, actors=Actor):
    """A few runs as integers, played by these actors."""
    return [play(premise, seed=0, run=run, actors=actors).row() for run in RUNS]


@pytest.mark.parametrize("method", METHODS)
def test_overriding_a_method_of_all_actors_changes_the_run(ordered, method):
    """Each method of an actor is called, and what it leaves behind is what counts."""
    assert rows(ordered, OVERRIDING[method]) != rows(ordered)


@pytest.mark.parametrize("method", METHODS)
def test_overriding_a_method_of_one_actor_changes_the_run(ordered, method):
    """Russia alone is of another class: the run changes, and the others stay plain actors."""
    actors = {"RUS": OVERRIDING[method]}

    changed = [play(ordered, seed=0, run=run, actors=actors) for run in RUNS]

    assert [model.row() for model in changed] != rows(ordered)
    assert [type(one) is Actor for one in changed[0].actors] == [
        code != "RUS" for code in ordered.codes
    ]


def test_a_state_that_answers_in_kind_does(premise):
    """After every turn France stands on the highest rung that Russia was seen on."""
    model = CrisisModel(premise, actors={"FRA": AnswersInKind})
    france, stood = model.actors[premise.codes.index("FRA")], set()

    while model.running:
        model.step()
        assert [foe.code for foe in france.opponents] == ["RUS"]
        assert france.rung == france.opponents[0].face_rung
        stood.add(france.rung)

    assert len(stood) > 1


def test_calling_super_changes_nothing(ordered):
    """A class that only calls its base class leaves every bit of the state as it was."""
    ours, theirs = CrisisModel(ordered, actors=CallsSuper), CrisisModel(ordered)
    CallsSuper.calls.clear()

    while theirs.running:
        ours.step()
        theirs.step()
        assert differences(state_of(theirs.crisis), state_of(ours.crisis)) == {}

    assert not ours.running
    assert set(CallsSuper.calls) == set(METHODS)


def test_an_actor_that_is_not_there_is_refused(premise):
    """A class for a code that the scenario does not have would be silently ignored."""
    with pytest.raises(ValueError, match="no actor FRX"):
        CrisisModel(premise, actors={"FRX": Actor, "FRA": Actor})
