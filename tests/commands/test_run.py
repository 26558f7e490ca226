import json
import os
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from brinkmanship.commands.run import ENGINES as CHOICES
from brinkmanship.sim.mechanisms.endings import OUTCOMES
from brinkmanship.sim.runs.ensemble import ENGINES, way_of
from tests.commands.calling import invoke, run
from tests.small import tree

TABLES = ("beliefs", "events", "inputs", "runs", "signals", "turns")
RUNGS = ["quiet", "warn", "tripwire", "force", "clash", "war", "nuclear"]


def test_a_folder_has_all_it_should(desk):
    """By default: manifest, summary, what was drawn and the run table, named after the file."""
    answer = run("--runs", 3)

    assert answer.exit_code == 0, answer.output
    assert tree(desk / "out") == [
        "small-seed0",
        "small-seed0/inputs.parquet",
        "small-seed0/manifest.json",
        "small-seed0/runs.parquet",
        "small-seed0/summary.json",
    ]
    assert answer.stderr == ""


def test_asked_for_more_a_folder_has_it(desk):
    """With a trace and CSV each table is there in both forms; with figures, each in two."""
    answer = invoke(
        "run", "small.yaml", "--runs", 3, "--workers", 1, "--out", "o", "--trace", "--format", "csv"
    )

    files = tree(desk / "o")
    assert answer.exit_code == 0, answer.output
    for table in TABLES:
        assert {f"{table}.parquet", f"{table}.csv"} <= set(files)
    pictures = [name for name in files if name.startswith("figures/")]
    assert len([name for name in pictures if name.endswith(".png")]) == len(pictures) // 2 > 0
    assert answer.stdout.endswith(f"Tables: o\nFigures: {Path('o') / 'figures'}\n")


def test_results_are_never_overwritten(desk):
    """A second run of the same kind takes the next free number."""
    run("--runs", 2)
    before = (desk / "out" / "small-seed0" / "manifest.json").read_bytes()

    answer = run("--runs", 2)

    assert answer.stdout.endswith("Tables: out/small-seed0-2\n".replace("/", os.sep))
    assert (desk / "out" / "small-seed0" / "manifest.json").read_bytes() == before


def bytes_of(folder):
    """The bytes of every table of a traced run folder, and of its summary."""
    files = {file.name: file.read_bytes() for file in folder.iterdir()}
    del files["manifest.json"]  # which tells the time
    assert set(files) == {"summary.json", *(f"{name}.parquet" for name in TABLES)}
    return files


@pytest.mark.parametrize("engine", CHOICES)
def test_bytes_do_not_depend_on_workers(desk, engine):
    """One worker and two write the same bytes into every table."""
    wish = ["--runs", way_of(engine, trace=True).block + 5, "--trace", "--seed", 4]
    wish += ["--engine", engine]
    run(*wish, "--out", "one")

    answer = run(*wish, "--workers", 2, "--out", "two")

    assert answer.exit_code == 0, answer.output
    assert bytes_of(desk / "one") == bytes_of(desk / "two")


@pytest.mark.parametrize("scenario", ["small.yaml", "nato-32-2024"])
def test_bytes_do_not_depend_on_the_engine(desk, scenario):
    """Mesa, native code, WebAssembly and Brink's own choice write the same bytes, traces too."""
    words = ["run", scenario, "--runs", 6, "--trace", "--no-figures", "--workers", 1]
    words += ["--seed", 2**62, "--first-run", 7, "--set", "mechanisms.accidents.rate=2"]

    for engine in CHOICES:
        answer = invoke(*words, "--out", engine, "--engine", engine)
        assert answer.exit_code == 0, answer.output
    invoke(*words, "--out", "default")

    wanted, *others = (bytes_of(desk / name) for name in ("mesa", "native", "wasm", "default"))
    assert all(one == wanted for one in others)
    rows = {name: pq.read_metadata(desk / "mesa" / f"{name}.parquet").num_rows for name in TABLES}
    assert all(rows.values()), rows


def test_a_run_played_alone_is_its_row(desk):
    """Run 7 alone gives the row that run 7 has among ten."""
    run("--runs", 10, "--out", "ten")

    run("--runs", 1, "--first-run", 7, "--out", "seven")

    ten, seven = (pq.read_table(desk / name / "runs.parquet") for name in ("ten", "seven"))
    assert seven.to_pylist() == ten.slice(7, 1).to_pylist()
    assert json.loads((desk / "seven" / "manifest.json").read_text())["first_run"] == 7


def test_the_seed_makes_the_runs(desk):
    """Another seed gives other runs; a seed left out is 0."""
    for name, words in {"a": [], "b": ["--seed", 0], "c": ["--seed", 1]}.items():
        run("--runs", 10, "--out", name, *words)

    tables = [pq.read_table(desk / name / "runs.parquet") for name in "abc"]
    a, b, c = (table.drop_columns(["seed"]) for table in tables)
    assert a.equals(b)
    assert not a.equals(c)


def test_json_is_the_summary_and_nothing_else(desk):
    """What --json prints is summary.json, in the shape that other programs rely on."""
    answer = run("--runs", 8, "--json", "--out", "o")

    found = json.loads(answer.stdout)
    assert answer.stdout == (desk / "o" / "summary.json").read_text()
    assert list(found) == [
        "scenario", "title", "digest", "seed", "runs", "outcomes", "thresholds", "honesty",
    ]  # fmt: skip
    assert list(found["outcomes"]) == list(OUTCOMES)
    assert list(found["thresholds"]) == RUNGS
    for row in [*found["outcomes"].values(), *found["thresholds"].values()]:
        assert list(row) == ["n", "share", "low", "high"]
        assert 0.0 <= row["low"] <= row["share"] <= row["high"] <= 1.0


def test_shares_are_those_of_the_run_table(desk):
    """Shares of outcomes sum to 1 and count the rows; those of rungs fall and count the peaks."""
    run("--runs", 40, "--out", "o")
    rows = pq.read_table(desk / "o" / "runs.parquet").to_pylist()

    found = json.loads((desk / "o" / "summary.json").read_text())

    assert sum(one["share"] for one in found["outcomes"].values()) == pytest.approx(1.0)
    for name, one in found["outcomes"].items():
        assert one["n"] == sum(row["outcome"] == name for row in rows)
        assert one["share"] == one["n"] / len(rows)
    counts = [found["thresholds"][name]["n"] for name in RUNGS]
    assert counts == [sum(row["peak_rung_direct"] >= i for row in rows) for i in range(7)]
    assert 0 < counts[4] < 40  # the scenario is lively enough to tell a wrong count


def test_the_table_says_what_it_is(desk):
    """The table names the scenario, the runs, the seed and every outcome, and its own limits."""
    answer = run("--runs", 8, "--seed", 6)

    assert answer.stdout.startswith("A small quarrel\nn = 8 simulated runs, seed 6\n")
    for outcome in OUTCOMES:
        assert f"\n{outcome.replace('_', ' ')} " in answer.stdout
    assert "\nShares of simulated runs, not a forecast.\n" in answer.stdout
    assert "\x1b" not in answer.stdout
    assert "probab" not in answer.stdout
    assert tree(desk / "out")[0] == "small-seed6"


def test_an_override_is_played_and_recorded(desk):
    """What --set says is in the runs, in a column of its own and in the manifest."""
    answer = run("--runs", 2, "--out", "o", "--set", "clock.horizon=3", "--set", "title=Other")

    rows = pq.read_table(desk / "o" / "runs.parquet").to_pylist()
    manifest = json.loads((desk / "o" / "manifest.json").read_text())
    assert answer.stdout.startswith("Other\n")
    assert [(row["clock.horizon"], row["title"]) for row in rows] == [(3.0, "Other")] * 2
    assert max(row["turns"] for row in rows) <= 3
    assert manifest["overrides"] == ["clock.horizon=3", "title=Other"]


def test_the_engines_offered_are_those_there_are():
    """The choices of --engine are those of an ensemble, but for Brink's own choice."""
    assert ("compiled", *CHOICES) == ENGINES
