"""A Dask cluster as an executor: an existing one by its address, or one on this machine."""

import asyncio
import json
import logging
import pickle
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any

import dask
from distributed import CancelledError, Client, KilledWorker, LocalCluster, Security, rpc
from distributed import Future as Remote

from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.sweep.workers.pool import ElasticExecutor, LostError
from brinkmanship.sim.sweep.workers.remote_calls import Answer, call_bytes

PATIENCE = 5  # seconds that a scheduler may take to answer
NEWS = 2.0  # seconds for which the number of workers is taken to stay the same
KEPT = "what is finished is kept"
LOST = f"the scheduler is gone, or the way to it; {KEPT}: run the same command again"
SETTINGS = {"distributed.admin.tick.limit": "1h"}  # a busy machine is not worth a warning


class Cluster(ElasticExecutor):
    """The workers of a Dask cluster; Dask gives the blocks of lost workers to others.

    Args:
        address: Such as ``tcp://host:8786``, a scheduler's file, or ``local``.
        workers: How many processes a local cluster has.

    Raises:
        BrinkError: There is no scheduler.
    """

    def __init__(self, address: str, workers: int) -> None:
        _silence_log()
        dask.config.set(SETTINGS)
        self.local = _local_cluster(workers) if address == "local" else None
        reached = self.local.scheduler_address if self.local else _answering(address)
        self.client = Client(reached, timeout=PATIENCE, set_as_default=False)
        self.count, self.asked = 0, -NEWS

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the cluster; a local cluster is closed."""
        self.shutdown()

    def workers(self) -> int:
        """Threads of all workers, at most a few seconds old."""
        now = monotonic()
        if now - self.asked >= NEWS:
            with suppress(OSError):  # then its futures will tell
                self.count = sum(self.client.nthreads().values())
            self.asked = now
        return self.count

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN002, ANN003, ANN201, ARG002 - as the base class
        """A future that is finished when Dask's is."""
        ours: Future[Any] = Future()
        theirs = self.client.submit(pickle.loads, call_bytes(fn, *args), pure=False)
        loop = self.client.loop
        if loop is None:
            raise LostError(LOST)
        loop.add_callback(_hand_over, theirs, ours)
        return ours

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - as the base class
        """Leave the cluster, which drops our tasks; a local cluster is closed."""
        self.client.close(timeout=PATIENCE)
        if self.local is not None:
            self.local.close(timeout=PATIENCE)


def _local_cluster(workers: int) -> LocalCluster:
    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        dashboard_address=None,
        scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},  # else 8787, which may be taken
        preload=["brinkmanship.sim.sweep.workers.remote_calls"],
        silence_logs=logging.CRITICAL,
    )


def _answering(address: str) -> str:
    """The address of a scheduler that answers.

    Raises:
        BrinkError: Nothing answers, or what answers is not a scheduler.
    """
    try:
        if Path(address).is_file():  # as dask scheduler --scheduler-file writes it
            address = str(json.loads(Path(address).read_bytes())["address"])
        asyncio.run(asyncio.wait_for(_identity(address), PATIENCE))
    except MemoryError as error:  # it took what another service says for the length of an answer
        raise BrinkError(f"--dask {address}: what answers there is no scheduler") from error
    except (OSError, ValueError, LookupError, TypeError) as error:
        why = str(error).partition("\n")[0] or f"nothing for {PATIENCE} seconds"
        cure = "is it running, and reached from here? Write tcp://HOST:PORT, local or its file"
        raise BrinkError(f"--dask {address}: no scheduler answers ({why}); {cure}") from error
    return address


async def _identity(address: str) -> None:
    safety = Security().get_connection_args("client")
    async with rpc(address, connection_args=safety) as scheduler:
        await scheduler.identity()


def _silence_log() -> None:
    """Silence the log of Dask: we report ourselves what it means for the sweep."""
    for name in ("distributed", *logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)


async def _hand_over(theirs: "Remote[Any]", ours: "Future[Any]") -> None:
    """Pass the result of Dask's future on to one of the standard library.

    Runs in Dask's loop, and not in the thread of its callbacks: there it would wait for ever
    for a result of a client that was closed meanwhile, and the process could not end.
    """
    found: list[Answer | BaseException] = await asyncio.gather(theirs, return_exceptions=True)
    answer = found[0]
    if isinstance(answer, BaseException):
        ours.set_exception(_block_error(answer))
    elif answer.refused:
        ours.set_exception(BrinkError(answer.refused))
    elif answer.broke:
        ours.set_exception(LostError(f"a worker failed ({answer.broke}); {KEPT}"))
    else:
        ours.set_result(answer.result)


def _block_error(error: BaseException) -> BaseException:
    """The error of a lost block as one message; any other error stays as it is."""
    if isinstance(error, KilledWorker):
        what = f"a block was given to {error.allowed_failures + 1} workers, and each of them died"
        return LostError(f"{what} (out of memory?); {KEPT}")
    if isinstance(error, ImportError):
        cure = "install the same version on all workers"
        return BrinkError(f"a worker has no brink, or another one ({error}); {cure}")
    if isinstance(error, (CancelledError, OSError)):
        return LostError(LOST)
    return error
