"""How far the model under a vector is from the data: a likelihood, moments, priors."""

from collections.abc import Sequence
from math import log
from typing import NamedTuple

import numpy as np

from brinkmanship.sim.icb.fitting.format import Weights
from brinkmanship.sim.icb.fitting.observing import (
    Floats,
    classes_of,
    observe,
    quantiles,
)
from brinkmanship.sim.icb.fitting.playing import Kind, PlayedCrises, play
from brinkmanship.sim.icb.fitting.targets import QUARTILES, Data, moments_of_events, share_target
from brinkmanship.sim.icb.fitting.vectors import Parameters
from brinkmanship.sim.mechanisms.endings import AGREED, FADED, IMPOSED, YIELDED

PRIOR_RUNS = 1.5  # runs by which shares are pulled towards those of all crises
LEAST = 0.01  # no crisis counts as less likely than this
FAIR_CHANCE = 0.25  # share of moves upwards that choice noise may decide without a price
ALL_CRISES = (0.7, 0.45, 0.25)
VIOLENT_CODES = (2, 3, 4)


class Fit(NamedTuple):
    """A vector's fit.

    Attributes:
        loss: What the search makes small, the prior left out.
        likelihood: Negative log-likelihood of the violence of all crises.
        moments: The model's value of each target, in the order of the data.
        chance: Share of moves to mobilisation or above that choice noise decided.
        shares: (C, 3) shares of runs with any violence, serious clashes and war, by crisis.
    """

    loss: float
    likelihood: float
    moments: tuple[float, ...]
    chance: float
    shares: Floats


def fit_of(
    data: Data,
    kinds: Sequence[Kind],
    parameters: Parameters,
    weights: Weights,
    play_as: tuple[int, int],
) -> Fit:
    """The fit of one vector.

    Args:
        data: What is fitted to.
        kinds: Its crises, ready to be played.
        parameters: What the vector means.
        weights: Of the targets.
        play_as: Runs of each crisis, and the seed of all chance.
    """
    runs, seed = play_as
    played = play(kinds, parameters, runs, seed)
    moments = moments_of(played, kinds, parameters, seed)
    likelihood = surprise(played.shares, data.violence, runs)
    chance = played.by_chance / played.upward if played.upward > 0.0 else 0.0
    errors = [
        weight_of(target.name, weights) * ((value - target.value) / target.sd) ** 2
        for target, value in zip(data.targets, moments, strict=True)
    ]
    beyond = max(0.0, chance - FAIR_CHANCE)
    loss = likelihood + sum(errors) + weights.chance * beyond * beyond
    return Fit(loss, likelihood, moments, chance, played.shares)


def surprise(shares: Floats, violence: Sequence[int], runs: int) -> float:
    """Negative log-likelihood of ICB's code of violence, 1 to 4, under shares of runs.

    Shares of few runs are pulled towards those of all crises. A crisis that the data call free of
    violence though its trigger was violent counts as no surprise: the two columns disagree.
    """
    pulled = (shares * runs + np.array(ALL_CRISES) * PRIOR_RUNS) / (runs + PRIOR_RUNS)
    pulled = np.where(shares >= 1.0, 1.0, pulled)
    some, serious, war = pulled.T
    by_code = np.stack([1.0 - some, some - serious, serious - war, war])
    codes = np.array(violence)
    found = np.clip(by_code[codes - 1, np.arange(len(codes))], LEAST, 1.0)
    known = (shares[:, 0] >= 1.0) & (codes == 1)
    return float(-np.log(np.where(known, 1.0, found)).sum())


def moments_of(
    played: PlayedCrises, kinds: Sequence[Kind], parameters: Parameters, seed: int
) -> tuple[float, ...]:
    """The model's value of each target, in the order of ``read_data``."""
    watched, ladder = played.watched, kinds[0].engine.premise.scenario.ladder
    lengths = quantiles(watched.length.astype(float), watched.weight, QUARTILES)
    whole = watched.weight.sum()
    ends = [
        float(watched.weight[np.isin(played.endings, codes)].sum() / whole)
        for codes in ((AGREED,), (YIELDED, IMPOSED), (FADED,))
    ]
    force = kinds[0].engine.premise.frame.force
    seen = observe(watched, classes_of(ladder), force, parameters.talk, seed)
    events = [one.value for one in moments_of_events(seen.replies, seen.steps)]
    threats = share_target("", seen.carried_out, seen.threats).value
    return (*(log(max(1.0, float(one))) for one in lengths), *ends, *events, threats)


def weight_of(target: str, weights: Weights) -> float:
    """What a target counts in the loss."""
    if target.startswith("length"):
        return weights.length
    if target.startswith("ends"):
        return weights.endings
    if target.startswith(("steps", "leaps")):
        return weights.steps
    return weights.threats if target.startswith("threat") else weights.replies
