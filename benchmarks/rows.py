"""The rows of the table of results: engines against each other, then whole commands."""

from collections.abc import Iterator
from statistics import median
from typing import NamedTuple

from benchmarks import processes
from benchmarks.costs import RefusedError
from benchmarks.native import TUNED
from benchmarks.rounds import (
    Costs,
    batch_player,
    engine_player,
    native_player,
    premise_of,
    principals,
    ratio,
    relations,
    take_turns,
)
from brinkmanship.sim.premise import Premise

SMALL, LARGE = "nato-ground-troops-2024", "nato-32-2024"
MESA_RUNS = 4  # a round; one takes a hundred times as long as compiled
SCALES = (10_000, 100_000, 1_000_000, 10_000_000)
TIMES = " \N{MULTIPLICATION SIGN}"
LEAST, STORED = 20_000, 60_000  # runs: neither worker waits long for the last block
PAIRS = 3  # of one worker and two


class Effort(NamedTuple):
    """How long to measure: rounds, runs a round, runs put on disk at most."""

    rounds: int
    runs: int
    most: int

    @property
    def fewer(self) -> int:
        """Runs a round of the large scenario."""
        return max(self.runs // 3, 1)


class Line(NamedTuple):
    """A row of the table: what was measured, what came out, what was asked for."""

    what: str
    found: str
    goal: str = ""


def engines(effort: Effort) -> Iterator[Line]:
    """Mesa, the compiled ensemble and C on the same runs, one core each."""
    small, large = premise_of(SMALL), premise_of(LARGE)
    costs = take_turns(
        {
            "Mesa": batch_player(small, MESA_RUNS),
            "ensemble": engine_player(small, effort.runs),
            "C": native_player(small, effort.runs),
            "tuned C": native_player(small, effort.runs, *TUNED),
            "ensemble, 34 actors": engine_player(large, effort.fewer),
            "C, 34 actors": native_player(large, effort.fewer),
            "tuned C, 34 actors": native_player(large, effort.fewer, *TUNED),
        },
        effort.rounds,
    )
    speed = ratio(costs, "Mesa", "ensemble")
    yield Line("`mesa.batch_run` of our model / ensemble", f"{speed:.0f}{TIMES}", f"≥ 100{TIMES}")
    for size in ("", ", 34 actors"):
        for rival, flags in (("C", "gcc -O3"), ("tuned C", "for this very processor")):
            times = ratio(costs, f"ensemble{size}", f"{rival}{size}")
            yield Line(f"ensemble / C ({flags}){size}", f"{times:.2f}{TIMES}", f"≤ 1.2{TIMES}")
    yield Line("Mesa engine, an actor-turn", f"{median(costs['Mesa']) * 1e6:.0f} µs")
    yield from _per_turn(costs)
    yield _per_relation(costs, small, large)


def _per_turn(costs: Costs) -> Iterator[Line]:
    """What an actor-turn costs each of the compiled."""
    for name, each in costs.items():
        if name != "Mesa":
            found = f"{median(each) * 1e9:.0f} ns (least of the rounds {min(each) * 1e9:.0f})"
            goal = "≤ 300 ns" if name.startswith("ensemble") else ""
            yield Line(f"{name}, an actor-turn", found, goal)


def _per_relation(costs: Costs, small: Premise, large: Premise) -> Line:
    """Whether cost is linear in what is modelled: opposing pairs and memberships."""
    each = [principals(premise) / relations(premise) for premise in (small, large)]
    pairs = zip(costs["ensemble, 34 actors"], costs["ensemble"], strict=True)
    per = median(a * each[1] / (b * each[0]) for a, b in pairs)
    counts = f"34 actors ({relations(large)} relations) / seed scenario ({relations(small)})"
    return Line(f"cost a relation: {counts}", f"{per:.2f}{TIMES}", f"≤ 1{TIMES}")


def commands(effort: Effort) -> Iterator[Line]:
    """Storing, workers, and whole commands; a command that refuses is named, not measured."""
    yield from _inside(STORED if effort.most > SCALES[0] else LEAST)
    try:
        for runs in SCALES:
            if runs <= effort.most:
                yield _on_disk(runs)
        for name, figures in (("six figures", True), ("no figures", False)):
            again = processes.second_start(SMALL, PAIRS, figures=figures)
            found = f"{again.seconds:.2f} s ({again.processor:.2f} s of processor)"
            yield Line(f"second start, 100 runs, {name}", found, "< 2.5 s")
    except RefusedError as refused:
        yield Line("`brink run --engine ensemble`", f"not measured: {refused}")


def _inside(runs: int) -> Iterator[Line]:
    """What storing costs, and what a second worker brings."""
    premise = premise_of(SMALL)
    processes.stored(premise, 2, 1)
    shares, gains, cores = [], [], []
    for _ in range(PAIRS):
        one, two = (processes.stored(premise, runs, workers) for workers in (1, 2))
        shares.append(one.storing / one.processor)
        gains.append(one.seconds / two.seconds)
        cores.append(two.processor / two.seconds)
    yield Line("share of the time spent storing", f"{100 * median(shares):.1f}%", "< 10%")
    found = f"{median(gains):.2f}{TIMES} (the machine gave {median(cores):.2f} cores)"
    yield Line(f"two workers against one, {runs:,} runs stored", found, f"≥ 1.8{TIMES}")


def _on_disk(runs: int) -> Line:
    cost = processes.command(SMALL, runs, 2)
    found = f"{cost.seconds:.1f} s ({cost.processor:.1f} s of processor), {cost.memory:.0f} MB"
    goal = "< 3 min, < 400 MB" if runs == SCALES[2] else "< 400 MB"
    return Line(f"{runs:,} runs on two workers, results on disk", found, goal)
