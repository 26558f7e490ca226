"""Differences between a sweep's points and its first, run by run on the same dice."""

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd

from brinkmanship.analysis.statistics.paired import paired_interval, simultaneous_level
from brinkmanship.analysis.statistics.studies.parameter_effects import Rows

DECLARED = ("grid", "list", "one_at_a_time")
"""Designs whose first point was chosen, so that others can be compared with it."""


def point_differences(rows: Callable[[], Iterable[Rows]], points: int) -> pd.DataFrame:
    """How far the share at each point lies from that at point 0, over the run numbers of both.

    Args:
        rows: Yields point, run number and hit of all runs, some at a time, whenever it is called;
            it may leave out some points, but not point 0.
        points: Number of points of the sweep, each of which is one comparison.

    Returns:
        One row a point: ``point``, ``pairs`` (runs), ``gained`` and ``lost`` (runs with the
        property only there, and only at point 0), ``difference``, ``low``, ``high``: Tango's
        intervals, which hold all together with 95% (Bonferroni). Point 0 differs by exactly 0.

    Source: tango1998, dunn1961.

    >>> batch = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]), np.array([False] * 3 + [True])
    >>> found = point_differences(lambda: [batch], 2)
    >>> found[["pairs", "gained", "lost", "difference"]].to_numpy()[1].tolist()
    [2.0, 1.0, 0.0, 0.5]
    """
    first = _hits_at_first(rows())
    counts = np.zeros((3, points), np.int64)  # pairs, gained, lost
    for point, run, hit in rows():
        before = np.where(run < len(first), first[np.minimum(run, len(first) - 1)], -1)
        for place, counted in enumerate(
            (before >= 0, (before == 0) & hit, (before == 1) & ~hit.astype(bool))
        ):
            counts[place] += np.bincount(point[counted], minlength=points)
    pairs, gained, lost = counts
    level = simultaneous_level(points - 1)
    low, high = paired_interval(gained, lost, pairs, level=level)
    low[0] = high[0] = 0.0
    columns = {"pairs": pairs, "gained": gained, "lost": lost}
    difference = np.where(pairs > 0, (gained - lost) / np.maximum(pairs, 1), np.nan)
    ends = {"difference": difference, "low": low, "high": high}
    return pd.DataFrame({"point": np.arange(points), **columns, **ends})


def _hits_at_first(rows: Iterable[Rows]) -> np.ndarray[tuple[int], np.dtype[np.int8]]:
    """By run number whether the run of point 0 is a hit; -1 where there is no such run."""
    found = np.full(1, -1, np.int8)
    for point, run, hit in rows:
        chosen = point == 0
        if not chosen.any():
            continue
        needed = int(run[chosen].max()) + 1 - len(found)
        found = np.pad(found, (0, max(needed, 0)), constant_values=-1)
        found[run[chosen]] = hit[chosen]
    return found
