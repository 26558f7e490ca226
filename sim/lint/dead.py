"""Levers pulled one by one on the same dice: those that change no run are dead."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from sim.ensemble.engine import Engine
from sim.errors import ScenarioError
from sim.lint.levers import Lever, Pull, pulled
from sim.pairs import differs
from sim.played import Played
from sim.premise import Premise
from sim.prepare import prepare
from sim.scenario.loader import build
from sim.scenario.tree import Node

FIRST = 25  # runs tried first: a lever that matters shows at once


class Verdict(NamedTuple):
    """What pulling a lever did.

    Attributes:
        lever: The lever.
        differing: Runs that differ, of those played until one did; 0 if none did.
        tried: Ways in which it was pulled; none if every way contradicts the rest of the
            document, so that nothing is known.
    """

    lever: Lever
    differing: int
    tried: tuple[Pull, ...]

    @property
    def dead(self) -> bool:
        """Whether it was pulled and no run differed."""
        return bool(self.tried) and not self.differing


class Bench:
    """The runs of a scenario as it is, with which every change is compared.

    Args:
        root: The document without annotations.
        premise: What it means, made ready.
        seed: Of the ensemble.
        runs: At least 1.
    """

    def __init__(self, root: Node, premise: Premise, *, seed: int, runs: int) -> None:
        self.root, self.seed, self.runs = root, seed, runs
        self.pieces = [(0, min(FIRST, runs))]
        if runs > FIRST:
            self.pieces.append((FIRST, runs - FIRST))
        engine = Engine(premise)
        self.base = [engine.play(seed, *piece) for piece in self.pieces]

    @property
    def whole(self) -> Played:
        """All runs of the scenario as it is."""
        return Played.joined(self.base)

    def verdicts(self, levers: Iterable[Lever]) -> Iterator[Verdict]:
        """A verdict on each lever, in their order; whatever is tried on one leaves the others."""
        return (self.verdict(lever) for lever in levers)

    def verdict(self, lever: Lever) -> Verdict:
        """Pull a lever one way after another until a run differs."""
        tried: list[Pull] = []
        for pull in lever.pulls:
            changed = self._changed(pull)
            if changed is None:
                continue
            tried.append(pull)
            if found := self._differing(changed):
                return Verdict(lever, found, tuple(tried))
        return Verdict(lever, 0, tuple(tried))

    def _changed(self, pull: Pull) -> Premise | None:
        """The scenario with a lever pulled, or None where the document then contradicts itself."""
        try:
            return prepare(build(pulled(self.root, pull), ""))
        except ScenarioError:
            return None

    def _differing(self, premise: Premise) -> int:
        engine: Callable[[int, int, int], Played] = Engine(premise).play
        for piece, known in zip(self.pieces, self.base, strict=True):
            if found := int(differs(known, engine(self.seed, *piece)).sum()):
                return found
        return 0
