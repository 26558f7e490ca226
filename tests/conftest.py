"""What many tests need: the first scenario made ready, once."""

import signal

import pytest
from hypothesis import settings

from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario

settings.register_profile("house", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("house")


@pytest.fixture(scope="session")
def premise():
    """The premise of the first scenario."""
    return prepare(load_scenario("nato-ground-troops-2024"))


@pytest.fixture(scope="session", autouse=True)
def hear_interrupts():
    """Processes under test hear Ctrl-C even where the tests run in the background.

    A shell starts background jobs with the interrupt ignored, and children inherit that.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
