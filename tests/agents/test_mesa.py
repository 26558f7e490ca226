"""Mesa's users find what they know: agents, agent sets, data collectors and the batch runner."""

import mesa
import numpy as np
import pytest
from mesa.agent import AgentSet

from brinkmanship.sim.agents.actor import Actor
from brinkmanship.sim.agents.model import CrisisModel, play
from tests.agents.test_actor import AnswersInKind
from tests.small import small_premise


@pytest.fixture
def model(premise):
    """The first scenario after five turns."""
    model = CrisisModel(premise)
    for _ in range(5):
        model.step()
    return model


class Observed(CrisisModel):
    """A model with a collector, as Mesa's batch runner asks for."""

    def __init__(self, premise, **more):
        super().__init__(premise, **more)
        self.datacollector = collector()

    def step(self):
        """Play a turn and collect."""
        super().step()
        self.datacollector.collect(self)


def collector():
    """A collector of a user's own."""
    return mesa.DataCollector(
        model_reporters={
            "turn": "turn",
            "outcome": "outcome",
            "war": lambda m: m.crisis.course.war,
        },
        agent_reporters={"code": "code", "rung": "rung", "resolve": lambda a: a.resolve},
    )


def count_moved(model):
    """How many actors left their rung this turn."""
    return sum(actor.rung != actor.before for actor in model.principals)


def test_the_agents_of_a_model_are_its_actors(premise, model):
    """Every actor is an agent, bystanders too, in the order of the premise."""
    assert list(model.agents) == model.actors == list(model.crisis.actors)
    assert tuple(model.agents.get("code")) == premise.codes
    assert all(agent.model is model for agent in model.agents)
    assert len({agent.unique_id for agent in model.agents}) == len(premise.codes)
    assert model.agent_types == [Actor]
    assert set(model.agents_by_type[Actor]) == set(model.actors)


def test_agent_sets_are_asked_as_everywhere(premise, model):
    """Select, group, aggregate, sort, map and set give what the actors hold."""
    sides = [actor.side for actor in model.actors]
    rungs = [actor.rung for actor in model.actors]

    assert isinstance(model.principals, AgentSet)
    assert len(model.principals) == sum(side >= 0 for side in sides)
    assert len(model.agents.select(lambda one: one.side == 0)) == sides.count(0)
    assert model.agents.groupby("side").count() == {s: sides.count(s) for s in set(sides)}
    assert model.agents.groupby("side").agg("rung", max) == {
        side: max(r for r, s in zip(rungs, sides, strict=True) if s == side) for side in set(sides)
    }
    assert model.agents.agg("rung", max) == max(rungs)
    assert model.agents.sort("rung").get("rung") == sorted(rungs, reverse=True)
    assert model.agents.map(lambda one: one.code) == list(premise.codes)
    assert model.agents.select(lambda one: one.code == "FRA").set("stake", 0.25).get("stake") == [
        0.25
    ]


def test_other_agents_may_stand_beside_the_actors(premise):
    """An agent of a user's own class is one of the model's agents, and changes no run."""

    class Reporter(mesa.Agent):
        """One who watches."""

    model = CrisisModel(premise, run=1)
    Reporter(model)
    model.run_model()

    assert len(model.agents) == len(premise.codes) + 1
    assert len(model.agents_by_type[Reporter]) == 1
    assert model.row() == play(premise, run=1).row()


def test_agent_sets_do_what_a_turn_does(model):
    """A method of all actors is called by its name."""
    model.principals.do("observe").do("assess").do("choose").do("speak")
    chosen = model.principals.get("next_rung")

    model.principals.do("act").do("commit")

    assert model.principals.get("rung") == chosen


def test_a_collector_from_outside_sees_every_turn(premise):
    """Model and agent reporters give a row a turn, which end as the run ends."""
    model, data = CrisisModel(premise, run=2), collector()

    while model.running:
        model.step()
        data.collect(model)

    turns, actors = data.get_model_vars_dataframe(), data.get_agent_vars_dataframe()
    assert turns["turn"].tolist() == list(range(1, model.turn + 1))
    assert turns["outcome"].iloc[-1] == model.outcome
    assert len(actors) == model.turn * len(premise.codes)
    assert actors.groupby("AgentID")["code"].first().tolist() == list(premise.codes)
    peaks = actors.groupby("AgentID")["rung"].max().tolist()
    assert all(peak <= actor.peak for peak, actor in zip(peaks, model.actors, strict=True))
    assert actors.groupby("AgentID")["rung"].sum().tolist() == [
        actor.rung_sum for actor in model.actors
    ]


def test_the_batch_runner_plays_the_runs_that_it_names(premise):
    """Parameters are handed over by name; NumPy's numbers and a single actor's class too."""
    asked = {"premise": premise, "run": np.arange(3), "actors": [Actor, {"FRA": AnswersInKind}]}

    table = mesa.batch_run(Observed, asked, display_progress=False)

    ends = {(row["run"], row["actors"] is Actor): row for row in table}
    assert len(ends) == 6
    assert len(table) == 6 * len(premise.codes)
    for (run, plain), row in ends.items():
        alone = play(premise, run=run, actors=asked["actors"][0 if plain else 1])
        assert (row["turn"], row["outcome"]) == (alone.turn, alone.outcome)


def test_the_batch_runner_plays_on_several_processes(tmp_path):
    """Premise, model and collector reach other processes, and runs are the same there."""
    premise = small_premise(tmp_path)

    table = mesa.batch_run(
        Observed, {"premise": premise, "run": range(4)}, number_processes=2, display_progress=False
    )

    found = {row["run"]: row["outcome"] for row in table}
    assert found == {run: play(premise, run=run).outcome for run in range(4)}


def test_the_seed_may_be_none_and_may_be_called_rng(premise):
    """Mesa's batch runner passes None if it is given no seed, by either name."""
    usual, seventh = play(premise, seed=0).row(), play(premise, seed=7).row()

    assert play(premise, seed=None).row() == play(premise, rng=None).row() == usual
    assert play(premise, seed=np.int64(7)).row() == play(premise, rng=7).row() == seventh
    assert play(premise, seed=7, rng=0).row() == usual
