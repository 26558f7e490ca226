"""Counts of how runs ended: made for each file by its worker, then added up."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


class Failure(NamedTuple):
    """A run that could not be finished, or a point that could not be prepared.

    Attributes:
        point, run: Its address, with the seed of the sweep; run -1 is every run of the point.
        error: What was raised, and where.
    """

    point: int
    run: int
    error: str

    def __str__(self) -> str:
        """One line that says where to look."""
        where = f"run {self.run}" if self.run >= 0 else "all its runs"
        return f"point {self.point}, {where}: {self.error}"


class Tally(NamedTuple):
    """The counts of one file; small enough to be sent where the file is not.

    Attributes:
        points: (P,) numbers of the points it has runs of.
        ended: (P, outcomes) runs by outcome.
        peaks: (P, rungs) runs by the highest rung of an actor on a side.
        failed: (P,) runs that could not be finished.
        failures: Each of them, in the order of the file.
    """

    points: Ints
    ended: Ints
    peaks: Ints
    failed: Ints
    failures: tuple[Failure, ...]


class Counts:
    """The counts of a whole sweep.

    Attributes:
        ended: (points, outcomes) runs by outcome.
        peaks: (points, rungs) runs by the highest rung of an actor on a side.
        failed: (points,) runs that could not be finished.
        failures: Each of them, in the order in which files are added.
    """

    def __init__(self, points: int, outcomes: int, rungs: int) -> None:
        self.ended = np.zeros((points, outcomes), np.int64)
        self.peaks = np.zeros((points, rungs), np.int64)
        self.failed = np.zeros(points, np.int64)
        self.failures: list[Failure] = []

    @property
    def runs(self) -> Ints:
        """Finished runs of each point."""
        return np.asarray(self.ended.sum(axis=1))

    @property
    def reached(self) -> Ints:
        """(points, rungs) runs in which an actor on a side stood on the rung or above."""
        return np.asarray(self.peaks[:, ::-1].cumsum(axis=1)[:, ::-1])

    def add(self, tally: Tally) -> None:
        """Add the counts of one more file."""
        self.ended[tally.points] += tally.ended
        self.peaks[tally.points] += tally.peaks
        self.failed[tally.points] += tally.failed
        self.failures += tally.failures


def cross_table(place: Ints, code: Ints, shape: tuple[int, int]) -> Ints:
    """A table of the given shape that counts rows by place and code.

    >>> cross_table(np.array([0, 1, 1]), np.array([2, 0, 2]), (2, 3)).tolist()
    [[0, 0, 1], [1, 0, 1]]
    """
    found = np.bincount(place * shape[1] + code, minlength=shape[0] * shape[1])
    return found.reshape(shape)


def planned_runs(spans: Sequence[tuple[int, int]]) -> tuple[Ints, Ints]:
    """The points of a file, each once and rising, and how many runs of each it should have.

    Args:
        spans: Point and runs, in the order of the file.
    """
    point, runs = np.array(spans, np.int64).reshape(-1, 2).T
    points, place = np.unique(point, return_inverse=True)
    return points, np.bincount(place, runs, len(points)).astype(np.int64)
