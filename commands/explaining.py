"""The work of ``brink explain``: find, measure, tell, write."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from analysis.statistics.studies.pivots import curve_table, parts_table, pivot_table
from commands.compiling import compile_first
from commands.drawing import draw_here
from commands.explain_folder import write_folder
from commands.explain_text import Found, plain, told
from commands.progress import watched
from commands.typed import repeated
from sim.explain.neutral import Doctrines, policies
from sim.explain.search import Budget, Pivot
from sim.explain.whole import Hinges, Question, hinges, plays, responsibility
from sim.prepare import prepare
from sim.scenario import load_scenario
from sim.scenario.words import printable
from sim.whole import WholeFolder, json_text

BLOCKS = 32  # independent blocks of runs behind each actor's part
Started = Callable[[int], Callable[[int], None] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What the user asked for; each field is an option of ``brink explain``."""

    scenario: str
    run: int
    seed: int
    outcome: str | None
    overrides: tuple[str, ...]
    continuations: int
    responsibility: bool
    runs: int
    workers: int
    out: Path | None
    figures: bool
    as_json: bool

    @property
    def name(self) -> str:
        """Name of the scenario in results: that of its file."""
        return printable(Path(self.scenario).name.removesuffix(".yaml").removesuffix(".yml"))

    def command(self, outcome: str) -> list[str]:
        """Words that explain the same again; the outcome asked about, chosen or not."""
        shared = ["--runs", str(self.runs)] if self.responsibility else ["--no-responsibility"]
        return [
            *("explain", self.scenario, "--run", str(self.run), "--seed", str(self.seed)),
            *("--outcome", outcome),
            *repeated("--set", self.overrides),
            *("--continuations", str(self.continuations)),
            *shared,
        ]

    @property
    def question(self) -> Question:
        """What is asked of the run."""
        return Question(self.seed, self.run, self.outcome, self.workers)


def carry_out(job: Job) -> None:
    """Do all that ``brink explain`` does.

    Raises:
        BrinkError: The user's input is wrong; nothing was written.
    """
    if job.out is not None:
        WholeFolder(job.out)  # refused now rather than after the work
    started = datetime.now(UTC)
    found = find(job)
    click.echo(json_text(plain(found)) if job.as_json else told(found), nl=False)
    if job.out is not None:
        command = job.command(found.hinges.target.name)
        folder = write_folder(found, job.out, started=started, command=command)
        places = [f"Tables: {folder}"]
        if job.figures:
            places.append(f"Figures: {draw_here(folder)}")
        if not job.as_json:
            click.echo("\n".join(places))


def find(job: Job) -> Found:
    """Search, and put what was found into tables."""
    scenario = load_scenario(job.scenario, job.overrides)
    premise = prepare(scenario)
    neutral = [*job.overrides, *policies(scenario.document)]
    doctrines = Doctrines(premise, prepare(load_scenario(job.scenario, neutral)))
    compile_first()
    budget = Budget(told=job.continuations)
    with progress() as bar:
        seen = hinges(premise, job.question, budget, bar)
        parts, total, whole = None, None, (0.0, 0.0, False)
        if job.responsibility:
            runs = (BLOCKS, job.runs // BLOCKS)
            players = sum(stature.side >= 0 for stature in premise.statures)
            codes, shared = responsibility(
                doctrines, job.question, seen.target, runs, bar(plays(players, runs))
            )
            names = [{"actor": code, "name": seen.trace.actors[code].name} for code in codes]
            together = shared.values.sum(axis=1, keepdims=True)
            parts = parts_table(names, shared.values, runs=runs[0] * runs[1])
            total = parts_table([{"name": "sum"}], together, runs=runs[0] * runs[1]).iloc[0]
            whole = (float(shared.whole.mean()), float(shared.none.mean()), shared.exact)
    pivots = [*seen.pivots, *seen.last]
    return Found(
        premise=premise,
        name=job.name,
        overrides=job.overrides,
        hinges=seen,
        pivots=pivot_table([_row(one, seen) for one in pivots]) if pivots else None,
        curve=curve_table([step._asdict() for step in seen.curve]),
        spared=curve_table([one._asdict() for one in seen.spared]),
        parts=parts,
        whole=whole,
        total=total,
        runs=job.runs // BLOCKS * BLOCKS,
    )


def _row(pivot: Pivot, seen: Hinges) -> dict[str, object]:
    change, ladder = pivot.change, seen.trace.ladder
    return {
        "turn": change.turn,
        "actor": change.actor,
        "other": change.other,
        "kind": change.kind,
        "did": ladder[change.did] if change.did >= 0 else change.said,
        "instead": ladder[change.instead] if change.instead >= 0 else "",
        "last": change.turn == seen.turn,
        "n": pivot.n,
        "base": pivot.base,
        "changed": pivot.changed,
        "both": pivot.both,
        "own": pivot.own,
    }


@contextmanager
def progress() -> Iterator[Started]:
    """A bar on stderr for each piece of work, if somebody is watching."""
    with watched() as bar:
        yield (lambda _: None) if bar is None else bar
