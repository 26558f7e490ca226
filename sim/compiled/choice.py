"""Which machine plays: native code where it is at hand, WebAssembly until then.

The bytes are the same, so nobody can tell. Native code is made for work that is long enough to
earn it, in the background while runs are already coming in.
"""

import atexit
import signal
import sys
from collections.abc import Callable
from threading import Lock, Thread

from brinkmanship.sim.compiled.engine import Machine
from brinkmanship.sim.compiled.module import is_stale
from brinkmanship.sim.compiled.native import is_kept, native
from brinkmanship.sim.compiled.wasm.machine import Wasm

SMALL = 5_000  # runs that are played before native code would be ready
COMPILING = "Making native code for this machine; the first runs are played without it."


class _Compiler:
    """Makes native code once a process, beside whatever else is done."""

    def __init__(self) -> None:
        self.lock, self.errors = Lock(), list[BaseException]()
        self.thread: Thread | None = None

    def start(self) -> None:
        """Begin, unless it has begun."""
        with self.lock:
            if self.thread is None:
                print(COMPILING, file=sys.stderr)  # noqa: T201 - said off a terminal too
                self.thread = Thread(target=self._work, daemon=True)
                self.thread.start()
                atexit.register(self._finish)

    @property
    def ready(self) -> bool:
        """Whether it is done and went well."""
        return self.thread is not None and not self.thread.is_alive() and not self.errors

    def _work(self) -> None:
        try:
            native()
        except (RuntimeError, OSError) as error:  # WebAssembly goes on playing
            self.errors.append(error)

    def _finish(self) -> None:
        """Wait at exit, some seconds at most: ending while LLVM works would crash the process."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if self.thread is not None:
            self.thread.join()


_compiler = _Compiler()


def native_is_ready() -> bool:
    """Whether native code plays without anybody waiting for it."""
    return _compiler.ready or is_kept()


def machine_for(runs: int) -> Machine:
    """The machine that plays so many runs best as things are now.

    Where the text has been changed that is native code, which alone is made again.
    """
    if is_stale() or native_is_ready():
        return native()
    if runs > SMALL:
        _compiler.start()
    return Wasm()


MACHINES: dict[str, Callable[[int], Machine]] = {
    "compiled": machine_for,
    "native": lambda runs: native(),  # noqa: ARG005 - whatever their number
    "wasm": lambda runs: Wasm(),  # noqa: ARG005
}
"""What gives a machine for so many runs, by the name of an engine."""
