"""How workers are had, start and end: threads, processes, or this process alone.

Every pool is opened here, so that one place decides what is done where the system gives no
workers. They are undisturbed by signals and never outlive their parent.
"""

import multiprocessing
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache
from multiprocessing import connection, parent_process
from multiprocessing.process import BaseProcess
from os import getpid
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread, current_thread, main_thread
from traceback import extract_tb
from typing import Any

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
NO_WORKERS = (
    OSError,  # no semaphores, file descriptors, processes or room
    EOFError,  # a fork server that ended
    ImportError,  # a Python without semaphores
    NotImplementedError,
    MemoryError,
    BrokenProcessPool,
)
"""What is raised where the system gives no worker processes."""


class InProcess(Executor):
    """Does each piece of work at once, in this thread."""

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN002, ANN003, ANN201 - as the base class
        """The finished future."""
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future

    def map(self, fn, *iterables, timeout=None, chunksize=1):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN002, ANN201, ARG002 - as the base class
        """The results, each worked out when it is asked for."""
        return map(fn, *iterables)


def open_threads(count: int) -> Executor:
    """Threads that share the work: as many as the system gives, at most ``count``.

    All of them run when this returns. Where there would be one, the work is done in the thread
    of the caller.
    """
    wanted = count
    while count > 1:
        pool = ThreadPoolExecutor(count)
        with interrupts_held():
            started = _start_threads(pool, count)
            if started == count:
                return pool
            pool.shutdown()
        count = started
    if wanted > 1:
        tell_in_process("threads", "no more can be started")
    return InProcess()


def open_processes(count: int) -> Executor:
    """Processes that share the work; this process, after one line on stderr, if there are none.

    All of them are started when this returns, and the first has answered.
    """
    before = set(multiprocessing.active_children())
    context = multiprocessing.get_context("spawn")
    answers: SimpleQueue[Future[int]] = SimpleQueue()
    try:
        with interrupts_held():
            pool = ProcessPoolExecutor(count, mp_context=context, initializer=settle_in)
            for _ in range(count):
                pool.submit(getpid).add_done_callback(answers.put)
        answers.get().result()
    except NO_WORKERS as error:
        _end(set(multiprocessing.active_children()) - before)
        tell_in_process("worker processes", shortage_of_processes() or reason(error))
        return InProcess()
    except BaseException:
        _end(set(multiprocessing.active_children()) - before)
        raise
    return pool


def _end(processes: Iterable[BaseProcess]) -> None:
    for process in processes:
        process.terminate()


def open_fork_server(count: int, preload: Sequence[str]) -> Executor | None:
    """Processes forked by a server that imports some modules first; None if it cannot start.

    It returns at once; a process that cannot be had is told when work is submitted, by one of
    ``NO_WORKERS``.

    Args:
        count: How many processes.
        preload: Names of modules.
    """
    from multiprocessing import forkserver, resource_tracker  # noqa: PLC0415 - not on every system

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", *preload])
    try:
        resource_tracker.ensure_running()  # ends by letting interrupts through: so it goes first
        with interrupts_held():  # one would have the server die with a traceback
            forkserver.ensure_running()
        return ProcessPoolExecutor(count, mp_context=context, initializer=settle_in)
    except NO_WORKERS as error:
        tell_in_process("worker processes", shortage_of_processes() or reason(error))
        return None


@cache
def shortage_of_processes() -> str:
    """What worker processes need and this system lacks; empty if it has all."""
    try:
        multiprocessing.get_context("spawn").Lock()
    except (OSError, ImportError, NotImplementedError) as error:
        return f"no semaphores: {reason(error)}; on Linux they are files in /dev/shm"
    return ""


def reason(error: BaseException) -> str:
    """Why something was refused, in a few words."""
    told = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(str(told).split())


@cache
def tell_in_process(what: str, why: str) -> None:
    """Say once on stderr that there are no workers of a kind, and what is done instead."""
    told = f"There are no {what} here ({why}): this process does the work alone."
    print(f"{told} See brink doctor.", file=sys.stderr)  # noqa: T201 - said off a terminal too


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Make Ctrl-C and SIGTERM wait, so that a worker can start or end without them.

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


def settle_in() -> None:
    """Make a worker end at once and silently, on Ctrl-C or when its parent ends."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if MASKS:
        _masked(signal.SIG_UNBLOCK, HELD)
    Thread(target=_follow_parent, daemon=True).start()  # last, for it inherits the mask


def dismiss() -> None:
    """End the workers of this process in the middle of their work."""
    for process in multiprocessing.active_children():
        process.terminate()


def where(error: BaseException) -> str:
    """What was raised and where, in one line: class, text, file and line."""
    frame = extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({Path(frame.filename).name}:{frame.lineno})"


def _start_threads(pool: ThreadPoolExecutor, count: int) -> int:
    """Start the threads of a pool; how many there are."""
    gate = Event()  # no thread is free for a second task before all are started
    try:
        for started in range(count):
            try:
                pool.submit(gate.wait)
            except RuntimeError:  # can't start new thread
                return started
        return count
    finally:
        gate.set()


def _masked(how: int, signals: Iterable[int]) -> set[int]:
    return set(signal.pthread_sigmask(how, signals))


def _follow_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        signal.raise_signal(signal.SIGTERM)
