"""Which numbers and facts without a source carry the result: each varied alone, on the same dice.

A number goes half its size down and up, but not out of its range; a word goes to its neighbours in
the list of words, a rung to the next ones, and a yes becomes a no.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.errors import ScenarioError
from brinkmanship.sim.lint.document import Document
from brinkmanship.sim.lint.levers import Pull, with_pull
from brinkmanship.sim.premise import Premise, prepare
from brinkmanship.sim.results.played import Played
from brinkmanship.sim.runs.pairs import Pairs
from brinkmanship.sim.scenario.assumptions import RANGES, with_range
from brinkmanship.sim.scenario.format.kinds import Flag
from brinkmanship.sim.scenario.format.text_kinds import Named, Word
from brinkmanship.sim.scenario.format.walk import kinds, shape_at
from brinkmanship.sim.scenario.loading import build_scenario
from brinkmanship.sim.scenario.origins import LADDER, origins
from brinkmanship.sim.scenario.tree import Node, Path

WITHIN = 0.5  # share of itself by which a number is varied either way


class Trial(NamedTuple):
    """A number or fact without a source, and the two ends between which it is varied."""

    path: Path
    low: Pull
    high: Pull


class Tried(NamedTuple):
    """A trial with its runs: those at the low end before, those at the high end after."""

    trial: Trial
    pairs: Pairs


def unsourced_trials(document: Document) -> Iterator[Trial]:
    """Each number and fact that the document writes without a source and that can be varied."""
    for one in origins(document.scenario):
        if one.sourced or one.path[0] == LADDER:
            continue
        ends = _ends(document, one.path)
        if ends is not None:
            yield Trial(one.path, *ends)


def _ends(document: Document, path: Path) -> tuple[Pull, Pull] | None:
    node, whole = document.root.find(path)
    if not whole:
        return None
    value = node.value
    if isinstance(value, dict):
        return _distribution_ends(node, path)
    if isinstance(value, bool):
        return _pulls(path, (False, True)) if _kind(path, Flag) else None
    if isinstance(value, int | float):
        ends = with_range(path, float(value), WITHIN)
        found = (int(ends.low), int(ends.high)) if ends.whole else (ends.low, ends.high)
        return _pulls(path, found)
    if isinstance(value, str):
        return _pulls(path, _neighbours(value, _words(document, path)))
    return None


def _distribution_ends(node: Node, path: Path) -> tuple[Pull, Pull] | None:
    """The ends of a range that is drawn from; of a normal value its mean, varied."""
    for name in RANGES:
        part = node.child(name)
        if part is not None:
            ends = (part.find(("low",))[0].value, part.find(("high",))[0].value)
            return _pulls(path, [float(one) for one in ends if isinstance(one, int | float)])
    mean, whole = node.find(("normal", "mean"))
    if not whole or not isinstance(mean.value, int | float):
        return None
    at = (*path, "normal", "mean")
    varied = with_range(at, float(mean.value), WITHIN)
    return _pulls(at, (varied.low, varied.high))


def _pulls(path: Path, ends: Sequence[bool | float | str]) -> tuple[Pull, Pull] | None:
    if len(ends) < 2 or ends[0] == ends[-1]:  # noqa: PLR2004 - a low and a high end
        return None
    return Pull(path, ends[0]), Pull(path, ends[-1])


def _words(document: Document, path: Path) -> Sequence[str]:
    word = next((one for one in kinds(shape_at(path)) if isinstance(one, Word)), None)
    if word is not None:
        return tuple(word.words)
    rung = any(isinstance(one, Named) and one.thing == "rung" for one in kinds(shape_at(path)))
    return document.scenario.ladder.ids if rung else ()


def _neighbours(value: str, words: Sequence[str]) -> list[str]:
    """The word before and the one after, or the word itself where there is none."""
    if value not in words:
        return []
    at = words.index(value)
    return [words[max(at - 1, 0)], words[min(at + 1, len(words) - 1)]]


def _kind(path: Path, kind: type[Flag]) -> bool:
    return any(isinstance(one, kind) for one in kinds(shape_at(path)))


class Varied:
    """Plays trials, each end of each against the other.

    Args:
        root: The document without annotations.
        premise: The same, made ready to run; stands in for an end that the rest forbids.
        seed: Of the ensemble.
        runs: Of each end.
    """

    def __init__(self, root: Node, premise: Premise, *, seed: int, runs: int) -> None:
        self.root, self.seed, self.runs = root, seed, runs
        self.base = premise, Engine(premise).play(seed, 0, runs)

    def tried(self, trials: Iterable[Trial]) -> Iterator[Tried | None]:
        """Each trial with its runs; None where the rest of the document forbids both ends."""
        for trial in trials:
            ends = [self._played(pull) for pull in (trial.low, trial.high)]
            if ends == [None, None]:
                yield None
                continue
            (before, first), (after, second) = (one or self.base for one in ends)
            pairs = Pairs(before, after)
            pairs.add(first, second)
            yield Tried(trial, pairs)

    def _played(self, pull: Pull) -> tuple[Premise, Played] | None:
        try:
            premise = prepare(build_scenario(with_pull(self.root, pull), ""))
        except ScenarioError:
            return None
        return premise, Engine(premise).play(self.seed, 0, self.runs)
