"""A table without rows is a table: each measure answers it with one of the same columns."""

import re
from pathlib import Path

import pandas as pd
import pytest
from pandas.api.types import is_bool_dtype, is_float_dtype, is_integer_dtype

from brinkmanship.analysis.statistics import (
    actors,
    attribution,
    dynamics,
    escalation,
    milestones,
    paths,
    risks,
)
from brinkmanship.analysis.statistics import signals as spoken
from brinkmanship.analysis.statistics import skill as scoring
from brinkmanship.analysis.statistics import timing as times
from brinkmanship.analysis.statistics.names import ENDS
from brinkmanship.analysis.tables import open_run
from tests.analysis.run_folders import LADDER, Plan, write_folder

PAGE = Path(__file__).parents[4] / "docs" / "reference" / "statistics.md"
IDS = [name for name, _ in LADDER]
SIDES = {"FRA": "west", "USA": "west", "RUS": "east"}
BY = ["seed"]
OF_NUMBERS = ("intervals", "paired", "effects")  # not of tables; effects refuse to pair nothing


def _ends(runs):
    return times.first_events(runs)


def _movers(turns):
    return milestones.first_movers(turns, SIDES, rung=6)


def _scored(forecasts):
    return scoring.forecast_scores(forecasts, ["calm", "war"], truth="came")


RUNS = {
    "escalation.outcome_shares": escalation.outcome_shares,
    "escalation.threshold_shares": lambda runs: escalation.threshold_shares(runs, IDS),
    "escalation.peak_distribution": lambda runs: escalation.peak_distribution(runs, IDS),
    "escalation.outcome_shares by": lambda runs: escalation.outcome_shares(runs, by=BY),
    "escalation.threshold_shares by": lambda runs: escalation.threshold_shares(runs, IDS, by=BY),
    "escalation.peak_distribution by": lambda runs: escalation.peak_distribution(runs, IDS, by=BY),
    "actors.actor_peaks": lambda runs: actors.actor_peaks(runs, SIDES),
    "actors.peak_shares": lambda runs: actors.peak_shares(runs, SIDES),
    "timing.first_events": times.first_events,
    "timing.cumulative_incidence": times.cumulative_incidence,
    "risks.aalen_johansen": lambda runs: risks.aalen_johansen(_ends(runs), ENDS),
    "risks.events_by_turn": lambda runs: risks.events_by_turn(_ends(runs), ENDS),
    "timing.hazard": times.hazard,
    "timing.mean_hazard": times.mean_hazard,
    "timing.time_to_rung": lambda runs: times.time_to_rung(runs, IDS),
    "timing.rung_incidence": lambda runs: times.rung_incidence(runs, IDS),
    "timing.rung_quantiles": lambda runs: times.rung_quantiles(runs, IDS),
    "paths.single_runs": paths.single_runs,
    "signals.threats_kept": spoken.threats_kept,
    "attribution.attribution": attribution.attribution,
}
TURNS = {
    "paths.crisis_rungs": lambda turns, runs: paths.crisis_rungs(turns, runs, SIDES),
    "paths.rung_fan": lambda turns, runs: paths.rung_fan(paths.crisis_rungs(turns, runs, SIDES)),
    "milestones.peak_duration": lambda turns, _: milestones.peak_duration(turns, SIDES),
    "milestones.first_movers": lambda turns, _: _movers(turns),
    "milestones.mover_shares": lambda turns, _: milestones.mover_shares(_movers(turns), ["west"]),
    "dynamics.from_start": lambda turns, _: dynamics.from_start(
        turns[["run", "turn", "actor", "rung", "acted"]], {"FRA": 5}
    ),
    "dynamics.ladder_skipping": lambda turns, _: dynamics.ladder_skipping(turns, SIDES),
    "dynamics.spiral_length": lambda turns, _: dynamics.spiral_length(turns, SIDES),
    "dynamics.spiral_summary": lambda turns, _: dynamics.spiral_summary(
        dynamics.spiral_length(turns, SIDES)
    ),
    "dynamics.side_acts": lambda turns, _: dynamics.side_acts(turns, SIDES, military=7),
    "dynamics.reciprocity": lambda turns, _: dynamics.reciprocity(turns, SIDES, military=7),
    "dynamics.reciprocity_ratio": lambda turns, _: dynamics.reciprocity_ratio(
        turns, SIDES, military=7
    ),
    "paths.credibility_path": lambda turns, _: paths.credibility_path(turns),
    "paths.credibility_pairs": lambda turns, _: paths.credibility_pairs(turns.assign(other="RUS")),
    "paths.cohesion_path": lambda turns, _: paths.cohesion_path(turns, SIDES),
    "paths.first_defection": lambda turns, _: paths.first_defection(
        turns, dict.fromkeys(SIDES, "NATO")
    ),
    "signals.signal_counts": lambda turns, _: spoken.signal_counts(
        turns.assign(sender=turns["actor"]), SIDES, runs=len(turns), horizon=52
    ),
    "signals.sender_counts": lambda turns, _: spoken.sender_counts(
        turns.assign(sender=turns["actor"]), runs=len(turns)
    ),
}
SCORES = {
    "skill.forecast_scores": _scored,
    "skill.skill": lambda cases: scoring.skill(_scored(cases), _scored(cases), cluster="crisis"),
}
FORECASTS = pd.DataFrame(
    {"crisis": [1, 2], "calm": [0.8, 0.4], "war": [0.2, 0.6], "came": ["calm", "war"]}
)
KINDS = {"bool": is_bool_dtype, "int": is_integer_dtype, "float": is_float_dtype}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Thirty traced runs, a third of which clash."""
    return open_run(write_folder(tmp_path_factory.mktemp("run"), Plan(runs=30, clash=0.3)))


def _kinds(table):
    """Whether each column holds whole numbers, numbers, yes or no, or text."""
    return {
        name: next((kind for kind, asks in KINDS.items() if asks(table[name].dtype)), "text")
        for name in table
    }


def _untyped(table):
    """The same columns, without rows and without types."""
    return pd.DataFrame({name: pd.Series([], dtype=object) for name in table})


def _assert_nothing_counted(measure, *tables):
    """Without rows: the columns and kinds of the whole table, and nothing counted."""
    whole = measure(*tables)
    typed, bare = (measure(*map(cut, tables)) for cut in (lambda table: table.iloc[:0], _untyped))

    if whole.columns.name == "turn":  # a column a turn, of which there is none
        assert typed.empty
        assert bare.empty
        return
    assert _kinds(typed) == _kinds(whole)
    assert list(bare) == list(whole)
    for found in (typed, bare):
        for name in {"n", "of", "of_runs"} & set(found):
            assert (found[name] == 0).all()
        assert "share" not in found or found["share"].isna().all()


@pytest.mark.parametrize("name", RUNS)
def test_no_runs_have_measures_without_a_count(name, folder):
    """A table of no runs gives the usual columns, no count above 0 and no share."""
    _assert_nothing_counted(RUNS[name], folder.runs())


@pytest.mark.parametrize("name", TURNS)
def test_no_turns_have_measures_without_a_count(name, folder):
    """A table of no turns gives the usual columns, no count above 0 and no share."""
    _assert_nothing_counted(TURNS[name], folder.turns(), folder.runs())


@pytest.mark.parametrize("name", SCORES)
def test_no_forecasts_have_no_score(name):
    """Without a forecast the scores are columns without rows, and skill is not a number."""
    _assert_nothing_counted(SCORES[name], FORECASTS)


@pytest.mark.parametrize("null", [None, float("nan"), pd.NA], ids=repr)
def test_a_side_in_no_alliance_has_no_cohesion(null, folder):
    """Cohesion that is nowhere known, a column of nulls of any type, is a table without rows."""
    turns = folder.turns()
    nulls = pd.Series([null] * len(turns), index=turns.index, dtype=object)
    found = paths.cohesion_path(turns.assign(cohesion=nulls), SIDES)

    assert found.empty
    assert _kinds(found) == _kinds(paths.cohesion_path(turns, SIDES))


def test_every_measure_is_asked():
    """The measures of the page that take tables are those above."""
    page = set(re.findall(r"`((?:\w+)\.(?:\w+))`", PAGE.read_text(encoding="utf-8")))

    asked = {name.removesuffix(" by") for name in [*RUNS, *TURNS, *SCORES]}
    assert {name for name in page if name.split(".")[0] not in OF_NUMBERS} <= asked
