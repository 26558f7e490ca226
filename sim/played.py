"""Runs as tables of integers: what either engine leaves behind, before it gets its words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sim.model import CrisisModel

(TURNS, OUTCOME, OUTCOME_TURN, PEAK, DIRECT, CAUSE, ROUTE, INITIATOR,
 MADE, TESTED, KEPT, BROKEN, ACCIDENTS, ABSORBED, VETOED) = range(15)  # fmt: skip
ENDING = 15  # columns of ``Played.ending``, whose order these places follow
Ints = NDArray[np.int64]


class Row(NamedTuple):
    """One run; see :class:`Played`."""

    run: int
    ending: tuple[int, ...]
    first: tuple[int, ...]
    peaks: tuple[int, ...]
    sums: tuple[int, ...]

    @classmethod
    def of(cls, model: "CrisisModel") -> Self:
        """The row of a run that the Mesa engine has played."""
        end, words, incidents = model.endgame, model.ledger, model.incidents
        ending = (
            model.turn, end.outcome, end.outcome_turn, end.peak, end.peak_direct,
            incidents.cause, incidents.road, incidents.initiator,
            words.made, words.tested, words.kept, words.broken,
            incidents.accidents, incidents.absorbed, end.vetoed,
        )  # fmt: skip
        return cls(model.run_number, ending, tuple(end.first), tuple(end.peaks), tuple(end.sums))


class Played(NamedTuple):
    """Consecutive runs, but for those that failed; R runs, K rungs, n actors of the premise.

    Attributes:
        runs: (R,) their numbers.
        ending: (R, 15) by the names above; outcome, cause and route count into
            ``sim.mechanisms.endings``, the initiator into the actors (-1 for nobody).
        first: (R, K) first turn at or above each rung, -1 never.
        peaks: (R, n) highest rung of each actor.
        sums: (R, n) sum of its rungs over the turns.
    """

    runs: Ints
    ending: Ints
    first: Ints
    peaks: Ints
    sums: Ints

    @classmethod
    def blank(cls, runs: Ints, rungs: int, actors: int) -> Self:
        """Tables of the right shapes, to be filled."""
        shapes = (ENDING, rungs, actors, actors)
        return cls(runs, *(np.zeros((len(runs), width), np.int64) for width in shapes))

    @classmethod
    def of(cls, rows: Sequence[Row], rungs: int, actors: int) -> Self:
        """These rows, perhaps none."""
        played = cls.blank(np.array([row.run for row in rows], np.int64), rungs, actors)
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

    def row(self, place: int) -> Row:
        """One of the runs."""
        cells = [tuple(int(cell) for cell in table[place]) for table in self[1:]]
        return Row(int(self.runs[place]), *cells)
