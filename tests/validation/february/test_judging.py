"""Verdicts follow from intervals, and intervals are those of ``brink compare``."""

import json

import numpy as np
import pytest

from brinkmanship.commands.jobs.february.judging import (
    LEAST_CASES,
    Change,
    Gap,
    Rate,
    gap_between,
    gap_from_zero,
    joint_verdict,
    verdict,
    within,
)
from brinkmanship.commands.jobs.february.levers import COMMITS, LEVERS, SCENARIO, Lever
from brinkmanship.commands.jobs.february.playing import Player, Sample
from tests.commands.calling import invoke

RUNS = 120


def gap(low, high, *, first=0.2, differing=9):
    """A gap with this interval."""
    return Gap(first, first + (low + high) / 2, low, high, -1, -1, differing, 100)


@pytest.mark.parametrize(
    ("low", "high", "sign", "said"),
    [
        (0.01, 0.03, 1, "as expected"),
        (0.01, 0.03, -1, "opposite"),
        (-0.03, -0.01, -1, "as expected"),
        (-0.03, -0.01, 1, "opposite"),
        (-0.01, 0.03, 1, "not resolved"),
        (0.0, 0.03, 1, "not resolved"),
        (-0.03, -0.01, 0, "moves it"),
        (-0.01, 0.03, 0, "not resolved"),
    ],
)
def test_a_direction_is_judged_by_the_interval_alone(low, high, sign, said):
    """Only an interval without zero says anything, and its side says what."""
    assert verdict(gap(low, high), sign) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (-0.30, -0.16, "as expected"),
        (-0.20, -0.10, "as expected, size not resolved"),
        (-0.14, -0.05, "as expected, but smaller"),
        (-0.14, 0.01, "not resolved"),
        (0.16, 0.30, "opposite"),
    ],
)
def test_a_size_is_judged_where_one_is_asked_for(low, high, said):
    """The whole interval must be as large as asked, or all of it smaller."""
    assert verdict(gap(low, high), -1, 0.15) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (-0.02, 0.03, "as expected"),
        (-0.02, 0.11, "not resolved"),
        (0.01, 0.03, "not in proportion"),
    ],
)
def test_proportion_needs_an_interval_around_zero_that_is_narrow(low, high, said):
    """A wide interval with zero in it shows nothing."""
    assert verdict(gap(low, high), None) == said


def test_a_lever_without_any_effect_is_not_merely_unresolved():
    """No run that differs is dead; something that never happens is said so."""
    nowhere = Rate(np.zeros(50), np.zeros(50))

    assert verdict(gap(-0.01, 0.01, differing=0), 1) == "changes no run"
    assert verdict(gap_between(nowhere, nowhere, 5), 1) == "does not happen"
    never = Rate(np.zeros(50), np.ones(50))
    assert verdict(gap_between(never, never, 5), 1) == "does not happen"


def test_too_few_cases_resolve_nothing():
    """A share of some runs is not judged where there are hardly any such runs."""
    cases = np.arange(200) < LEAST_CASES - 1
    some, more = Rate(cases.astype(float), cases.astype(float)), Rate(np.zeros(200), np.ones(200))

    assert verdict(gap_between(some, more, 99), -1) == "not resolved"
    assert verdict(gap_from_zero(some), 1) == "not resolved"


def test_seeds_that_disagree_are_told_apart():
    """One verdict stands for all seeds only if it is that of all."""
    assert joint_verdict(["opposite"] * 3, 500) == "opposite"
    assert joint_verdict(["not resolved"] * 3, 4000) == "not resolved at n = 4,000"
    assert joint_verdict(["as expected", "opposite", "opposite"], 500) == (
        "opposite under 2 of 3 seeds, as expected under 1"
    )


def test_a_change_and_a_share_are_held_against_their_bounds():
    """Inside, outside, or undecided, by the whole interval."""
    told = [Change(gap(*ends), 0.25).verdict for ends in ((-0.04, 0.04), (0.06, 0.1), (0.0, 0.1))]

    assert told == ["less than a quarter", "more than a quarter", "not resolved"]
    assert within(0.02, 0.04, (0.01, 0.05)) == "as expected"
    assert within(0.06, 0.08, (0.01, 0.05)) == "outside"
    assert within(0.04, 0.06, (0.01, 0.05)) == "not resolved"


def test_the_interval_of_a_ratio_covers_as_it_claims():
    """Of true differences of a ratio between paired runs about 95% lie in their intervals."""
    rng, covered = np.random.default_rng(0), 0
    for _ in range(300):
        cases = (rng.random(400) < 0.4).astype(float)
        others = np.where(rng.random(400) < 0.9, cases, 1.0 - cases)
        before, after = cases * (rng.random(400) < 0.3), others * (rng.random(400) < 0.5)
        found = gap_between(Rate(before, cases), Rate(after, others), 1)
        covered += found.low <= 0.2 <= found.high

    assert 0.92 < covered / 300 < 0.98


def test_a_gap_is_what_brink_compare_prints(tmp_path):
    """The share of clash and the mean rung of Russia get the same difference and interval."""
    player = Player(Sample(5, RUNS, 2))
    ours = [
        player.gap(Lever(1, "commitment", measure, 0, other=COMMITS))
        for measure in ("clash", "russia")
    ]
    words = ("--runs", RUNS, "--seed", 5, "--json", "--no-figures", "--out", tmp_path / "out")
    (theirs,) = json.loads(invoke("compare", SCENARIO, COMMITS, *words).stdout)["variants"]

    rows = theirs["thresholds"]["clash"], theirs["means"]["east"]
    for one, row in zip(ours, rows, strict=True):
        assert (one.low, one.high) == pytest.approx(
            (row["difference"]["low"], row["difference"]["high"])
        )
    assert (ours[0].gained, ours[0].lost) == (rows[0]["gained"], rows[0]["lost"])
    assert ours[0].differing == theirs["differing"] > 0


def test_every_expectation_can_be_judged():
    """A size belongs to a direction, a multiple to a proportion, and a row is named once."""
    for one in LEVERS:
        assert one.sign in (1, -1, 0, None)
        assert not (one.least and one.sign not in (1, -1))
        assert (one.scale != 1.0) == (one.sign is None)
    assert len({(one.claim, one.measure, one.fact) for one in LEVERS}) == len(LEVERS)
