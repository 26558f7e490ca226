"""Bit for bit: the compiled engine is the Mesa engine, whatever the scenario says.

The default run plays 300 random scenarios. Before a change of ``sim/mechanisms`` or
``sim/crisis`` is merged, run thousands of them, new ones each time::

    BRINK_EXAMPLES=20000 python -m pytest -m slow tests/engines

Without the variable that is 5,000 examples, ten to twenty minutes. A failure ends with the smallest
scenario that shows it.
"""

import os
from collections import Counter

import pytest
from hypothesis import HealthCheck, event, given, settings

from brinkmanship.sim.mechanisms.endings import ENDINGS
from brinkmanship.sim.scenario.format.inject import EFFECTS
from brinkmanship.sim.scenario.format.ladder import RISING
from brinkmanship.sim.scenario.format.mechanisms import Mechanisms
from tests.engines.alike import happenings, play_both, premise_of
from tests.strategies.crises import TURNS, addresses, crises
from tests.strategies.features import features
from tests.strategies.ladders import KINDS, SHIPPED, shipped_climb

FEW, MANY = 300, int(os.environ.get("BRINK_EXAMPLES", "5000"))
BLOCK = 40  # runs of each scenario among which rare ones are looked for
PATIENT = settings(
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
HAPPEN = {
    "outcome nuclear_use", "outcome war", "outcome direct_clash", "outcome settlement",
    "outcome deescalation", "outcome stalemate", "outcome frozen", "cause choice",
    "cause accident", "cause tripwire", "cause nuclear_chance", "cause scripted", "route choice",
    "route accident_answered", "route line_honoured", "route misperception", "route troops_hit",
    "route scripted", *(f"ending {name}" for name in ENDINGS),
    "made", "tested", "kept", "broken", "lapsed", "accidents", "absorbed", "vetoed", "misread",
    "joined", "attacked", "hinted", "consulted", "clash survived", "cohesion moved",
}  # fmt: skip
SELDOM = {"route salami", "thirty actors", "aid released"}  # shipped scenarios release aid
SWITCHES = {name for name, part in Mechanisms() if hasattr(part, "enabled")}
WRITTEN = {
    "simultaneous", "sequential random", "sequential listed", "two actors", "twenty actors",
    "a ladder nobody wrote", "client war", "no client war", "three alliances", "mediator",
    "north star none", "north star soft", "north star hard", "north star waived",
    *(f"ladder {name}" for name in SHIPPED),
    *(f"{act} {what}" for act in ("prefer", "require", "forbid") for what in ("rung", "signal")),
    *(f"inject {effect}" for effect in EFFECTS),
    *(f"without {name}" for name in SWITCHES),
    "normal", "uniform", "triangular", "choice", "seed 0",
    "several sides", "opponents", "borders", "land at stake", "an old conflict", "backers",
    "capability", "a record", "just challenged", "in two alliances", "allies on two sides",
    *(f"turn {length}" for length in TURNS), *(f"kind {kind}" for kind in KINDS),
    "three to five rungs", "above 32 rungs", *(f"no {role}" for role in RISING),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where the documents are written for the loader to read."""
    return tmp_path_factory.mktemp("crises")


@pytest.fixture(scope="module")
def ladders(folder):
    """The shipped ladders."""
    return tuple(shipped_climb(name, folder) for name in SHIPPED)


def compare(ladders, folder, strictness):
    """Compare the engines on many scenarios; how often what was in them and happened."""
    seen: Counter[str] = Counter()

    @strictness
    @given(crises(ladders), addresses())
    def alike(document, address):
        seed, run = address
        models = play_both(premise_of(document, folder), seed, run, BLOCK)
        happened = set[str]().union(*map(happenings, models)) | features(document, seed)
        seen.update(happened)
        for name in sorted(happened & HAPPEN):
            event(name)

    alike()
    return seen


def test_random_scenarios_are_played_alike(ladders, folder):
    """After every turn both engines hold the same bits, over all that can be and happen."""
    seen = compare(ladders, folder, settings(PATIENT, max_examples=FEW, derandomize=True))

    assert (HAPPEN | WRITTEN) - set(seen) == set()


@pytest.mark.slow
def test_many_random_scenarios_are_played_alike(ladders, folder):
    """The same over thousands, as many as BRINK_EXAMPLES says, and other ones every time."""
    seen = compare(ladders, folder, settings(PATIENT, max_examples=MANY))

    assert (HAPPEN | WRITTEN | SELDOM) - set(seen) == set()
