"""Calls to workers on other machines, which refuse them if their versions differ.

A call is sent as bytes that run when they are unpickled: the scheduler never opens them and so
needs none of our code, and a worker with other versions is recognised before it reads anything
of this version.
"""

import pickle
import platform
import signal
import socket
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.runs.workers import FAULTS, where
from brinkmanship.sim.sweep.planning import deciding_versions

Versions = Mapping[str, str]


def call_bytes(function: Callable[..., Any], *arguments: object) -> bytes:
    """A call as bytes: ``pickle.loads`` makes it and gives the answer, in any process."""
    return pickle.dumps(_Call(worker_versions(), pickle.dumps((function, arguments))))


def worker_versions() -> dict[str, str]:
    """Versions of all that may change a result, or a message to a worker."""
    return {"python": ".".join(platform.python_version_tuple()[:2]), **deciding_versions()}


def dask_setup(worker: object) -> None:  # noqa: ARG001 - Dask's interface
    """Ignore Ctrl-C in workers: the process at the terminal ends its own cluster."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Answer(NamedTuple):
    """The answer to a call; never an exception, since not all of them can be pickled.

    Attributes:
        result: Of the function, if it returned.
        refused: The message of an error raised on purpose.
        broke: Any other error, and where it was raised.
    """

    result: object = None
    refused: str = ""
    broke: str = ""


def answer_call(asked: Versions, packed: bytes) -> Answer:
    """The answer to a call, made in a worker; it refuses if its versions differ from ours."""
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
