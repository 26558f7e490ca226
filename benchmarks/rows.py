"""The rows of the table of results: machines against each other, then whole commands."""

from collections.abc import Iterator
from statistics import median
from typing import NamedTuple

from benchmarks.costs import Cost
from benchmarks.processes import (
    brink,
    compile_module,
    medians,
    play_and_store,
    run_on_disk,
)
from benchmarks.rounds import (
    Costs,
    batch_player,
    engine_player,
    premise_of,
    principals,
    ratio,
    relations,
    take_turns,
)
from brinkmanship.sim.compiled.native import native
from brinkmanship.sim.compiled.wasm.machine import Wasm
from brinkmanship.sim.premise import Premise

SMALL, LARGE = "nato-ground-troops-2024", "nato-32-2024"
MESA_RUNS = 4  # a round; one takes hundreds of times as long as native code
SCALES = (100_000, 1_000_000, 10_000_000)
TIMES = " \N{MULTIPLICATION SIGN}"
REPEATS = 3  # of what takes seconds
TRACED_RATE = 10_000 / 60  # runs a second
TWO = ("--no-figures", "--workers", "2")


class Effort(NamedTuple):
    """How long to measure.

    Attributes:
        rounds: Of the machines.
        runs: A round, of the small scenario.
        stored: Runs played and stored, enough that no worker waits long for the last block.
        traced: Runs played with their trace.
        most: Runs put on disk at most.
    """

    rounds: int
    runs: int
    stored: int
    traced: int
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


class Start(NamedTuple):
    """A command that is over soon.

    Attributes:
        what: As the table calls it.
        goal: What was asked for.
        runs: Of the small scenario; none means that only help is asked for.
        options: Further words.
        empty_cache: Whether no machine code has been kept.
    """

    what: str
    goal: str
    runs: int = 0
    options: tuple[str, ...] = ()
    empty_cache: bool = False


PLAIN = ("--no-figures",)
COLD = "cold start with an empty cache, 500 runs, no figures"
STARTS = (
    Start(COLD, "≤ 5 s, ≤ 5 s of processor", 500, PLAIN, empty_cache=True),
    Start("warm start, 100 runs, no figures", "≤ 0.8 s", 100, PLAIN),
    Start("warm start, 100 runs, six figures", "≤ 1.6 s", 100),
    Start("`brink --help`", "≤ 0.15 s"),
)


def machines(effort: Effort) -> Iterator[Line]:
    """Mesa, WebAssembly and native code on the same runs, one core each."""
    small, large = premise_of(SMALL), premise_of(LARGE)
    costs = take_turns(
        {
            "Mesa": batch_player(small, MESA_RUNS),
            "native": engine_player(small, native(), effort.runs),
            "wasm": engine_player(small, Wasm(), effort.fewer),
            "native, 34 actors": engine_player(large, native(), effort.fewer),
            "wasm, 34 actors": engine_player(large, Wasm(), max(effort.fewer // 3, 1)),
        },
        effort.rounds,
    )
    speed = ratio(costs, "Mesa", "native")
    yield Line("`mesa.batch_run` of our model / native", f"{speed:.0f}{TIMES}", f"≥ 300{TIMES}")
    for size in ("", ", 34 actors"):
        times = ratio(costs, f"wasm{size}", f"native{size}")
        yield Line(f"wasm / native{size}", f"{times:.2f}{TIMES}")
    yield Line("Mesa, an actor-turn", f"{median(costs['Mesa']) * 1e6:.0f} µs")
    for name in ("native", "native, 34 actors"):
        nanoseconds = median(costs[name]) * 1e9, min(costs[name]) * 1e9
        found = "{:.0f} ns (least of the rounds {:.0f})".format(*nanoseconds)
        yield Line(f"{name}, an actor-turn", found, "≤ 300 ns")
    yield _per_relation(costs, small, large)


def _per_relation(costs: Costs, small: Premise, large: Premise) -> Line:
    """Whether cost is linear in what is modelled: opposing pairs and memberships."""
    each = [principals(premise) / relations(premise) for premise in (small, large)]
    pairs = zip(costs["native, 34 actors"], costs["native"], strict=True)
    per = median(a * each[1] / (b * each[0]) for a, b in pairs)
    counts = f"34 actors ({relations(large)} relations) / seed scenario ({relations(small)})"
    return Line(f"native, cost a relation: {counts}", f"{per:.2f}{TIMES}", f"≤ 1{TIMES}")


def storing(effort: Effort) -> Iterator[Line]:
    """What storing costs, what a second worker brings, and what making native code costs."""
    premise, runs = premise_of(SMALL), effort.stored
    play_and_store(premise, 2, 1)
    shares, gains, cores = [], [], []
    for _ in range(REPEATS):
        one, two = (play_and_store(premise, runs, workers) for workers in (1, 2))
        shares.append(one.storing / one.processor)
        gains.append(one.seconds / two.seconds)
        cores.append(two.processor / two.seconds)
    yield Line("share of the time spent storing", f"{100 * median(shares):.1f}%", "≤ 10%")
    found = f"{median(gains):.2f}{TIMES} (the machine gave {median(cores):.2f} cores)"
    yield Line(f"two workers against one, {runs:,} runs stored", found, f"≥ 1.8{TIMES}")
    spent = median(compile_module() for _ in range(REPEATS))
    what = "native code made of the shipped module"
    yield Line(what, f"{spent:.1f} s of processor", "≤ 12 s of processor")


def commands(effort: Effort) -> Iterator[Line]:
    """Commands of ``brink`` as their users start them."""
    costs: dict[Start, list[Cost]] = {start: [] for start in STARTS}
    for _ in range(REPEATS):
        for start in STARTS:
            costs[start].append(_started(start))
    for start, each in costs.items():
        yield Line(start.what, _in_words(medians(each)), start.goal)
    yield _traced(effort.traced)
    for runs in SCALES:
        if runs <= effort.most:
            cost, size = run_on_disk(SMALL, runs, *TWO)
            goal = "≤ 3 min, ≤ 400 MB" if runs == SCALES[1] else "≤ 400 MB"
            found = f"{_in_words(cost)}, {size:.0f} MB on disk"
            yield Line(f"{runs:,} runs on two workers, results on disk", found, goal)


def _started(start: Start) -> Cost:
    if not start.runs:
        return brink("--help")
    return run_on_disk(SMALL, start.runs, *start.options, empty_cache=start.empty_cache)[0]


def _traced(runs: int) -> Line:
    cost, size = run_on_disk(SMALL, runs, "--trace", *TWO)
    rate = f"{runs / cost.seconds:.0f} runs/s: {_in_words(cost)}, {size:.0f} MB on disk"
    what = f"{runs:,} traced runs on two workers, results on disk"
    return Line(what, rate, f"≥ {TRACED_RATE:.0f} runs/s")


def _in_words(cost: Cost) -> str:
    took = f"{cost.seconds:.2f} s ({cost.processor:.2f} s of processor)"
    return f"{took}, {cost.memory:.0f} MB of memory"
