"""Runs watched turn by turn: who decides, what binds, what never happens."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.crisis.injects import HAPPENED
from brinkmanship.sim.crisis.listening.reasons import OPEN, RULE
from brinkmanship.sim.premise import Premise

Record = NDArray[Any]
Spot = tuple[str, int]


@dataclass(slots=True)
class Restraint:
    """How a north star bound one actor.

    Attributes:
        decisions, bound: Decisions in each run; those in which the star changed the rung.
        forgone: Utility given up in each decision that was bound.
        instead: How often which rung was taken for which, as (wanted, taken).
    """

    decisions: list[int] = field(default_factory=list)
    bound: list[int] = field(default_factory=list)
    forgone: list[float] = field(default_factory=list)
    instead: Counter[tuple[int, int]] = field(default_factory=Counter)


@dataclass(slots=True)
class Watched:
    """What was seen in all runs watched.

    Attributes:
        runs: How many.
        sided: Actors that stood on a side in some turn.
        acts: Decisions of each actor.
        only: Of these, how many left it one rung to choose.
        moved: Actors that changed rung or aid by a decision of their own.
        fired: Turns in which each rule applied, by actor and place.
        crossed: Turns in which each standing red line was crossed.
        happened: Runs in which each inject happened, by its place.
        restraint: Of actors with a north star.
    """

    runs: int = 0
    sided: set[str] = field(default_factory=set)
    acts: Counter[str] = field(default_factory=Counter)
    only: Counter[str] = field(default_factory=Counter)
    moved: set[str] = field(default_factory=set)
    fired: Counter[Spot] = field(default_factory=Counter)
    crossed: Counter[Spot] = field(default_factory=Counter)
    happened: Counter[int] = field(default_factory=Counter)
    restraint: dict[str, Restraint] = field(default_factory=dict)


def watch_runs(premise: Premise, *, seed: int, runs: int) -> Iterator[Watched]:
    """Watch runs 0 to ``runs - 1``; yields after each run what was seen so far."""
    seen, watcher = Watched(), _Watcher(premise)
    for run in range(runs):
        watcher.watch(seed, run, seen)
        seen.runs += 1
        yield seen


class _Watcher:
    """Plays runs turn by turn and records what its actors do."""

    def __init__(self, premise: Premise) -> None:
        self.premise, self.engine = premise, Engine(premise, listening=True)
        self.actors = self.engine.arrays["actors"]

    def watch(self, seed: int, run: int, seen: Watched) -> None:
        """Watch one run."""
        arrays, over = self.engine.arrays, False
        for star in seen.restraint.values():
            star.decisions.append(0)
            star.bound.append(0)
        self.engine.begin(seed, run)
        while not over:
            before = self.actors[["rung", "aid"]].copy()
            over = self.engine.play_turns()
            arrays["course"]["notes"] = 0
            for place in np.flatnonzero(self.actors["side"] >= 0).tolist():
                self._record_actor(place, seen, before[place])
        seen.happened.update(np.flatnonzero(arrays["fired"] == HAPPENED).tolist())

    def _record_actor(self, place: int, seen: Watched, before: Record) -> None:
        """Record one actor's turn."""
        arrays, actor, code = self.engine.arrays, self.actors[place], self.premise.codes[place]
        stretch = arrays["stretches"][place]
        applied = arrays["applied"][stretch["rule_from"] : stretch["rule_to"]]
        weeks = arrays["line_states"]["weeks"][stretch["line_from"] : stretch["line_to"]]
        seen.sided.add(code)
        seen.fired.update((code, i) for i in np.flatnonzero(applied == 1).tolist())
        seen.crossed.update((code, i) for i in np.flatnonzero(weeks >= 0).tolist())
        if self._has_star(place):
            self._record_restraint(place, seen)
        if not actor["acts"]:
            return
        seen.acts[code] += 1
        open_rungs = int((arrays["weighed"]["weighed"][place] == OPEN).sum())
        seen.only[code] += actor["term"] == RULE or open_rungs <= 1
        if (actor["next_rung"], actor["next_aid"]) != (before["rung"], before["aid"]):
            seen.moved.add(code)

    def _has_star(self, place: int) -> bool:
        """Whether an actor has a north star that can bind at all."""
        stature, arrays = self.premise.statures[place], self.engine.arrays
        strength = arrays["world"]["north_star_scale"][0] * arrays["traits"]["north_star"][place]
        return stature.ceiling < self.premise.frame.rungs and bool(
            stature.hard == 1 or strength > 0.0
        )

    def _record_restraint(self, place: int, seen: Watched) -> None:
        """Record whether its north star bound an actor this turn."""
        actor, code = self.actors[place], self.premise.codes[place]
        star = seen.restraint.setdefault(
            code, Restraint([0] * (seen.runs + 1), [0] * (seen.runs + 1))
        )
        if not actor["acts"]:
            return
        star.decisions[-1] += 1
        wanted, taken = int(actor["unbound"]), int(actor["next_rung"])
        if wanted not in (-1, taken):
            star.bound[-1] += 1
            star.forgone.append(float(actor["forgone"]))
            star.instead[wanted, taken] += 1
