"""How worker processes start and end: undisturbed by signals, and never after their parent."""

import multiprocessing
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from multiprocessing import connection, parent_process
from pathlib import Path
from threading import Thread, current_thread, main_thread
from traceback import extract_tb

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


def _masked(how: int, signals: Iterable[int]) -> set[int]:
    return set(signal.pthread_sigmask(how, signals))


def _follow_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        signal.raise_signal(signal.SIGTERM)
