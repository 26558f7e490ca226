"""Plays blocks on an executor: this process, worker processes, or a cluster.

An executor is any ``concurrent.futures.Executor``; that of a cluster is in ``cluster``. It has
processes, not threads: loading the scenario of a point is Python and would not run in parallel.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from concurrent.futures import ProcessPoolExecutor as Processes
from contextlib import suppress
from functools import partial
from itertools import chain
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Self

from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.runs.workers import InProcess, dismiss, interrupts_held, open_processes
from brinkmanship.sim.sweep.plan import Block
from brinkmanship.sim.sweep.workers.playing import Done

AHEAD = 2  # blocks a worker that may wait to be taken: none is idle, and few are in memory
POLL = 1.0  # seconds after which it is looked whether workers have come
PATIENCE = 3  # times that workers may be lost without a single block finished in between
Play = Callable[[Block], Done]


class LostError(BrinkError):
    """Workers are lost again and again before they finish a block."""


class ElasticExecutor(Executor, ABC):
    """An executor whose workers come and go."""

    @abstractmethod
    def workers(self) -> int:
        """How many there are now; may be none."""


def executor_opener(workers: int) -> Callable[[], Executor]:
    """A function that opens an executor of so many processes; one worker is this process."""
    return InProcess if workers == 1 else partial(open_processes, workers)


class Pool:
    """Plays blocks on workers that may be lost; their blocks are then played again.

    Args:
        opened: Opens an executor; called again if the first one broke.
        play: A picklable function that plays a block and writes its file.
        workers: How many blocks are played at once.
    """

    def __init__(self, opened: Callable[[], Executor], play: Play, workers: int) -> None:
        self.opened, self.play, self.workers = opened, play, workers
        self.executor: Executor | None = None
        self.running: dict[Future[Done], Block] = {}
        self.ready: SimpleQueue[Future[Done]] = SimpleQueue()

    def __enter__(self) -> Self:
        """Open nothing yet: the first block does."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the workers, in the middle of their blocks if there was an error."""
        if self.running and isinstance(self.executor, Processes):
            dismiss()
        self._close()

    def finish(self, blocks: Iterable[Block]) -> Generator[Done, None, None]:
        """Each block once it is on disk, in whatever order.

        Raises:
            LostError: Workers are lost again and again.
        """
        waiting, patience = iter(blocks), PATIENCE
        while True:
            try:
                for done in self._attempt(waiting):
                    patience = PATIENCE
                    yield done
            except BrokenExecutor as error:
                self._close()
                patience -= 1
                if patience == 0:
                    what = f"{PATIENCE} times a worker process ended before its block did"
                    cure = "killed, or out of memory? Try fewer --workers; what is finished is kept"
                    raise LostError(f"{what} ({cure})") from error
                waiting = chain(list(self.running.values()), waiting)
                self.running = {}
            else:
                return

    def _attempt(self, waiting: Iterator[Block]) -> Iterator[Done]:
        """The blocks that one executor finishes; unfinished ones stay in ``running``."""
        for block in waiting:
            self._submit(block)
            while len(self.running) >= self._most_submitted():
                yield from self._finished()
        while self.running:
            yield from self._finished()

    def _most_submitted(self) -> int:
        """How many blocks may be submitted at once."""
        executor = self.executor
        workers = executor.workers() if isinstance(executor, ElasticExecutor) else self.workers
        return AHEAD * max(workers, 1)

    def _submit(self, block: Block) -> None:
        with interrupts_held():
            executor = self.executor = self.executor or self.opened()
            lost: Future[Done] = Future()
            self.running[lost] = block
            future = executor.submit(self.play, block)
            self.running[future] = block
            del self.running[lost]
            future.add_done_callback(self.ready.put)  # an interrupt in it could leave it locked

    def _finished(self) -> Iterator[Done]:
        """A finished block, or nothing after a second, since workers may have joined."""
        with suppress(Empty):
            future = self.ready.get(timeout=POLL)
            if future in self.running:  # not of workers that were lost since
                with interrupts_held():
                    done = future.result()
                del self.running[future]
                yield done

    def _close(self) -> None:
        if self.executor is not None:
            self.executor.shutdown(cancel_futures=True)
        self.executor = None
