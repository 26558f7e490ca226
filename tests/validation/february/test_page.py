"""The page, small: every row is there, and what it says follows from what was computed."""

import shlex

import pytest

from brinkmanship.commands.jobs.february.__main__ import SEEDS, everything, main
from brinkmanship.commands.jobs.february.base import BOUNDS, LEAST_SHARE, base_case
from brinkmanship.commands.jobs.february.judging import EXPECTED, joint_verdict, verdict
from brinkmanship.commands.jobs.february.levers import LEVERS, SCENARIO
from brinkmanship.commands.jobs.february.measures import MEASURES
from brinkmanship.commands.jobs.february.page import command_of, not_as_expected, page_lines
from brinkmanship.commands.jobs.february.playing import Player, Sample
from brinkmanship.sim.runs.workers import InProcess
from tests.commands.calling import invoke
from tests.validation.february.test_judging import gap

SOME = tuple(one for one in LEVERS if one.fact == 3 or one.measure == "placed")

PRINTED = (
    LEVERS[0],
    next(one for one in LEVERS if one.changes and one.common),
    next(one for one in LEVERS if one.alone and one.common),
    next(one for one in LEVERS if one.times),
)
"""One of each form of command."""


@pytest.fixture(scope="module")
def found():
    """A few rows at very few runs."""
    return everything(InProcess(), 60, 2, SOME)


def test_each_row_says_what_its_intervals_say(found):
    """The verdict printed is that of the gaps, and what is not as expected stands in front."""
    lines = page_lines(found)
    start, end = lines.index("## What does not come out"), lines.index("## The base case")
    front = "\n".join(lines[start:end])
    for lever, gaps in found.gaps.items():
        verdicts = [verdict(one, lever.sign, lever.least) for one in gaps]
        runs = found.samples[0].count(MEASURES[lever.measure])
        told = joint_verdict(verdicts, runs)
        rows = [
            line for line in lines
            if line.startswith(f"| {lever.claim} | {MEASURES[lever.measure].words} |")
        ]  # fmt: skip

        assert [row.endswith(f"| {told} |") for row in rows] == [True]
        name = f"({lever.fact}) {lever.claim}: {MEASURES[lever.measure].words}:"
        assert (name in front) == (told not in {EXPECTED, "moves it"})


def test_what_comes_out_is_not_in_front(found):
    """With intervals all as expected no lever is among what does not come out; with one, it is."""
    sure = {1: gap(0.1, 0.3), -1: gap(-0.3, -0.1)}
    good = {one: [sure[one.sign or 1]] * 3 for one in SOME}
    bad = good | {SOME[0]: [sure[-(SOME[0].sign or 1)]] * 3}

    fronts = [
        [line for line in not_as_expected(found._replace(gaps=gaps)) if line.startswith("- (")]
        for gaps in (good, bad)
    ]

    assert fronts[0] == []
    assert len(fronts[1]) == 1
    assert fronts[1][0].startswith(f"- ({SOME[0].fact}) {SOME[0].claim}")
    assert fronts[1][0].endswith("opposite.")


def test_every_lever_is_tried_under_each_seed_and_at_each_point(found):
    """Three seeds, the points asked for, and each vector of the set."""
    assert [one.seed for one in found.samples] == list(SEEDS)
    assert all(len(found.gaps[one]) == len(SEEDS) for one in SOME)
    assert all(len(found.hypercube[one]) == 2 for one in SOME)
    assert all(len(found.fitted[one]) >= 1 for one in SOME)
    assert len({gaps[0] for gaps in zip(*found.gaps.values(), strict=True)}) > 1


def test_the_base_case_has_every_share_with_its_interval(found):
    """Shares lie in their intervals; what is asked of a share is judged, of others nothing."""
    base, _ = found.base

    assert all(row.low <= row.share <= row.high for row in (*base.rows, base.chance))
    judged = {row.name for row in base.rows if row.verdict}
    assert judged == {*BOUNDS, "serious incidents a year"}
    parts = {row.name: row.share for row in base.rows}
    whole = parts["no direct force"] + parts["force of one side only"] + parts["direct clash"]
    assert whole == pytest.approx(1.0)


def test_choice_noise_off_is_held_against_the_shares_printed():
    """Each share of at least 2% is compared, and what it is compared with is that share."""
    base = base_case(Sample(7001, 300, 10))
    shares = {row.name: row.share for row in base.rows if row.share >= LEAST_SHARE}
    shares.pop("serious incidents a year", None)

    assert {name: one.gap.first for name, one in base.changes} == shares
    assert all(one.gap.differing > 0 for _, one in base.changes)


@pytest.mark.parametrize("lever", PRINTED, ids=str)
def test_a_reader_can_run_the_command(tmp_path, lever):
    """The command of a row is one that brink takes, on the same seed and runs."""
    words = shlex.split(command_of(lever, Player(Sample(7001, 20, 10))))

    answer = invoke(*words[1:], "--no-figures", "--out", tmp_path / "out")

    assert words[0] == "brink"
    assert SCENARIO in words
    assert answer.exit_code == 0, answer.output


def test_without_a_checkout_nothing_is_played(tmp_path, capsys):
    """A folder that is not there is one message and code 2."""
    assert main(["--out", str(tmp_path / "none" / "page.md")]) == 2
    assert "no such folder" in capsys.readouterr().err
