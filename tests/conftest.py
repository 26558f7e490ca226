"""What many tests need: the first scenario made ready, once."""

import pytest

from sim.prepare import prepare
from sim.scenario import load_scenario


@pytest.fixture(scope="session")
def premise():
    """The premise of the first scenario."""
    return prepare(load_scenario("nato-ground-troops-2024"))
