"""Numbers of runs that levers are expected to move, each named as the page names it."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from brinkmanship.commands.jobs.february.judging import Rate
from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.crisis.listening.notes import LINE_BROKEN
from brinkmanship.sim.crisis.state.row import ACCIDENTS, CAUSE, DIRECT, TURNS
from brinkmanship.sim.mechanisms.endings import ACCIDENT
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.results.played import Floats, Ints, Played
from brinkmanship.sim.runs.pairs import side_mean

RUSSIA, POLAND, WEST, EAST = "RUS", "POL", "west", "east"
AFTER = 4
"""Weeks over which the West is watched once a line proved empty."""
LEAST_OTHERS = 30
"""Runs of the same week that a change is held against, at least."""
Bools = NDArray[np.bool_]


class Watched(NamedTuple):
    """Turn by turn over some runs; T is the horizon, after a run's end cells are -1 or nan.

    Attributes:
        rungs: (R, T, W) rung of each western member.
        aid: (R, T, W) the class of weapons that it has released.
        seen: (R, T) the intensity that Russia sees.
        believed: (R, T) how far Russia is believed.
        empty: (R,) first turn, from 0, at which a line of Russia's proved empty; -1 for never.
    """

    rungs: Ints
    aid: Ints
    seen: Floats
    believed: Floats
    empty: Ints


class Seen(NamedTuple):
    """Runs of a premise, and the turns of those that were watched."""

    premise: Premise
    played: Played
    watched: Watched | None = None

    @property
    def western(self) -> list[int]:
        """Places of the western members."""
        side = self.premise.side_names.index(WEST)
        return [i for i, one in enumerate(self.premise.statures) if one.side == side]

    def peak(self, codes: list[int]) -> Ints:
        """The highest rung of some actors in each run."""
        return np.asarray(self.played.peaks[:, codes].max(axis=1))

    @property
    def turns(self) -> Watched:
        """What was watched."""
        if self.watched is None:
            raise ValueError("these runs were not watched")
        return self.watched


def watch(premise: Premise, seed: int, runs: int) -> Seen:
    """Runs with their turns."""
    engine, horizon = Engine(premise, listening=True), premise.frame.horizon
    base = Seen(premise, Played.blank(np.zeros(0, np.int64), engine.shape))
    west, russia = np.array(base.western), premise.codes.index(RUSSIA)
    shape = (runs, horizon)
    found = Watched(
        np.full((*shape, len(west)), -1), np.full((*shape, len(west)), -1),
        np.full(shape, np.nan), np.full(shape, np.nan), np.full(runs, -1),
    )  # fmt: skip
    parts = []
    for run in range(runs):
        played, traces = engine.play_traced(seed, run)
        parts.append(played)
        turns, places = traces.moments["turn"] - 1, traces.moment_actors
        for column, code in enumerate(west):
            mine = places == code
            found.rungs[run, turns[mine], column] = traces.moments["rung"][mine]
            found.aid[run, turns[mine], column] = traces.moments["aid"][mine]
        mine = places == russia
        found.seen[run, turns[mine]] = traces.moments["perceived"][mine]
        found.believed[run, turns[mine]] = traces.moments["credibility"][mine]
        notes = traces.notes
        broken = notes["turn"][(notes["kind"] == LINE_BROKEN) & (notes["actor"] == russia)]
        if len(broken):
            found.empty[run] = broken[0] - 1
    return Seen(premise, Played.joined(parts), found)


def share(property_: NDArray[np.generic]) -> Rate:
    """The share of runs with a property."""
    return mean(property_)


def mean(values: NDArray[np.generic]) -> Rate:
    """The mean of a number over runs."""
    return Rate(values.astype(float), np.ones(len(values)))


def among(property_: Bools, cases: Bools) -> Rate:
    """The share of some runs with a property."""
    return Rate((property_ & cases).astype(float), cases.astype(float))


def poland_fights(seen: Seen) -> Rate:
    """Of years in which Russia strikes, those in which Poland fights."""
    force = seen.premise.frame.force
    strikes = seen.peak([seen.premise.codes.index(RUSSIA)]) >= force
    return among(seen.peak([seen.premise.codes.index(POLAND)]) >= force, strikes)


def accident_clash(seen: Seen) -> Rate:
    """A clash that an accident decided."""
    ending = seen.played.ending
    clash = ending[:, DIRECT] >= seen.premise.frame.clash
    return share(clash & (ending[:, CAUSE] == ACCIDENT))


def weeks_before(seen: Seen) -> Rate:
    """Weeks before a western member stands on the collective step; all of them if none does."""
    there: Bools = np.any(seen.turns.rungs >= seen.premise.frame.collective, axis=2)
    return mean(np.where(there.any(axis=1), there.argmax(axis=1), there.shape[1]))


def seen_before_deeds(seen: Seen) -> Rate:
    """What Russia sees in the weeks before any western member stands above a display."""
    highest = np.maximum.accumulate(seen.turns.rungs.max(axis=2), axis=1)
    calm = (highest <= seen.premise.frame.display) & ~np.isnan(seen.turns.seen)
    return Rate(np.where(calm, seen.turns.seen, 0.0).sum(axis=1), calm.sum(axis=1).astype(float))


def belief_after_empty(seen: Seen) -> Rate:
    """How the belief that Russia would fight has changed a week after a line proved empty.

    Against the week before; what is learnt at the end of a week is believed in the next.
    """
    empty, believed = seen.turns.empty, seen.turns.believed
    change = np.full(len(empty), np.nan)
    rows = np.flatnonzero((empty > 0) & (empty + 1 < believed.shape[1]))
    change[rows] = believed[rows, empty[rows] + 1] - believed[rows, empty[rows] - 1]
    return known(change)


def west_after_empty(seen: Seen) -> Rate:
    """How the West's mean rung changes by four weeks after a line proved empty.

    Less the mean change over the same weeks in runs where none had by then; weeks with fewer than
    thirty such runs are left out. It is no experiment: a line proves empty only where the West
    had crossed it.
    """
    rungs = np.where(seen.turns.rungs >= 0, seen.turns.rungs, np.nan).mean(axis=2)
    empty = seen.turns.empty
    change = np.full(len(empty), np.nan)
    for turn in range(1, rungs.shape[1] - AFTER):
        moved = rungs[:, turn + AFTER] - rungs[:, turn - 1]
        others = moved[((empty < 0) | (empty > turn + AFTER)) & ~np.isnan(moved)]
        rows = empty == turn
        if len(others) >= LEAST_OTHERS:
            change[rows] = moved[rows] - others.mean()
    return known(change)


def known(values: Floats) -> Rate:
    """The mean of the numbers that there are."""
    there = ~np.isnan(values)
    return Rate(np.where(there, values, 0.0), there.astype(float))


def has_released(seen: Seen, step: int) -> Bools:
    """(R, T) whether some member has released a class by each turn."""
    return np.asarray(np.maximum.accumulate(seen.turns.aid.max(axis=2), axis=1) >= step)


def last_class_after_first(seen: Seen) -> Rate:
    """Weeks from the release of the second class to that of the last, where both come."""
    second, last = has_released(seen, 1), has_released(seen, seen.premise.frame.steps - 1)
    both = second.any(axis=1) & last.any(axis=1)
    weeks = last.argmax(axis=1) - second.argmax(axis=1)
    return Rate(np.where(both, weeks, 0).astype(float), both.astype(float))


def classes_in_order(seen: Seen) -> Rate:
    """1 in a run that releases the last class before long-range weapons, -1 where it comes after.

    The same week counts 0; runs in which neither comes are left out.
    """
    long_range = seen.premise.scenario.ladder.ids.index("deep_aid")
    deep = seen.turns.rungs.max(axis=2) >= long_range
    weeks = [
        np.where(one.any(axis=1), one.argmax(axis=1), one.shape[1])
        for one in (has_released(seen, seen.premise.frame.steps - 1), deep)
    ]
    either = np.minimum(*weeks) < deep.shape[1]
    return Rate(np.sign(weeks[1] - weeks[0]) * either.astype(float), either.astype(float))


class Measure(NamedTuple):
    """A number of runs.

    Attributes:
        words: What the page calls it.
        show: What ``brink compare --show`` prints of it, or of what comes nearest.
        rate: Of runs.
        watched: Whether turns must be watched.
    """

    words: str
    show: str
    rate: Callable[[Seen], Rate]
    watched: bool = False


def _force(seen: Seen, places: list[int]) -> Rate:
    return share(seen.peak(places) >= seen.premise.frame.force)


MEASURES: Mapping[str, Measure] = {
    "clash": Measure(
        "direct clash", "clash",
        lambda one: share(one.played.ending[:, DIRECT] >= one.premise.frame.clash),
    ),
    "tripwire": Measure(
        "a western member at tripwire or above", "tripwire",
        lambda one: share(one.peak(one.western) >= one.premise.frame.collective),
    ),
    "weeks": Measure("weeks before that, 52 if never", "tripwire", weeks_before, watched=True),
    "placed": Measure(
        "troops placed: a western member on tripwire itself", "tripwire",
        lambda one: share((one.turns.rungs == one.premise.frame.collective).any(axis=(1, 2))),
        watched=True,
    ),
    "west": Measure(
        "mean rung of the West", "west",
        lambda one: mean(side_mean(one.premise, one.played, WEST)),
    ),
    "russia": Measure(
        "mean rung of Russia", "east",
        lambda one: mean(side_mean(one.premise, one.played, EAST)),
    ),
    "western force": Measure(
        "a western member uses force", "limited_force", lambda one: _force(one, one.western)
    ),
    "russian force": Measure(
        "Russia uses force", "limited_force",
        lambda one: _force(one, [one.premise.codes.index(RUSSIA)]),
    ),
    "poland": Measure(
        "Poland fights, of years in which Russia strikes", "limited_force", poland_fights
    ),
    "accidents": Measure(
        "serious incidents a week", "clash",
        lambda one: Rate(
            one.played.ending[:, ACCIDENTS].astype(float), one.played.ending[:, TURNS].astype(float)
        ),
    ),
    "accident clash": Measure("direct clash decided by an accident", "clash", accident_clash),
    "seen": Measure(
        "intensity that Russia sees before any western mobilisation", "east", seen_before_deeds,
        watched=True,
    ),
    "belief": Measure(
        "belief that Russia would fight, a week after a line proved empty", "east",
        belief_after_empty, watched=True,
    ),
    "after empty": Measure(
        "West's mean rung four weeks after that, against runs of the same week", "west",
        west_after_empty, watched=True,
    ),
    "aircraft": Measure(
        "aircraft released by some member", "west",
        lambda one: share(has_released(one, one.premise.frame.steps - 1)[:, -1]), watched=True,
    ),
    "order": Measure(
        "aircraft before long-range weapons: 1 if so, -1 if after", "west", classes_in_order,
        watched=True,
    ),
    "ladder": Measure(
        "weeks from the second class to the last", "west", last_class_after_first, watched=True
    ),
}  # fmt: skip
