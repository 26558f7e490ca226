"""Runs in blocks: the compiled twin of playing the Mesa model run by run."""

from typing import NamedTuple

import numpy as np

from sim.ensemble.hub import hub_of
from sim.ensemble.kernel import play_block
from sim.ensemble.state import blank_crisis, blank_state
from sim.ensemble.tables import TRAITS, WORLD, Ints, tables_of
from sim.mechanisms.endings import CAUSES, OUTCOMES, ROUTES
from sim.premise import Premise
from sim.record import RunRecord
from sim.world import Traits, World


class Played(NamedTuple):
    """A block of runs; R runs, K rungs, n actors.

    Attributes:
        out: (R, 25) turns, ending and counts, as ``sim.ensemble.kernel`` lays them out.
        first: (R, K) first turn at each rung, -1 never.
        peaks: (R, n) highest rung of each actor.
        sums: (R, n) sum of its rungs over turns.
    """

    out: Ints
    first: Ints
    peaks: Ints
    sums: Ints


class Engine:
    """A premise compiled and its working memory; play blocks of runs with it."""

    def __init__(self, premise: Premise) -> None:
        self.premise, self.tables = premise, tables_of(premise)
        self.state, self.crisis = blank_state(self.tables), blank_crisis(self.tables)
        vector, start = self.state.vector, len(World._fields)
        stop = start + len(Traits._fields) * len(premise.codes)
        self.world = vector[:start].view(WORLD)
        self.traits = vector[start:stop].view(TRAITS)
        self.hub = hub_of(self.tables, self.state, self.crisis, self.traits)

    def play(self, seed: int, first: int, count: int) -> Played:
        """``count`` runs from run number ``first`` on."""
        rungs, actors = len(self.premise.levels), len(self.premise.codes)
        played = Played(
            np.zeros((count, 25), np.int64),
            np.zeros((count, rungs), np.int64),
            np.zeros((count, actors), np.int64),
            np.zeros((count, actors), np.int64),
        )
        play_block(self.hub, self.world, seed, first, *played)
        return played

    def records(self, seed: int, first: int, count: int) -> list[RunRecord]:
        """The same as rows of the run table."""
        played = self.play(seed, first, count)
        return [record_of(self.premise, played, row, first) for row in range(count)]


def record_of(premise: Premise, played: Played, row: int, first: int) -> RunRecord:
    """One row of a block as the Mesa engine would have recorded it."""
    out = [int(cell) for cell in played.out[row]]
    turns, done, counts = out[0], out[1:17], out[17:25]
    return RunRecord(
        run=first + row,
        outcome=OUTCOMES[done[0]],
        outcome_turn=done[1],
        turns=turns,
        peak_rung=done[2],
        peak_rung_direct=done[3],
        first=tuple(int(turn) for turn in played.first[row]),
        cause=CAUSES[done[5]],
        route=ROUTES[done[6]],
        initiator=premise.codes[done[7]] if done[7] >= 0 else "",
        counts=(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]),
        peaks=tuple(int(peak) for peak in played.peaks[row]),
        means=tuple(int(summed) / max(turns, 1) for summed in played.sums[row]),
    )
