"""``brink sensitivity --tipping``: what is searched, said and left behind."""

import json

import pandas as pd
import pytest

from brinkmanship.analysis.sensitivity.rows import named_rows
from tests.sensitivity.calling import answered
from tests.small import tree
from tests.sweep.small_sweeps import FEAR, called, spied


def middle(*words):
    """A level between the shares at both ends of the range that a command asks about."""
    (probe,) = answered(*words[:-1], "out/probe")
    curve = probe["tables"]["curve"]
    assert curve[0]["share"] != curve[-1]["share"]
    return round((curve[0]["share"] + curve[-1]["share"]) / 2, 3)


@pytest.mark.usefixtures("desk")
def test_a_tipping_point_is_searched_for(monkeypatch):
    """The level is crossed where the curve crosses it; the same command plays nothing again."""
    words = ("small.yaml", "--tipping", f"{FEAR}:0:3", "--outcome", "clash",
             "--runs", 200, "--workers", 1, "--out", "out/tip")  # fmt: skip
    level = middle(*words)

    (part,) = answered(*words, "--level", level)

    assert part["points"] >= 9
    tips = part["tables"]["tipping"]
    assert tips
    assert any(tip["value"] is not None and 0 <= tip["value"] <= 3 for tip in tips)
    assert part["tables"]["curve"][0]["of"] == 200
    names = spied(monkeypatch)
    (again,) = answered(*words, "--level", level)
    assert names == []
    assert again["tables"] == part["tables"]


def test_a_tipping_point_is_the_value_and_not_the_level(desk):
    """Terminal and manifest say where the level is crossed, in one sentence with its interval."""
    words = ("small.yaml", "--tipping", f"{FEAR}:0:3", "--outcome", "clash", "--runs", 400,
             "--workers", 1, "--out", "out/tip")  # fmt: skip
    level = round(middle(*words), 2)

    answer = called("sensitivity", *words[:-2], "--level", level, "--no-figures", *words[-2:])

    assert answer.exit_code == 0, answer.output
    out = desk.parent / "out" / "tip"
    (tip,) = named_rows(pd.read_csv(out / "tipping.csv"))
    assert tip.low <= tip.value <= tip.high
    sentence = (f"Where the share crosses {level:.0%}: at AAA survival = {tip.value:.4g} "
                f"(95% interval {tip.low:.4g} to {tip.high:.4g}), falling")  # fmt: skip
    assert sentence in answer.output.replace("\n", " ")
    assert "Tipping point at" not in answer.output
    (part,) = json.loads((out / "manifest.json").read_text())["parts"]
    assert part["method"] == sentence


@pytest.mark.usefixtures("desk")
def test_no_crossing_is_said_with_the_shares_at_both_ends():
    """A level that every value refuses: exit code 0, and both ends with their intervals."""
    answer = called("sensitivity", "small.yaml", "--tipping", f"{FEAR}:0.5:0.6", "--level", "0.999",
                    "--runs", 20, "--workers", 1, "--out", "out/tip")  # fmt: skip

    assert answer.exit_code == 0, answer.output
    assert "Where the share crosses 99.9%: nowhere from AAA survival = 0.5 to 0.6" in answer.output
    assert "Share at the ends of the range: 0.5: " in answer.output
    assert "cannot be excluded" not in answer.output


def test_a_crossing_that_few_runs_do_not_exclude_is_not_called_nowhere(desk):
    """With two runs nothing is refused: sentence, note and table say so, with the range."""
    words = ("small.yaml", "--tipping", f"{FEAR}:0.5:0.6", "--outcome", "nuclear_use", "--runs", 2,
             "--workers", 1, "--out", "out/tip")  # fmt: skip
    answer = called("sensitivity", *words)
    (part,) = answered(*words)

    assert answer.exit_code == 0, answer.output
    sentence = ("Where the share crosses 50%: not found; with 2 runs a crossing cannot be excluded "
                "(between AAA survival = 0.5 and 0.6)")  # fmt: skip
    assert sentence in " ".join(answer.output.split())
    assert "nowhere" not in answer.output
    assert part["method"] == sentence
    assert any("More --runs" in note for note in part["notes"])
    (row,) = part["tables"]["tipping"]
    assert (row["value"], row["low"], row["high"], row["rising"]) == (None, None, None, None)
    (told,) = named_rows(pd.read_csv(desk.parent / "out" / "tip" / "tipping.csv"))
    assert told.level == 0.5


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(("low", "high"), [(2, 60), (2, 4), (2, 3)])
def test_along_whole_numbers_a_tipping_point_lies_between_two(low, high):
    """A path that takes whole numbers is searched in whole numbers, and the answer says so."""
    words = ("small.yaml", "--tipping", f"clock.horizon:{low}:{high}", "--outcome", "clash",
             "--runs", 40, "--workers", 1, "--out", "out/tip")  # fmt: skip
    level = middle(*words)

    (part,) = answered(*words, "--level", level)
    (again,) = answered(*words, "--level", level)

    values = [one["value"] for one in part["tables"]["curve"]]
    assert all(float(value).is_integer() for value in values)
    assert (values[0], values[-1]) == (low, high)
    assert again["tables"] == part["tables"]
    assert any("takes whole numbers" in note for note in part["notes"])


def test_a_search_that_is_refused_leaves_nothing(desk, monkeypatch):
    """A value between the ends that the scenario refuses is told before a folder is made."""
    monkeypatch.setattr("brinkmanship.commands.jobs.sensitivity.plans.range_at", lambda _path: None)
    before = tree(desk.parent)

    answer = called("sensitivity", "small.yaml", "--tipping", "clock.horizon:10:52",
                    "--out", "out/tip")  # fmt: skip

    assert answer.exit_code == 2, answer.output
    assert "is not a whole number" in answer.output
    assert len(answer.output.splitlines()) == 1
    assert tree(desk.parent) == before


@pytest.mark.usefixtures("desk")
def test_a_search_among_words_is_another_search(desk):
    """A folder in which somebody put words for the values searched is refused in one line."""
    words = ("small.yaml", "--tipping", "clock.horizon:2:4", "--outcome", "force", "--runs", 20,
             "--workers", 1, "--out", "out/tip")  # fmt: skip
    answered(*words)
    file = desk.parent / "out/tip/tipping/plan.json"
    plan = json.loads(file.read_text())
    last = [*plan["points"][:-1], ["word"]] if len(plan["points"]) > 2 else [["word"]]
    file.write_text(json.dumps({**plan, "points": last}))

    answer = called("sensitivity", *words, "--no-figures")

    assert answer.exit_code == 2, answer.output
    assert answer.output.endswith("holds another search; choose another --out\n")
