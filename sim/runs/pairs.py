"""Pairs of runs that met the same dice, counted block by block, so that memory stays flat."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from brinkmanship.sim.crisis.state.row import DIRECT, OUTCOME, TURNS
from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.mechanisms.endings import OUTCOMES
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.results.block import Block, Failure
from brinkmanship.sim.results.played import Ints, Played
from brinkmanship.sim.runs.ensemble import Blocks, run_ensemble
from brinkmanship.sim.scenario.format.values import Fixed

KEPT = 100  # failures remembered
NAMED = 4  # names in one note
MEANS = "; the mean rungs of these sides are left out"


class Moments(NamedTuple):
    """Sums over pairs of a quantity of either run and of its difference d (second less first)."""

    before: float = 0.0
    after: float = 0.0
    difference: float = 0.0
    squares: float = 0.0


class Pairs:
    """What becomes of the runs of one premise when each is played under another.

    Attributes:
        before, after: The premises.
        sides: Names of the sides that both have.
        pairs: Runs that were finished under both.
        differing: Those of them in which anything at all differs.
        outcomes: (7, 7) pairs by the outcome before (row) and after.
        peaks: (K, K) pairs by the highest rung of a principal before (row) and after.
        means: Moments of the mean rung of each shared side, by name.
    """

    def __init__(self, before: Premise, after: Premise) -> None:
        self.before, self.after = before, after
        self.sides = [name for name in before.side_names if name in after.side_names]
        self.pairs = self.differing = 0
        self.outcomes = np.zeros((len(OUTCOMES), len(OUTCOMES)), np.int64)
        self.peaks = np.zeros((len(before.levels), len(after.levels)), np.int64)
        self.means = dict.fromkeys(self.sides, Moments())

    @property
    def same(self) -> bool:
        """Whether the same is played under both, so that no run can differ.

        Of a scenario's text the engines see nothing, only what has been made of it.
        """
        return replace(self.before, scenario=self.after.scenario) == self.after

    def add(self, before: Played, after: Played) -> None:
        """Count runs of the same numbers; a run that only one of them finished is left out."""
        first, second = _shared(before, after)
        for table, column in ((self.outcomes, OUTCOME), (self.peaks, DIRECT)):
            np.add.at(table, (first.ending[:, column], second.ending[:, column]), 1)
        self.pairs += len(first.runs)
        self.differing += int(differs(first, second).sum())
        for name in self.sides:
            one, other = side_mean(self.before, first, name), side_mean(self.after, second, name)
            gap = other - one
            sums = (one.sum(), other.sum(), gap.sum(), (gap * gap).sum())
            grown = (old + float(new) for old, new in zip(self.means[name], sums, strict=True))
            self.means[name] = Moments(*grown)


def _shared(before: Played, after: Played) -> tuple[Played, Played]:
    if np.array_equal(before.runs, after.runs):  # the rule: no run failed
        return before, after
    _, ours, theirs = np.intersect1d(before.runs, after.runs, return_indices=True)
    return before.of_rows(ours), after.of_rows(theirs)


def differs(before: Played, after: Played) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether anything that is recorded of a run differs; runs in the same order.

    Runs with other actors differ by their endings and rungs reached alone.
    """
    tables = [(before.ending, after.ending), (before.first, after.first)]
    if before.peaks.shape == after.peaks.shape:
        tables += [(before.peaks, after.peaks), (before.sums, after.sums)]
    apart = np.zeros(len(before.runs), bool)
    for one, other in tables:
        apart |= (one != other).any(axis=1)
    return apart


def side_mean(
    premise: Premise, played: Played, side: str
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """For each run the rung of a side's members, averaged over members and turns."""
    place = premise.side_names.index(side)
    members = [i for i, stature in enumerate(premise.statures) if stature.side == place]
    turns: Ints = np.maximum(played.ending[:, TURNS], 1)
    mean = played.sums[:, members].mean(axis=1) / turns
    return np.asarray(mean, np.float64)


def check_pairing(before: Premise, after: Premise, names: tuple[str, str]) -> list[str]:
    """What a reader must know before comparing; nothing if the two are alike in form.

    Args:
        before: What the other is compared with.
        after: The other.
        names: What messages call them.

    Raises:
        BrinkError: Their ladders have other rungs, so rungs and clashes mean different things.
    """
    ladder, other = before.scenario.ladder.ids, after.scenario.ladder.ids
    if ladder != other:
        what = f"{names[1]} has another ladder than {names[0]} ({len(other)} rungs, not "
        what += f"{len(ladder)})" if len(other) != len(ladder) else f"{len(ladder)} of other names)"
        raise BrinkError(f"{what}; compare scenarios on the same rungs")
    notes = []
    turns = before.frame.horizon, after.frame.horizon
    if turns[0] != turns[1]:
        notes.append(
            f"{names[0]} may last {turns[0]} turns and {names[1]} {turns[1]}: "
            "whatever takes time is more frequent in the longer one for that alone"
        )
    return [*notes, *other_dice(before, after, names)]


def other_dice(before: Premise, after: Premise, names: tuple[str, str]) -> list[str]:
    """Why some draws of the two are not the same; nothing if all that both make are.

    Chance is addressed by name, so whoever has another name in the other meets other dice. What
    only one of the two has re-rolls nothing that both have: see docs/adr/0004.

    Args:
        before: What the other is compared with.
        after: The other.
        names: What messages call them.
    """
    notes = []
    for what, luck, ours, theirs in (
        ("sides", "the shock to its resolve that a side shares is drawn by the side's name",
         before.side_names, after.side_names),
        ("actors", "all chances of an actor are drawn by its code", before.codes, after.codes),
        ("alliances", "what an alliance's file draws once a run is drawn by its name",
         *map(_drawn_alliances, (before, after))),
    ):  # fmt: skip
        gone = [name for name in ours if name not in theirs]
        new = [name for name in theirs if name not in ours]
        if gone and new:
            notes.append(
                f"{names[0]} and {names[1]} name their {what} differently ({_row(gone)} in "
                f"{names[0]}, {_row(new)} in {names[1]}), and {luck}: one that is only renamed "
                f"meets other dice{MEANS if what == 'sides' else ''}"
            )
    return notes


def _drawn_alliances(premise: Premise) -> list[str]:
    """Names of the alliances of which a number is drawn once a run."""
    alliances = premise.scenario.alliances
    return [name for name, one in alliances.items() if not isinstance(one.cohesion, Fixed)]


def _row(names: Sequence[str]) -> str:
    """The first few names."""
    more = [f"{len(names) - NAMED} more"] if len(names) > NAMED else []
    return ", ".join([*names[:NAMED], *more])


class Ensembles:
    """Premises played run by run on the same dice.

    Attributes:
        premises: The first is what the others are compared with.
        failures: Runs that could not be finished, with the place of their premise.
        failed: How many those were.
    """

    def __init__(self, premises: Sequence[Premise]) -> None:
        self.premises = list(premises)
        self.pairs = [Pairs(self.premises[0], other) for other in self.premises[1:]]
        self.failures: list[tuple[int, Failure]] = []
        self.failed = 0

    def blocks(self, *, seed: int, runs: int, workers: int) -> Blocks:
        """Every block of every premise: one block of each in turn, in the order of runs."""
        streams = [
            run_ensemble(premise, seed=seed, runs=runs, workers=workers)
            for premise in self.premises
        ]
        try:
            for row in zip(*streams, strict=True):
                yield from row
        finally:
            for stream in streams:
                stream.close()

    def count(self, blocks: Iterable[Block]) -> None:
        """Count the blocks as :meth:`blocks` gives them, all of them."""
        row: list[Block] = []
        for block in blocks:
            place = len(row)
            self.failed += len(block.failures)
            self.failures += [(place, one) for one in block.failures]
            self.failures = self.failures[:KEPT]
            row.append(block)
            if len(row) == len(self.premises):
                for pairs, other in zip(self.pairs, row[1:], strict=True):
                    pairs.add(row[0].played, other.played)
                row = []
