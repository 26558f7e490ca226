"""Every summary says what it rests on, the same whoever plays."""

import pytest

import brinkmanship as bk
from brinkmanship.analysis.report.honesty import honesty_lines
from brinkmanship.analysis.tables.sealed import open_folder
from brinkmanship.sim.runs.moves import SAMPLE


@pytest.fixture(scope="module")
def crisis():
    """A shipped crisis."""
    return bk.load("pair")


def honesty(crisis, runs, **asked):
    """What the summary says of itself."""
    return crisis.run(runs, **asked).summary()["honesty"]


def test_the_number_of_workers_changes_nothing(crisis):
    """One worker and three say the same, and so does the number of runs beyond the sample."""
    one = honesty(crisis, SAMPLE + 1500, workers=1)

    assert one == honesty(crisis, SAMPLE + 1500, workers=3)
    assert one == honesty(crisis, SAMPLE, workers=1)
    assert one["chance"]["runs"] == SAMPLE


def test_the_share_lies_in_its_interval(crisis):
    """It is the count by the moves, and its interval holds it."""
    chance = honesty(crisis, 60)["chance"]

    assert chance["runs"] == 60
    assert chance["share"] == chance["n"] / chance["moves"]
    assert 0.0 <= chance["low"] <= chance["share"] <= chance["high"] <= 1.0


def test_other_runs_are_other_moves(crisis):
    """What is counted is this ensemble: its seed and its first run."""
    plain = honesty(crisis, 40)["chance"]

    assert honesty(crisis, 40, seed=1)["chance"] != plain
    assert honesty(crisis, 40, first_run=40)["chance"] != plain


def test_the_text_and_the_folder_say_it_too(crisis, tmp_path):
    """Each sentence is printed with the shares and stands in the manifest."""
    runs = crisis.run(30, out=tmp_path / "out")

    lines = list(honesty_lines(runs.summary()["honesty"]))

    assert len(lines) == 3
    assert all(line in str(runs).splitlines() for line in lines)
    assert open_folder(tmp_path / "out").manifest["honesty"] == runs.summary()["honesty"]


def test_a_file_without_sources_says_so():
    """Numbers without a source are counted, those with one are not; a source takes one away."""
    text = """
title: Two
extends: ladders/sixteen-rungs.yaml
sources: {book: {text: A book}}
sides: {one: [AAA], other: [BBB]}
actors: {AAA: {name: A, resolve: 1, capability: 2}, BBB: {name: B, resolve: 1}}
"""
    sourced = text.replace("resolve: 1,", "resolve: {value: 1, source: book},")

    bare, less = (honesty(bk.load(one), 5)["unsourced"] for one in (text, sourced))

    assert bare["numbers"] == 3
    assert less["numbers"] == 2
    assert bare["of_numbers"] == less["of_numbers"]
