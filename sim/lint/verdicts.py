"""Tries levers one by one on the same dice: a lever that changes no run is dead."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.errors import ScenarioError
from brinkmanship.sim.lint.levers import Lever, Pull, with_pull
from brinkmanship.sim.premise import Premise, prepare
from brinkmanship.sim.results.played import Played
from brinkmanship.sim.runs.pairs import differs
from brinkmanship.sim.scenario.loading import build_scenario
from brinkmanship.sim.scenario.tree import Node

FIRST = 25  # runs tried first: a lever that matters shows at once
Pieces = list[tuple[tuple[int, int], Played]]


class Verdict(NamedTuple):
    """What happened when a lever was pulled.

    Attributes:
        lever: The lever.
        differing: Runs that differ, of those played until one did; 0 if none did.
        tried: Ways in which it was pulled until a run differed; none if every way contradicts the
            rest of the document, so that nothing is known.
    """

    lever: Lever
    differing: int
    tried: tuple[Pull, ...]

    @property
    def dead(self) -> bool:
        """Whether it was pulled and no run differed."""
        return bool(self.tried) and not self.differing


class Baseline:
    """The runs of a scenario as it is; the runs of each change are compared with them.

    Args:
        root: The document without annotations.
        premise: The same, made ready to run.
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
        self.base = [self._play(self.engine, piece) for piece in pairwise(ends)]

    @property
    def played(self) -> Played:
        """The first ``runs`` runs of the scenario as it is."""
        return Played.joined([played for _, played in self.base])

    @cached_property
    def extra(self) -> Pieces:
        """Extra runs, played only for levers that showed no effect."""
        return [self._play(self.engine, (self.runs, self.most))] if self.most > self.runs else []

    def verdicts(self, levers: Iterable[Lever]) -> Iterator[Verdict]:
        """A verdict on each lever, in their order; each is tried alone."""
        return (self.verdict(lever) for lever in levers)

    def verdict(self, lever: Lever) -> Verdict:
        """Pull a lever one way after another until a run differs; if none does, with extra runs."""
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
            if found := self._differing(changed, self.extra):
                return Verdict(lever, found, tried[: place + 1])
        return Verdict(lever, 0, tried)

    def _changed(self, pull: Pull) -> Premise | None:
        """The scenario with a lever pulled; None if the document then contradicts itself."""
        try:
            return prepare(build_scenario(with_pull(self.root, pull), ""))
        except ScenarioError:
            return None

    def _differing(self, premise: Premise, pieces: Pieces) -> int:
        engine = Engine(premise)
        for piece, known in pieces:
            if found := int(differs(known, self._play(engine, piece)[1]).sum()):
                return found
        return 0

    def _play(self, engine: Engine, piece: tuple[int, int]) -> tuple[tuple[int, int], Played]:
        first, end = piece
        return piece, engine.play(self.seed, first, end - first)
