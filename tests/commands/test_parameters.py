"""``--parameters``: each share with a second interval, and nothing else changed."""

import json
import shutil

import pytest

from brinkmanship.sim.scenario.facts.fitted import STAKES
from tests.commands.calling import invoke, run
from tests.scenario.test_vectors import PLAIN

CHANGED = {"costs.force": 0.0, "costs.readiness": 0.0, "settlement.chance": 0.0}
HOT = {**PLAIN, "mechanisms": {**PLAIN["mechanisms"], **CHANGED}}


@pytest.fixture
def sets(desk):
    """Sets in files: the shipped numbers alone; and with a vector of costless force."""
    (desk / "plain.json").write_text(json.dumps({"title": "t", "sets": [PLAIN]}), encoding="utf-8")
    (desk / "two.json").write_text(json.dumps({"title": "t", "sets": [PLAIN, HOT]}), "utf-8")
    return desk


def summary(*words):
    """Plays the small scenario; its summary."""
    answer = run("--json", *words)
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


def rows(found):
    """All rows of shares."""
    return [*found["outcomes"].values(), *found["thresholds"].values()]


@pytest.mark.usefixtures("sets")
def test_over_the_shipped_numbers_alone_the_range_is_the_share():
    """A set of one vector, that of the shipped numbers, leaves nothing open."""
    found = summary("--runs", 30, "--parameters", "plain.json", "--out", "o")

    assert found["parameters"]["vectors"] == 1
    for row in rows(found):
        assert row["set_low"] == row["share"] == row["set_high"]


@pytest.mark.usefixtures("sets")
def test_a_vector_is_played_as_its_numbers_set_one_by_one():
    """The shares under a vector are those of the same numbers given by --set."""
    found = summary("--runs", 30, "--parameters", "two.json", "--out", "o")
    given = [word for path, value in CHANGED.items()
             for word in ("--set", f"mechanisms.{path}={value}")]  # fmt: skip
    alone = summary("--runs", 30, *given, "--out", "p")

    for part in ("outcomes", "thresholds"):
        for name, row in alone[part].items():
            under = found["parameters"][part][name]
            assert under[1] == row["share"]
            assert found[part][name]["set_low"] == min(under)
            assert found[part][name]["set_high"] == max(under)
    assert any(row["set_low"] != row["set_high"] for row in rows(found))


def test_a_set_changes_no_table_and_the_folder_reproduces_without_its_file(sets):
    """Tables are byte for byte those without a set; the manifest holds what plays it again."""
    summary("--runs", 20, "--out", "plain")
    summary("--runs", 20, "--parameters", "two.json", "--out", "o", "--workers", 2)
    (sets / "two.json").unlink()

    answer = invoke("reproduce", "o", "--workers", 1)

    for name in ("runs.parquet", "inputs.parquet"):
        assert (sets / "o" / name).read_bytes() == (sets / "plain" / name).read_bytes()
    assert answer.exit_code == 0, answer.output
    assert "the same, byte for byte" in answer.output


def test_another_set_in_the_manifest_gives_another_summary(sets):
    """What the folder says of the set is what reproduce plays."""
    summary("--runs", 20, "--parameters", "two.json", "--out", "o")
    summary("--runs", 20, "--parameters", "plain.json", "--out", "p")
    shutil.copy(sets / "p" / "summary.json", sets / "o" / "summary.json")

    assert "summary.json: differs" in invoke("reproduce", "o", "--workers", 1).output


def test_the_text_and_the_report_give_both_intervals(sets):
    """Each line has the range beside the interval, and the page has a table of both."""
    answer = run("--runs", 20, "--parameters", "two.json", "--out", "o")

    text = answer.stdout
    assert "over 2 vectors" in text
    assert "Over the 2 parameter vectors of two.json" in text
    assert invoke("report", "o").exit_code == 0
    assert "what the data leave open" in (sets / "o" / "report.html").read_text("utf-8")


def test_a_comparison_has_the_range_of_each_difference(sets):
    """Over the shipped numbers alone it is the difference; the kept command names the set."""
    words = ("compare", "small.yaml", "--set-b", "actors.AAA.resolve=9", "--runs", 20,
             "--workers", 1, "--no-figures")  # fmt: skip

    answer = invoke(*words, "--parameters", "plain.json", "--json", "--out", "o")
    text = invoke(*words, "--parameters", "two.json", "--out", "p").stdout

    found = json.loads(answer.stdout)
    for part in ("outcomes", "thresholds"):
        for row in found["variants"][0][part].values():
            gap = row["difference"]
            assert gap["set_low"] == gap["share"] == gap["set_high"]
    other = invoke(*words, "--parameters", "two.json", "--json", "--out", "q").stdout
    alone = summary("--runs", 20, "--parameters", "two.json", "--out", "r")
    for part in ("outcomes", "thresholds"):
        for name, row in json.loads(other)["variants"][0][part].items():
            ends = [row["before"][key] for key in ("set_low", "set_high")]
            assert ends == [alone[part][name][key] for key in ("set_low", "set_high")]
    manifest = json.loads((sets / "o" / "manifest.json").read_text("utf-8"))
    assert "plain.json" in " ".join(manifest["command"])
    assert "Over the 2 parameter vectors of two.json" in text


def test_a_set_that_is_missing_is_one_line(desk):
    """Exit code 2 and nothing written."""
    answer = run("--parameters", "nowhere.json", "--out", "o")

    assert answer.exit_code == 2
    assert not (desk / "o").exists()
    assert answer.stderr.count("\n") == 1


def test_stakes_reach_a_crisis_with_facts(desk):
    """Under far larger stakes a crisis of facts goes another way, one without does not."""
    more = {**PLAIN, "stakes": {**PLAIN["stakes"], "base": STAKES.base + 3.0}}
    (desk / "more.json").write_text(json.dumps({"sets": [more]}), encoding="utf-8")
    words = ("--runs", 60, "--no-figures", "--workers", 1, "--json", "--parameters", "more.json")

    with_facts = json.loads(invoke("run", "munich-1938", *words, "--out", "a").stdout)
    without = json.loads(invoke("run", "pair", *words, "--out", "b").stdout)

    assert any(row["set_low"] != row["share"] for row in rows(with_facts))
    assert all(row["set_low"] == row["share"] for row in rows(without))
