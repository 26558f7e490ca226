"""Scores of forecasts, and their skill against reference forecasts."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.statistics.intervals import LEVEL

SCORES = ("log_loss", "brier", "rps")
"""Scores of a forecast; 0 is perfect, and all are proper: one's true belief scores best."""


def forecast_scores(forecasts: pd.DataFrame, classes: Sequence[str], *, truth: str) -> pd.DataFrame:
    """Logarithmic loss, Brier score and ranked probability score of every forecast.

    Args:
        forecasts: One row a forecast; needs a column a class (its share, in [0, 1]; a row sums
            to 1) and ``truth``. Other columns are kept.
        classes: The classes from the mildest to the gravest; at least two.
        truth: Column with the class that came.

    Returns:
        The table with ``log_loss`` (``-log p`` of what came; infinite where ``p`` was 0),
        ``brier`` (half the squared distance, in [0, 1]; of two classes ``(p - o)^2``), ``rps``
        (mean squared distance of the cumulated shares, in [0, 1]: a near miss costs less).

    Raises:
        AnalysisError: A class came that is not among ``classes``.

    Source: good1952, brier1950, epstein1969.

    >>> table = pd.DataFrame({"calm": [0.8], "war": [0.2], "came": ["war"]})
    >>> scored = forecast_scores(table, ["calm", "war"], truth="came")
    >>> scored[["brier", "rps"]].round(2).to_dict("records")
    [{'brier': 0.64, 'rps': 0.64}]
    """
    shares = forecasts[list(classes)].to_numpy(dtype=float)
    came = forecasts[truth].to_numpy(dtype=object)[:, None] == np.array(classes, dtype=object)
    if not (came.sum(axis=1) == 1).all():
        raise AnalysisError(f"{truth}: holds a class that is not among {', '.join(classes)}")
    with np.errstate(divide="ignore"):
        loss = -np.log(shares[came])
    apart = shares - came
    ranked = np.cumsum(apart, axis=1)[:, :-1]
    return forecasts.assign(
        log_loss=loss + 0.0,  # no minus zero
        brier=np.sum(apart**2, axis=1) / 2.0,
        rps=np.mean(ranked**2, axis=1),
    )


def skill(
    scores: pd.DataFrame, reference: pd.DataFrame, *, cluster: str, draws: int = 2000, seed: int = 0
) -> pd.DataFrame:
    """How much better forecasts score than reference forecasts of the same cases.

    Args:
        scores: The table of ``forecast_scores``; needs ``cluster`` too.
        reference: The same of the reference, row by row the same cases.
        cluster: Column that groups cases which are not independent, such as the crisis.
        draws: Bootstrap samples of whole clusters.
        seed: Of these samples.

    Returns:
        One row a score: ``score``, ``value``, ``reference`` (means), ``skill`` = 1 - value /
        reference (1 perfect, 0 no better, below 0 worse), ``low``, ``high`` (95%, percentiles);
        all nan without a case.

    Source: the bootstrap efron1979.

    >>> table = pd.DataFrame({"crisis": [1, 2], "log_loss": 0.5, "brier": 0.1, "rps": 0.1})
    >>> worse = table.assign(log_loss=1.0, brier=0.2, rps=0.2)
    >>> skill(table, worse, cluster="crisis")["skill"].tolist()
    [0.5, 0.5, 0.5]
    """
    columns = list(SCORES)
    if scores.empty:
        unknown = dict.fromkeys(("value", "reference", "skill", "low", "high"), np.nan)
        return pd.DataFrame({"score": columns, **unknown})
    group = pd.factorize(scores[cluster])[0]
    clusters = int(group.max()) + 1
    own, other = (
        table[columns].groupby(group).sum().to_numpy(dtype=float) for table in (scores, reference)
    )
    chosen = np.random.default_rng(seed).integers(0, clusters, size=(draws, clusters))
    times = np.stack([np.bincount(draw, minlength=clusters) for draw in chosen])
    sampled = 1.0 - (times @ own) / (times @ other)
    low, high = np.quantile(sampled, [(1.0 - LEVEL) / 2.0, (1.0 + LEVEL) / 2.0], axis=0)
    value, bar = own.sum(axis=0) / len(scores), other.sum(axis=0) / len(scores)
    table = {"value": value, "reference": bar, "skill": 1.0 - value / bar, "low": low, "high": high}
    return pd.DataFrame({"score": columns, **table})
