"""What a worker does: play one block and write its file. Runs in any process, on any machine."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from sim.columns import HEAD, Column, run_columns
from sim.ensemble.engine import Engine
from sim.errors import BrinkError
from sim.prepare import prepare
from sim.scenario import load_scenario
from sim.sweep.folder import RUNS, SCENARIO, SweepFolder
from sim.sweep.parquet import Failure, Part, block_bytes
from sim.sweep.plan import Block, Span
from sim.vectors import vectors_of
from sim.workers import FAULTS, where


class Task(NamedTuple):
    """What is the same for every block of a sweep; small, for it travels with each.

    Attributes:
        folder: Where the scenario is and the files go.
        scenario, digest, seed: As in the plan.
        settings: Name and type of each parameter's column.
        columns: All columns of the run table.
    """

    folder: str
    scenario: str
    digest: str
    seed: int
    settings: tuple[Column, ...]
    columns: tuple[Column, ...]


class Done(NamedTuple):
    """A block that is on disk."""

    name: str
    runs: int
    failed: int


def table_columns(engine: Engine, settings: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns of a sweep's run table: the point, then those of a run folder."""
    own = run_columns(engine.premise, {})
    return (("point", "int64"), *HEAD, *settings, *own[len(HEAD) :])


def play_block(task: Task, block: Block) -> Done:
    """Play a block and write its file; what fails is told in its footer.

    Raises:
        BrinkError: The file cannot be written.
    """
    failures: list[Failure] = []
    parts = (part for span in block.spans for part in _parts(task, span, failures))
    content, rows = block_bytes(task.columns, parts, failures)
    SweepFolder(Path(task.folder)).write(f"{RUNS}/{block.name}", content)
    return Done(block.name, block.runs, block.runs - rows)


def _parts(task: Task, span: Span, failures: list[Failure]) -> Iterator[Part]:
    try:
        engine = engine_of(Path(task.folder) / SCENARIO, task.digest, span.overrides)
    except BrinkError as error:
        failures.append(Failure(span.point, -1, str(error)))
        return
    except FAULTS as error:
        failures.append(Failure(span.point, -1, where(error)))
        return
    if table_columns(engine, task.settings) != task.columns:
        what = "its actors or rungs are not those of the first point"
        failures.append(Failure(span.point, -1, f"{what}; sweep it in a file of its own"))
        return
    head = (span.point, task.scenario, engine.premise.scenario.digest, task.seed)
    names = ("point", "scenario", "digest", "seed", *(name for name, _ in task.settings))
    same = dict(zip(names, (*head, *span.cells), strict=True))

    def failed(run: int, error: BaseException) -> None:
        failures.append(Failure(span.point, run, where(error)))

    for played in engine.survivors(task.seed, span.first, span.runs, failed):
        yield Part(same, vectors_of(engine.premise, played), len(played.runs))


@lru_cache(maxsize=1)
def engine_of(scenario: Path, digest: str, overrides: tuple[str, ...]) -> Engine:  # noqa: ARG001 - tells scenarios apart that stood in one place
    """The engine of a point; kept, for its next block often comes to the same worker."""
    return Engine(prepare(load_scenario(scenario, overrides)))
