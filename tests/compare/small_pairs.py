"""Small scenarios played in pairs."""

from brinkmanship.analysis.statistics.studies.changes import (
    mean_change,
    outcome_changes,
    threshold_changes,
)
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.runs.pairs import Ensembles
from brinkmanship.sim.scenario import load_scenario
from tests.small import small_file

HOT = "actors.AAA.resolve=4"
CALM = "actors.CCC.policy.goals.survival=9"


def premise(folder, *overrides):
    """The small scenario under changes."""
    return prepare(load_scenario(small_file(folder), overrides))


def paired(*premises, runs=60, workers=1):
    """The pairs of the first premise with each of the others."""
    played = Ensembles(premises)
    played.count(played.blocks(seed=0, runs=runs, workers=workers))
    return played.pairs


def rows(pairs):
    """All results of a comparison by name."""
    means = {name: mean_change(sums, pairs.pairs) for name, sums in pairs.means.items()}
    ids = pairs.before.scenario.ladder.ids
    reached = {f"reach {k}": v for k, v in threshold_changes(pairs.peaks, ids).items()}
    return {**outcome_changes(pairs.outcomes), **reached, **means}
