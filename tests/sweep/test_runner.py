import json

import pandas as pd
import pytest

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.runs.workers import InProcess
from brinkmanship.sim.scenario import load_scenario, scenario_of
from brinkmanship.sim.sweep.planning import plan_sweep
from brinkmanship.sim.sweep.runner import settle_plan
from brinkmanship.sim.sweep.storage.folder import SweepFolder
from brinkmanship.sim.sweep.workers import playing
from tests.sweep.small_sweeps import FEAR, WARN, called, digests, played, spied, sweep_file


def test_a_row_is_the_run_that_was_asked_for(clean):
    """Each row has the outcome of its run of its point, and the values of the point."""
    file, out, _ = clean
    table = pd.read_parquet(out / "runs")

    assert len(table) == 6 * 50
    assert not table.duplicated(["point", "run"]).any()
    for point, rows in table.groupby("point"):
        overrides = [f"{path}={rows[path].iloc[0]}" for path in (WARN, FEAR)]
        scenario = load_scenario(file.parent / "small.yaml", overrides)
        records = Engine(prepare(scenario)).records(0, 0, 50)
        ordered = rows.sort_values("run")
        assert ordered["outcome"].tolist() == [one.outcome for one in records], point
        assert ordered["threats_made"].tolist() == [one.counts[0] for one in records]
        assert set(rows["digest"]) == {scenario.digest}


@pytest.mark.parametrize(("changes", "wanted"), [
    ({"runs": 50, "block": 1000}, 1),
    ({"runs": 50, "block": 70}, 3),
    ({"runs": 50, "block": 1000, "until": {"outcome": "frozen", "width": 0.9, "at_most": 400}}, 3),
], ids=["one block", "many", "until"])  # fmt: skip
def test_as_many_workers_as_the_largest_round_has_blocks(tmp_path, monkeypatch, changes, wanted):
    """Workers are not opened for nothing; later rounds of a stopping rule may need them all."""
    asked = []

    def opener(workers):
        asked.append(workers)
        return InProcess

    monkeypatch.setattr("brinkmanship.sim.sweep.runner.executor_opener", opener)

    played(sweep_file(tmp_path, **changes), tmp_path / "out", workers=3)

    assert asked == [wanted]


def test_the_same_luck_at_every_point(tmp_path):
    """A parameter without effect gives every point the same runs: luck belongs to run numbers."""
    idle = [{"path": "actors.DDD.name", "values": ["Deltaland", "Delta"]}]
    played(sweep_file(tmp_path, parameters=idle), tmp_path / "out")
    table = pd.read_parquet(tmp_path / "out" / "runs")

    first, second = (
        rows.drop(columns=["point", "actors.DDD.name", "digest"]).reset_index(drop=True)
        for _, rows in table.groupby("point")
    )
    pd.testing.assert_frame_equal(first, second)


def test_the_summary_counts_the_rows(clean):
    """Each share of the summary is that of the rows, inside its interval; CSV says the same."""
    _, out, _ = clean
    table, summary = pd.read_parquet(out / "runs"), pd.read_parquet(out / "summary.parquet")

    counted = pd.crosstab(table["point"], table["outcome"])
    for outcome in counted.columns:
        assert counted[outcome].tolist() == summary[f"{outcome}_n"].tolist()
        share = summary[f"{outcome}_share"]
        assert (summary[f"{outcome}_low"] <= share).all()
        assert (share <= summary[f"{outcome}_high"]).all()
    reached = table[table["first_clash"].notna()].groupby("point").size()
    assert reached.reindex(range(6), fill_value=0).tolist() == summary["reached_clash_n"].tolist()
    pd.testing.assert_frame_equal(pd.read_csv(out / "summary.csv"), summary, check_dtype=False)


@pytest.mark.parametrize("workers", [2, 7])
def test_workers_leave_no_trace(clean, tmp_path, workers):
    """With two or seven workers every file has the bytes it has with one."""
    file, _, expected = clean

    played(file, tmp_path / "out", workers)

    assert digests(tmp_path / "out") == expected


def test_what_is_there_is_not_played_again(clean, tmp_path, monkeypatch):
    """A rerun plays the missing block alone, and the folder is as if nothing had happened."""
    file, _, expected = clean
    out = tmp_path / "out"
    played(file, out)
    (out / "runs" / "00-000002.parquet").unlink()
    names = spied(monkeypatch)

    played(file, out)

    assert names == ["00-000002.parquet"]
    assert digests(out) == expected


def test_runs_and_points_can_be_added(clean, tmp_path, monkeypatch):
    """More runs and points play only what is new; the rows are those of a sweep made at once."""
    _, _, before = clean
    out = tmp_path / "out"
    played(sweep_file(tmp_path), out)
    names = spied(monkeypatch)
    larger = [{"path": WARN, "values": [0.2, 0.0, 0.4, 0.9]},
              {"path": FEAR, "low": 0.2, "high": 2, "points": 2}]  # fmt: skip

    played(sweep_file(tmp_path, parameters=larger, runs=80), out)
    added = list(names)
    played(sweep_file(tmp_path, parameters=larger, runs=80), tmp_path / "at-once")

    extended, at_once = (pd.read_parquet(one / "runs") for one in (out, tmp_path / "at-once"))
    order = [WARN, FEAR, "run"]
    first, second = (
        one.drop(columns="point").sort_values(order, ignore_index=True)
        for one in (extended, at_once)
    )
    pd.testing.assert_frame_equal(first, second)
    kept = {name: digest for name, digest in before.items() if name.startswith("runs/")}
    assert {name: digests(out)[name] for name in kept} == kept
    assert not {f"runs/{name}" for name in added} & set(kept)


def test_a_folder_that_grows_is_not_complete_until_it_is(tmp_path):
    """As soon as more is asked for, the manifest is gone; when it is played, it is back."""
    out = tmp_path / "out"
    played(sweep_file(tmp_path), out)
    larger = sweep_file(tmp_path, runs=60)
    assert (out / "manifest.json").exists()

    settle_plan(plan_sweep(larger), SweepFolder(out))

    assert not (out / "manifest.json").exists()
    played(larger, out)
    assert json.loads((out / "manifest.json").read_text())["runs"] == 6 * 60


def test_a_run_that_raises_is_recorded_and_the_rest_goes_on(clean, tmp_path, monkeypatch):
    """Failed runs have their address in the manifest; all others are there; exit code 1."""
    _, whole, _ = clean
    real = Engine.play

    def fails(self, seed, first, count):
        if first <= 13 < first + count:
            raise ZeroDivisionError("by design")
        return real(self, seed, first, count)

    monkeypatch.setattr(Engine, "play", fails)
    answer = called("sweep", sweep_file(tmp_path), "--out", tmp_path / "out", "--workers", 1)

    assert answer.exit_code == 1
    assert "6 runs failed" in answer.output
    assert "point 0, run 13: ZeroDivisionError: by design" in answer.output
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert [(one["point"], one["run"]) for one in manifest["failures"]] == [
        (point, 13) for point in range(6)
    ]
    all_runs, left = (pd.read_parquet(one / "runs") for one in (whole, tmp_path / "out"))
    pd.testing.assert_frame_equal(left, all_runs[all_runs["run"] != 13].reset_index(drop=True))
    summary = pd.read_parquet(tmp_path / "out" / "summary.parquet")
    assert summary["runs"].tolist() == [49] * 6
    assert summary["failed"].tolist() == [1] * 6


def test_a_point_that_cannot_begin_is_recorded(tmp_path, monkeypatch):
    """A point whose scenario is refused only when it is played costs that point alone."""
    real = scenario_of

    def refuses(document, shown, overrides=()):
        if f"{WARN}=0.9" in overrides:
            raise BrinkError("not this one")
        return real(document, shown, overrides)

    monkeypatch.setattr("brinkmanship.sim.sweep.workers.playing._kept", playing._Kept())
    monkeypatch.setattr("brinkmanship.sim.sweep.workers.playing.scenario_of", refuses)
    answer = called("sweep", sweep_file(tmp_path), "--out", tmp_path / "out", "--workers", 1)

    assert answer.exit_code == 1
    assert "100 runs failed" in answer.output
    assert "all its runs: not this one" in answer.output
    summary = pd.read_parquet(tmp_path / "out" / "summary.parquet")
    assert summary["runs"].tolist() == [50] * 4 + [0] * 2
    assert summary["war_share"].isna().tolist() == [False] * 4 + [True] * 2


def test_it_stops_when_the_interval_is_narrow(tmp_path):
    """With a stopping rule each point plays on until its interval is narrow, or the limit."""
    until = {"outcome": "frozen", "width": 0.12, "at_most": 400}
    file = sweep_file(tmp_path, until=until, runs=50)
    played(file, tmp_path / "one")
    played(file, tmp_path / "two", 2)

    summary = pd.read_parquet(tmp_path / "one" / "summary.parquet")
    wide = summary["frozen_high"] - summary["frozen_low"] > 0.12
    assert (summary["runs"][wide] == 400).all()
    assert (summary["runs"] >= 50).all()
    assert (summary["runs"] < 400).any()
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
