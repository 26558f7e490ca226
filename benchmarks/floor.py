"""What a run is made of: what one draw, exponential or logarithm costs, and how many it takes.

The costs are those of compiled code, in two ways: a call that waits for the one before it, and
calls on numbers that do not depend on each other, which a processor does side by side. The
counts are those of the kernel in C, which does nothing twice.
"""

import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from benchmarks.native import Native
from benchmarks.rounds import SEED, actor_turns, engine_player, premise_of, take_turns
from brinkmanship.sim.ensemble.draws import block
from brinkmanship.sim.mechanisms import numeric
from brinkmanship.sim.premise import Premise

CALLS = 20_000
SCENARIO = "nato-ground-troops-2024"
REPEATS = 50
exp, log, normal, gumbel = numeric.exp, numeric.log, numeric.normal, numeric.gumbel
plain = njit(error_model="numpy")
TINY = 1e-300  # times any number made here, too small to change another
Loop = Callable[[Any, Any], None]


class Piece(NamedTuple):
    """One kind of work: nanoseconds a call, alone and side by side, and calls a run."""

    name: str
    alone: float
    beside: float
    calls: float


@plain  # type: ignore[untyped-decorator,unused-ignore]
def philox(u: float) -> float:
    """One block and what is made of its four words."""
    a, b, c, d = block(SEED, int(u * 4294967296.0), 7, 2, 0, 12345)
    total: float = a + b + c + d
    return total


@plain  # type: ignore[untyped-decorator,unused-ignore]
def nothing(u: float) -> float:
    """What a call costs that does nothing."""
    return u


def loops(work: Callable[[float], float]) -> tuple[Loop, Loop]:
    """Loops over ``work``: each call waits for the one before it; or none waits."""

    @plain  # type: ignore[untyped-decorator,unused-ignore]
    def alone(u: Any, found: Any) -> None:  # noqa: ANN401 - compiled
        last = 0.0
        for i in range(u.shape[0]):
            last = work(u[i] + last * TINY)
            found[i] = last

    @plain  # type: ignore[untyped-decorator,unused-ignore]
    def beside(u: Any, found: Any) -> None:  # noqa: ANN401 - compiled
        for i in range(u.shape[0]):
            found[i] = work(u[i])

    return alone, beside


def cost_of(loop: Loop, rounds: int) -> float:
    """Nanoseconds of processor time a call, the middle of some rounds."""
    u = np.random.default_rng(SEED).uniform(0.01, 0.99, CALLS)
    found = np.zeros(CALLS)
    loop(u, found)
    costs = []
    for _ in range(rounds):
        started = time.process_time_ns()
        for _ in range(REPEATS):
            loop(u, found)
        costs.append((time.process_time_ns() - started) / CALLS / REPEATS)
    return median(costs)


def counted(premise: Premise, runs: int) -> dict[str, float]:
    """Calls a run of each kind of work, on average."""
    native = Native(premise, "-DTALLY")
    native.play(SEED, 0, runs)
    return {name: count / runs for name, count in native.tally().items()}


def pieces(premise: Premise, rounds: int, runs: int) -> tuple[list[Piece], float]:
    """The kinds of work of a run, and how many rungs it weighs; no call is counted twice.

    A Gumbel shock takes two logarithms, which are taken off the logarithms; those in the
    tails of normal deviates stay there, for they are few.
    """
    calls = counted(premise, runs)
    kinds = (
        ("Philox block (four words)", philox, calls["blocks"]),
        ("Gumbel shock", gumbel, calls["gumbels"]),
        ("normal deviate", normal, calls["normals"]),
        ("exponential", exp, calls["exponentials"]),
        ("logarithm, but for Gumbel's", log, calls["logarithms"] - 2 * calls["gumbels"]),
    )
    empty = [cost_of(loop, rounds) for loop in loops(nothing)]
    found = []
    for name, work, count in kinds:
        costs = [cost_of(loop, rounds) for loop in loops(work)]
        alone, beside = (max(cost - idle, 0.0) for cost, idle in zip(costs, empty, strict=True))
        found.append(Piece(name, alone, beside, count))
    return found, calls["rungs weighed"]


def floor(rounds: int, runs: int) -> Iterator[str]:
    """What a run of the seed scenario is made of, as a table."""
    premise = premise_of(SCENARIO)
    found, weighed = pieces(premise, rounds, runs)
    turns = actor_turns(premise, 0, runs) / runs
    costs = take_turns({"ensemble": engine_player(premise, runs)}, rounds)
    whole = median(costs["ensemble"]) * turns * 1e6
    rest = whole
    yield "| work | ns a call, waiting | side by side | calls a run | µs a run, so | share |"
    yield "|---|---|---|---|---|---|"
    for piece in found:
        spent = piece.beside * piece.calls / 1000
        rest -= spent
        numbers = f"{piece.alone:.1f} | {piece.beside:.1f} | {piece.calls:.0f} | {spent:.1f}"
        yield f"| {piece.name} | {numbers} | {100 * spent / whole:.0f}% |"
    logic = f"{weighed:.0f} rungs weighed in {turns:.0f} actor-turns"
    share = f"{100 * rest / whole:.0f}%"
    yield f"| weighing, choosing, bookkeeping | | | {logic} | {rest:.1f} | {share} |"
    yield f"| **a run** | | | | **{whole:.1f}** | 100% |"
