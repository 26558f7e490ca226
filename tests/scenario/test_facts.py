"""Facts in a file: what the loader accepts, and what they mean beside what follows from them."""

from pathlib import Path

import pytest

from brinkmanship.sim import SCENARIOS
from brinkmanship.sim.lint.document import open_document
from brinkmanship.sim.lint.levers import levers
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.scenario.digest import digest
from tests.sweep.small_sweeps import called

FACTS = Path(__file__).parent / "bad" / "bases" / "facts.yaml"
HISTORY = sorted((SCENARIOS / "history").glob("*.yaml"))


@pytest.fixture(scope="module")
def crisis():
    """A small crisis that says facts and relations only."""
    return load_scenario(FACTS)


def test_the_history_is_there():
    """The next test has something to look at."""
    assert len(HISTORY) == 27


@pytest.mark.parametrize("file", HISTORY, ids=lambda file: file.stem)
def test_a_crisis_of_history_is_accepted(file):
    """Facts coded by hand pass every check."""
    assert load_scenario(file).facts is not None


def test_check_lists_nothing_of_facts():
    """A file of facts without fault is one line, as any other."""
    answer = called("check", FACTS)

    assert answer.exit_code == 0, answer.output
    assert len(answer.output.strip().splitlines()) == 1


def test_facts_do_not_count_beside_what_follows_from_them(crisis):
    """Without facts, relations and history, all else kept, a scenario means the same."""
    actors = {
        code: actor.model_copy(update={"facts": None}) for code, actor in crisis.actors.items()
    }
    bare = crisis.model_copy(
        update={"actors": actors, "facts": None, "relations": None, "history": None}
    )

    assert digest(bare) == digest(crisis)


def test_a_fact_counts_by_what_follows_from_it(crisis):
    """Another gravity is another stake, and so another scenario."""
    graver = load_scenario(FACTS, ["actors.SYL.facts.gravity=existence"])

    assert graver.digest != crisis.digest


def test_what_history_did_changes_nothing(crisis):
    """The outcome is for tables: with another one the scenario means the same."""
    other = load_scenario(FACTS, ["history.outcome=imposed", "history.highest_rung=war"])

    assert other.digest == crisis.digest


def test_sides_and_alliances_of_relations_can_be_named():
    """An inject may name an actor as its side, and a treaty as an alliance."""
    injects = (
        "injects=[{at: 2, cohesion_shift: {PACT: 0.1}}, "
        "{when: {side: BOR, at_least: tripwire}, posture: {SYL: show}}]"
    )

    assert len(load_scenario(FACTS, [injects]).injects) == 2


def test_no_fact_is_a_lever():
    """Lint pulls what an author may choose, and nobody chooses what was known."""
    document = open_document(str(FACTS))
    pulled = [one.path for one in levers(document.root, document.scenario)]

    assert not [path for path in pulled if "facts" in path]
