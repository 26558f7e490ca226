"""What a run is made of: what one draw, exponential or logarithm costs, and how many it takes.

The costs are those of compiled code, in two ways: a call that waits for the one before it, and
calls on numbers that do not depend on each other, which a processor does side by side. The
counts are of calls of the text, played in plain Python.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from statistics import median
from types import FrameType
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from benchmarks.rounds import SEED, actor_turns, engine_player, premise_of, take_turns
from brinkmanship.sim.compiled.compiler import register
from brinkmanship.sim.compiled.native import native
from brinkmanship.sim.crisis.draws import uniforms
from brinkmanship.sim.crisis.plain import begin_run, blank_crisis
from brinkmanship.sim.crisis.turn import play_turn
from brinkmanship.sim.mechanisms.chance import philox
from brinkmanship.sim.mechanisms.numeric import exp, gumbel, is_near, log, normal
from brinkmanship.sim.mechanisms.weighing import weigh
from brinkmanship.sim.premise import Premise

CALLS = 20_000
SCENARIO = "nato-ground-troops-2024"
REPEATS = 50
PLAYED = 60  # runs whose calls are counted
COUNTED = (philox, gumbel, is_near, exp, log, weigh)
"""Each is called once for each piece of its kind of work; two logarithms are in a Gumbel."""
TINY = 1e-300  # times any number made here, too small to change another
FUNCTIONS = register.text_functions  # importing it has registered the text for compiling
plain = njit(error_model="numpy")
Loop = Callable[[Any, Any], None]


class Piece(NamedTuple):
    """One kind of work: nanoseconds a call, alone and side by side, and calls a run."""

    name: str
    alone: float
    beside: float
    calls: float


@plain  # type: ignore[untyped-decorator,unused-ignore]
def block(u: float) -> float:
    """One block of Philox and the uniforms made of its four words."""
    a, b, c, d = uniforms(SEED, int(u * 4294967296.0), 7, 2, 0, 12345)
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


def count_calls(premise: Premise, runs: int) -> dict[str, float]:
    """Calls a run of the counted functions, by name, on average."""
    names = {function.__code__: function.__name__ for function in COUNTED}
    calls: Counter[str] = Counter()

    def count(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code in names:
            calls[names[frame.f_code]] += 1

    crisis = blank_crisis(premise)
    sys.setprofile(count)
    try:
        for run in range(runs):
            begin_run(crisis, seed=SEED, run=run)
            while not play_turn(crisis):
                pass
    finally:
        sys.setprofile(None)
    return {name: calls[name] / runs for name in names.values()}


def pieces(calls: dict[str, float], rounds: int) -> list[Piece]:
    """The kinds of work of a run; no call is counted twice.

    A Gumbel shock takes two logarithms, which are taken off the logarithms; those in the
    tails of normal deviates stay there, for they are few.
    """
    kinds = (
        ("Philox block (four words)", block, calls["philox"]),
        ("Gumbel shock", gumbel, calls["gumbel"]),
        ("normal deviate", normal, calls["is_near"]),
        ("exponential", exp, calls["exp"]),
        ("logarithm, but for Gumbel's", log, calls["log"] - 2 * calls["gumbel"]),
    )
    empty = [cost_of(loop, rounds) for loop in loops(nothing)]
    found = []
    for name, work, count in kinds:
        costs = [cost_of(loop, rounds) for loop in loops(work)]
        alone, beside = (max(cost - idle, 0.0) for cost, idle in zip(costs, empty, strict=True))
        found.append(Piece(name, alone, beside, count))
    return found


def floor(rounds: int, runs: int) -> Iterator[str]:
    """What a run of the seed scenario is made of, as a table."""
    premise = premise_of(SCENARIO)
    calls = count_calls(premise, PLAYED)
    turns = actor_turns(premise, 0, PLAYED) / PLAYED
    costs = take_turns({"native": engine_player(premise, native(), runs)}, rounds)
    whole = median(costs["native"]) * turns * 1e6
    rest = whole
    yield "| work | ns a call, waiting | side by side | calls a run | µs a run, so | share |"
    yield "|---|---|---|---|---|---|"
    for piece in pieces(calls, rounds):
        spent = piece.beside * piece.calls / 1000
        rest -= spent
        numbers = f"{piece.alone:.1f} | {piece.beside:.1f} | {piece.calls:.0f} | {spent:.1f}"
        yield f"| {piece.name} | {numbers} | {100 * spent / whole:.0f}% |"
    logic = f"{calls['weigh']:.0f} rungs weighed in {turns:.0f} actor-turns"
    share = f"{100 * rest / whole:.0f}%"
    yield f"| weighing, choosing, bookkeeping | | | {logic} | {rest:.1f} | {share} |"
    yield f"| **a run** | | | | **{whole:.1f}** | 100% |"
