"""Machines held against each other: results, traces and the state they leave."""

from typing import Any

from brinkmanship.sim.compiled.engine import Engine


def assert_equal(one: Any, other: Any) -> None:
    """Every bit of every table of two ``Played`` or ``Traces``, its type and its shape."""
    for name, cells, others in zip(one._fields, one, other, strict=True):
        assert (cells.dtype, cells.shape) == (others.dtype, others.shape), name
        assert cells.tobytes() == others.tobytes(), name


def assert_same_state(one: Engine, other: Engine) -> None:
    """Every array of the state holds the same bits."""
    assert one.arrays.keys() == other.arrays.keys()
    for name, cells in one.arrays.items():
        assert cells.tobytes() == other.arrays[name].tobytes(), name


def play_to_the_end(engine: Engine, seed: int, run: int) -> int:
    """Play a run turn by turn; the turns played."""
    engine.begin(seed, run)
    while not engine.play_turns():
        pass
    return int(engine.arrays["course"]["turn"][0])
