"""Figures drawn by processes of their own, which make ready while the runs are played."""

from concurrent.futures import Executor, ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import Self

from sim.workers import dismiss, interrupts_held, settle_in

MOST = 2  # more would spend longer on starting than on drawing


class Artists:
    """Draws the figures of a run folder; use it as a context around all that comes before.

    Args:
        workers: Processes that may be used; with fewer than two this process draws.
    """

    def __init__(self, workers: int) -> None:
        self.workers = min(workers, MOST)
        self.pool: Executor | None = None

    def __enter__(self) -> Self:
        """Send for the artists; importing Matplotlib takes them a second."""
        if self.workers > 1:
            spawn = get_context("spawn")
            self.pool = ProcessPoolExecutor(self.workers, mp_context=spawn, initializer=settle_in)
            with interrupts_held():
                for _ in range(self.workers):
                    self.pool.submit(_make_ready)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let them go; at once, if there was trouble."""
        if self.pool is not None:
            if kind is not None:
                dismiss()
            self.pool.shutdown(cancel_futures=True)

    def draw(self, folder: Path) -> Path:
        """Draw every figure of a folder; where they are.

        Raises:
            BrinkError: They cannot be written.
        """
        from analysis.plot import figures_of, write_figures  # noqa: PLC0415 - Matplotlib

        if self.pool is None:
            return write_figures(folder)[0].parent
        for files in self.pool.map(partial(_drawn, folder), figures_of(folder)):
            place = files[0].parent
        return place


def _make_ready() -> None:
    import analysis.plot  # noqa: F401, PLC0415 - for its time, not for its names


def _drawn(folder: Path, name: str) -> list[Path]:
    from analysis.plot import write_figure  # noqa: PLC0415 - as above

    return write_figure(folder, name)
