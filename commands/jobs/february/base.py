"""The base case: shares with intervals, moves decided by chance, and choice noise off."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from brinkmanship.analysis.statistics.intervals import share_interval
from brinkmanship.commands.jobs.february.judging import (
    Change,
    Rate,
    gap_between,
    half_width,
    within,
)
from brinkmanship.commands.jobs.february.levers import FIRST_CLASS, SCENARIO, Settings
from brinkmanship.commands.jobs.february.measures import Seen, has_released, watch
from brinkmanship.commands.jobs.february.playing import Sample, differing
from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.crisis.state.row import ACCIDENTS, DIRECT, TURNS
from brinkmanship.sim.premise import Premise, prepare
from brinkmanship.sim.runs.moves import count_moves
from brinkmanship.sim.scenario import load_scenario

SURE = 500
"""The greatest rationality that the format has: hardly any noise."""
LEAST_SHARE, MOST_CHANGE = 0.02, 0.25
MOST_CHANCE = 1 / 3
BOUNDS: Mapping[str, tuple[float, float]] = {
    "no direct force": (0.5, 1.0),
    "direct clash": (0.01, 0.05),
    "some western member at mobilise or above": (0.1, 0.5),
}
"""What the issue asks of shares; of the others it asks nothing."""
RECORD = (0.04, 0.20)
"""Fatal disputes of NATO members and Russia a year: at most 7 in 66 years, a wide band."""


class Row(NamedTuple):
    """A share with its interval and, where one is asked for, whether it lies where it should."""

    name: str
    share: float
    low: float
    high: float
    verdict: str


class Release(NamedTuple):
    """When a class of weapons is released: share of runs by some member, and median week."""

    name: str
    base: float
    share: float
    low: float
    high: float
    week: float | None


class Base(NamedTuple):
    """What the base case gives.

    Attributes:
        rows: Shares.
        chance: Moves to mobilise or above that chance decided, as a share of these moves.
        moves: How many such moves there were.
        changes: Change of each share of at least 2% with choice noise off.
        releases: Classes of weapons; ``base`` from the starts of the file, the rest where all begin
            with the first.
    """

    rows: list[Row]
    chance: Row
    moves: int
    changes: list[tuple[str, Change]]
    releases: list[Release]


def base_case(sample: Sample) -> Base:
    """Play the base case, and again without choice noise."""
    seen, sure = _play((), sample), _play(sure_settings(), sample)
    before, after = properties(seen), properties(sure)
    apart = differing(seen.played, sure.played)
    changes = [
        (name, Change(gap_between(_rate(one), _rate(after[name]), apart), MOST_CHANGE))
        for name, one in before.items()
        if one.mean() >= LEAST_SHARE
    ]
    chance, moves = _chance(sample)
    rows = [*(_row(name, one) for name, one in before.items()), _incidents(seen)]
    return Base(rows, chance, moves, changes, _releases(sample))


def _play(settings: Settings, sample: Sample) -> Seen:
    premise = prepare(load_scenario(SCENARIO, settings))
    return Seen(premise, Engine(premise).play(sample.seed, 0, sample.runs))


def sure_settings() -> Settings:
    """Settings that leave nobody any choice noise."""
    codes = load_scenario(SCENARIO).actors
    return tuple(f"actors.{code}.policy.style.rationality={SURE}" for code in codes)


def properties(seen: Seen) -> dict[str, NDArray[np.bool_]]:
    """What may hold of a run, by name."""
    frame, direct = seen.premise.frame, seen.played.ending[:, DIRECT]
    west = seen.peak(seen.western)
    anybody = np.asarray(seen.played.peaks.max(axis=1))
    return {
        "no direct force": direct < frame.force,
        "force of one side only": (direct >= frame.force) & (direct < frame.clash),
        "direct clash": direct >= frame.clash,
        "war": direct >= frame.war,
        "some western member at mobilise or above": west > frame.display,
        "Russia at mobilise or above": seen.peak([seen.premise.codes.index("RUS")]) > frame.display,
        "nuclear signal or above by somebody": anybody >= rung_of(seen.premise, "nuclear_signal"),
        "some western member at tripwire or above": west >= frame.collective,
    }


def rung_of(premise: Premise, name: str) -> int:
    """The place of a rung on the ladder."""
    return premise.scenario.ladder.ids.index(name)


def _rate(one: NDArray[np.bool_]) -> Rate:
    return Rate(one.astype(float), np.ones(len(one)))


def _row(name: str, one: NDArray[np.bool_]) -> Row:
    low, high = (float(end) for end in share_interval(int(one.sum()), len(one)))
    found = within(low, high, BOUNDS[name]) if name in BOUNDS else ""
    return Row(name, float(one.mean()), low, high, found)


def _chance(sample: Sample) -> tuple[Row, int]:
    premise = prepare(load_scenario(SCENARIO))
    moves = count_moves(premise, seed=sample.seed, first=0, runs=sample.watched)
    rate = Rate(moves.by_chance.astype(float), moves.up.astype(float))
    found = _of_rate("moves to mobilise or above that chance decided", rate, (0.0, MOST_CHANCE))
    return found, int(moves.up.sum())


def _incidents(seen: Seen) -> Row:
    """Serious incidents a year, beside the record of NATO and Russia."""
    ending = seen.played.ending
    rate = Rate(ending[:, ACCIDENTS].astype(float) * 52.0, ending[:, TURNS].astype(float))
    return _of_rate("serious incidents a year", rate, RECORD)


def _of_rate(name: str, rate: Rate, bounds: tuple[float, float]) -> Row:
    """A ratio of sums over runs, with its interval."""
    if not rate.of.any():
        return Row(name, 0.0, 0.0, 1.0, "none")
    half = half_width(rate.influence())
    low, high = max(rate.value - half, 0.0), rate.value + half
    return Row(name, rate.value, low, high, within(low, high, bounds))


def _releases(sample: Sample) -> list[Release]:
    """The share of years that release each class of weapons, and the week in the median."""
    shipped = load_scenario(SCENARIO)
    first = prepare(load_scenario(SCENARIO, FIRST_CLASS))
    ours = watch(prepare(shipped), sample.seed, sample.watched)
    theirs = watch(first, sample.seed, sample.watched)
    found = []
    for step, name in enumerate(shipped.aid.steps):
        base, when = has_released(ours, step), has_released(theirs, step)
        found.append(_release(name, base, when))
    deep = rung_of(first, "deep_aid")
    tables = [np.maximum.accumulate(one.turns.rungs.max(axis=2), axis=1) for one in (ours, theirs)]
    return [*found, _release("long-range weapons (deep_aid)", *(one >= deep for one in tables))]


def _release(name: str, base: NDArray[np.bool_], when: NDArray[np.bool_]) -> Release:
    ever = np.asarray(when.any(axis=1))
    low, high = (float(end) for end in share_interval(int(ever.sum()), len(when)))
    week = float(np.median(when[ever].argmax(axis=1))) + 1 if ever.any() else None
    return Release(name, float(base.any(axis=1).mean()), float(ever.mean()), low, high, week)
