"""What every summary says of itself: what chance decided, what has no source, what was fitted."""

from math import isnan
from typing import Any

from brinkmanship.analysis.statistics.intervals import clustered_interval
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.runs.moves import SAMPLE, Moves, count_moves
from brinkmanship.sim.scenario import Scenario
from brinkmanship.sim.scenario.domain import outside_the_fit
from brinkmanship.sim.scenario.origins import origins


def honesty_of(premise: Premise, *, seed: int, first: int, runs: int) -> dict[str, Any]:
    """What ``summary.json`` holds under ``honesty``; docs/reference/run-folder.md has the keys.

    Args:
        premise: What is played.
        seed: Of the ensemble.
        first: Number of its first run.
        runs: How many it has; moves are counted in the first 200.
    """
    heard = count_moves(premise, seed=seed, first=first, runs=min(runs, SAMPLE))
    return {"chance": chance_row(premise, heard), **_of_document(premise.scenario)}


def chance_row(premise: Premise, heard: Moves) -> dict[str, Any]:
    """The share of moves that chance decided; its interval knows that a run's moves are alike."""
    share, low, high = clustered_interval(heard.by_chance, heard.up)
    known = bool(heard.up.sum()) and not isnan(share)
    return {
        "rung": premise.rung_id(heard.least),
        "runs": len(heard.up),
        "moves": int(heard.up.sum()),
        "n": int(heard.by_chance.sum()),
        "share": share if known else None,
        "low": low if known else None,
        "high": high if known else None,
    }


def _of_document(scenario: Scenario) -> dict[str, Any]:
    found = origins(scenario)
    facts = [one.sourced for one in found if one.fact]
    numbers = [one.sourced for one in found if not one.fact]
    outside = outside_the_fit(scenario, found)
    return {
        "unsourced": {
            "numbers": numbers.count(False),
            "of_numbers": len(numbers),
            "facts": facts.count(False),
            "of_facts": len(facts),
        },
        "fitted": {"kind": not outside, "outside": outside},
    }
