"""What is asked of a worker on another machine, and what it refuses.

A call travels as bytes that play themselves when they are unpickled: the scheduler in between
never opens them and so needs nothing of ours, and a worker of another version is told apart
before anything of this version is read.
"""

import pickle
import platform
import signal
import socket
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from sim.errors import BrinkError
from sim.sweep.planning import deciding_versions
from sim.workers import FAULTS, where

Versions = Mapping[str, str]


def call_bytes(function: Callable[..., Any], *arguments: object) -> bytes:
    """A call of which ``pickle.loads`` gives the answer, in whatever process."""
    return pickle.dumps(_Call(worker_versions(), pickle.dumps((function, arguments))))


def worker_versions() -> dict[str, str]:
    """Versions of all that may change a byte of a result or of a message to a worker."""
    return {"python": ".".join(platform.python_version_tuple()[:2]), **deciding_versions()}


def dask_setup(worker: object) -> None:  # noqa: ARG001 - Dask's interface
    """Leave Ctrl-C to who has the terminal: it ends the workers of its own cluster."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Answer(NamedTuple):
    """What comes of a call; never an exception, for not every one can travel.

    Attributes:
        result: Of the function, if it came to an end.
        refused: The message of an error raised on purpose.
        broke: What else was raised, and where.
    """

    result: object = None
    refused: str = ""
    broke: str = ""


def answer_call(asked: Versions, packed: bytes) -> Answer:
    """What comes of a call, in a worker; a worker of other versions than who asks refuses it."""
    try:
        differing = list(_differences(asked, worker_versions()))
        if differing:
            what = f"the worker on {socket.gethostname()} is of another version"
            cure = "install the same on all workers, for the same bytes"
            return Answer(refused=f"{what} ({'; '.join(differing)}); {cure}")
        function, arguments = pickle.loads(packed)  # noqa: S301 - from a sweep that gave us its work
        return Answer(function(*arguments))
    except BrinkError as error:
        return Answer(refused=str(error))
    except (*FAULTS, ImportError, MemoryError, OSError, pickle.PickleError) as error:
        return Answer(broke=where(error))


def _differences(asked: Versions, here: Versions) -> Iterator[str]:
    for name, version in asked.items():
        if here.get(name) != version:
            yield f"{name} {here.get(name, 'missing')} there, {version} here"


class _Call:
    """Pickles as a call of :func:`answer_call`."""

    def __init__(self, asked: Versions, packed: bytes) -> None:
        self.arguments = (asked, packed)

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return answer_call, self.arguments
