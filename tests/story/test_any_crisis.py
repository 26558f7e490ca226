"""Whatever crisis is played, its story can be told, and explained turn by turn."""

from hypothesis import given, settings

from brinkmanship.sim.explain.changes import changes_of
from brinkmanship.sim.story import story_text, trace_run
from tests.engines.alike import premise_of
from tests.engines.test_random import PATIENT
from tests.strategies.crises import addresses, crises
from tests.strategies.ladders import SHIPPED, shipped_climb


def test_every_crisis_can_be_told(tmp_path_factory):
    """Actors that join or leave, any ladder and any inject: the story comes to its end."""
    folder = tmp_path_factory.mktemp("told")
    ladders = tuple(shipped_climb(name, folder) for name in SHIPPED)

    @settings(PATIENT, max_examples=60, derandomize=True)
    @given(crises(ladders), addresses())
    def is_told(document, address):
        premise, (seed, first) = premise_of(document, folder), address
        for run in (first, *range(8)):
            trace = trace_run(premise, seed=seed, run=run)
            assert "The end\n" in story_text(trace)
            assert all(one.turn <= len(trace.turns)
                       for one in changes_of(trace, premise.codes, len(trace.turns)))  # fmt: skip
            assert all(turn <= len(trace.turns) for turn in trace.routes.values())

    is_told()
