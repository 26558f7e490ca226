import json
import os
import signal
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from cli import brink
from commands.progress import progress
from commands.run import ENGINES as CHOICES
from commands.summary import Tally, share
from sim.experiment import BLOCK, ENGINES, Block, Failure, mesa_block
from sim.mechanisms.endings import OUTCOMES
from sim.model import CrisisModel
from tests.small import small_file, tree

RUNGS = ["quiet", "warn", "tripwire", "force", "clash", "war", "nuclear"]


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An empty working folder with the small scenario in it."""
    small_file(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def invoke(*words):
    return CliRunner().invoke(brink, [str(word) for word in words])


def run(*words):
    return invoke("run", "small.yaml", "--workers", 1, "--no-figures", *words)


def lethal(premise, seed, first, count):
    if first >= BLOCK:
        os.kill(os.getpid(), signal.SIGKILL)
    return mesa_block(premise, seed, first, count)


BAD = {
    "no such scenario": ["nothing-of-that-name"],
    "no such file": ["missing/file.yaml"],
    "a folder": ["."],
    "not a scenario": ["bad.yaml"],
    "unknown path": ["small.yaml", "--set", "actors.AAA.reslve=1"],
    "out of range": ["small.yaml", "--set", "clock.horizon=0"],
    "no value": ["small.yaml", "--set", "clock.horizon"],
    "no runs": ["small.yaml", "--runs", "0"],
    "negative seed": ["small.yaml", "--seed", "-1"],
    "seed of words": ["small.yaml", "--seed", "x"],
    "seed too large": ["small.yaml", "--seed", str(2**63)],
    "no workers": ["small.yaml", "--workers", "0"],
    "unknown engine": ["small.yaml", "--engine", "steam"],
    "unknown option": ["small.yaml", "--rnus", "3"],
    "folder exists": ["small.yaml", "--out", "taken"],
    "out is a file": ["small.yaml", "--out", "small.yaml"],
    "out below a file": ["small.yaml", "--out", "small.yaml/deep/out"],
    "out too long": ["small.yaml", "--out", "x" * 300],
    "out is here": ["small.yaml", "--out", ""],
}


@pytest.mark.parametrize("words", BAD.values(), ids=BAD)
def test_bad_input_is_one_message_and_writes_nothing(home, words):
    """Each kind of bad input gives exit code 2, a message on stderr and an untouched folder."""
    (home / "taken").mkdir()
    (home / "bad.yaml").write_text("titel: x\n", encoding="utf-8")
    before = tree(home)

    answer = invoke("run", *words)

    assert answer.exit_code == 2
    assert answer.stdout == ""
    assert answer.stderr
    assert "Traceback" not in answer.stderr
    assert tree(home) == before


def test_a_folder_has_all_it_should(home):
    """By default: the manifest, the summary and the run table, in a folder named after the file."""
    answer = run("--runs", 3)

    assert answer.exit_code == 0, answer.output
    assert tree(home / "out") == [
        "small-seed0",
        "small-seed0/manifest.json",
        "small-seed0/runs.parquet",
        "small-seed0/summary.json",
    ]
    assert answer.stderr == ""


def test_asked_for_more_a_folder_has_it(home):
    """With a trace and CSV each table is there in both forms; with figures, each in two."""
    answer = invoke(
        "run", "small.yaml", "--runs", 3, "--workers", 1, "--out", "o", "--trace", "--format", "csv"
    )

    files = tree(home / "o")
    assert answer.exit_code == 0, answer.output
    for table in ("runs", "turns", "signals", "events"):
        assert {f"{table}.parquet", f"{table}.csv"} <= set(files)
    pictures = [name for name in files if name.startswith("figures/")]
    assert len([name for name in pictures if name.endswith(".png")]) == len(pictures) // 2 > 0
    assert answer.stdout.endswith(f"Tables: o\nFigures: {Path('o') / 'figures'}\n")


def test_results_are_never_overwritten(home):
    """A second run of the same kind takes the next free number."""
    run("--runs", 2)
    before = (home / "out" / "small-seed0" / "manifest.json").read_bytes()

    answer = run("--runs", 2)

    assert answer.stdout.endswith("Tables: out/small-seed0-2\n".replace("/", os.sep))
    assert (home / "out" / "small-seed0" / "manifest.json").read_bytes() == before


def test_bytes_do_not_depend_on_workers(home):
    """One worker and two write the same bytes into every table."""
    wish = ["--runs", BLOCK + 5, "--trace", "--seed", 4]
    run(*wish, "--out", "one")

    answer = run(*wish, "--workers", 2, "--out", "two")

    assert answer.exit_code == 0, answer.output
    tables = sorted(file.name for file in (home / "one").glob("*.parquet"))
    assert len(tables) == 4
    for name in [*tables, "summary.json"]:
        assert (home / "one" / name).read_bytes() == (home / "two" / name).read_bytes()


def test_a_run_played_alone_is_its_row(home):
    """Run 7 alone gives the row that run 7 has among ten."""
    run("--runs", 10, "--out", "ten")

    run("--runs", 1, "--first-run", 7, "--out", "seven")

    ten, seven = (pq.read_table(home / name / "runs.parquet") for name in ("ten", "seven"))
    assert seven.to_pylist() == ten.slice(7, 1).to_pylist()
    assert json.loads((home / "seven" / "manifest.json").read_text())["first_run"] == 7


def test_the_seed_makes_the_runs(home):
    """Another seed gives other runs; a seed left out is 0."""
    for name, words in {"a": [], "b": ["--seed", 0], "c": ["--seed", 1]}.items():
        run("--runs", 10, "--out", name, *words)

    a, b, c = ((home / name / "runs.parquet").read_bytes() for name in "abc")
    assert a == b != c


def test_json_is_the_summary_and_nothing_else(home):
    """What --json prints is summary.json, in the shape that other programs rely on."""
    answer = run("--runs", 8, "--json", "--out", "o")

    found = json.loads(answer.stdout)
    assert answer.stdout == (home / "o" / "summary.json").read_text()
    assert list(found) == [
        "scenario", "title", "digest", "seed", "runs", "outcomes", "thresholds",
    ]  # fmt: skip
    assert list(found["outcomes"]) == list(OUTCOMES)
    assert list(found["thresholds"]) == RUNGS
    for row in [*found["outcomes"].values(), *found["thresholds"].values()]:
        assert list(row) == ["n", "share", "low", "high"]
        assert 0.0 <= row["low"] <= row["share"] <= row["high"] <= 1.0


def test_shares_are_those_of_the_run_table(home):
    """Shares of outcomes sum to 1 and count the rows; those of rungs fall and count the peaks."""
    run("--runs", 40, "--out", "o")
    rows = pq.read_table(home / "o" / "runs.parquet").to_pylist()

    found = json.loads((home / "o" / "summary.json").read_text())

    assert sum(one["share"] for one in found["outcomes"].values()) == pytest.approx(1.0)
    for name, one in found["outcomes"].items():
        assert one["n"] == sum(row["outcome"] == name for row in rows)
        assert one["share"] == one["n"] / len(rows)
    counts = [found["thresholds"][name]["n"] for name in RUNGS]
    assert counts == [sum(row["peak_rung_direct"] >= i for row in rows) for i in range(7)]
    assert 0 < counts[3] < 40  # the scenario is lively enough to tell a wrong count


def test_the_table_says_what_it_is(home):
    """The table names the scenario, the runs, the seed and every outcome, and its own limits."""
    answer = run("--runs", 8, "--seed", 6)

    assert answer.stdout.startswith("A small quarrel\nn = 8 simulated runs, seed 6\n")
    for outcome in OUTCOMES:
        assert f"\n{outcome.replace('_', ' ')} " in answer.stdout
    assert "\nShares of simulated runs, not a forecast.\n" in answer.stdout
    assert "\x1b" not in answer.stdout
    assert "probab" not in answer.stdout


def test_an_override_is_played_and_recorded(home):
    """What --set says is in the runs, in a column of its own and in the manifest."""
    answer = run("--runs", 2, "--out", "o", "--set", "clock.horizon=3", "--set", "title=Other")

    rows = pq.read_table(home / "o" / "runs.parquet").to_pylist()
    manifest = json.loads((home / "o" / "manifest.json").read_text())
    assert answer.stdout.startswith("Other\n")
    assert [(row["clock.horizon"], row["title"]) for row in rows] == [(3.0, "Other")] * 2
    assert max(row["turns"] for row in rows) <= 3
    assert manifest["overrides"] == ["clock.horizon=3", "title=Other"]


def test_a_failing_run_is_reported_and_the_rest_kept(home, monkeypatch):
    """A run that raises gives exit code 1 and its address; the others are written."""
    step = CrisisModel._judge

    def fails(model):
        if model.run_number == 3:
            raise ZeroDivisionError
        step(model)

    monkeypatch.setattr(CrisisModel, "_judge", fails)
    answer = run("--runs", 5, "--out", "o")

    rows = pq.read_table(home / "o" / "runs.parquet").to_pylist()
    manifest = json.loads((home / "o" / "manifest.json").read_text())
    assert answer.exit_code == 1
    assert "n = 4 simulated runs" in answer.stdout
    assert "seed 0, run 3, turn 1: ZeroDivisionError" in answer.stderr
    assert [row["run"] for row in rows] == [0, 1, 2, 4]
    assert (manifest["runs"], manifest["asked"], manifest["failures"][0]["run"]) == (4, 5, 3)


def test_if_all_runs_fail_nothing_is_written(home, monkeypatch):
    """Without a finished run there is no share to tell and no folder."""
    monkeypatch.setattr(CrisisModel, "_judge", lambda _: [][0])

    answer = run("--runs", 9, "--out", "o")

    assert answer.exit_code == 1
    assert "9 runs failed" in answer.stderr
    assert "and 4 more" in answer.stderr
    assert tree(home) == ["small.yaml"]


def test_a_killed_worker_is_one_message(home, monkeypatch):
    """A worker that is killed gives exit code 1 and a message, and no folder."""
    monkeypatch.setitem(ENGINES, "mesa", lethal)

    answer = run("--runs", 3 * BLOCK, "--workers", 2)

    assert answer.exit_code == 1
    assert "fewer --workers; nothing was written" in answer.stderr
    assert tree(home) == ["small.yaml"]


def test_an_interrupt_is_130(home, monkeypatch):
    """Ctrl-C in the middle of the runs leaves nothing and gives 130."""

    def interrupts(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(CrisisModel, "_judge", interrupts)

    answer = run("--runs", 5)

    assert (answer.exit_code, answer.stdout, answer.stderr) == (130, "", "Interrupted.\n")
    assert tree(home) == ["small.yaml"]


def test_the_engines_offered_are_those_there_are():
    """The choices of --engine are the engines of the experiment."""
    assert tuple(ENGINES) == CHOICES


@pytest.mark.parametrize("interactive", [True, False])
def test_a_bar_changes_nothing(monkeypatch, capsys, interactive):
    """With a bar or without, the blocks come through; only a person sees a bar, on stderr."""
    blocks = [Block((), (Failure(0, run, 0, ""),)) for run in range(3)]
    monkeypatch.setattr(sys.stderr, "isatty", lambda: interactive, raising=False)

    seen = list(progress(blocks, 3))

    shown = capsys.readouterr()
    assert seen == blocks
    assert shown.out == ""
    assert ("3/3" in shown.err) == interactive


def test_an_ensemble_remembers_few_failures():
    """However many runs fail, memory holds a hundred of them and a count."""
    tally = Tally(7)

    for run in range(250):
        tally.add(Block((), (Failure(0, run, 0, ""),)))

    assert tally.failed == 250
    assert [one.run for one in tally.failures] == list(range(100))


def test_a_share_has_wilsons_interval():
    """Three runs of a thousand: the interval that tables of Wilson's give."""
    found = share(3, 1000)

    assert (found["n"], found["share"]) == (3, 0.003)
    assert (round(found["low"], 4), round(found["high"], 4)) == (0.0010, 0.0088)
