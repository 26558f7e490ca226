"""Each actor's share of the responsibility: Shapley values over the actors' policies.

The value of a coalition is the share of runs that reach the target when its members keep
their policies and all others follow the neutral doctrine (``sim/explain/neutral.py``). An
actor's part is what its policy adds, averaged over all orders in which the policies could
come in. So the parts sum to what all policies add together, actors that do the same get the
same, and one whose policy changes nothing gets 0. Source: shapley1953.

With few actors all coalitions are played; with many, orders are drawn, each with its reverse
(antithetic), and each pair has runs of its own: the pairs are then independent, and their
spread says how sure the average is, for luck and for the order together. Source: castro2009.
"""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from math import factorial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.explain.neutral import Doctrines
from brinkmanship.sim.explain.rewind import Progress
from brinkmanship.sim.explain.target import Target
from brinkmanship.sim.runs.workers import open_threads

Floats = NDArray[np.float64]
Value = Callable[[frozenset[int], int], float]
CHEAP = 5  # actors up to whom every coalition is played


class Parts(NamedTuple):
    """Shapley values, once for each independent block of runs.

    Attributes:
        values: (blocks, actors).
        whole, none: (blocks,) the share with all policies and with none.
        exact: Whether all coalitions were played.
    """

    values: Floats
    whole: Floats
    none: Floats
    exact: bool


class Coalitions:
    """The share of runs of a block that reach the target, for any coalition.

    Args:
        doctrines: The crisis with and without policies.
        seed: Of the ensemble.
        target: What is asked about.
        block: Runs in a block.
    """

    def __init__(self, doctrines: Doctrines, seed: int, target: Target, block: int) -> None:
        self.doctrines, self.seed, self.target, self.block = doctrines, seed, target, block

    def value(self, members: Collection[int], block: int) -> float:
        """The share of the runs of a block in which the members keep their policies."""
        engine = Engine(self.doctrines.premise(members))
        played = engine.play(self.seed, block * self.block, self.block)
        return float(self.target.reached(played).mean())


def sampled_shapley(
    value: Value,
    players: Sequence[int],
    pairs: tuple[int, int],
    *,
    workers: int = 1,
    progress: Progress | None = None,
) -> Parts:
    """Shapley values from pairs of orders, each pair on a block of its own.

    Args:
        value: Of a coalition on a block.
        players: Positions of the actors.
        pairs: How many pairs of orders, at least 2 for an interval; and their seed.
        workers: Threads; they change no number.
        progress: Called after each pair with the number of coalitions played.
    """
    count, seed = pairs
    dice = np.random.Generator(np.random.Philox(seed))
    orders = [tuple(dice.permutation(np.array(players)).tolist()) for _ in range(count)]
    rows = _mapped(
        partial(_pair, value, tuple(players)), list(enumerate(orders)), workers, progress
    )
    return _parts(rows, exact=False)


def exact_shapley(
    value: Value,
    players: Sequence[int],
    blocks: int,
    *,
    workers: int = 1,
    progress: Progress | None = None,
) -> Parts:
    """Shapley values from all coalitions, on each block.

    Args:
        value: Of a coalition on a block.
        players: Positions of the actors.
        blocks: How many.
        workers: Threads; they change no number.
        progress: Called after each block with the number of coalitions played.
    """
    rows = _mapped(partial(_all, value, tuple(players)), list(range(blocks)), workers, progress)
    return _parts(rows, exact=True)


def _mapped(
    work: Callable[..., tuple[list[float], float, float, int]],
    jobs: Sequence[object],
    workers: int,
    progress: Progress | None,
) -> list[tuple[list[float], float, float]]:
    rows = []
    with open_threads(workers) as pool:
        for parts, whole, none, played in pool.map(work, jobs):
            rows.append((parts, whole, none))
            if progress is not None:
                progress(played)
    return rows


def _pair(
    value: Value, players: tuple[int, ...], job: tuple[int, tuple[int, ...]]
) -> tuple[list[float], float, float, int]:
    """What each actor adds in an order and in its reverse, on average; the coalitions played."""
    block, order = job
    values: dict[frozenset[int], float] = {}

    def value_of(members: frozenset[int]) -> float:
        if members not in values:
            values[members] = value(members, block)
        return values[members]

    added = dict.fromkeys(players, 0.0)
    for way in (order, order[::-1]):
        inside: frozenset[int] = frozenset()
        for player in way:
            joined = inside | {player}
            added[player] += (value_of(joined) - value_of(inside)) / 2.0
            inside = joined
    whole, none = value_of(frozenset(order)), value_of(frozenset())
    return [added[one] for one in players], whole, none, len(values)


def _all(
    value: Value, players: tuple[int, ...], block: int
) -> tuple[list[float], float, float, int]:
    n = len(players)
    masks = range(2**n)
    worth = [
        value(frozenset(p for i, p in enumerate(players) if mask >> i & 1), block) for mask in masks
    ]
    weight = [factorial(size) * factorial(n - size - 1) / factorial(n) for size in range(n)]
    parts = [
        sum(
            weight[mask.bit_count()] * (worth[mask | 1 << i] - worth[mask])
            for mask in masks
            if not mask >> i & 1
        )
        for i in range(n)
    ]
    return parts, worth[-1], worth[0], len(worth)


def _parts(rows: Sequence[tuple[list[float], float, float]], *, exact: bool) -> Parts:
    values, whole, none = (np.array(column, float) for column in zip(*rows, strict=True))
    return Parts(values, whole, none, exact)
