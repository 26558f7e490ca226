"""Notes on a result, in whole sentences: how much is chance, and what needs more runs."""

from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from brinkmanship.analysis.sensitivity.boxes.discovery import Discovery, box_label, highest_box
from brinkmanship.analysis.sensitivity.boxes.points import LEAST_JUDGED
from brinkmanship.analysis.sensitivity.indices.morris import MorrisResult
from brinkmanship.analysis.sensitivity.indices.sobol import SobolResult
from brinkmanship.analysis.sensitivity.parameters import n_parameters
from brinkmanship.analysis.sensitivity.rows import named_rows
from brinkmanship.analysis.sensitivity.tipping.result import TippingResult
from brinkmanship.analysis.sensitivity.variance import Chance

MUCH, MOST = 0.1, 0.5  # part of the variance that is chance
SMALL = 0.05  # an index below it does not matter, however wide its interval
NAMED = 5


def chance_sentence(chance: Chance) -> str:
    """One sentence on how much of the variance between points is luck.

    >>> chance_sentence(Chance(variance=4.0, luck=1.0, alone=2.0))[:47]
    'Chance is 25% of the variance between points, a'
    """
    return (
        f"Chance is {chance.part:.0%} of the variance between points, and would be "
        f"{chance.part_alone:.0%} if points did not share their luck."
    )


def sobol_notes(result: SobolResult, runs: int) -> list[str]:
    """How much is chance, and warnings, for Sobol indices from so many runs a point."""
    return [
        *_variance_notes(result.chance, runs),
        *(_interval_notes(result.table, runs) if result.chance.variance > 0.0 else ()),
    ]


def morris_notes(result: MorrisResult, runs: int) -> list[str]:
    """How much is chance, and warnings, for a screening from so many runs a point."""
    notes = [*_variance_notes(result.chance, runs)]
    zero = result.table[result.table["mu_star"] == 0.0]
    if len(zero):
        notes.append(
            f"{len(zero)} of {n_parameters(len(result.table))} changed nothing: an effect of up "
            f"to {zero['mu_star_high'].max():.2g} could not be seen in {runs} runs a point."
        )
    unsure = int((~result.table["told"]).sum())
    if unsure and result.chance.variance > 0.0:
        notes.append(
            f"{unsure} of {n_parameters(len(result.table))} cannot be told from chance, and their "
            "order says nothing: more --runs or --points."
        )
    return notes


def boxes_notes(discovery: Discovery) -> list[str]:
    """Which box is highest, and warnings."""
    table, notes = discovery.table, []
    if not table[table["method"] == "prim"]["told"].any():
        notes.append(
            "No box of PRIM is told from the rest of the space by the points that judge it."
        )
    best = highest_box(table)
    if best is not None:
        count = int(table["told"].sum())
        sure = "box" if count == 1 else "boxes"
        notes.append(
            f"{box_label(best)} has the highest share of {count} {sure} surely above the rest; its "
            "interval is not adjusted for that choice."
        )
    few = table[table["points"] < LEAST_JUDGED].to_dict("records")
    if few:
        named = _first_names([box_label(one) for one in few])
        notes.append(
            f"A box with fewer than {LEAST_JUDGED} judging points is not called sure ({named}): "
            "more points."
        )
    return notes


def tipping_notes(result: TippingResult) -> list[str]:
    """The shares at the ends of the range, and warnings."""
    ends = [
        f"{one.value:g}: {one.share:.2%} ({one.low:.2%} to {one.high:.2%})"
        for one in named_rows(result.curve.iloc[[0, -1]])
    ]
    notes = [f"Share at the ends of the range: {ends[0]}; {ends[1]}."]
    crossings, undecided = result.crossings, result.undecided
    if len(crossings) > 1:
        notes.append(
            f"The level is crossed {len(crossings)} times: the share does not only rise or fall."
        )
    if undecided and crossings:
        notes.append(
            f"With {result.runs} runs another crossing cannot be excluded "
            f"(between {result.stretches_text()}): more --runs."
        )
    elif undecided:
        notes.append(
            f"The sample is too small to tell: {result.runs} runs do not refuse the level there, "
            "so the interval of a crossing is all of it. More --runs."
        )
    elif not crossings:
        notes.append(f"Each of the {len(result.curve)} values looked at refuses the level.")
    if any(one.low is None or one.high is None for one in crossings):
        notes.append("The interval goes on beyond the range: a wider range, or more --runs.")
    if result.whole and crossings:
        path = result.path
        notes.append(f"{path} takes whole numbers: a crossing lies between the two next to it.")
    return notes


def _variance_notes(chance: Chance, runs: int) -> Iterator[str]:
    if chance.variance == 0.0:
        yield (
            "The result is the same at every point: there is nothing to attribute. Wider ranges, "
            "more --runs, or another --outcome."
        )
        return
    yield chance_sentence(chance)
    if runs < 2:  # noqa: PLR2004 - a spread needs two
        yield "With one run a point chance cannot be told from the parameters: more --runs."
    elif chance.part >= MOST:
        yield (
            f"{chance.part:.0%} of the variance between points is chance: the sample is too small "
            "for any claim on single parameters. More --runs."
        )
    elif chance.part >= MUCH:
        yield "That luck is taken out of the indices, but widens their intervals: more --runs."


def _interval_notes(table: pd.DataFrame, runs: int) -> Iterator[str]:
    reach = table["total_high"] - table["total"]
    wide = table.assign(reach=reach)[reach >= table["total"].clip(lower=SMALL)]
    wide = wide.sort_values("reach", ascending=False, kind="stable")
    if len(wide):
        yield (
            "The interval of the total index is as wide as the index itself, or wider, for "
            f"{len(wide)} of {n_parameters(len(table))} ({_first_names(list(wide['parameter']))}): "
            f"more {'--runs' if runs < 1000 else '--points'}."  # noqa: PLR2004 - runs a point
        )
    unranked = [
        f"{one.parameter} and {other.parameter}"
        for one, other in pairwise(named_rows(table.head(NAMED + 1)))
        if other.total >= SMALL and other.total_high >= one.total_low
    ]
    if unranked:
        yield f"Their intervals overlap, so they are not ranked: {_first_names(unranked, '; ')}."
    if (table["total_high"] < 0.0).any() or (table["total_low"] > 1.0).any():
        yield "An index lies outside 0 to 1 by more than its interval: far too few --points."


def _first_names(names: list[str], between: str = ", ") -> str:
    """The first five names, and how many more there are."""
    more = len(names) - NAMED
    return between.join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")
