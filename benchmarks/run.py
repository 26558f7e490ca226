"""Measure everything and write ``benchmarks/RESULTS.md``: ``python -m benchmarks.run``.

Ratios are of processor time within one run of this program, in interleaved rounds; the
middle of the rounds counts. On a machine shared with others read the ratios only.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks import processes
from benchmarks.floor import pieces
from benchmarks.machine import described
from benchmarks.native import Native, compiler
from benchmarks.rounds import (
    Costs,
    actor_turns,
    batch_player,
    engine_player,
    native_player,
    premise_of,
    ratio,
    relations,
    take_turns,
)
from sim.ensemble.engine import Engine

SMALL, LARGE = "nato-ground-troops-2024", "nato-32-2024"
RESULTS = Path(__file__).with_name("RESULTS.md")


class Effort(NamedTuple):
    """How long to measure: rounds, runs a round, whether the millions are played too."""

    rounds: int
    runs: int
    full: bool


class Line(NamedTuple):
    """A row of the table: what was measured, what came out, what was asked for."""

    what: str
    found: str
    goal: str = ""


def engines(effort: Effort) -> Iterator[Line]:
    """Mesa, the compiled ensemble and C on the same runs, one core each."""
    small, large = premise_of(SMALL), premise_of(LARGE)
    fewer = max(effort.runs // 3, 1)
    costs = take_turns(
        {
            "mesa": (batch_player(small), 2),
            "ensemble": (engine_player(Engine(small)), effort.runs),
            "C": (native_player(Native(small)), effort.runs),
            "ensemble 34": (engine_player(Engine(large)), fewer),
            "C 34": (native_player(Native(large)), fewer),
        },
        effort.rounds,
    )
    yield Line("`mesa.batch_run` of our model / ensemble", f"{ratio(costs, 'mesa', 'ensemble'):.0f} ×", "≥ 100 ×")
    yield Line("ensemble / C, seed scenario", f"{ratio(costs, 'ensemble', 'C'):.2f} ×", "≤ 1.2 ×")
    yield Line("ensemble / C, 34 actors", f"{ratio(costs, 'ensemble 34', 'C 34'):.2f} ×", "≤ 1.2 ×")
    yield from per_turn(costs, actor_turns(small, effort.runs), actor_turns(large, fewer))
    each = [relations(small), relations(large)]
    per = median(
        (a / each[1]) / (b / each[0])
        for a, b in zip(costs["ensemble 34"], costs["ensemble"], strict=True)
    )
    what = f"cost a relation: 34 actors ({each[1]} relations) / seed scenario ({each[0]})"
    yield Line(what, f"{per:.2f} ×", "≤ 1 ×")


def per_turn(costs: Costs, small: float, large: float) -> Iterator[Line]:
    """What an actor-turn costs each of them; principals times turns played count."""
    mesa = median(costs["mesa"]) / small * 1e6
    yield Line("Mesa engine, an actor-turn", f"{mesa:.0f} µs")
    goals = {"ensemble": "≤ 300 ns", "ensemble 34": "≤ 300 ns"}
    for name in ("ensemble", "C", "ensemble 34", "C 34"):
        turns = large if name.endswith("34") else small
        cost, best = median(costs[name]) / turns * 1e9, min(costs[name]) / turns * 1e9
        found = f"{cost:.0f} ns (least of the rounds {best:.0f})"
        yield Line(f"{name}, an actor-turn", found, goals.get(name, ""))


def commands(effort: Effort) -> Iterator[Line]:
    """Whole commands: workers, memory, storing, second start."""
    with tempfile.TemporaryDirectory() as folder:
        share = processes.storing_share(premise_of(SMALL), Path(folder))
    yield Line("share of the time spent storing", f"{100 * share:.1f}%", "< 10%")
    sizes = [10_000, 100_000, 1_000_000, 10_000_000]
    for runs in sizes[: 4 if effort.full else 1 if effort.rounds < 5 else 2]:
        cost = processes.ensemble(runs, 2)
        goal = "< 3 min, < 400 MB" if runs == sizes[2] else "< 400 MB"
        found = f"{cost.seconds:.1f} s, {cost.memory:.0f} MB the largest process"
        yield Line(f"{runs:,} runs on two workers, results on disk", found, goal)
    runs = 100_000 if effort.rounds >= 5 else 20_000
    pairs = [
        processes.ensemble(runs, 1).seconds / processes.ensemble(runs, 2).seconds
        for _ in range(3 if effort.rounds >= 5 else 1)
    ]
    yield Line(f"two workers against one, {runs:,} runs", f"{median(pairs):.2f} ×", "≥ 1.8 ×")
    try:
        yield Line("second start, 100 runs", f"{processes.second_start().seconds:.2f} s", "< 2.5 s")
    except processes.Missing as missing:
        yield Line("second start, 100 runs", f"not measured: {missing}", "< 2.5 s")


def floor(effort: Effort) -> Iterator[str]:
    """What a run of the seed scenario is made of, as a table."""
    premise = premise_of(SMALL)
    found, weighed = pieces(premise, effort.rounds, effort.runs)
    turns = actor_turns(premise, effort.runs)
    costs = take_turns({"ensemble": (engine_player(Engine(premise)), effort.runs)}, effort.rounds)
    whole = median(costs["ensemble"]) * 1e6
    yield "| work | ns a call | calls a run | µs a run | share |"
    yield "|---|---|---|---|---|"
    for piece in found:
        spent = piece.cost * piece.calls / 1000
        yield (
            f"| {piece.name} | {piece.cost:.1f} | {piece.calls:.0f} | {spent:.1f} "
            f"| {100 * spent / whole:.0f}% |"
        )
    rest = whole - sum(piece.cost * piece.calls for piece in found) / 1000
    logic = f"{weighed:.0f} rungs weighed, {turns:.0f} actor-turns"
    yield f"| all else: logic and weighing | | {logic} | {rest:.1f} | {100 * rest / whole:.0f}% |"
    yield f"| **a run** | | | **{whole:.1f}** | 100% |"


def report(effort: Effort) -> str:
    """The whole of ``RESULTS.md``."""
    lines = [*engines(effort), *commands(effort)]
    rows = [f"| {line.what} | {line.found} | {line.goal} |" for line in lines]
    option = " --full" if effort.full else " --quick" if effort.rounds < 5 else ""
    return "\n".join(
        [
            "# Speed and memory, measured",
            "",
            f"Made by `python -m benchmarks.run{option}`: {effort.rounds} interleaved rounds of "
            f"{effort.runs} runs, medians of processor time.",
            "What it means: [docs/explanation/speed.md](../docs/explanation/speed.md).",
            "",
            described() + ".",
            "",
            "| what | found | goal |",
            "|---|---|---|",
            *rows,
            "",
            f"What a run of `{SMALL}` is made of (one core, compiled ensemble):",
            "",
            *floor(effort),
            "",
        ]
    )


def main() -> int:
    """Measure, print and write the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, some minutes")
    parser.add_argument("--full", action="store_true", help="also 10^6 and 10^7 runs on disk")
    asked = parser.parse_args()
    if compiler() is None:
        sys.stderr.write("the benchmarks need gcc\n")
        return 2
    rounds, runs = (3, 600) if asked.quick else (11, 1500)
    text = report(Effort(rounds, runs, asked.full))
    sys.stdout.write(text)
    RESULTS.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
