"""Measure everything and write ``benchmarks/RESULTS.md``: ``python -m benchmarks.run``.

Ratios are of processor time within one run of this program, in interleaved rounds; the
middle of the rounds counts. On a machine shared with others read the ratios only.
"""

import argparse
import sys
from pathlib import Path
from typing import NamedTuple

from benchmarks.floor import floor
from benchmarks.machine import described, load
from benchmarks.rows import LARGE, SMALL, Effort, Line, commands, machines, storing

RESULTS = Path(__file__).with_name("RESULTS.md")
QUICK = Effort(rounds=5, runs=300, stored=20_000, traced=2_000, most=100_000)
USUAL = Effort(rounds=15, runs=1_500, stored=60_000, traced=10_000, most=100_000)
PREFACE = """\
# Speed and memory, measured

Made by `{command}`: {rounds} interleaved rounds of {runs} runs of `{small}` and {fewer} of
`{large}` in native code, fewer in the others; a ratio is the median over the rounds of
processor time. Commands: the middle of some starts. What the rows mean:
[docs/explanation/speed.md](../docs/explanation/speed.md).

{machine}.
Load of the machine meanwhile: {load}; seconds on the clock suffer from it, ratios hardly.
"""


class Report(NamedTuple):
    """What was found: the rows of the table, and what a run is made of."""

    rows: list[Line]
    floor: list[str]


def measured(effort: Effort) -> Report:
    """All of it; some minutes."""
    rows = [line for part in (machines, storing, commands) for line in part(effort)]
    return Report(rows, list(floor(effort.rounds, effort.runs)))


def text_of(report: Report, preface: str) -> str:
    """The whole of ``RESULTS.md``."""
    rows = [f"| {line.what} | {line.found} | {line.goal} |" for line in report.rows]
    table = ["| what | found | goal |", "|---|---|---|", *rows]
    made = f"What a run of `{SMALL}` is made of (native code, one core):"
    return "\n".join([preface, *table, "", made, "", *report.floor, ""])


def asked() -> tuple[Effort, str]:
    """The effort the user wants, and the command that said so."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer and shorter rounds")
    disk = "most runs to put on disk, from 10^5 by tens [100000]"
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--up-to", type=int, default=100_000, metavar="RUNS", help=disk)
    size.add_argument("--full", action="store_true", help="the same as --up-to 1000000")
    given = parser.parse_args()
    effort = QUICK if given.quick else USUAL
    words = " ".join(["python -m benchmarks.run", *sys.argv[1:]])
    return effort._replace(most=1_000_000 if given.full else given.up_to), words


def main() -> int:
    """Measure, print and write the table."""
    effort, command = asked()
    before = load()
    report = measured(effort)
    preface = PREFACE.format(
        command=command, rounds=effort.rounds, runs=effort.runs, fewer=effort.fewer,
        small=SMALL, large=LARGE, machine=described(), load=f"{before} before, {load()} after",
    )  # fmt: skip
    text = text_of(report, preface)
    sys.stdout.write(text)
    RESULTS.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
