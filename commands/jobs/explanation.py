"""One run explained: what moved the share of its continuations, and each actor's part."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brinkmanship.analysis.statistics.studies.pivots import curve_table, parts_table, pivot_table
from brinkmanship.api.crisis import load_file
from brinkmanship.commands.shared.compiling import compile_engine
from brinkmanship.commands.shared.naming import repeat_option
from brinkmanship.commands.shared.progress import Advance, task_bars
from brinkmanship.sim.explain.hinges import Hinges, Question, find_hinges
from brinkmanship.sim.explain.neutral import Doctrines, neutral_settings
from brinkmanship.sim.explain.responsibility import responsibility, runs_needed
from brinkmanship.sim.explain.search import Budget, Pivot
from brinkmanship.sim.premise import Premise

if TYPE_CHECKING:
    import pandas as pd

BLOCKS = 32  # independent blocks of runs behind each actor's part
StartBar = Callable[[int], Advance | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationJob:
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

    def command(self, outcome: str) -> list[str]:
        """The words of a command that explains the same again.

        Args:
            outcome: What the explanation is about, whether or not the user named it.
        """
        shared = ["--runs", str(self.runs)] if self.responsibility else ["--no-responsibility"]
        return [
            *("explain", self.scenario, "--run", str(self.run), "--seed", str(self.seed)),
            *("--outcome", outcome),
            *repeat_option("--set", self.overrides),
            *("--continuations", str(self.continuations)),
            *shared,
        ]

    @property
    def question(self) -> Question:
        """What is asked of the run."""
        return Question(self.seed, self.run, self.outcome, self.workers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """How the share of runs that come to an outcome is divided among the actors' policies.

    Attributes:
        parts: One row an actor.
        total: What all policies together move the share by, with its interval.
        with_all, with_none: Shares of runs with all policies, and with none of them.
        exact: Whether every coalition was played, and not only drawn orders.
        runs: Runs behind each number.
    """

    parts: "pd.DataFrame"
    total: "pd.Series"
    with_all: float
    with_none: float
    exact: bool
    runs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What decided a run, as tables.

    Attributes:
        premise, name, overrides: What was played.
        hinges: The run, what is asked about, and the search.
        pivots: One row a change, or None if nothing could have been otherwise.
        curve: One row a turn.
        spared: One row a kind of chance.
        responsibility: Each actor's part, or None if it was not asked for.
    """

    premise: Premise
    name: str
    overrides: tuple[str, ...]
    hinges: Hinges
    pivots: "pd.DataFrame | None"
    curve: "pd.DataFrame"
    spared: "pd.DataFrame"
    responsibility: Responsibility | None


def explain_run(job: ExplanationJob) -> Explanation:
    """Search for the turns that decided a run, and measure each actor's part.

    Raises:
        BrinkError: The user's input is wrong.
    """
    crisis = load_file(job.scenario, job.overrides)
    premise = crisis.premise
    doctrines = Doctrines(premise, crisis.set(neutral_settings(crisis.scenario.document)).premise)
    compile_engine()
    with task_bars() as start_bar:
        run_hinges = find_hinges(premise, job.question, Budget(final=job.continuations), start_bar)
        shares = None
        if job.responsibility:
            shares = _measure_responsibility(job, doctrines, run_hinges, start_bar)
    pivots = [*run_hinges.pivots, *run_hinges.last]
    return Explanation(
        premise=premise,
        name=crisis.name,
        overrides=job.overrides,
        hinges=run_hinges,
        pivots=pivot_table([_pivot_row(one, run_hinges) for one in pivots]) if pivots else None,
        curve=curve_table([step._asdict() for step in run_hinges.curve]),
        spared=curve_table([one._asdict() for one in run_hinges.spared]),
        responsibility=shares,
    )


def _measure_responsibility(
    job: ExplanationJob, doctrines: Doctrines, run_hinges: Hinges, start_bar: StartBar
) -> Responsibility:
    blocks = (BLOCKS, job.runs // BLOCKS)
    runs = blocks[0] * blocks[1]
    players = sum(stature.side >= 0 for stature in doctrines.own.statures)
    advance = start_bar(runs_needed(players, blocks))
    codes, result = responsibility(doctrines, job.question, run_hinges.target, blocks, advance)
    actors = run_hinges.trace.actors
    names = [{"actor": code, "name": actors[code].name} for code in codes]
    values = result.values  # noqa: PD011 - an array of its own
    together = values.sum(axis=1, keepdims=True)
    return Responsibility(
        parts=parts_table(names, values, runs=runs),
        total=parts_table([{"name": "sum"}], together, runs=runs).iloc[0],
        with_all=float(result.whole.mean()),
        with_none=float(result.none.mean()),
        exact=result.exact,
        runs=runs,
    )


def _pivot_row(pivot: Pivot, run_hinges: Hinges) -> dict[str, object]:
    change, ladder = pivot.change, run_hinges.trace.ladder
    return {
        "turn": change.turn,
        "actor": change.actor,
        "other": change.other,
        "kind": change.kind,
        "did": ladder[change.did] if change.did >= 0 else change.signal,
        "instead": ladder[change.instead] if change.instead >= 0 else "",
        "last": change.turn == run_hinges.turn,
        "n": pivot.n,
        "base": pivot.base,
        "changed": pivot.changed,
        "both": pivot.both,
        "own": pivot.own,
    }
