"""One run in words: a row of the run table."""

from collections.abc import Sequence
from dataclasses import dataclass

from brinkmanship.sim.crisis.state import row as cells
from brinkmanship.sim.mechanisms.endings import CAUSES, ENDINGS, OUTCOMES, ROUTES
from brinkmanship.sim.results.played import Row

Cell = str | int | float | bool | None
Cells = tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """One row of the run table; columns as documented in ``docs/reference/run-folder.md``.

    Attributes:
        run: Number of the run.
        outcome, outcome_turn: What it came to and when.
        ending: How the crisis ended, which may be after a clash.
        turns: Turns played.
        peak_rung, peak_rung_direct: Highest rung of anyone, of principals.
        first: For each rung of the ladder, the first turn at or above it; -1 never.
        cause, route, initiator: What made the last step to a clash; empty without one.
        counts: Threats made, tested, kept and broken; accidents, absorbed ones, vetoed proposals.
        peaks, means: For each actor of the premise, its highest and mean rung.
    """

    run: int
    outcome: str
    outcome_turn: int
    ending: str
    turns: int
    peak_rung: int
    peak_rung_direct: int
    first: tuple[int, ...]
    cause: str
    route: str
    initiator: str
    counts: tuple[int, int, int, int, int, int, int]
    peaks: tuple[int, ...]
    means: tuple[float, ...]

    @classmethod
    def of(cls, codes: Sequence[str], row: Row) -> "RunRecord":
        """A run in words; ``codes`` of the actors of its premise."""
        ending = row.ending
        by, turns = ending[cells.INITIATOR], ending[cells.TURNS]
        made, tested, kept, broken, accidents, absorbed, vetoed = ending[cells.MADE : cells.ENDED]
        return cls(
            run=row.run,
            outcome=OUTCOMES[ending[cells.OUTCOME]],
            outcome_turn=ending[cells.OUTCOME_TURN],
            ending=ENDINGS[ending[cells.ENDED]],
            turns=turns,
            peak_rung=ending[cells.PEAK],
            peak_rung_direct=ending[cells.DIRECT],
            first=row.first,
            cause=CAUSES[ending[cells.CAUSE]],
            route=ROUTES[ending[cells.ROUTE]],
            initiator=codes[by] if by >= 0 else "",
            counts=(made, tested, kept, broken, accidents, absorbed, vetoed),
            peaks=row.peaks,
            means=tuple(summed / max(turns, 1) for summed in row.sums),
        )
