import json
import os
import shutil

import pytest

from analysis.sweeps import open_sweep
from sim.errors import BrinkError
from tests.commands.calling import run
from tests.small import small_file, tree
from tests.sweep.house import FEAR, WARN, called, digests, played, sweep_file


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A working folder with the small sweep in it."""
    monkeypatch.chdir(tmp_path)
    return sweep_file(tmp_path)


def test_a_dry_run_writes_nothing(desk):
    """Points, runs, blocks, time and disk are told, and no file is made."""
    before = tree(desk.parent)

    answer = called("sweep", desk.name, "--dry-run")

    assert answer.exit_code == 0
    assert "6 points, 300 runs in 5 blocks of at most 70; 0 blocks are there" in answer.output
    assert "Time: about" in answer.output
    assert "Disk: about" in answer.output
    assert tree(desk.parent) == before


def test_a_dry_run_counts_what_is_there(desk):
    """Of a sweep that was begun, the finished blocks are not estimated again."""
    played(desk, desk.parent / "out" / "warnings")

    told = json.loads(called("sweep", desk.name, "--dry-run", "--json").output)

    assert (told["blocks"], told["finished"], told["seconds"]) == (5, 5, 0.0)


def test_the_default_folder_is_named_after_the_file(desk):
    """Without --out the tables are under out, and the answer says where."""
    answer = called("sweep", desk.name, "--workers", 1)

    assert answer.exit_code == 0
    assert "Tables: out/warnings" in answer.output
    assert answer.output.count("%") >= 6
    assert set(digests(desk.parent / "out" / "warnings")) >= {"plan.json", "summary.csv"}


def test_json_has_every_point(desk):
    """--json prints one entry a point with its values and the share of each outcome."""
    told = json.loads(called("sweep", desk.name, "--workers", 1, "--json").output)

    assert [one["point"] for one in told["points"]] == list(range(6))
    assert told["points"][0]["settings"] == {WARN: 0.0, FEAR: 0.2}
    for one in told["points"]:
        assert sum(ending["n"] for ending in one["outcomes"].values()) == one["runs"] == 50


def test_a_bad_file_is_one_message(desk):
    """A wrong sweep file ends with exit code 2 and its place."""
    desk.write_text("scenario: small.yaml\nparameters: [{path: a.b, values: [1]}]\n")

    answer = called("sweep", desk.name)

    assert answer.exit_code == 2
    assert answer.output.startswith("warnings.yaml:2:14: parameters[0]")


def test_a_sweep_reproduces(desk):
    """A sweep folder played again has the same files: exit code 0; nothing is left behind."""
    out = desk.parent / "out"
    played(desk, out)
    before = tree(desk.parent)

    answer = called("reproduce", out, "--workers", 1)

    assert answer.exit_code == 0
    assert "the same, byte for byte" in answer.output
    assert tree(desk.parent) == before


def test_a_changed_file_is_named(desk):
    """A block that was changed is named: exit code 1."""
    out = desk.parent / "out"
    played(desk, out)
    file = out / "runs" / "00-000001.parquet"
    file.write_bytes(file.read_bytes() + b"x")

    answer = called("reproduce", out, "--workers", 1)

    assert answer.exit_code == 1
    assert "00-000001.parquet: differs" in answer.output
    assert "00-000002.parquet" not in answer.output


def without(name):
    """A manifest that does not list a file."""

    def changed(out):
        manifest = json.loads((out / "manifest.json").read_text())
        del manifest["files"][name]
        (out / "manifest.json").write_text(json.dumps(manifest))

    return changed


def forged(out):
    """A block more than the plan has."""
    shutil.copy(out / "runs" / "00-000000.parquet", out / "runs" / "07-000001.parquet")


@pytest.mark.parametrize(("change", "told"), [
    (without("runs/00-000001.parquet"), "00-000001.parquet: not in the manifest"),
    (without("summary.csv"), "summary.csv: not in the manifest"),
    (forged, "07-000001.parquet: none of its blocks"),
], ids=["block", "summary", "forged"])  # fmt: skip
def test_what_the_manifest_leaves_out_is_not_the_same(desk, change, told):
    """A folder is the same only if it has all that is played, and nothing else: exit code 1."""
    out = desk.parent / "out"
    played(desk, out)
    change(out)

    answer = called("reproduce", out, "--workers", 1)

    assert answer.exit_code == 1
    assert told in answer.output


def test_a_summary_that_was_changed_differs(desk):
    """The shares of a run folder are played again too, and one that is listed nowhere is told."""
    run("--runs", 9, "--out", "out")
    file = desk.parent / "out" / "summary.json"
    file.write_text(file.read_text().replace('"share": ', '"share": 1'))
    without("runs.parquet")(desk.parent / "out")

    answer = called("reproduce", "out", "--workers", 1)

    assert answer.exit_code == 1
    assert "summary.json: differs" in answer.output
    assert "runs.parquet: not in the manifest" in answer.output


def test_a_folder_that_cannot_be_written_beside_reproduces(desk, monkeypatch):
    """On a disk that is only read the runs are played again elsewhere."""
    out = desk.parent / "out"
    played(desk, out)
    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr("commands.reproducing.next_free", None)  # nothing is made beside it

    answer = called("reproduce", out, "--workers", 1)

    assert answer.exit_code == 0, answer.output


@pytest.mark.parametrize("trace", [(), ("--trace", "--format", "csv")])
def test_a_run_reproduces(desk, trace):
    """A run folder, its overrides and first run included, played again has the same files."""
    small_file(desk.parent)
    told = run("--runs", 9, "--first-run", 5, "--set", f"{WARN}=0.7", "--out", "out", *trace)
    assert told.exit_code == 0, told.output

    answer = called("reproduce", "out", "--workers", 1, "--json")

    found = json.loads(answer.output)
    assert (answer.exit_code, found["same"]) == (0, True)
    assert "runs.parquet" in found["files"]


def test_a_run_of_another_manifest_differs(desk):
    """A folder whose manifest was changed is not the same as what the manifest says."""
    run("--runs", 9, "--out", "out")
    file = desk.parent / "out" / "manifest.json"
    file.write_text(file.read_text().replace('"seed": 0', '"seed": 1'))

    answer = called("reproduce", "out", "--workers", 1)

    assert answer.exit_code == 1
    assert "runs.parquet: differs" in answer.output


@pytest.mark.parametrize("text", [None, "{", "[]", "{}", '{"kind": "sweep", "files": {}}'])
def test_what_is_no_folder_of_ours_is_refused(desk, text):
    """Anything else is exit code 2 and one message."""
    folder = desk.parent / "strange"
    folder.mkdir()
    if text is not None:
        (folder / "manifest.json").write_text(text)

    answer = called("reproduce", folder)

    assert answer.exit_code == 2, answer.output
    assert str(folder) in answer.output.replace("\n", "")
    assert "Traceback" not in answer.output


def test_an_unfinished_sweep_is_refused(desk):
    """A sweep that has no manifest yet is to be finished first."""
    out = desk.parent / "out"
    played(desk, out)
    (out / "manifest.json").unlink()

    answer = called("reproduce", out)

    assert answer.exit_code == 2
    assert "not finished" in answer.output
    with pytest.raises(BrinkError, match="not finished: 5 of 5 blocks are there"):
        open_sweep(out)


def test_a_sweep_is_read_back_piece_by_piece(desk):
    """Tables, single points, and shares by a parameter agree with one another."""
    out = desk.parent / "out"
    played(desk, out)

    tables = open_sweep(out)

    assert (tables.points, tables.n, tables.parameters) == (6, 300, (WARN, FEAR))
    runs = tables.runs(["point", "outcome", WARN])
    assert len(runs) == 300
    assert set(tables.runs(["point"], points=[2, 5])["point"]) == {2, 5}
    shares = tables.shares([WARN], "frozen")
    counted = runs[runs["outcome"] == "frozen"].groupby(WARN).size()
    assert shares["n"].tolist() == counted.reindex(shares[WARN], fill_value=0).tolist()
    assert (shares["of"] == 100).all()
    assert len(tables.summary()) == 6
    with pytest.raises(BrinkError, match='no parameter "nothing"; known: point'):
        tables.shares(["nothing"], "frozen")
