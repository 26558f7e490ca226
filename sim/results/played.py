"""Runs as tables of numbers: what every machine leaves behind, before it gets its words."""

from collections.abc import Sequence
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from brinkmanship.sim.crisis.state.records import Crisis
from brinkmanship.sim.crisis.state.row import ENDING, write_row

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Row(NamedTuple):
    """One run; see :class:`Played`."""

    run: int
    ending: tuple[int, ...]
    first: tuple[int, ...]
    peaks: tuple[int, ...]
    sums: tuple[int, ...]
    inputs: tuple[float, ...]


def row_of(crisis: Crisis) -> Row:
    """The row of a run as it stands."""
    rungs, actors, drawn = len(crisis.kinds), len(crisis.actors), len(crisis.draws)
    ending, first, peaks, sums = ([0] * count for count in (ENDING, rungs, actors, actors))
    inputs = [0.0] * (drawn + 1 + actors)
    write_row(crisis, ending, first, peaks, sums, inputs)
    cells = (tuple(ending), tuple(first), tuple(peaks), tuple(sums), tuple(inputs))
    return Row(crisis.course.run, *cells)


class Played(NamedTuple):
    """Runs of a premise, but for those that failed.

    R are the runs; K rungs, n actors and D draws are those of the premise.

    Attributes:
        runs: (R,) their numbers.
        ending: (R, 16) by the places in ``sim.crisis.state.row``; outcome, cause and route count
            into ``sim.mechanisms.endings``, the initiator into the actors (-1 for nobody).
        first: (R, K) first turn at or above each rung, -1 never.
        peaks: (R, n) highest rung of each actor.
        sums: (R, n) sum of its rungs over the turns.
        inputs: (R, D + 1 + n) what was drawn, the common part of all stakes, and each stake.
    """

    runs: Ints
    ending: Ints
    first: Ints
    peaks: Ints
    sums: Ints
    inputs: Floats

    @classmethod
    def blank(cls, runs: Ints, shape: Sequence[int]) -> Self:
        """Tables of the right shapes, to be filled; ``shape`` is K, n and D."""
        rungs, actors, drawn = shape
        ending, first, peaks, sums = (
            np.zeros((len(runs), width), np.int64) for width in (ENDING, rungs, actors, actors)
        )
        return cls(runs, ending, first, peaks, sums, np.zeros((len(runs), drawn + 1 + actors)))

    @classmethod
    def of(cls, rows: Sequence[Row], shape: Sequence[int]) -> Self:
        """These rows, perhaps none; ``shape`` as for :meth:`blank`."""
        played = cls.blank(np.array([row.run for row in rows], np.int64), shape)
        for place, row in enumerate(rows):
            for table, cells in zip(played[1:], row[1:], strict=True):
                table[place] = cells
        return played

    @classmethod
    def joined(cls, parts: Sequence["Played"]) -> "Played":
        """One table of several, at least one, in their order."""
        if len(parts) == 1:
            return parts[0]
        return cls(*(np.concatenate(tables) for tables in zip(*parts, strict=True)))

    def of_rows(self, places: Ints | slice) -> "Played":
        """A copy of the runs at these places, in that order."""
        return Played(
            np.array(self.runs[places]),
            np.array(self.ending[places]),
            np.array(self.first[places]),
            np.array(self.peaks[places]),
            np.array(self.sums[places]),
            np.array(self.inputs[places]),
        )

    def row(self, place: int) -> Row:
        """One of the runs."""
        cells = [tuple(table[place].tolist()) for table in self[1:]]
        return Row(int(self.runs[place]), *cells)
