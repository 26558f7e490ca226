"""Laws of addressed chance: known answers, independence of the queue, even spread."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brinkmanship.sim.dice import Dice
from brinkmanship.sim.mechanisms.chance import ACT, SENSE, SHOCK, key_of, philox, place, uniform

WORD = 0xFFFFFFFF
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


@given(st.integers(0, 2**64 - 1), st.integers(0, 2**40 - 1), st.sampled_from([ACT, SENSE]))
def test_a_sweep_and_a_single_look_agree(seed, run, purpose):
    """A draw is the same whether it is made alone or with a whole run's draws."""
    keys = [key_of("FRA"), key_of("RUS")]
    dice = Dice(seed, run, 5, keys)

    swept = dice.act(4, 1) if purpose == ACT else dice.sense(4, 1)

    assert tuple(swept) == dice.block(4, purpose, keys[1])


@given(st.integers(0, 2**32))
def test_company_re_rolls_nobodys_dice(run):
    """An actor's draws do not depend on who else is in the crisis."""
    alone = Dice(7, run, 3, [key_of("FRA")])
    crowd = Dice(7, run, 3, [key_of("AAA"), key_of("FRA"), key_of("ZZZ")])

    assert alone.act(2, 0) == crowd.act(2, 1)
    assert alone.shocks(2, key_of("FRA"), 16) == crowd.shocks(2, key_of("FRA"), 16)


def test_addresses_do_not_collide():
    """Turn, purpose, slot and the run's high bits never share a counter word."""
    addresses = {
        place(run, turn, purpose, slot)
        for run in (0, 2**32, 2**40 - 1)
        for turn in (0, 1, 2**14 - 1)
        for purpose in range(8)
        for slot in range(16)
    }

    assert len(addresses) == 3 * 3 * 8 * 16
    assert max(addresses) <= WORD


def test_uniforms_are_spread_evenly():
    """Uniforms over many addresses have the mean and variance of a uniform."""
    dice = Dice(0, 0, 1000, [key_of(f"A{i}") for i in range(20)])
    drawn = np.array([dice.act(turn, i) for turn in range(1, 1001) for i in range(20)]).ravel()

    assert abs(drawn.mean() - 0.5) < 4 * (1 / 12 / drawn.size) ** 0.5
    assert abs(drawn.var() - 1 / 12) < 0.002
    assert np.abs(np.corrcoef(drawn[:-1], drawn[1:])[0, 1]) < 4 / drawn.size**0.5


def test_neither_end_of_the_unit_interval_is_drawn():
    """A uniform is never 0 or 1, so its logarithm exists."""
    assert 0.0 < uniform(0) < uniform(WORD) < 1.0


def test_seed_zero_is_a_seed():
    """Seed 0 and seed 1 are different seeds, and each repeats itself."""
    key = key_of("FRA")

    assert Dice(0, 0, 1, [key]).block(1, SHOCK, key) == Dice(0, 0, 1, [key]).block(1, SHOCK, key)
    assert Dice(0, 0, 1, [key]).block(1, SHOCK, key) != Dice(1, 0, 1, [key]).block(1, SHOCK, key)
