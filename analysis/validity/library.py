"""The library: the highest rung in history against the model's distribution of highest rungs."""

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.stats import rankdata

from brinkmanship.analysis.validity.playing import PlayedCase

FITTED_BEFORE = 1970
SHOWN = ("limited_force", "clash", "war")
DRAWS = 4000
LEAST = 4  # cases below which no correlation is told
HEAD = (
    "| crisis | in history | median of runs (10% to 90%) | limited force | clash | war | runs that "
    "reach history's rung |"
)


class Case(NamedTuple):
    """A crisis of the library beside its runs.

    Attributes:
        name: Of its file.
        ladder: Names of the rungs.
        history: Place of the highest rung between the main opponents in history.
        reached: Share of runs that reached each rung.
    """

    name: str
    ladder: tuple[str, ...]
    history: int
    reached: tuple[float, ...]

    @property
    def mean(self) -> float:
        """The mean highest rung over runs, counted from 0."""
        return sum(self.reached[1:])

    def quantile(self, share: float) -> int:
        """The highest rung that at least ``1 - share`` of the runs reach."""
        return max(k for k, one in enumerate(self.reached) if one >= 1.0 - share - 1e-12)

    @property
    def missed(self) -> bool:
        """Whether history lies outside what four fifths of the runs do."""
        return not self.quantile(0.1) <= self.history <= self.quantile(0.9)


class Correlation(NamedTuple):
    """Spearman's correlation with the 95% interval of a bootstrap over cases."""

    value: float
    low: float
    high: float


def held_out(page: Path) -> frozenset[str]:
    """Names of the held-out crises, from the first column of the table in the page."""
    rows = re.findall(r"^\| ([a-z-]+-\d{4}) \|", page.read_text(encoding="utf-8"), re.MULTILINE)
    return frozenset(rows)


def is_fitted(name: str, held: Iterable[str]) -> bool:
    """Whether a crisis may be looked at: before 1970 and not held out."""
    return int(name[-4:]) < FITTED_BEFORE and name not in held


def cases(files: Sequence[Path], play: Callable[[Path], PlayedCase]) -> list[Case]:
    """The crises of these files, played; those of which history is not told are left out."""
    found = []
    for file in files:
        played = play(file)
        history = played.document.get("history")
        if history:
            place = played.ladder.index(str(history["highest_rung"]))
            found.append(Case(file.stem, played.ladder, place, played.reached))
    return found


def spearman(found: Sequence[Case], seed: int = 0) -> Correlation | None:
    """The rank correlation of history's highest rungs with the model's mean ones.

    None of fewer than four cases, or where one of the two does not vary.

    Source: spearman1904.
    """
    history = np.array([one.history for one in found], float)
    model = np.array([one.mean for one in found])
    if len(found) < LEAST or np.ptp(history) == 0.0 or np.ptp(model) == 0.0:
        return None
    rng = np.random.default_rng(seed)
    rows = rng.integers(0, len(found), (DRAWS, len(found)))
    drawn = [_rank_correlation(history[row], model[row]) for row in rows]
    low, high = np.nanquantile(drawn, [0.025, 0.975])
    return Correlation(_rank_correlation(history, model), float(low), float(high))


def _rank_correlation(one: np.ndarray, other: np.ndarray) -> float:
    if np.ptp(one) == 0.0 or np.ptp(other) == 0.0:
        return float("nan")
    return float(np.corrcoef(rankdata(one), rankdata(other))[0, 1])


def library_lines(found: Sequence[Case]) -> list[str]:
    """The table, the correlation and the misses, as Markdown."""
    correlation = spearman(found)
    told = "Too few cases for a correlation."
    if correlation is not None:
        told = (
            f"Spearman's correlation of history's highest rung with the model's mean highest rung: "
            f"{correlation.value:.2f} (95% interval {correlation.low:.2f} to "
            f"{correlation.high:.2f}, bootstrap over {len(found)} cases)."
        )
    missed = [one.name for one in found if one.missed]
    return [
        HEAD,
        "|---|---|---|---|---|---|---|",
        *map(_row, found),
        "",
        told,
        "",
        f"Outside the range of four fifths of the runs: {', '.join(missed) or 'none'}.",
    ]


def _row(case: Case) -> str:
    low, middle, high = (case.ladder[case.quantile(share)] for share in (0.1, 0.5, 0.9))
    shares = [_share(case, case.ladder.index(rung)) for rung in SHOWN if rung in case.ladder]
    cells = [
        case.name, case.ladder[case.history], f"{middle} ({low} to {high})", *shares,
        _share(case, case.history),
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _share(case: Case, rung: int) -> str:
    return f"{case.reached[rung]:.1%}"
