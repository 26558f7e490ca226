"""The quantity of a run that is analysed, and its values at every point in every run."""

from collections.abc import Sequence
from dataclasses import dataclass

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.statistics.intervals import Floats
from brinkmanship.analysis.statistics.names import OUTCOMES, as_words
from brinkmanship.analysis.tables.sweeps import SweepTables

MEAN_PEAK = "mean_peak"


@dataclass(frozen=True, slots=True)
class Measure:
    """The quantity of a run that is analysed.

    Attributes:
        name: A rung, an outcome, or ``mean_peak``.
        rung: Its place on the ladder, if it is a rung.
    """

    name: str
    rung: int = -1

    @property
    def label(self) -> str:
        """In words, as a table or an axis has it.

        >>> Measure("clash", 12).label
        'share of runs that reach clash'
        """
        if self.name == MEAN_PEAK:
            return "mean highest rung of a run"
        return f"share of runs that {'reach' if self.rung >= 0 else 'end in'} {as_words(self.name)}"

    @property
    def share(self) -> bool:
        """Whether it is a share of runs, and not a mean of rungs."""
        return self.name != MEAN_PEAK


def find_measure(name: str, ladder: Sequence[str]) -> Measure:
    """The measure of a name.

    Args:
        name: A rung of the ladder, an outcome, or ``mean_peak``.
        ladder: Names of the rungs.

    Raises:
        AnalysisError: There is no such rung or outcome.

    >>> find_measure("war", ["quiet", "war"]).rung
    1
    """
    if name in ladder:
        return Measure(name, list(ladder).index(name))
    if name in OUTCOMES or name == MEAN_PEAK:
        return Measure(name)
    known = ", ".join([*ladder, *(one for one in OUTCOMES if one not in ladder), MEAN_PEAK])
    raise AnalysisError(f"--outcome {name}: there is no such rung or outcome; known: {known}")


def read_ladder(sweep: SweepTables) -> list[str]:
    """Names of the rungs of the ladder that a sweep was played on."""
    return list(sweep.plan["ladder"])


def responses(sweep: SweepTables, measure: Measure) -> Floats:
    """(points, runs) values of the measure: 0 or 1 for a share, the highest rung for a mean."""
    if measure.name == MEAN_PEAK:
        return sweep.point_run_matrix("peak_rung_direct").astype(float)
    if measure.rung >= 0:
        return (sweep.point_run_matrix("peak_rung_direct") >= measure.rung).astype(float)
    return sweep.point_run_matrix("outcome", measure.name).astype(float)
