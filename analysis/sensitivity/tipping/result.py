"""The result of a tipping search: the share at each value, and where it crosses the level."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from brinkmanship.analysis.sensitivity.parameters import short_names
from brinkmanship.analysis.sensitivity.tipping.search import Crossing, Sample, Search, Span
from brinkmanship.analysis.statistics.intervals import with_interval


@dataclass(frozen=True, slots=True, kw_only=True)
class TippingResult:
    """Crossings of a level along one parameter.

    Attributes:
        path: Of the parameter.
        curve: One row a value, rising: ``path``, ``value``, ``n``, ``of``, ``share``, ``low``,
            ``high``.
        crossings: Where the share crosses the level, from left to right.
        undecided: Where no crossing was found and none can be excluded.
        level: The share that is crossed.
        whole: Whether the parameter takes whole numbers only.
    """

    path: str
    curve: pd.DataFrame
    crossings: Sequence[Crossing]
    undecided: Sequence[Span]
    level: float
    whole: bool = False

    @property
    def name(self) -> str:
        """Short name of the parameter."""
        return short_names([self.path])[0]

    @property
    def runs(self) -> int:
        """Runs at each value."""
        return int(self.curve["of"].iloc[0])

    @property
    def ends(self) -> tuple[float, float]:
        """Lowest and highest value played."""
        first, last = self.curve["value"].iloc[[0, -1]]
        return float(first), float(last)

    def table(self) -> pd.DataFrame:
        """One row a crossing, and one without a value where none is found and none excluded."""
        rows = [*self.crossings, *((None, low, high, None) for low, high in self.undecided)]
        table = pd.DataFrame(rows, columns=list(Crossing._fields))
        table = table.astype(dict.fromkeys(("value", "low", "high"), float))
        table.insert(0, "level", self.level)
        table.insert(0, "path", self.path)
        return table

    def stretches_text(self) -> str:
        """The undecided stretches of values in words."""
        return stretches_text(self.undecided, *self.ends)


def stretches_text(spans: Sequence[Span], first: float, last: float) -> str:
    """Stretches of values in words; they end where the range from ``first`` to ``last`` does.

    >>> stretches_text([(None, 0.25), (0.5, None)], 0.0, 1.0)
    '0 and 0.25, or 0.5 and 1'
    """
    ends = [(first if low is None else low, last if high is None else high) for low, high in spans]
    return ", or ".join(f"{low:.4g} and {high:.4g}" for low, high in ends)


def tipping_result(path: str, samples: Sequence[Sample], search: Search) -> TippingResult:
    """The result of a search that has ended.

    Args:
        path: Of the parameter.
        samples: Everything that was played.
        search: The search.
    """
    curve = pd.DataFrame(sorted(samples), columns=["value", "n", "of"])
    curve.insert(0, "path", path)
    return TippingResult(
        path=path,
        curve=with_interval(curve),
        crossings=search.crossings(samples),
        undecided=search.undecided(samples),
        level=search.level,
        whole=search.whole,
    )
