"""Many runs of a premise, block by block in the order of run numbers, whatever the workers."""

import pickle
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import lru_cache
from multiprocessing import connection, get_context, parent_process
from pathlib import Path
from threading import Thread, current_thread, main_thread
from traceback import extract_tb
from typing import NamedTuple

from sim.errors import BrinkError
from sim.model import CrisisModel
from sim.premise import Premise
from sim.record import Log, Row, RunRecord

BLOCK = 25  # runs; part of no result, for rows leave in the order of run numbers
AHEAD = 2  # blocks a worker that may wait to be taken, so that memory stays flat
HELD = {signal.SIGINT, signal.SIGTERM}
MASKS = hasattr(signal, "pthread_sigmask")  # not on Windows
FAULTS = (  # what a defect of the model raises; no interrupt, no lack of memory
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)


class WorkerLostError(BrinkError):
    """A worker process ended before its runs did: killed, or out of memory."""


class Failure(NamedTuple):
    """A run that could not be finished: its address, and what was raised where.

    Attributes:
        seed, run: The run; ``brink story`` with these two meets the same error.
        turn: The turn being played, from 1; 0 while the run was set up.
        error: Class, text, file and line of what was raised.
    """

    seed: int
    run: int
    turn: int
    error: str

    def __str__(self) -> str:
        """One line that says where to look."""
        return f"seed {self.seed}, run {self.run}, turn {self.turn}: {self.error}"


class Finished(NamedTuple):
    """What is kept of a run once it is over."""

    record: RunRecord
    log: Log | None


class Block(NamedTuple):
    """Consecutive runs that were played, in order.

    Attributes:
        records: One for each run that was finished.
        failures: One for each run that was not.
        turns, signals, events: Rows of the trace of the finished runs; empty without a trace.
    """

    records: tuple[RunRecord, ...]
    failures: tuple[Failure, ...] = ()
    turns: tuple[Row, ...] = ()
    signals: tuple[Row, ...] = ()
    events: tuple[Row, ...] = ()

    @property
    def runs(self) -> int:
        """Runs played, finished or not."""
        return len(self.records) + len(self.failures)


Span = tuple[int, int, int]
"""Seed, number of the first run, count of runs."""
Player = Callable[[Premise, int, int, int], Block]
"""An engine: a function of a module, ``(premise, seed, first, count) -> Block``."""
Blocks = Generator[Block, None, None]


def mesa_block(premise: Premise, seed: int, first: int, count: int) -> Block:
    """``count`` runs on the Mesa engine from run number ``first`` on."""
    return _block(premise, (seed, first, count), trace=False)


def traced_block(premise: Premise, seed: int, first: int, count: int) -> Block:
    """The same runs with their trace."""
    return _block(premise, (seed, first, count), trace=True)


ENGINES: dict[str, Player] = {"mesa": mesa_block}


def run_ensemble(
    premise: Premise,
    *,
    seed: int,
    runs: int,
    first_run: int = 0,
    workers: int = 1,
    player: Player = mesa_block,
) -> Blocks:
    """Blocks of runs ``first_run`` to ``first_run + runs - 1``, in that order.

    Which run is in which block, and so every byte made of them, depends on nothing but
    ``first_run`` and ``runs``. Close the iterator if you leave it early: it owns processes.

    Args:
        premise: What is played.
        seed: Of the ensemble, at least 0.
        runs: How many, at least 1.
        first_run: Number of the first, at least 0.
        workers: Processes, at least 1; with 1 all is played in this one.
        player: The engine.

    Raises:
        WorkerLostError: A worker process was killed.
    """
    stop = first_run + runs
    starts = range(first_run, stop, BLOCK)
    spans = ((seed, at, min(BLOCK, stop - at)) for at in starts)
    if min(workers, len(starts)) == 1:
        return (player(premise, *span) for span in spans)
    return _spread(pickle.dumps(premise), player, spans, min(workers, len(starts)))


def _block(premise: Premise, span: Span, *, trace: bool) -> Block:
    seed, first, count = span
    played = [_one(premise, seed, run, trace=trace) for run in range(first, first + count)]
    done = [one for one in played if isinstance(one, Finished)]
    logs = [one.log for one in done if one.log is not None]
    return Block(
        records=tuple(one.record for one in done),
        failures=tuple(one for one in played if isinstance(one, Failure)),
        turns=tuple(row for log in logs for row in log.turns),
        signals=tuple(row for log in logs for row in log.signals),
        events=tuple(row for log in logs for row in log.events),
    )


def _one(premise: Premise, seed: int, run: int, *, trace: bool) -> Finished | Failure:
    """A run played to its end, or how it failed: one bad run must not cost the others."""
    turn = 0
    try:
        model = CrisisModel(premise, seed=seed, run=run, trace=trace)
        while model.running:
            turn += 1
            model.step()
        return Finished(model.record(), model.log)
    except FAULTS as error:
        frame = extract_tb(error.__traceback__)[-1]
        where = f"{Path(frame.filename).name}:{frame.lineno}"
        return Failure(seed, run, turn, f"{type(error).__name__}: {error} ({where})")


def _spread(packed: bytes, player: Player, spans: Iterable[Span], workers: int) -> Blocks:
    """The blocks of ``spans`` in order, played by worker processes."""
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_settle_in)
    waiting: deque[Future[Block]] = deque()
    try:
        for span in spans:
            with _interrupts_held():
                waiting.append(pool.submit(_played, packed, player, span))
            if len(waiting) >= AHEAD * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        what = "a worker process ended before its runs did (killed, or out of memory?)"
        raise WorkerLostError(f"{what}; try again with fewer --workers") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _played(packed: bytes, player: Player, span: Span) -> Block:
    return player(_unpacked(packed), *span)


@lru_cache(maxsize=1)
def _unpacked(packed: bytes) -> Premise:
    premise: Premise = pickle.loads(packed)  # noqa: S301 - from our own parent process
    return premise


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Start a worker undisturbed: Ctrl-C and SIGTERM wait until it has all it needs.

    The mask is for the worker, which inherits it; the handlers are for this process, where
    a thread of some library may take a signal that the mask keeps from this one.
    """
    caught: list[int] = []
    main = current_thread() is main_thread()
    handlers = {n: signal.signal(n, lambda m, _: caught.append(m)) for n in HELD if main}
    before = _masked(signal.SIG_BLOCK, HELD) if MASKS else set()
    try:
        yield
    finally:
        if MASKS:
            _masked(signal.SIG_SETMASK, before)
        for held, handler in handlers.items():
            signal.signal(held, signal.SIG_DFL if handler is None else handler)
    for number in caught[:1]:
        signal.raise_signal(number)


def _masked(how: int, signals: Iterable[int]) -> set[int]:
    return set(signal.pthread_sigmask(how, signals))


def _settle_in() -> None:
    """Make a worker die at once, without a word, of Ctrl-C or with its parent."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if MASKS:
        _masked(signal.SIG_UNBLOCK, HELD)
    Thread(target=_follow_parent, daemon=True).start()  # last, for it inherits the mask


def _follow_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        signal.raise_signal(signal.SIGTERM)
