"""Many runs of a premise, block by block in the order of run numbers, whatever the workers."""

import pickle
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache, partial
from queue import SimpleQueue
from typing import NamedTuple

from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.results.block import Block
from brinkmanship.sim.results.traces import traced_together
from brinkmanship.sim.runs.blocks import (
    Player,
    Span,
    compiled_block,
    mesa_block,
    traced_compiled_block,
    traced_mesa_block,
)
from brinkmanship.sim.runs.workers import interrupts_held, open_processes, open_threads

AHEAD = 2  # blocks a worker that may wait to be taken, so that memory stays flat
Blocks = Generator[Block, None, None]


class WorkerLostError(BrinkError):
    """A worker process ended before its runs did: killed, or out of memory."""


class Way(NamedTuple):
    """How runs are played.

    Attributes:
        player: Called with how many runs there are in all; gives what plays a block.
        block: Runs played at once, fewer where their traces are large; part of no result, for rows
            leave in the order of run numbers.
        threads: Whether workers are threads, which needs an engine that lets go of the lock.
        trace: Whether runs are kept with their trace.
    """

    player: Callable[[int], Player]
    block: int
    threads: bool = False
    trace: bool = False


ENGINES = ("compiled", "native", "wasm", "mesa")
"""What may play runs; "compiled" is native code, or WebAssembly until that is ready."""


def way_of(engine: str = "compiled", *, trace: bool = False) -> Way:
    """How an engine plays runs, with or without their trace.

    Args:
        engine: One of ``ENGINES``.
        trace: Whether turns, signals, events and beliefs are kept too.
    """
    if engine == "mesa":
        return Way(lambda _: traced_mesa_block if trace else mesa_block, 25, trace=trace)
    play = traced_compiled_block if trace else compiled_block
    return Way(partial(partial, play, engine), 100 if trace else 1000, threads=True, trace=trace)


def run_ensemble(
    premise: Premise,
    *,
    seed: int,
    runs: int,
    first_run: int = 0,
    workers: int = 1,
    way: Way | None = None,
) -> Blocks:
    """Blocks of runs ``first_run`` to ``first_run + runs - 1``, in that order.

    Which run is in which block, and so every byte made of them, depends on nothing but
    ``first_run`` and ``runs``. Close the iterator if you leave it early: it owns workers.

    Args:
        premise: What is played.
        seed: Of the ensemble, at least 0.
        runs: How many, at least 1.
        first_run: Number of the first, at least 0.
        workers: Threads or processes, at least 1; with 1 all is played in this thread.
        way: How; compiled if nothing is said.

    Raises:
        WorkerLostError: A worker process was killed.
    """
    way, stop = way or way_of(), first_run + runs
    player = way.player(runs)
    block = traced_together(premise, way.block) if way.trace else way.block
    starts = range(first_run, stop, block)
    spans = ((seed, at, min(block, stop - at)) for at in starts)
    workers = min(workers, len(starts))
    if workers == 1:
        return (player(premise, *span) for span in spans)
    if way.threads:
        return _spread(open_threads, partial(player, premise), spans, workers)
    play = partial(_play_block, pickle.dumps(premise), player)
    return _spread(open_processes, play, spans, workers)


def _spread(
    opened: Callable[[int], Executor],
    play: Callable[..., Block],
    spans: Iterable[Span],
    workers: int,
) -> Blocks:
    """The blocks of ``spans`` in order, played by the workers of a pool that this opens.

    An interrupt waits while a block is handed over or taken. In the middle of it one could leave
    a future locked; its worker then never ends, and nor does the pool.
    """
    waiting: deque[Future[Block]] = deque()
    ready: SimpleQueue[Future[Block]] = SimpleQueue()
    done: set[Future[Block]] = set()
    pool = opened(workers)
    try:
        for span in spans:
            with interrupts_held():
                future = pool.submit(play, *span)
                future.add_done_callback(ready.put)
            waiting.append(future)
            if len(waiting) >= AHEAD * workers:
                yield _wait_for_block(waiting.popleft(), ready, done)
        while waiting:
            yield _wait_for_block(waiting.popleft(), ready, done)
    except BrokenProcessPool as error:
        what = "a worker process ended before its runs did (killed, or out of memory?)"
        raise WorkerLostError(f"{what}; try again with fewer --workers") from error
    finally:
        with interrupts_held():  # one more would leave workers at play while the process ends
            pool.shutdown(cancel_futures=True)


def _wait_for_block(
    future: Future[Block], ready: SimpleQueue[Future[Block]], done: set[Future[Block]]
) -> Block:
    """A block once it is done; waited for at a queue, where an interrupt does no harm."""
    while future not in done:
        done.add(ready.get())
    done.remove(future)
    with interrupts_held():
        return future.result()


def _play_block(packed: bytes, player: Player, *span: int) -> Block:
    return player(_unpacked(packed), *span)


@lru_cache(maxsize=1)
def _unpacked(packed: bytes) -> Premise:
    premise: Premise = pickle.loads(packed)  # noqa: S301 - from our own parent process
    return premise
