"""One run told and stepped through is the run of that number in any ensemble."""

import json

import pytest

import brinkmanship as bk
from brinkmanship.sim.story import trace_run
from tests.commands.calling import invoke


def played(model):
    """A model stepped to its end."""
    while model.running:
        model.step()
    return model


@pytest.mark.parametrize(
    ("more", "options"),
    [
        ({}, ()),
        ({"turns": (2, 3)}, ("--turns", "2-3")),
        ({"in_full": True}, ("--all",)),
    ],
    ids=["usual", "some turns", "in full"],
)
def test_a_story_is_that_of_the_command(crisis, more, options):
    """Line by line what ``brink story`` prints, from the crisis and from its runs."""
    setting = {"clock.horizon": 4}
    words = ("--set", "clock.horizon=4", "--run", 12, "--seed", 3, *options)
    changed = crisis.set(setting)

    story = changed.story(12, seed=3, **more)

    assert story == invoke("story", "small.yaml", *words).stdout
    assert story == changed.run(5, seed=3, first_run=10).story(12, **more)


def test_a_trace_is_that_of_the_command(crisis):
    """It is what the text of a turn leaves; as plain data, what ``brink story --json`` prints."""
    printed = invoke("story", "small.yaml", "--run", 12, "--seed", 3, "--json").stdout

    trace = crisis.trace(12, seed=3)

    assert trace == trace_run(crisis.premise, seed=3, run=12)
    assert json.dumps(trace.plain(), ensure_ascii=False) + "\n" == printed


def test_a_model_replays_its_row(crisis):
    """Stepped to its end, the Mesa model of a run has the row that the run has in a frame."""
    frame = crisis.run(40, seed=2).frame()

    for run in range(40):
        row, record = frame.loc[run], played(crisis.model(run, seed=2)).record()
        assert (row["run"], row["outcome"], row["outcome_turn"], row["turns"]) == (
            run, record.outcome, record.outcome_turn, record.turns,
        )  # fmt: skip
        assert row[["peak_AAA", "peak_CCC", "peak_DDD"]].tolist() == list(record.peaks)
        assert row[["mean_AAA", "mean_CCC", "mean_DDD"]].tolist() == list(record.means)


class Frozen(bk.Actor):
    """An actor that never moves."""

    def choose(self):
        """Stay on the rung it stands on."""
        self.next_rung, self.next_aid = self.rung, self.aid


def test_an_actor_of_ones_own_plays(crisis):
    """A subclass is given for one actor or for all, and what it does changes the run."""
    both, one = crisis.model(actors=Frozen), crisis.model(actors={"CCC": Frozen})

    assert [type(actor) for actor in both.actors] == [Frozen] * 3
    assert [type(actor) for actor in one.actors] == [bk.Actor, Frozen, bk.Actor]
    usual, other = (
        [played(crisis.model(run, actors=actors)).row() for run in range(60)]
        for actors in (None, {"CCC": Frozen})
    )
    assert usual != other


def test_a_model_is_asked_for_what_there_is(crisis):
    """An actor that does not exist and a run that cannot be are one message."""
    for wish, message in (
        ({"actors": {"AAB": Frozen}}, 'actors: there is no "AAB"; did you mean "AAA"?'),
        ({"run": -1}, "run: -1 is not a whole number from 0 to 1099511627775"),
        ({"seed": "0"}, "seed: '0' is not a whole number"),
    ):
        with pytest.raises(bk.BrinkError) as caught:
            crisis.model(**wish)
        assert str(caught.value).startswith(message)


def test_a_model_can_be_traced(crisis):
    """Asked to, it notes what the same run of an ensemble notes."""
    traces = played(crisis.model(3, trace=True)).traces()

    turns = crisis.run(1, first_run=3, trace=True).frame("turns")
    assert traces.moments["rung"].tolist() == turns["rung"].tolist()
    with pytest.raises(ValueError, match="trace=True"):
        crisis.model(3).traces()
