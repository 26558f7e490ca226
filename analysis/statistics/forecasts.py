"""How good forecasts of yes-or-no events are: scores, reliability, skill, and simple rivals.

Every score is the mean over crises of a loss; lower is better. Intervals are bootstrapped over
crises, as one crisis is one observation however often it was simulated.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
LEAST = 1e-3  # a share of 0 or 1 in a finite number of runs is not certainty
DRAWS = 2000
BINS = (0.0, 0.1, 0.25, 0.5, 0.75, 1.0)


class Score(NamedTuple):
    """A mean loss with its 95% interval.

    Attributes:
        value, low, high: The mean, and the interval of the bootstrap.
    """

    value: float
    low: float
    high: float


class Bin(NamedTuple):
    """Forecasts of about one height, and how often it came true.

    Attributes:
        low, high: Edges of the forecasts in it.
        n: How many crises.
        forecast, observed: Their mean forecast, and the share in which it happened.
    """

    low: float
    high: float
    n: int
    forecast: float
    observed: float


def brier_losses(forecast: Floats, happened: Floats) -> Floats:
    """The squared error of each forecast, in [0, 1]. Source: brier1950."""
    errors: Floats = (forecast - happened) ** 2
    return errors


def log_losses(forecast: Floats, happened: Floats) -> Floats:
    """The negative logarithm of what was given to what happened; forecasts held off 0 and 1."""
    held = np.clip(forecast, LEAST, 1.0 - LEAST)
    losses: Floats = -np.log(np.where(happened > 0, held, 1.0 - held))
    return losses


def score(losses: Floats, seed: int) -> Score:
    """The mean of losses with a bootstrap interval; at least one loss."""
    low, high = np.quantile(_bootstrap(losses, seed), [0.025, 0.975])
    return Score(float(losses.mean()), float(low), float(high))


def skill(losses: Floats, rival: Floats, seed: int) -> Score | None:
    """By which share a forecast's mean loss is below a rival's: ``1 - L / L_rival``.

    None where the rival makes no error at all, of which there is no share.
    """
    if rival.mean() <= 0.0:
        return None
    value = 1.0 - losses.mean() / rival.mean()
    rng = np.random.default_rng(seed)
    rows = rng.integers(0, len(losses), (DRAWS, len(losses)))
    below = rival[rows].mean(axis=1)
    drawn = 1.0 - losses[rows].mean(axis=1) / np.where(below > 0, below, np.nan)
    low, high = np.nanquantile(drawn, [0.025, 0.975])
    return Score(float(value), float(low), float(high))


def reliability(forecast: Floats, happened: Floats) -> list[Bin]:
    """Forecasts in bins by height; bins without any are left out."""
    found = []
    places = np.clip(np.digitize(forecast, BINS[1:-1]), 0, len(BINS) - 2)
    for place in range(len(BINS) - 1):
        inside = places == place
        if inside.any():
            edges = BINS[place], BINS[place + 1]
            means = float(forecast[inside].mean()), float(happened[inside].mean())
            found.append(Bin(*edges, int(inside.sum()), *means))
    return found


def climatology(happened: Floats) -> Floats:
    """The share among all other crises, for each crisis; needs two."""
    others: Floats = (happened.sum() - happened) / (len(happened) - 1)
    return others


def table_by(groups: Sequence[object], happened: Floats) -> Floats:
    """The share among other crises of the same group, pulled half a crisis towards all others."""
    overall, forecast = climatology(happened), np.empty(len(happened))
    names = np.array([str(one) for one in groups])
    for place, name in enumerate(names):
        peers = names == name
        peers[place] = False
        forecast[place] = (happened[peers].sum() + overall[place]) / (peers.sum() + 1)
    return forecast


def logit(covariates: Floats, happened: Floats) -> Floats:
    """A ridge logit fitted to all other crises, for each crisis; (n, k) covariates.

    Columns are standardised; the penalty is that of one observation for each. Where all
    others came out alike, their common share is given.
    """
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - slow to import

    spread = covariates.std(axis=0)
    scaled = (covariates - covariates.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    forecast = climatology(happened)
    for place in range(len(happened)):
        others = np.arange(len(happened)) != place
        if 0 < happened[others].sum() < others.sum():
            fitted = LogisticRegression(C=1.0).fit(scaled[others], happened[others])
            forecast[place] = fitted.predict_proba(scaled[place : place + 1])[0, 1]
    return forecast


def stacked(forecasts: Sequence[Floats], happened: Floats) -> Floats:
    """A logit on the log odds of several forecasts, each crisis left out in turn."""
    held = [np.clip(one, LEAST, 1.0 - LEAST) for one in forecasts]
    return logit(np.column_stack([np.log(one / (1.0 - one)) for one in held]), happened)


def _bootstrap(losses: Floats, seed: int) -> Floats:
    rng = np.random.default_rng(seed)
    means: Floats = losses[rng.integers(0, len(losses), (DRAWS, len(losses)))].mean(axis=1)
    return means
