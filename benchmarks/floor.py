"""What a run is made of: what one draw, exponential or logarithm costs, and how many it takes.

The costs are those of compiled code, one call after another on numbers that do not depend on
each other. The counts are those of the kernel in C, which does nothing twice.
"""

import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from benchmarks.native import Native
from benchmarks.rounds import SEED, actor_turns, engine_player, premise_of, take_turns
from sim import numeric
from sim.ensemble.draws import block
from sim.ensemble.engine import Engine
from sim.premise import Premise

CALLS = 20_000
SCENARIO = "nato-ground-troops-2024"
REPEATS = 50
exp, log, normal, gumbel = numeric.exp, numeric.log, numeric.normal, numeric.gumbel
plain = njit(error_model="numpy")


class Piece(NamedTuple):
    """One kind of work: nanoseconds a call, and calls a run."""

    name: str
    cost: float
    calls: float


@plain  # type: ignore[untyped-decorator,unused-ignore]
def _nothing(u: Any) -> Any:  # noqa: ANN401 - compiled
    total = 0.0
    for i in range(u.shape[0]):
        total += u[i]
    return total


@plain  # type: ignore[untyped-decorator,unused-ignore]
def _blocks(u: Any) -> Any:  # noqa: ANN401 - compiled
    total = 0.0
    for i in range(u.shape[0]):
        a, b, c, d = block(SEED, i, 7, 2, 0, 12345)
        total += a + b + c + d
    return total


@plain  # type: ignore[untyped-decorator,unused-ignore]
def _exps(u: Any) -> Any:  # noqa: ANN401 - compiled
    total = 0.0
    for i in range(u.shape[0]):
        total += exp(u[i])
    return total


@plain  # type: ignore[untyped-decorator,unused-ignore]
def _logs(u: Any) -> Any:  # noqa: ANN401 - compiled
    total = 0.0
    for i in range(u.shape[0]):
        total += log(u[i])
    return total


@plain  # type: ignore[untyped-decorator,unused-ignore]
def _normals(u: Any) -> Any:  # noqa: ANN401 - compiled
    total = 0.0
    for i in range(u.shape[0]):
        total += normal(u[i])
    return total


@plain  # type: ignore[untyped-decorator,unused-ignore]
def _gumbels(u: Any) -> Any:  # noqa: ANN401 - compiled
    total = 0.0
    for i in range(u.shape[0]):
        total += gumbel(u[i])
    return total


def cost_of(work: Callable[[Any], object], rounds: int) -> float:
    """Nanoseconds of processor time a call, the middle of some rounds."""
    u = np.random.default_rng(SEED).random(CALLS)
    work(u)
    costs = []
    for _ in range(rounds):
        started = time.process_time_ns()
        for _ in range(REPEATS):
            work(u)
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
    empty = cost_of(_nothing, rounds)
    single = calls["logarithms"] - 2 * calls["gumbels"]
    kinds = (
        ("Philox block (four words)", _blocks, calls["blocks"]),
        ("Gumbel shock", _gumbels, calls["gumbels"]),
        ("normal deviate", _normals, calls["normals"]),
        ("exponential", _exps, calls["exponentials"]),
        ("logarithm, but for Gumbel's", _logs, single),
    )
    found = [Piece(name, cost_of(work, rounds) - empty, count) for name, work, count in kinds]
    return found, calls["rungs weighed"]


def floor(rounds: int, runs: int) -> Iterator[str]:
    """What a run of the seed scenario is made of, as a table."""
    premise = premise_of(SCENARIO)
    found, weighed = pieces(premise, rounds, runs)
    costs = take_turns({"ensemble": (engine_player(Engine(premise)), runs)}, rounds)
    whole = median(costs["ensemble"]) * 1e6
    yield "| work | ns a call | calls a run | µs a run | share |"
    yield "|---|---|---|---|---|"
    for piece in found:
        spent = piece.cost * piece.calls / 1000
        numbers = f"{piece.cost:.1f} | {piece.calls:.0f} | {spent:.1f} | {100 * spent / whole:.0f}%"
        yield f"| {piece.name} | {numbers} |"
    rest = whole - sum(piece.cost * piece.calls for piece in found) / 1000
    logic = f"{weighed:.0f} rungs weighed in {actor_turns(premise, runs):.0f} actor-turns"
    yield f"| weighing, choosing, bookkeeping | | {logic} | {rest:.1f} | {100 * rest / whole:.0f}% |"
    yield f"| **a run** | | | **{whole:.1f}** | 100% |"
