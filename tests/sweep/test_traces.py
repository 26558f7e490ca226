"""Sweeps that keep traces: the files of turns, signals, events and beliefs beside the runs."""

import json
import os
import signal
from io import BytesIO
from pathlib import Path

import pandas as pd
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from brinkmanship.analysis.statistics.intervals import share_interval
from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.results.columns import TRACE
from brinkmanship.sim.sweep.estimate import estimate
from brinkmanship.sim.sweep.planning import plan_sweep
from brinkmanship.sim.sweep.runner import finished_digests
from brinkmanship.sim.sweep.storage import traces
from brinkmanship.sim.sweep.storage.folder import SweepFolder
from brinkmanship.sim.sweep.storage.traces import TraceFiles
from brinkmanship.sim.sweep.workers import playing
from tests.sweep.small_sweeps import FEAR, WARN, called, digests, played, spied, sweep_file


@pytest.fixture(scope="module")
def traced(tmp_path_factory):
    """The small sweep played with traces: its file, its folder, and the digests in it."""
    place = tmp_path_factory.mktemp("traced")
    file = sweep_file(place, trace=True)
    played(file, place / "out")
    return file, place / "out", digests(place / "out")


def test_the_runs_have_the_same_bytes(clean, traced):
    """With traces each file of runs and each summary has the bytes that it has without."""
    (_, _, without), (_, _, found) = clean, traced

    kept = {name: digest for name, digest in found.items() if not name.startswith("traces")}

    assert {name for name, digest in kept.items() if without[name] != digest} == {"plan.json"}
    assert kept.keys() == without.keys()


def test_without_the_key_a_folder_knows_nothing_of_traces(clean):
    """Neither a folder nor a key of traces is in a sweep that keeps none."""
    _, out, _ = clean

    assert not (out / "traces").exists()
    assert "trace" not in json.loads((out / "plan.json").read_text())
    assert not any("traces" in name for name in finished_digests(SweepFolder(out)))


def test_every_block_has_four_trace_files_and_the_manifest_lists_them(traced):
    """A file for each table and block, under the block's own name, with the columns of a run."""
    _, out, found = traced
    blocks = sorted(file.name for file in (out / "runs").iterdir())

    listed = [name for name in finished_digests(SweepFolder(out)) if name.startswith("traces/")]

    wanted = [f"traces/{table}/{block}" for table in sorted(TRACE) for block in blocks]
    assert sorted(listed) == wanted
    assert set(wanted) == {name for name in found if name.startswith("traces")}
    for table, columns in TRACE.items():
        schema = pq.read_schema(out / "traces" / table / blocks[0])
        assert schema.names == ["point", *(name for name, _ in columns)]


@pytest.mark.parametrize("point", [0, 5])
def test_the_rows_are_those_of_a_traced_run_folder(traced, tmp_path, point):
    """Each point has the rows that ``brink run --trace`` writes for its scenario."""
    file, out, _ = traced
    runs = pd.read_parquet(out / "runs")
    first = runs[runs["point"] == point].iloc[0]
    settings = [word for path in (WARN, FEAR) for word in ("--set", f"{path}={first[path]}")]
    answer = called("run", file.parent / "small.yaml", "--runs", 50, "--trace",
                    "--out", tmp_path / "run", *settings)  # fmt: skip
    assert answer.exit_code == 0, answer.output

    for table in TRACE:
        rows = pq.read_table(out / "traces" / table)
        found = rows.filter(pc.field("point") == point).drop_columns("point")
        assert found.num_rows > 0 or (table == "signals" and first[WARN] == 0.0)
        assert found.equals(pq.read_table(tmp_path / "run" / f"{table}.parquet"))


def test_workers_leave_no_trace_in_traces(traced, tmp_path):
    """With two workers every file has the bytes it has with one."""
    file, _, expected = traced

    played(file, tmp_path / "out", 2)

    assert digests(tmp_path / "out") == expected


def kill_between(task, block):
    """Play a block; the first worker to finish the second one is killed before its runs."""
    flag = Path(task.folder).with_name("killed")
    real = SweepFolder.write

    def write(folder, name, content):
        if name == "runs/00-000001.parquet" and not flag.exists():
            flag.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        real(folder, name, content)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SweepFolder, "write", write)
        return playing.play_block(task, block)


def test_a_worker_killed_between_traces_and_runs_is_survived(traced, tmp_path, monkeypatch):
    """A worker killed when only the traces of its block are written leaves no difference."""
    file, _, expected = traced
    monkeypatch.setattr("brinkmanship.sim.sweep.runner.play_block", kill_between)

    played(file, tmp_path / "out", 2)

    assert (tmp_path / "killed").exists()
    assert digests(tmp_path / "out") == expected


@pytest.mark.parametrize("allowed", range(5))
def test_stopped_at_any_file_of_a_block_it_ends_with_the_same_bytes(
    traced, tmp_path, monkeypatch, allowed
):
    """Stopped after any of a block's five files, a rerun plays it again and ends as if clean."""
    file, _, expected = traced
    out, real, written = tmp_path / "out", SweepFolder.write, []

    def stopping(folder, name, content):
        if "000001" in name:
            written.append(name)
            if len(written) > allowed:
                raise KeyboardInterrupt
        real(folder, name, content)

    with monkeypatch.context() as patch:
        patch.setattr(SweepFolder, "write", stopping)
        with pytest.raises(KeyboardInterrupt):
            played(file, out)
    assert not (out / "runs" / "00-000001.parquet").exists()
    names = spied(monkeypatch)

    played(file, out)

    assert "00-000000.parquet" not in names
    assert "00-000001.parquet" in names
    assert digests(out) == expected


def test_a_block_without_one_of_its_trace_files_is_played_again(traced, tmp_path, monkeypatch):
    """A trace file that was deleted comes back, from its block alone."""
    file, _, expected = traced
    out = tmp_path / "out"
    played(file, out)
    (out / "traces" / "events" / "00-000002.parquet").unlink()
    names = spied(monkeypatch)

    played(file, out)

    assert names == ["00-000002.parquet"]
    assert digests(out) == expected


def test_workers_that_reach_no_folder_hand_traces_back(traced, tmp_path, monkeypatch):
    """Trace files that come back with their block are written as they would have been."""
    file, _, expected = traced
    monkeypatch.setattr(playing, "_reaches_folder", lambda *_: False)

    sweep = played(file, tmp_path / "out")

    assert sweep.carried == 5
    assert digests(tmp_path / "out") == expected


@pytest.mark.parametrize("finished", [True, False])
def test_a_damaged_trace_file_is_refused(tmp_path, finished):
    """A bit that fell in a trace file is one message that names the file."""
    file, out = sweep_file(tmp_path, trace=True), tmp_path / "out"
    played(file, out)
    victim = out / "traces" / "turns" / "00-000001.parquet"
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 1
    victim.write_bytes(content)
    if not finished:
        (out / "manifest.json").unlink()

    answer = called("sweep", file, "--out", out)

    assert answer.exit_code != 0
    assert "traces/turns/00-000001.parquet: damaged" in answer.output


@pytest.mark.parametrize("table", ["turns", "events"])
def test_trace_files_of_another_block_or_sweep_are_refused(tmp_path, table):
    """A trace file in the place of another, or of no block, is noticed."""
    file, out = sweep_file(tmp_path, trace=True), tmp_path / "out"
    played(file, out)
    (out / "manifest.json").unlink()
    folder = out / "traces" / table
    content = (folder / "00-000000.parquet").read_bytes()
    (folder / "00-000099.parquet").write_bytes(content)
    with pytest.raises(BrinkError, match=r"000099.parquet: no block of this sweep"):
        played(file, out)
    (folder / "00-000099.parquet").unlink()
    (folder / "00-000001.parquet").write_bytes(content)

    with pytest.raises(BrinkError, match="of another block or table"):
        played(file, out)


@pytest.mark.parametrize("trace", [True, False])
def test_a_folder_is_not_continued_with_the_other_answer(tmp_path, trace):
    """A sweep begun without traces is not continued with them, nor the other way round."""
    played(sweep_file(tmp_path, trace=trace), tmp_path / "out")
    before = digests(tmp_path / "out")

    answer = called("sweep", sweep_file(tmp_path, trace=not trace), "--out", tmp_path / "out")

    words = ("true", "false") if trace else ("false", "true")
    assert answer.exit_code != 0
    assert "trace: the folder has {}, this is {}".format(*words) in " ".join(answer.output.split())
    assert digests(tmp_path / "out") == before


def test_more_runs_and_reproduce(tmp_path):
    """A traced sweep grows, and is reproduced with its traces; damage to one is told."""
    out = tmp_path / "out"
    played(sweep_file(tmp_path, trace=True), out)
    played(sweep_file(tmp_path, trace=True, runs=60), out)
    same = called("reproduce", out)
    victim = out / "traces" / "beliefs" / "01-000000.parquet"
    victim.write_bytes((out / "traces" / "beliefs" / "00-000000.parquet").read_bytes())

    differs = called("reproduce", out)

    runs = pd.read_parquet(out / "traces" / "turns")[["point", "run"]].drop_duplicates()
    assert len(runs) == 6 * 60
    assert same.exit_code == 0, same.output
    assert differs.exit_code != 0
    assert "traces/beliefs/01-000000.parquet" in differs.output


def test_row_groups_end_by_rows_alone(traced, tmp_path, monkeypatch):
    """With many row groups a file has the same rows, and is accepted when it is read again."""
    file, out, _ = traced
    monkeypatch.setattr(traces, "GROUP", 100)
    played(file, tmp_path / "out")
    (tmp_path / "out" / "manifest.json").unlink()
    played(file, tmp_path / "out")

    name = "traces/turns/00-000000.parquet"
    assert pq.ParquetFile(tmp_path / "out" / name).num_row_groups > 1
    assert pq.read_table(tmp_path / "out" / name).equals(pq.read_table(out / name))


def test_a_block_in_which_nothing_was_played_has_empty_traces():
    """A file without a row has its columns all the same, and is accepted."""
    for table, content in TraceFiles("mark").close().items():
        assert pq.ParquetFile(BytesIO(content)).metadata.num_rows == 0
        traces.check_trace(content, table, "here", "mark")


def test_the_estimate_counts_traces(traced, clean):
    """The estimate of a traced sweep has more bytes, of the size that the folder then has."""
    found = {}
    for name, (file, out, _) in (("traced", traced), ("clean", clean)):
        planned = plan_sweep(file)
        sizes = [one.stat().st_size for one in out.rglob("*") if one.is_file()]
        answer = estimate(planned.plan, planned.document, set(), 1, share_interval)
        found[name] = answer, sum(sizes)

    (with_traces, size), (without, _) = found["traced"], found["clean"]
    assert with_traces.bytes > without.bytes
    assert with_traces.rate < without.rate
    assert 0.4 < with_traces.bytes / size < 2.5
