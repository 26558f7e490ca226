"""A forecast knows only what was known at the trigger, and is scored for what it is."""

import csv
import json
import random

import numpy as np
import pytest
from click.testing import CliRunner

from brinkmanship.analysis.statistics.forecasts import (
    brier_losses,
    climatology,
    logit,
    reliability,
    score,
    skill,
    table_by,
)
from brinkmanship.cli import brink
from brinkmanship.sim.icb.columns import ACTORS, SYSTEM
from tests.icb.rows import actors, crises, write


@pytest.fixture
def ask(tmp_path):
    """Plays a hindcast of some rows; the forecasts as bytes, and the scores."""

    def _ask(system, members, name="out"):
        one = write(tmp_path / "system.csv", system)
        other = write(tmp_path / "actors.csv", members)
        words = ["hindcast", str(one), str(other), "--runs", "60", "--out", str(tmp_path / name)]
        answer = CliRunner().invoke(brink, words)
        assert answer.exit_code == 0, answer.output
        folder = tmp_path / name
        scores = json.loads((folder / "scores.json").read_text("utf-8"))
        return (folder / "forecasts.csv").read_bytes(), scores

    return _ask


def test_scrambling_all_other_columns_changes_no_forecast(ask):
    """Outcomes and everything else that is not in the list of facts reach no forecast."""
    system = crises(12)
    members = actors(system)
    draw = random.Random(1)  # noqa: S311 - rows of a test

    def scrambled(rows, known):
        return [
            {key: one if key in known else str(draw.randrange(1, 5)) for key, one in row.items()}
            for row in rows
        ]

    plain, scores = ask(system, members)
    other, others = ask(scrambled(system, SYSTEM), scrambled(members, ACTORS), "scrambled")

    assert plain == other
    assert scores["scores"] != others["scores"]


def test_worse_is_never_likelier(ask):
    """War is one of the serious clashes, and these of violence; all are shares."""
    forecasts, _ = ask(crises(12), actors(crises(12)))

    rows = list(csv.DictReader(forecasts.decode().splitlines()))

    assert len(rows) == 12
    for row in rows:
        assert 1.0 >= float(row["any"]) >= float(row["serious"]) >= float(row["war"]) >= 0.0
    assert len({row["any"] for row in rows}) > 3


def test_blank_outcomes_are_no_hindrance(ask):
    """Without outcomes there are forecasts, the same, and no scores."""
    system = crises(12)
    members = actors(system)
    blank = [{**row, "viol": ""} for row in system]

    plain, _ = ask(system, members)
    other, scores = ask(blank, members, "blank")

    assert plain == other
    assert scores["scores"] == {}


def test_a_missing_column_is_named(tmp_path):
    """A file without the kind of trigger is refused in one line."""
    system = [{key: value for key, value in row.items() if key != "break"} for row in crises(3)]
    one = write(tmp_path / "system.csv", system)
    other = write(tmp_path / "actors.csv", actors(crises(3)))

    answer = CliRunner().invoke(brink, ["hindcast", str(one), str(other)])

    assert answer.exit_code == 2
    assert "column break is missing" in answer.output
    assert len(answer.output.splitlines()) == 1


def test_a_sure_and_right_forecast_cannot_be_beaten():
    """Scores are 0 for the truth, and skill is the share of a rival's loss that is saved."""
    happened = np.array([1.0, 0.0, 1.0, 1.0, 0.0, 0.0])
    losses, rival = brier_losses(happened, happened), brier_losses(np.full(6, 0.5), happened)

    assert score(losses, 0).value == 0.0
    assert score(rival, 0) == (0.25, 0.25, 0.25)
    whole, none = skill(losses, rival, 0), skill(rival, rival, 0)
    assert whole is not None
    assert none is not None
    assert (whole.value, none.value) == (1.0, 0.0)
    assert skill(losses, np.zeros(len(losses)), 0) is None


def test_no_rival_knows_the_crisis_it_is_scored_on():
    """Each is fitted to all other crises: turning one outcome round moves only the others."""
    draw = np.random.default_rng(0)
    happened = (draw.random(30) < 0.5).astype(float)
    covariates, groups = draw.normal(size=(30, 3)), [k % 3 for k in range(30)]
    turned = happened.copy()
    turned[4] = 1.0 - turned[4]

    for rival in (climatology, lambda y: table_by(groups, y), lambda y: logit(covariates, y)):
        assert rival(happened)[4] == pytest.approx(rival(turned)[4])
        assert not np.allclose(rival(happened), rival(turned))


def test_bins_hold_every_crisis_once():
    """Reliability counts each forecast in one bin, 0 and 1 included."""
    forecast = np.array([0.0, 0.05, 0.3, 0.6, 0.99, 1.0])

    bins = reliability(forecast, np.ones(6))

    assert sum(one.n for one in bins) == 6
    assert all(one.low <= one.forecast <= one.high for one in bins)
