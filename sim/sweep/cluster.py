"""A Dask cluster as an executor: an existing one by its address, or one on this machine."""

import logging
import pickle
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any

import dask
from distributed import CancelledError, Client, KilledWorker, LocalCluster
from distributed import Future as Remote
from distributed.comm.core import CommClosedError

from sim.errors import BrinkError
from sim.sweep.elsewhere import call_bytes
from sim.sweep.pool import Elastic, LostError

PATIENCE = 5  # seconds that a scheduler may take to answer
NEWS = 2.0  # seconds for which the number of workers is taken to stay the same
KEPT = "what is finished is kept"
SETTINGS = {"distributed.admin.tick.limit": "1h"}  # a busy machine is not worth a warning


class Cluster(Elastic):
    """Workers that may die: Dask gives their blocks to others, and this tells when it gives up.

    Args:
        address: Such as ``tcp://host:8786``, a scheduler's file, or ``local``.
        workers: How many processes a local cluster has.

    Raises:
        BrinkError: There is no scheduler.
    """

    def __init__(self, address: str, workers: int) -> None:
        _hush()
        self.address, self.local = address, None
        dask.config.set(SETTINGS)
        if address == "local":
            self.local = LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                dashboard_address=None,
                silence_logs=logging.CRITICAL,
            )
        self.client = self._connected()
        self.count, self.asked = 0, -NEWS

    def _connected(self) -> Client:
        to: dict[str, Any] = {"address": self.local or self.address}
        if self.local is None and Path(self.address).is_file():
            to = {"scheduler_file": self.address}
        try:
            return Client(**to, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            cure = "is it running, and reached from this machine?"
            what = f"no scheduler answers ({error})"
            raise BrinkError(f"--dask {self.address}: {what}; {cure}") from error

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the cluster; one of our own ends."""
        self.shutdown()

    def workers(self) -> int:
        """Threads of all workers, as they were a moment ago."""
        now = monotonic()
        if now - self.asked >= NEWS:
            with suppress(OSError, CommClosedError):  # then its futures will tell
                self.count = sum(self.client.nthreads().values())
            self.asked = now
        return self.count

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN002, ANN003, ANN201, ARG002 - as the base class
        """A future that is finished when Dask's is."""
        ours: Future[Any] = Future()
        theirs = self.client.submit(pickle.loads, call_bytes(fn, *args), pure=False)
        theirs.add_done_callback(lambda done: _hand_over(done, ours))
        return ours

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - as the base class
        """Leave the cluster, which forgets what it was asked; one of our own ends."""
        self.client.close(timeout=PATIENCE)
        if self.local is not None:
            self.local.close(timeout=PATIENCE)


def _hush() -> None:
    """Let Dask's own log be silent: what it means for the sweep is told by us."""
    for name in ("distributed", *logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)


def _hand_over(theirs: "Remote[Any]", ours: "Future[Any]") -> None:
    """Tell a future of the standard library what came of Dask's; runs in a thread of Dask's."""
    try:
        ours.set_result(theirs.result())
    except BaseException as error:
        ours.set_exception(_told(error))
        raise  # to Dask's thread, which forgets it: the waiting one has it now


def _told(error: BaseException) -> BaseException:
    """What became of a block, as one message; what a defect raised stays as it is."""
    if isinstance(error, KilledWorker):
        what = f"{error.allowed_failures + 1} workers died one after another at one block"
        return LostError(f"{what} (out of memory?); {KEPT}")
    if isinstance(error, ImportError):
        cure = "install the same version on all workers"
        return BrinkError(f"a worker has no brink, or another one ({error}); {cure}")
    if isinstance(error, (CancelledError, OSError)):
        what = "the scheduler is gone, or this machine lost its way to it"
        return LostError(f"{what}; {KEPT}: run the same command again")
    return error
