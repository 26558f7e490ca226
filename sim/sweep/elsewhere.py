"""What is asked of a worker on another machine, and what it refuses.

A call travels as bytes that play themselves when they are unpickled: the scheduler in between
never opens them and so needs nothing of ours, and a worker of another version is told apart
before anything of this version is read.
"""

import pickle
import platform
import socket
from collections.abc import Callable, Mapping
from typing import Any

from sim.errors import BrinkError
from sim.sweep.planning import versions

Versions = Mapping[str, str]


def call_bytes(function: Callable[..., Any], *arguments: object) -> bytes:
    """A call whose result ``pickle.loads`` is, in a process of the same versions."""
    return pickle.dumps(_Call(fingerprint(), pickle.dumps((function, arguments))))


def fingerprint() -> dict[str, str]:
    """Versions of all that may change a byte of a result or of a message to a worker."""
    return {"python": ".".join(platform.python_version_tuple()[:2]), **versions()}


def called(asked: Versions, packed: bytes) -> object:
    """The result of a call, in a worker.

    Raises:
        BrinkError: This worker is of other versions than who asks.
    """
    here = fingerprint()
    differing = [
        f"{name} {here.get(name, 'missing')} there, {version} here"
        for name, version in asked.items()
        if here.get(name) != version
    ]
    if differing:
        what = f"the worker on {socket.gethostname()} is of another version"
        cure = "install the same on all workers, for the same bytes"
        raise BrinkError(f"{what} ({'; '.join(differing)}); {cure}")
    function, arguments = pickle.loads(packed)  # noqa: S301 - from a sweep that gave us its work
    return function(*arguments)


class _Call:
    """Pickles as a call of :func:`called`."""

    def __init__(self, asked: Versions, packed: bytes) -> None:
        self.arguments = (asked, packed)

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return called, self.arguments
