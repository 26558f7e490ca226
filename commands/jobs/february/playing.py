"""Plays both sides of levers, each ensemble once, and tells what the change does."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from brinkmanship.commands.jobs.february.judging import Gap, gap_between, gap_from_zero
from brinkmanship.commands.jobs.february.levers import SCENARIO, Lever, Settings
from brinkmanship.commands.jobs.february.measures import MEASURES, Measure, Seen, watch
from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.results.played import Played
from brinkmanship.sim.runs.pairs import differs
from brinkmanship.sim.scenario import Scenario
from brinkmanship.sim.scenario.loading import Draft, read_draft
from brinkmanship.sim.scenario.vectors import ParameterVector


class Sample(NamedTuple):
    """Which runs.

    Attributes:
        seed: Of all chance.
        runs: Of each side.
        watched: Of each side where turns must be watched, which takes longer.
    """

    seed: int
    runs: int
    watched: int

    def count(self, measure: Measure) -> int:
        """Runs of each side for a measure."""
        return self.watched if measure.watched else self.runs


class Point(NamedTuple):
    """A place in the space of generic parameters; the shipped one if nothing is given.

    Attributes:
        vector: Parameters instead of the shipped ones.
        settings: What a vector cannot hold: durations, which are whole numbers.
    """

    vector: ParameterVector | None = None
    settings: Settings = ()


class Player:
    """Plays the scenario and its variants at a point, with the same dice for all.

    Attributes:
        sample: Which runs.
        point: Where.
    """

    def __init__(self, sample: Sample, point: Point | None = None) -> None:
        self.sample, self.point = sample, point or Point()
        self._drafts: dict[str, Draft] = {}
        self._seen: dict[tuple[str, Settings, bool], Seen] = {}

    def scenario(self, name: str, settings: Settings) -> Scenario:
        """A scenario under settings at the point."""
        if name not in self._drafts:
            self._drafts[name] = read_draft(name)
        return self._drafts[name].scenario((*self.point.settings, *settings), self.point.vector)

    def seen(self, name: str, settings: Settings, measure: Measure) -> Seen:
        """Its runs, as the measure needs them."""
        key = name, settings, measure.watched
        if key not in self._seen:
            premise = prepare(self.scenario(name, settings))
            if measure.watched:
                self._seen[key] = watch(premise, self.sample.seed, self.sample.watched)
            else:
                played = Engine(premise).play(self.sample.seed, 0, self.sample.runs)
                self._seen[key] = Seen(premise, played)
        return self._seen[key]

    def second_settings(self, lever: Lever) -> Settings:
        """Everything that is set on the second side, multiples worked out."""
        multiples = tuple(
            f"{path}={factor * self.number(path):.12g}" for path, factor in lever.times
        )
        return (*lever.common, *lever.changes, *multiples)

    def number(self, path: str) -> float:
        """A parameter below ``mechanisms`` as it is at the point."""
        part: object = self.scenario(SCENARIO, ())
        for name in path.split("."):
            part = getattr(part, name)
        return float(getattr(part, "mean"))  # noqa: B009 - of any kind of number

    def gap(self, lever: Lever) -> Gap:
        """What a lever does here."""
        measure = MEASURES[lever.measure]
        before = self.seen(SCENARIO, lever.common, measure)
        if lever.alone:
            return gap_from_zero(measure.rate(before))
        after = self.seen(lever.other, self.second_settings(lever), measure)
        apart = differing(before.played, after.played)
        return gap_between(measure.rate(before).times(lever.scale), measure.rate(after), apart)


def differing(before: Played, after: Played) -> int:
    """Runs in which anything at all that is recorded differs."""
    return int(np.sum(differs(before, after)))


def gaps(levers: Iterable[Lever], sample: Sample, point: Point | None = None) -> list[Gap]:
    """What each lever does at a point."""
    player = Player(sample, point)
    return [player.gap(lever) for lever in levers]
