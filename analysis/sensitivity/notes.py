"""What a sample is too small to say, in whole sentences: a claim never goes without them."""

from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from analysis.sensitivity.boxes.discovery import Discovery, box_label, highest_box
from analysis.sensitivity.boxes.points import LEAST_JUDGED
from analysis.sensitivity.indices.morris import MorrisResult
from analysis.sensitivity.indices.sobol import SobolResult
from analysis.sensitivity.measures import Chance
from analysis.sensitivity.names import n_parameters
from analysis.sensitivity.rows import named_rows

MUCH, MOST = 0.1, 0.5  # of the variance, by chance
SMALL = 0.05  # an index below it is of no weight, however wide its interval
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
    """Chance, and warnings, for Sobol indices from so many runs a point."""
    return [
        *_of_variance(result.chance, runs),
        *(_of_intervals(result.table, runs) if result.chance.variance > 0.0 else ()),
    ]


def morris_notes(result: MorrisResult, runs: int) -> list[str]:
    """Chance, and warnings, for a screening from so many runs a point."""
    found = [*_of_variance(result.chance, runs)]
    still = result.table[result.table["mu_star"] == 0.0]
    if len(still):
        found.append(
            f"{len(still)} of {n_parameters(len(result.table))} changed nothing: an effect of up "
            f"to {still['mu_star_high'].max():.2g} could not be seen in {runs} runs a point."
        )
    hidden = int((~result.table["told"]).sum())
    if hidden and result.chance.variance > 0.0:
        found.append(
            f"{hidden} of {n_parameters(len(result.table))} cannot be told from chance, and their "
            "order says nothing: more --runs or --points."
        )
    return found


def boxes_notes(found: Discovery) -> list[str]:
    """Which box is highest, and warnings."""
    table, notes = found.table, []
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
        named = _named([box_label(one) for one in few])
        notes.append(
            f"A box with fewer than {LEAST_JUDGED} judging points is not called sure ({named}): "
            "more points."
        )
    return notes


def _of_variance(chance: Chance, runs: int) -> Iterator[str]:
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


def _of_intervals(table: pd.DataFrame, runs: int) -> Iterator[str]:
    reach = table["total_high"] - table["total"]
    wide = table.assign(reach=reach)[reach >= table["total"].clip(lower=SMALL)]
    wide = wide.sort_values("reach", ascending=False, kind="stable")
    if len(wide):
        yield (
            "The interval of the total index is as wide as the index itself, or wider, for "
            f"{len(wide)} of {n_parameters(len(table))} ({_named(list(wide['parameter']))}): "
            f"more {'--runs' if runs < 1000 else '--points'}."  # noqa: PLR2004 - runs a point
        )
    unranked = [
        f"{one.parameter} and {other.parameter}"
        for one, other in pairwise(named_rows(table.head(NAMED + 1)))
        if other.total >= SMALL and other.total_high >= one.total_low
    ]
    if unranked:
        yield f"Their intervals overlap, so they are not ranked: {_named(unranked, '; ')}."
    if (table["total_high"] < 0.0).any() or (table["total_low"] > 1.0).any():
        yield "An index lies outside 0 to 1 by more than its interval: far too few --points."


def _named(names: list[str], between: str = ", ") -> str:
    more = len(names) - NAMED
    return between.join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")
