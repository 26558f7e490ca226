"""Blocks of runs on either engine; one run that fails never costs the others."""

from collections.abc import Callable
from threading import local
from typing import TYPE_CHECKING, NamedTuple

from sim.played import Played
from sim.played import Row as Run
from sim.premise import Premise
from sim.record import Log, Row, RunRecord
from sim.workers import FAULTS, where

if TYPE_CHECKING:
    from sim.ensemble.engine import Engine

Span = tuple[int, int, int]
"""Seed, number of the first run, count of runs."""


class Failure(NamedTuple):
    """A run that could not be finished: its address, and what was raised where.

    Attributes:
        seed, run: The run; ``brink story`` with these two meets the same error.
        turn: The turn being played, from 1; 0 while the run was set up, or if not known.
        error: Class, text, file and line of what was raised.
    """

    seed: int
    run: int
    turn: int
    error: str

    def __str__(self) -> str:
        """One line that says where to look."""
        return f"seed {self.seed}, run {self.run}, turn {self.turn}: {self.error}"


class Block(NamedTuple):
    """Consecutive runs that were played, in order.

    Attributes:
        played: Those that were finished.
        failures: One for each run that was not.
        turns, signals, events, beliefs: Rows of the trace of the finished runs; empty without.
    """

    played: Played
    failures: tuple[Failure, ...] = ()
    turns: tuple[Row, ...] = ()
    signals: tuple[Row, ...] = ()
    events: tuple[Row, ...] = ()
    beliefs: tuple[Row, ...] = ()

    @property
    def runs(self) -> int:
        """Runs played, finished or not."""
        return len(self.played.runs) + len(self.failures)

    def records(self, premise: Premise) -> list[RunRecord]:
        """The finished runs, in words."""
        rows = range(len(self.played.runs))
        return [RunRecord.of(premise.codes, self.played.row(place)) for place in rows]


Player = Callable[[Premise, int, int, int], Block]
"""An engine: a function of a module, ``(premise, seed, first, count) -> Block``."""


class _Finished(NamedTuple):
    row: Run
    log: Log | None


def mesa_block(premise: Premise, seed: int, first: int, count: int) -> Block:
    """``count`` runs on the Mesa engine from run number ``first`` on."""
    return _mesa_block(premise, (seed, first, count), trace=False)


def traced_block(premise: Premise, seed: int, first: int, count: int) -> Block:
    """The same runs with their trace."""
    return _mesa_block(premise, (seed, first, count), trace=True)


def _mesa_block(premise: Premise, span: Span, *, trace: bool) -> Block:
    seed, first, count = span
    played = [_one(premise, seed, run, trace=trace) for run in range(first, first + count)]
    done = [one for one in played if isinstance(one, _Finished)]
    logs = [one.log for one in done if one.log is not None]
    rows = [one.row for one in done]
    return Block(
        played=Played.of(rows, len(premise.levels), len(premise.codes)),
        failures=tuple(one for one in played if isinstance(one, Failure)),
        turns=tuple(row for log in logs for row in log.turns),
        signals=tuple(row for log in logs for row in log.signals),
        events=tuple(row for log in logs for row in log.events),
        beliefs=tuple(row for log in logs for row in log.beliefs),
    )


def _one(premise: Premise, seed: int, run: int, *, trace: bool) -> _Finished | Failure:
    """A run played to its end, or how it failed."""
    from sim.model import CrisisModel  # noqa: PLC0415 - Mesa takes a second to import

    turn = 0
    try:
        model = CrisisModel(premise, seed=seed, run=run, trace=trace)
        while model.running:
            turn += 1
            model.step()
        return _Finished(Run.of(model), model.log)
    except FAULTS as error:
        return Failure(seed, run, turn, where(error))


class _Engines(local):
    """The engine of each thread: what it works in cannot be shared."""

    engine: "Engine | None" = None

    def of(self, premise: Premise) -> "Engine":
        """The engine of a premise, made anew only for another one."""
        if self.engine is None or self.engine.premise is not premise:
            from sim.ensemble.engine import Engine  # noqa: PLC0415 - Numba only where it plays

            self.engine = Engine(premise)
        return self.engine


_engines = _Engines()


def ensemble_block(premise: Premise, seed: int, first: int, count: int) -> Block:
    """The same runs as :func:`mesa_block` plays, compiled; side by side in threads if wanted."""
    failures: list[Failure] = []

    def failed(run: int, error: BaseException) -> None:
        failures.append(Failure(seed, run, 0, where(error)))

    pieces = list(_engines.of(premise).survivors(seed, first, count, failed))
    empty = Played.of((), len(premise.levels), len(premise.codes))
    return Block(Played.joined(pieces or [empty]), tuple(failures))
