"""Which rows of a table share their luck, and their shares with intervals that allow for it."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.statistics.intervals import (
    Floats,
    Ints,
    clustered_shares,
    with_interval,
)

LUCK = ("seed", "run")
"""Columns that say which dice a run met, whatever scenario or point it was played at."""
SETTINGS = ("point", "scenario", "digest")
"""Columns that say what was played with these dice."""
SHARED = "shares_luck"
"""Key of ``DataFrame.attrs``: the rows come from a sweep, so the run numbers are needed."""


def luck_of(table: pd.DataFrame) -> Ints | None:
    """The number of each row's cluster; None where each row has met dice of its own.

    Rows of the same ``seed`` and ``run`` (those of the two that are there) have met the same dice:
    run 17 at every point of a sweep, and under every scenario of a comparison.

    Args:
        table: One row a run.

    Raises:
        AnalysisError: The table holds runs of several points, but not their numbers.

    >>> luck_of(pd.DataFrame({"point": [0, 0, 1], "run": [0, 1, 0]})).tolist()
    [0, 1, 0]
    >>> luck_of(pd.DataFrame({"run": [0, 1]})) is None
    True
    """
    if "run" not in table:
        if table.attrs.get(SHARED) or ("point" in table and _several(table["point"])):
            what = "points of a sweep share their luck, so an interval needs the column run"
            raise AnalysisError(f"{what}; read it too, or choose one point before reading")
        return None
    names = [name for name in LUCK if name in table]
    if not table.duplicated(names).any():
        return None
    groups = table.groupby(names, sort=False, dropna=False, observed=True)
    return np.asarray(groups.ngroup(), np.int64)


def require_single_runs(table: pd.DataFrame) -> None:
    """Check that a run number means one run in a table of turns, moves or endings.

    Raises:
        AnalysisError: It holds runs of one number at several points, seeds or scenarios.
    """
    names = [name for name in (*SETTINGS, "seed") if name in table and _several(table[name])]
    if names and table[[*names, "run"]].drop_duplicates().duplicated("run").any():
        what = f"run numbers stand for several runs, by {' and '.join(names)}"
        raise AnalysisError(f"{what}; take one at a time, as in turns[turns[{names[0]!r}] == 0]")


def _several(values: pd.Series) -> bool:
    """Whether a column holds different values."""
    return len(values) > 0 and bool((values != values.iloc[0]).any())


def sums_by_luck(values: npt.ArrayLike, luck: Ints | None) -> Floats:
    """Sums of the values of each cluster; the values themselves where ``luck`` is None.

    >>> sums_by_luck([1, 2, 4], np.array([0, 1, 0])).tolist()
    [5.0, 2.0]
    """
    found = np.asarray(values, float)
    return found if luck is None else np.asarray(np.bincount(luck, found), np.float64)


def code_shares(
    codes: Ints, kinds: int, luck: Ints | None, *, reached: bool = False
) -> pd.DataFrame:
    """Share of the rows by code, with intervals over clusters.

    Args:
        codes: Of each row, 0 to ``kinds`` - 1; a row of another code counts in the total alone.
        kinds: Number of codes.
        luck: Of :func:`luck_of`.
        reached: Whether a row counts for all codes up to its own.

    Returns:
        One row a code: ``n``, ``of`` (rows), ``share``, ``low``, ``high``.
    """
    place = np.where((codes >= 0) & (codes < kinds), codes, kinds)
    cluster = np.zeros_like(place) if luck is None else luck
    clusters = int(cluster.max(initial=-1)) + 1
    cells = np.bincount(cluster * (kinds + 1) + place, minlength=clusters * (kinds + 1))
    counts = cells.reshape(clusters, kinds + 1)
    return shares_table(counts, reached=reached, independent=luck is None)


def shares_table(
    counts: npt.NDArray[np.generic], *, reached: bool = False, independent: bool = False
) -> pd.DataFrame:
    """As :func:`code_shares`, of (clusters, codes + 1) counts; the last column counts the others.

    Args:
        counts: Rows by cluster and code.
        reached: Whether a row counts for all codes up to its own.
        independent: Whether all rows are, so that clusters do not matter.
    """
    hits, total = counts_of_codes(counts, reached=reached), counts.sum(axis=1, keepdims=True)
    n, of = hits.sum(axis=0).astype(np.int64), int(total.sum())
    table = pd.DataFrame({"n": n, "of": np.full(n.shape, of, np.int64)})
    if independent:
        return with_interval(table)
    share, low, high = clustered_shares(hits, total)
    return table.assign(share=share, low=low, high=high)


def counts_of_codes(counts: npt.NDArray[np.generic], *, reached: bool) -> npt.NDArray[np.generic]:
    """(clusters, codes) counts without those of other codes; of each code or those above it."""
    own = counts[:, :-1]
    return own[:, ::-1].cumsum(axis=1)[:, ::-1] if reached else own


def places(values: pd.Series, names: Sequence[str]) -> Ints:
    """The place of each value among some names; -1 for any other.

    >>> places(pd.Series(["b", "x"]), ["a", "b"]).tolist()
    [1, -1]
    """
    code, found = pd.factorize(values.astype(object))
    place = {name: number for number, name in enumerate(names)}
    of_code = [place.get(one, -1) for one in found]
    return np.array([*of_code, -1], np.int64)[code]  # null has code -1, the last
