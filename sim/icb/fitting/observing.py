"""A run as an observer would have coded it: acts and words in seven classes, and what followed.

The model has postures; the data have events. In between stands a measurement model with four
numbers of its own: how often a week brings words worth recording, and how often these are friendly.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from brinkmanship.sim.icb.events import (
    CLASSES,
    COERCION,
    COOPERATIVE,
    DISPLAY,
    LIMITED,
    THREAT,
    VERBAL,
    WARLIKE,
)
from brinkmanship.sim.mechanisms.acts import AID, BLOCKADE, FORCE, KINDS, PRESSURE, TALK, WAR
from brinkmanship.sim.scenario.format.ladder import Ladder

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
STEEPNESS = 1.702


class Talk(NamedTuple):
    """The measurement model of ordinary words.

    Attributes:
        often: Chance that a turn in which an actor acts brings words worth recording.
        friendly: How friendly they are, on the scale of a normal deviate.
        answering: How much friendlier after a cooperative act, and less after another.
        struck: How much less after a blow.
    """

    often: float
    friendly: float
    answering: float
    struck: float


class Watched(NamedTuple):
    """Runs of two actors, side by side; R runs of at most T turns.

    Attributes:
        rung, acted, blow: (R, T, 2) posture, whether it acted, how far it believed it was struck.
        length: (R,) turns played.
        start: (R, 2) rungs at the start.
        struck: (R,) whether the crisis began with a blow.
        weight: (R,) how many crises of the data a run stands for.
    """

    rung: Ints
    acted: Bools
    blow: Floats
    length: Ints
    start: Ints
    struck: Bools
    weight: Floats


class Observed(NamedTuple):
    """What followed what.

    Attributes:
        replies, steps: (7, 7) weighted counts of classes, as for the data.
        threats, carried_out: Weighted counts of threats before own force, and of those followed.
    """

    replies: Floats
    steps: Floats
    threats: float
    carried_out: float


def classes_of(ladder: Ladder) -> Ints:
    """The class of event that moving to each rung counts as."""
    kinds = [KINDS.index(ladder.kind(rung)) for rung in range(len(ladder.rungs))]
    table = {TALK: VERBAL, PRESSURE: COERCION, AID: COERCION, FORCE: LIMITED, BLOCKADE: LIMITED,
             WAR: WARLIKE}  # fmt: skip
    classes = [table.get(kind, DISPLAY) for kind in kinds]
    threat = ladder.word_place("threat")
    if kinds[threat] == TALK:
        classes[threat] = THREAT
    classes[0] = COOPERATIVE
    return np.array(classes)


def observe(runs: Watched, classes: Ints, force: int, talk: Talk, seed: int) -> Observed:
    """Events of all runs, turn by turn, and what followed what.

    Args:
        runs: The runs.
        classes: As of :func:`classes_of`.
        force: First rung of force.
        talk: The measurement model.
        seed: Of the words.
    """
    observer = _Observer(runs, classes, force, talk, np.random.default_rng(seed))
    for turn in range(runs.rung.shape[1]):
        for actor in (0, 1):
            observer.hear(turn, actor)
    return observer.observed()


class _Observer:
    """Books events as they come; every array is over runs."""

    def __init__(
        self, runs: Watched, classes: Ints, force: int, talk: Talk, rng: np.random.Generator
    ) -> None:
        self.runs, self.classes, self.force, self.talk, self.rng = runs, classes, force, talk, rng
        self.last = classes[runs.start]
        self.last[runs.struck, 0] = LIMITED
        self.told = self.last[:, 0].copy()
        self.awaited = np.zeros(runs.start.shape, bool)
        self.awaited[:, 0] = True
        self.before = runs.start.copy()
        self.replies, self.steps = np.zeros((CLASSES, CLASSES)), np.zeros((CLASSES, CLASSES))
        self.threatened, self.carried = (np.zeros(runs.start.shape, bool) for _ in range(2))
        self.forced = np.zeros(runs.start.shape, bool)
        self.forced[runs.struck, 0] = True

    def hear(self, turn: int, actor: int) -> None:
        """Book what an actor says and does in a turn."""
        runs = self.runs
        acts = runs.acted[:, turn, actor] & (turn < runs.length)
        rung = runs.rung[:, turn, actor]
        self._book(self._words(acts, runs.blow[:, turn, actor], actor), actor)
        self._book(self._deeds(acts, rung, actor), actor)
        threat = acts & (self.classes[rung] == THREAT) & ~self.forced[:, actor]
        self.threatened[:, actor] |= threat
        force = acts & (rung >= self.force)
        fresh = force & self.threatened[:, actor] & ~self.forced[:, actor]
        self.carried[:, actor] |= fresh
        self.forced[:, actor] |= force
        self.before[:, actor] = np.where(turn < runs.length, rung, self.before[:, actor])

    def _words(self, acts: Bools, blow: Floats, actor: int) -> Ints:
        talk, other = self.talk, 1 - actor
        speaks = acts & (self.rng.random(len(acts)) < talk.often)
        answering = np.where(self.last[:, other] == COOPERATIVE, 1.0, -1.0)
        lean = talk.friendly + talk.answering * answering - talk.struck * blow
        friendly = self.rng.random(len(acts)) < 1.0 / (1.0 + np.exp(-STEEPNESS * lean))
        return np.where(speaks, np.where(friendly, COOPERATIVE, VERBAL), -1)

    def _deeds(self, acts: Bools, rung: Ints, actor: int) -> Ints:
        moved, before = rung != self.before[:, actor], self.before[:, actor]
        weighty = (self.classes[rung] > VERBAL) & moved
        done = acts & (weighty | (rung >= self.force) | ((rung == 0) & (before > 0)))
        return np.where(done, self.classes[rung], -1)

    def _book(self, kind: Ints, actor: int) -> None:
        told, other = kind >= 0, 1 - actor
        weight = self.runs.weight
        np.add.at(self.steps, (self.told[told], kind[told]), weight[told])
        self.told = np.where(told, kind, self.told)
        answers = told & self.awaited[:, other]
        np.add.at(self.replies, (self.last[answers, other], kind[answers]), weight[answers])
        self.awaited[answers, other] = False
        self.last[told, actor] = kind[told]
        self.awaited[told, actor] = True

    def observed(self) -> Observed:
        """The counts."""
        weight = self.runs.weight[:, None]
        threats = float((self.threatened * weight).sum())
        return Observed(self.replies, self.steps, threats, float((self.carried * weight).sum()))


def quantiles(values: Floats, weights: Floats, at: Sequence[float]) -> Floats:
    """Weighted quantiles."""
    order = np.argsort(values, kind="stable")
    upto = np.cumsum(weights[order])
    found: Floats = np.interp(np.asarray(at) * upto[-1], upto, values[order])
    return found
