"""Forecasts of past crises under two trials: facts scrambled, and years held out.

Only crises that may be fitted are ever read; what happened in the others is not looked at here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from brinkmanship.analysis.statistics.forecasts import brier_losses
from brinkmanship.sim.icb.eras import may_be_fitted
from brinkmanship.sim.icb.facts import CrisisFacts
from brinkmanship.sim.icb.forecasting import forecasts
from brinkmanship.sim.icb.reading import read_crises

Floats = NDArray[np.float64]
SERIOUS = 3  # code of ICB's violence from which it is serious
CUT = 1946  # a year before which a table is fitted, and from which it is scored
MARGIN = 0.01  # of a Brier score; scrambled facts may be so much better by luck


class Past(NamedTuple):
    """Crises, and whether each came to serious violence."""

    crises: tuple[CrisisFacts, ...]
    serious: Floats


class Scores(NamedTuple):
    """Brier scores; lower is better."""

    facts: float
    scrambled: float
    climatology: float


def fittable(system: Path, actors: Path) -> Past:
    """The crises of two ICB files that may be fitted and whose outcome is given."""
    read = read_crises(system, actors)
    return past_of(read.facts, read.violence)


def past_of(facts: Sequence[CrisisFacts], violence: Mapping[int, int]) -> Past:
    """Those of some crises that may be fitted and whose outcome is known."""
    kept = tuple(one for one in facts if may_be_fitted(one) and one.number in violence)
    return Past(kept, np.array([violence[one.number] >= SERIOUS for one in kept], float))


def shares_of(crises: Sequence[CrisisFacts], runs: int) -> Floats:
    """The forecast share of serious violence for each crisis."""
    return np.array([one.serious for one in forecasts(crises, 0, runs)])


def scrambled(crises: Sequence[CrisisFacts], seed: int = 0) -> list[CrisisFacts]:
    """Each crisis with the facts of another one."""
    order = np.random.default_rng(seed).permutation(len(crises))
    found = list(crises)
    for place, other in zip(order, np.roll(order, 1), strict=True):  # one cycle through all
        found[place] = replace(crises[other], number=crises[place].number)
    return found


def scrambled_scores(past: Past, runs: int) -> Scores:
    """Scores with the facts, with scrambled facts, and of the share in the sample for all."""
    mean = np.full(len(past.serious), past.serious.mean())
    shares = shares_of(past.crises, runs), shares_of(scrambled(past.crises), runs), mean
    return Scores(*(float(brier_losses(one, past.serious).mean()) for one in shares))


class HeldOut(NamedTuple):
    """Brier scores on the later years: of a table of the earlier ones, of their share, of runs."""

    table: float
    climatology: float
    runs: float
    fitted: int
    scored: int


def era_scores(past: Past, runs: int, cut: int = CUT) -> HeldOut:
    """A table by kind of trigger fitted to the years before a cut, scored on those from it."""
    years = np.array([one.year for one in past.crises])
    kinds = np.array([one.trigger for one in past.crises])
    early, late = years < cut, years >= cut
    share = past.serious[early].mean()
    table = np.array([
        (past.serious[early & (kinds == kind)].sum() + share)
        / ((early & (kinds == kind)).sum() + 1)
        for kind in kinds[late]
    ])  # fmt: skip
    happened = past.serious[late]
    later = [one for one, is_late in zip(past.crises, late, strict=True) if is_late]
    told = (table, np.full(late.sum(), share), shares_of(later, runs))
    by_table, by_share, by_runs = (float(brier_losses(one, happened).mean()) for one in told)
    return HeldOut(by_table, by_share, by_runs, int(early.sum()), int(late.sum()))
