"""A look at what was never fitted is logged before it is taken, and nothing else takes one."""

import csv
import json
import shutil

import pytest
from click.testing import CliRunner

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.validity import playing
from brinkmanship.analysis.validity.looks import Look, log_look, read_looks
from brinkmanship.cli import brink
from brinkmanship.commands.jobs.validity import main
from tests.checkout import SCRIPT
from tests.icb.rows import actors, crises, write

ROOT = SCRIPT.parent
CASE = """
title: {title}
extends: ladders/sixteen-rungs.yaml
facts:
  trigger: {{kind: nonviolent_military, by: AAA, against: BBB, date: "{year}-05-01"}}
  territory: true
actors:
  AAA: {{name: A,
    facts: {{gravity: {gravity}, power: middle, regime: military, start: mobilise}}}}
  BBB: {{name: B, facts: {{gravity: {gravity}, power: middle, regime: democracy, start: warn}}}}
relations: {{opponents: [[AAA, BBB]], borders: [[AAA, BBB]]}}
history: {{highest_rung: {rung}, highest_rung_any: {rung}, outcome: agreement}}
"""
FITTED = {"ayr-1931": "existence", "bern-1935": "economic", "cork-1948": "territory",
          "dover-1956": "political"}  # fmt: skip
WORDS = ("--runs", "20", "--seed", "3")
DATA = ("--data", "data", "--system", "system.csv", "--actors", "actors.csv")


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A small checkout: four crises to look at, one held out, one of 1980, and ICB rows."""
    monkeypatch.chdir(tmp_path)
    for folder in ("scenarios/history", "scenarios/fits", "docs/history/second-coding", "data"):
        (tmp_path / folder).mkdir(parents=True)
    shipped = "scenarios/fits/icb-to-1969.set.json"
    shutil.copy(ROOT / shipped, tmp_path / shipped)
    for name, gravity in FITTED.items():
        case(tmp_path, name, gravity)
    case(tmp_path, "essen-1960", "territory")
    case(tmp_path, "fargo-1980", "territory")
    table = "| held out | may be looked at |\n|---|---|\n| essen-1960 | ayr-1931 |\n"
    (tmp_path / "docs/history/hold-out.md").write_text(table, encoding="utf-8")
    early = crises(14, 1930)
    late = [{**row, "crisno": str(500 + k)} for k, row in enumerate(crises(12, 1970, seed=9))]
    write(tmp_path / "data/system.csv", [*early, *late])
    write(tmp_path / "data/actors.csv", actors([*early, *late]))
    return tmp_path


def called(*words):
    """The command called in this process, as the pages call it in one of its own."""
    answer = CliRunner().invoke(brink, words)
    if answer.exit_code:
        raise AnalysisError(answer.output)
    return answer.stdout


@pytest.fixture
def quick(monkeypatch):
    """The command is called in this process."""
    monkeypatch.setattr(playing, "_brink", called)


def case(home, name, gravity):
    """Writes a crisis of the library."""
    text = CASE.format(title=name, year=name[-4:], gravity=gravity, rung="clash")
    (home / "scenarios/history" / f"{name}.yaml").write_text(text, encoding="utf-8")


def pages(home):
    """All pages and the log, by name."""
    return {file.name: file.read_bytes() for file in sorted((home / "docs/validity").iterdir())}


def test_without_a_look_nothing_unfitted_is_read_or_logged(home):
    """Files of the held-out crisis and of 1980 may hold anything: nobody opens them."""
    for name in ("essen-1960", "fargo-1980"):
        (home / f"scenarios/history/{name}.yaml").write_text("{broken", encoding="utf-8")

    assert main([*WORDS]) == 0

    found = pages(home)
    assert {"README.md", "library.md", "fit.md"} <= set(found)
    assert not {"library-unfitted.md", "looks.csv", "hindcast.md"} & set(found)
    text = found["library.md"].decode()
    assert all(name in text for name in FITTED)
    assert "essen-1960" not in text
    assert "fargo-1980" not in text


@pytest.mark.usefixtures("quick")
def test_a_look_is_logged_before_anything_is_computed(home, capsys):
    """It stands in the log even if what is looked at cannot be played."""
    (home / "scenarios/history/fargo-1980.yaml").write_text("{broken", encoding="utf-8")

    assert main([*WORDS, "--look", "first  candidate"]) == 2

    (look,) = read_looks(home / "docs/validity")
    assert look.why == "first candidate"
    assert "--look" in look.command
    assert "fargo-1980" in capsys.readouterr().err
    assert "library-unfitted.md" not in pages(home)


@pytest.mark.usefixtures("quick")
def test_what_happened_from_1970_on_changes_no_page_without_a_look(home):
    """The same pages, though later crises end otherwise."""
    assert main([*WORDS, *DATA]) == 0
    before = pages(home)
    file = home / "data/system.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        if int(row["yrtrig"]) >= 1970:
            row["viol"] = str(5 - int(row["viol"]))
    write(file, rows)

    assert main([*WORDS, *DATA]) == 0

    assert pages(home) == before
    assert "(n = 14)" in before["hindcast.md"].decode()
    assert "a logit on forecast and logit together" in before["hindcast.md"].decode()


@pytest.mark.usefixtures("quick")
def test_pages_of_a_look_stay_until_the_next(home):
    """They say which look wrote them; runs without a look leave them as they are."""
    assert main([*WORDS, *DATA, "--look", "candidate one"]) == 0
    first = pages(home)
    assert main(["--runs", "20", "--seed", "4", *DATA]) == 0
    second = pages(home)

    for name in ("library-unfitted.md", "hindcast-unfitted.md", "looks.csv"):
        assert second[name] == first[name]
    assert second["library.md"] != first["library.md"]
    text = first["library-unfitted.md"].decode()
    assert "candidate one" in text
    assert "essen-1960" in text
    assert "fargo-1980" in text
    assert "(n = 12)" in first["hindcast-unfitted.md"].decode()
    assert "1 look at" in second["README.md"].decode()
    assert main([*WORDS, "--look", "candidate two"]) == 0
    assert [one.why for one in read_looks(home / "docs/validity")] == [
        "candidate one", "candidate two",
    ]  # fmt: skip


def test_a_look_without_a_reason_is_refused(home, capsys):
    """Nothing is logged and nothing played."""
    assert main([*WORDS, "--look", " "]) == 2

    assert "reason" in capsys.readouterr().err
    assert pages(home) == {}


def test_a_damaged_log_is_refused(tmp_path):
    """A log with other columns takes no look."""
    (tmp_path / "looks.csv").write_text("date,what\n1,2\n", encoding="utf-8")

    with pytest.raises(AnalysisError, match=r"looks\.csv"):
        log_look(tmp_path, "x", "y", "z")


def test_the_log_of_the_project_can_be_read():
    """Every row has a day, what was looked at and why."""
    looks = read_looks(ROOT / "docs/validity")

    assert looks
    assert all(len(one.date) == len("2026-11-28") and one.what and one.why for one in looks)
    assert [one.date for one in looks] == sorted(one.date for one in looks)
    assert isinstance(looks[0], Look)


@pytest.mark.usefixtures("quick")
def test_missed_targets_are_named_on_the_first_page(home):
    """Those of the set that no vector meets, and no other."""
    file = home / "scenarios/fits/icb-to-1969.set.json"
    content = json.loads(file.read_text("utf-8"))
    content["targets"] = [
        {**one, "name": f"t{k}", "missed": k == 1} for k, one in enumerate(content["targets"][:3])
    ]
    file.write_text(json.dumps(content), encoding="utf-8")

    assert main([*WORDS]) == 0

    text = pages(home)["README.md"].decode()
    assert "no vector meets: t1." in text


def test_the_log_names_no_place_of_a_machine(home):
    """A folder given by its whole path stands there by its name alone."""
    assert main([*WORDS, "--data", str((home / "data").resolve()), "--look", "candidate"]) in (0, 2)

    (look,) = read_looks(home / "docs/validity")

    assert "--data data" in look.command
    assert not [one for one in read_looks(ROOT / "docs/validity") if " /" in one.command]
