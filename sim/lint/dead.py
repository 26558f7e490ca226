"""Levers pulled one by one on the same dice: those that change no run are dead."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from sim.ensemble.engine import Engine
from sim.errors import ScenarioError
from sim.lint.levers import Lever, Pull, with_pull
from sim.pairs import differs
from sim.played import Played
from sim.premise import Premise, prepare
from sim.scenario.loading import build_scenario
from sim.scenario.tree import Node

FIRST = 25  # runs tried first: a lever that matters shows at once
Pieces = list[tuple[tuple[int, int], Played]]


class Verdict(NamedTuple):
    """What pulling a lever did.

    Attributes:
        lever: The lever.
        differing: Runs that differ, of those played until one did; 0 if none did.
        tried: Ways in which it was pulled until a run differed; none if every way contradicts
            the rest of the document, so that nothing is known.
    """

    lever: Lever
    differing: int
    tried: tuple[Pull, ...]

    @property
    def dead(self) -> bool:
        """Whether it was pulled and no run differed."""
        return bool(self.tried) and not self.differing


class Baseline:
    """The runs of a scenario as it is, with which every change is compared.

    Args:
        root: The document without annotations.
        premise: What it means, made ready.
        seed: Of the ensemble.
        runs: Played for every lever; at least 1.
        most: Played before a lever is called dead; ``runs`` where it is less.
    """

    def __init__(
        self, root: Node, premise: Premise, *, seed: int, runs: int, most: int = 0
    ) -> None:
        self.root, self.seed, self.runs, self.most = root, seed, runs, max(runs, most)
        self.engine = Engine(premise)
        ends = sorted({0, min(FIRST, runs), runs})
        self.base = [self._played(self.engine, piece) for piece in pairwise(ends)]

    @property
    def whole(self) -> Played:
        """The first ``runs`` runs of the scenario as it is."""
        return Played.joined([played for _, played in self.base])

    @cached_property
    def more(self) -> Pieces:
        """Those beyond them, which only a lever needs that seems dead."""
        return [self._played(self.engine, (self.runs, self.most))] if self.most > self.runs else []

    def verdicts(self, levers: Iterable[Lever]) -> Iterator[Verdict]:
        """A verdict on each lever, in their order; whatever is tried on one leaves the others."""
        return (self.verdict(lever) for lever in levers)

    def verdict(self, lever: Lever) -> Verdict:
        """Pull a lever one way after another until a run differs; then each way for longer."""
        ways: list[tuple[Pull, Premise]] = []
        for pull in lever.pulls:
            changed = self._changed(pull)
            if changed is None:
                continue
            ways.append((pull, changed))
            if found := self._differing(changed, self.base):
                return Verdict(lever, found, tuple(pull for pull, _ in ways))
        tried = tuple(pull for pull, _ in ways)
        for place, (_, changed) in enumerate(ways):
            if found := self._differing(changed, self.more):
                return Verdict(lever, found, tried[: place + 1])
        return Verdict(lever, 0, tried)

    def _changed(self, pull: Pull) -> Premise | None:
        """The scenario with a lever pulled, or None where the document then contradicts itself."""
        try:
            return prepare(build_scenario(with_pull(self.root, pull), ""))
        except ScenarioError:
            return None

    def _differing(self, premise: Premise, pieces: Pieces) -> int:
        engine = Engine(premise)
        for piece, known in pieces:
            if found := int(differs(known, self._played(engine, piece)[1]).sum()):
                return found
        return 0

    def _played(self, engine: Engine, piece: tuple[int, int]) -> tuple[tuple[int, int], Played]:
        first, end = piece
        return piece, engine.play(self.seed, first, end - first)
