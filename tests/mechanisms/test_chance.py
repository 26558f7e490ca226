"""Laws of addressed chance: known answers, addresses that never meet, no end of the interval."""

import pytest

from brinkmanship.sim.mechanisms.chance import (
    ACT,
    COMMON,
    INCIDENT,
    LAST_RUN,
    LAST_TURN,
    LOT,
    SENSE,
    SHOCK,
    TYPE,
    VALUE,
    WORD,
    WORLD,
    philox,
    place,
    uniform,
)

PURPOSES = (VALUE, COMMON, ACT, SENSE, SHOCK, WORLD, INCIDENT, LOT, TYPE)
RUNS, TURNS = (0, 2**32, LAST_RUN), (0, 1, LAST_TURN // 2, LAST_TURN // 2 + 1, LAST_TURN)
KNOWN = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((WORD,) * 4, (WORD,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]


@pytest.mark.parametrize(("counter", "key", "words"), KNOWN)
def test_philox_gives_the_published_answers(counter, key, words):
    """The three known answers of Philox4x32-10 come out."""
    assert philox(*counter, *key) == words


def test_addresses_do_not_collide():
    """Turn, purpose, slot and the run's high bits never share a counter word."""
    addresses = {
        place(run, turn, purpose, slot)
        for run in RUNS
        for turn in TURNS
        for purpose in PURPOSES
        for slot in range(16)
    }

    assert len(addresses) == len(RUNS) * len(TURNS) * len(PURPOSES) * 16
    assert max(addresses) <= WORD


def test_neither_end_of_the_unit_interval_is_drawn():
    """A uniform is never 0 or 1, so its logarithm exists."""
    assert 0.0 < uniform(0) < uniform(WORD) < 1.0
