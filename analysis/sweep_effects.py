"""Which parameter of a sweep moved a share: over all points that have the same value of it."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.intervals import clustered_interval

BINS = 5  # classes of a parameter that takes many values
MANY = 8  # values from which on classes are made
NULL = "null"  # what a sweep file calls a parameter without a value


def classes(values: pd.Series) -> tuple[npt.NDArray[np.int64], list[str]]:
    """Class of each point by one parameter, and what each class is called, in rising order.

    A parameter with at most eight values has one class a value; another, five classes that hold
    about as many points each. Points without a value are one more class, the last.

    >>> place, names = classes(pd.Series([0.5, None, 0.0, 0.5]))
    >>> place.tolist(), names
    ([1, 2, 0, 1], ['0', '0.5', 'null'])
    """
    numbers = pd.api.types.is_numeric_dtype(values)
    spans: list[str] = []
    if numbers and values.nunique() > MANY:
        values, edges = pd.qcut(values, BINS, labels=False, retbins=True, duplicates="drop")
        spans = [f"{low:.3g} to {high:.3g}" for low, high in pairwise(edges)]
    place, kept = pd.factorize(values, sort=numbers)
    names = [spans[int(one)] if spans else _called(one) for one in kept]  # ties leave spans empty
    if (place < 0).any():
        place = np.where(place < 0, len(names), place)
        names.append(NULL)
    return place.astype(np.int64), names


def _called(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def effects(
    points: pd.DataFrame, runs: pd.DataFrame, parameters: Sequence[str], hit: pd.Series
) -> pd.DataFrame:
    """Share of hits by class of each parameter, over all points of that class.

    Args:
        points: One row a point; needs ``point`` and the parameters.
        runs: One row a run; needs ``point`` and ``run``.
        parameters: Columns of ``points``.
        hit: Whether each row of ``runs`` counts.

    Returns:
        One row a parameter and class: ``parameter``, ``value`` (of the class), ``n``, ``of``
        (runs), ``share``, ``low``, ``high``. Run 17 has the same luck at every point, so the
        interval is over run numbers, not over rows.

    >>> points = pd.DataFrame({"point": [0, 1], "x": [0.0, 1.0]})
    >>> runs = pd.DataFrame({"point": [0, 0, 1, 1], "run": [0, 1, 0, 1]})
    >>> table = effects(points, runs, ["x"], pd.Series([False, False, True, False]))
    >>> table[["value", "share"]].to_dict("records")
    [{'value': '0', 'share': 0.0}, {'value': '1', 'share': 0.5}]
    """
    rows = []
    for name, (place, names) in _classes(points, parameters).items():
        hits, total = _by_run(points, runs, place, hit)
        for rank, value in enumerate(names):
            share, low, high = clustered_interval(hits[rank], total[rank])
            counts = int(hits[rank].sum()), int(total[rank].sum())
            rows.append((name, value, *counts, share, low, high))
    columns = ["parameter", "value", "n", "of", "share", "low", "high"]
    return pd.DataFrame(rows, columns=columns)


def moved(
    points: pd.DataFrame, runs: pd.DataFrame, parameters: Sequence[str], hit: pd.Series
) -> pd.DataFrame:
    """How far each parameter moved the share, the one that moved it furthest first.

    Args:
        points: One row a point; needs ``point`` and the parameters.
        runs: One row a run; needs ``point`` and ``run``.
        parameters: Columns of ``points``.
        hit: Whether each row of ``runs`` counts.

    Returns:
        One row a parameter: ``parameter``, ``least`` and ``most`` (shares of its classes),
        ``range`` (their distance), ``first`` and ``last`` (names of its end classes), ``change``
        (share in the last class less that in the first, run by run), ``low``, ``high`` (95%
        interval of the change, normal, over runs that both classes hold), and of the two shares
        ``least_low``, ``least_high``, ``most_low``, ``most_high`` (95%, over run numbers).
    """
    table = effects(points, runs, parameters, hit)
    rows = []
    for name, (place, names) in _classes(points, parameters).items():
        found = table[table["parameter"] == name]
        shares = found["share"].to_numpy()
        least, *about_least = _share_at(found, int(shares.argmin()))
        most, *about_most = _share_at(found, int(shares.argmax()))
        hits, total = _by_run(points, runs, place, hit)
        both = (total[0] > 0) & (total[-1] > 0)
        change = hits[-1][both] / total[-1][both] - hits[0][both] / total[0][both]
        half = 1.96 * change.std(ddof=1) / np.sqrt(len(change)) if len(change) > 1 else np.nan
        middle = float(change.mean()) if len(change) else np.nan
        rows.append((name, least, most, most - least, names[0], names[-1],
                     middle, middle - half, middle + half, *about_least, *about_most))  # fmt: skip
    columns = ["parameter", "least", "most", "range", "first", "last", "change", "low", "high",
               "least_low", "least_high", "most_low", "most_high"]  # fmt: skip
    order = pd.DataFrame(rows, columns=columns)
    return order.sort_values("range", ascending=False, kind="stable").reset_index(drop=True)


def _share_at(table: pd.DataFrame, place: int) -> list[float]:
    """A share and its interval, by its place in a table of effects."""
    return [float(table[key].iloc[place]) for key in ("share", "low", "high")]


def _classes(
    points: pd.DataFrame, parameters: Sequence[str]
) -> Mapping[str, tuple[npt.NDArray[np.int64], list[str]]]:
    return {name: classes(points[name]) for name in parameters}


def _by_run(
    points: pd.DataFrame, runs: pd.DataFrame, place: npt.NDArray[np.int64], hit: pd.Series
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Hits and runs by class and run number, as two tables."""
    of_point = np.zeros(int(points["point"].max()) + 1, dtype=np.int64)
    of_point[points["point"].to_numpy()] = place
    number = runs["run"].to_numpy() - int(runs["run"].min())
    shape = int(place.max()) + 1, int(number.max()) + 1
    code = of_point[runs["point"].to_numpy()] * shape[1] + number
    size = shape[0] * shape[1]
    total = np.bincount(code, minlength=size)
    hits = np.bincount(code, weights=hit.to_numpy(dtype=float), minlength=size)
    tables = (np.asarray(one, dtype=np.float64).reshape(shape) for one in (hits, total))
    return next(tables), next(tables)
