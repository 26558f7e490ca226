"""The crises on which the battery tries the model, and what it measures in their runs.

No case here may be held out or date from 1970 on but those that were made by hand: what the battery
finds is looked at while the model is changed (``sim/icb/eras.py``, ``docs/history/hold-out.md``).
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.crisis.state.row import DIRECT, ENDED, OUTCOME, TURNS
from brinkmanship.sim.mechanisms.endings import ENDINGS, OUTCOMES
from brinkmanship.sim.premise import Premise, prepare
from brinkmanship.sim.results.played import Played
from brinkmanship.sim.scenario import load_scenario

Floats = NDArray[np.float64]
NATO = "nato-ground-troops-2024"
FITTED = ("july-1914", "munich-1938", "rhineland-1936", "berlin-1948", "suez-1956", "tangier-1905")
"""Crises of the library that are not held out."""
BY_HAND = ("pair", "trade-war", NATO)
MAIN = {
    "july-1914": ("SRB", "AUH"),
    "munich-1938": ("DEU", "CSK"),
    "rhineland-1936": ("DEU", "FRA"),
    "berlin-1948": ("SUN", "USA"),
    "suez-1956": ("EGY", "GBR"),
    "tangier-1905": ("DEU", "FRA"),
    "pair": ("AAA", "BBB"),
    "trade-war": ("CCC", "AAA"),
    NATO: ("RUS",),
}
"""The main opponents of each case, whose stakes it is about."""
Z95 = 1.96


class Effect(NamedTuple):
    """A paired difference of means over runs on the same dice.

    Attributes:
        mean: Second less first.
        half: Half the width of its 95% interval.
        base: Mean of the first.
    """

    mean: float
    half: float
    base: float

    @property
    def sign(self) -> int:
        """1 or -1 where the interval excludes 0, else 0."""
        return 0 if abs(self.mean) <= self.half else int(np.sign(self.mean))


@cache
def play(
    name: str, settings: tuple[str, ...] = (), runs: int = 500, seed: int = 0
) -> tuple[Premise, Played]:
    """The premise of a case under settings, and a block of its runs."""
    premise = prepare(load_scenario(name, settings))
    return premise, Engine(premise).play(seed, 0, runs)


def actors_of(name: str) -> list[str]:
    """Codes of the principals of a case."""
    premise, _ = play(name)
    pairs = zip(premise.codes, premise.statures, strict=True)
    return [code for code, stature in pairs if stature.side >= 0]


def for_all(name: str, path: str, value: object) -> tuple[str, ...]:
    """Settings that put one value at a path below every principal of a case."""
    return tuple(f"actors.{code}.{path}={value}" for code in actors_of(name))


def measures(premise: Premise, played: Played) -> dict[str, Floats]:
    """One number a run for each thing that may happen: heights, outcomes, endings."""
    frame, direct = premise.frame, played.ending[:, DIRECT]
    found = {"force": direct >= frame.force, "clash": direct >= frame.clash}
    found["war"] = direct >= frame.war
    found |= {name: played.ending[:, OUTCOME] == k for k, name in enumerate(OUTCOMES)}
    found |= {f"ends {name}": played.ending[:, ENDED] == k for k, name in enumerate(ENDINGS)}
    return {name: one.astype(float) for name, one in found.items()}


def mean_rung(premise: Premise, played: Played, codes: Sequence[str]) -> Floats:
    """The mean rung of some actors over the turns of each run."""
    places = [premise.codes.index(code) for code in codes]
    turns = np.maximum(played.ending[:, TURNS], 1)
    return np.asarray(played.sums[:, places].mean(axis=1) / turns)


def effect(first: Floats, second: Floats) -> Effect:
    """Mean paired difference, with its interval."""
    gap = second - first
    half = Z95 * float(gap.std(ddof=1)) / np.sqrt(len(gap))
    return Effect(float(gap.mean()), float(half), float(first.mean()))


class Watched(NamedTuple):
    """Every turn of an actor over some runs: one row a turn, in the order of runs and turns.

    Attributes:
        runs: The run of each row.
        moments: Records of ``sim.crisis.listening.records.Moment``.
    """

    runs: NDArray[np.int64]
    moments: NDArray[np.void]

    def mean(self, values: NDArray[np.generic], runs: int) -> Floats:
        """The mean of a number over the turns of each run."""
        sums = np.bincount(self.runs, values.astype(float), minlength=runs)
        return np.asarray(sums / np.maximum(np.bincount(self.runs, minlength=runs), 1))


@cache
def watch(name: str, settings: tuple[str, ...], code: str, runs: int) -> Watched:
    """The turns of one actor in the first runs of a case."""
    premise = prepare(load_scenario(name, settings))
    place, engine = premise.codes.index(code), Engine(premise, listening=True)
    found = []
    for run in range(runs):
        _, traces = engine.play_traced(0, run)
        found.append(traces.moments[traces.moment_actors == place])
    which = np.repeat(np.arange(runs), [len(one) for one in found])
    return Watched(which, np.concatenate(found))
