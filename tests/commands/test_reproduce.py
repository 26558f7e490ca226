import json
import os
import shutil

import pytest

from brinkmanship.sim.results.versions import versions
from tests.commands.calling import run
from tests.small import small_file, tree
from tests.sweep.small_sweeps import WARN, called, played


def test_a_sweep_reproduces(sweep_yaml):
    """A sweep folder played again has the same files: exit code 0; nothing is left behind."""
    out = sweep_yaml.parent / "out"
    played(sweep_yaml, out)
    before = tree(sweep_yaml.parent)

    answer = called("reproduce", out, "--workers", 1)

    assert answer.exit_code == 0
    assert "the same, byte for byte" in answer.output
    assert tree(sweep_yaml.parent) == before


def test_a_changed_file_is_named(sweep_yaml):
    """A block that was changed is named: exit code 1."""
    out = sweep_yaml.parent / "out"
    played(sweep_yaml, out)
    file = out / "runs" / "00-000001.parquet"
    file.write_bytes(file.read_bytes() + b"x")

    answer = called("reproduce", out, "--workers", 1)

    assert answer.exit_code == 1
    assert "00-000001.parquet: differs" in answer.output
    assert "00-000002.parquet" not in answer.output


def test_a_scenario_that_is_no_text_is_one_message(sweep_yaml):
    """A copy of the scenario with a byte that no text has is named, and nothing is played."""
    out = sweep_yaml.parent / "out"
    played(sweep_yaml, out)
    (out / "scenario.yaml").write_bytes(b"title: \xff\n")

    answer = called("reproduce", out, "--workers", 1)

    assert answer.exit_code == 2
    assert answer.output.startswith(f"{out}/scenario.yaml: damaged (no text in UTF-8)")


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
def test_what_the_manifest_leaves_out_is_not_the_same(sweep_yaml, change, told):
    """A folder is the same only if it has all that is played, and nothing else: exit code 1."""
    out = sweep_yaml.parent / "out"
    played(sweep_yaml, out)
    change(out)

    answer = called("reproduce", out, "--workers", 1)

    assert answer.exit_code == 1
    assert told in answer.output


def test_a_summary_that_was_changed_differs(sweep_yaml):
    """The shares of a run folder are played again too, and one that is listed nowhere is told."""
    run("--runs", 9, "--out", "out")
    file = sweep_yaml.parent / "out" / "summary.json"
    file.write_text(file.read_text().replace('"share": ', '"share": 1'))
    without("runs.parquet")(sweep_yaml.parent / "out")

    answer = called("reproduce", "out", "--workers", 1)

    assert answer.exit_code == 1
    assert "summary.json: differs" in answer.output
    assert "runs.parquet: not in the manifest" in answer.output


def test_a_folder_that_cannot_be_written_beside_reproduces(sweep_yaml, monkeypatch):
    """On a disk that is only read the runs are played again elsewhere."""
    out = sweep_yaml.parent / "out"
    played(sweep_yaml, out)
    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(
        "brinkmanship.commands.jobs.reproduction.next_free", None
    )  # nothing is made beside it

    answer = called("reproduce", out, "--workers", 1)

    assert answer.exit_code == 0, answer.output


@pytest.mark.parametrize("trace", [(), ("--trace", "--format", "csv")])
def test_a_run_reproduces(sweep_yaml, trace):
    """A run folder, its overrides and first run included, played again has the same files."""
    small_file(sweep_yaml.parent)
    told = run("--runs", 9, "--first-run", 5, "--set", f"{WARN}=0.7", "--out", "out", *trace)
    assert told.exit_code == 0, told.output

    answer = called("reproduce", "out", "--workers", 1, "--json")

    found = json.loads(answer.output)
    assert (answer.exit_code, found["same"]) == (0, True)
    assert "runs.parquet" in found["files"]


def test_a_run_of_another_manifest_differs(sweep_yaml):
    """A folder whose manifest was changed is not the same as what the manifest says."""
    run("--runs", 9, "--out", "out")
    file = sweep_yaml.parent / "out" / "manifest.json"
    file.write_text(file.read_text().replace('"seed": 0', '"seed": 1'))

    answer = called("reproduce", "out", "--workers", 1)

    assert answer.exit_code == 1
    assert "runs.parquet: differs" in answer.output


@pytest.mark.parametrize("text", [None, "{", "[]", "{}", '{"kind": "sweep", "files": {}}'])
def test_what_is_no_folder_of_ours_is_refused(sweep_yaml, text):
    """Anything else is exit code 2 and one message."""
    folder = sweep_yaml.parent / "strange"
    folder.mkdir()
    if text is not None:
        (folder / "manifest.json").write_text(text)

    answer = called("reproduce", folder)

    assert answer.exit_code == 2, answer.output
    assert str(folder) in answer.output.replace("\n", "")
    assert "Traceback" not in answer.output


@pytest.mark.parametrize(("change", "told"), [
    ({"seed": 1.5}, "seed: Input should be a valid integer"),
    ({"seed": -1}, "seed: "), ({"seed": 2**63}, "seed: "), ({"asked": -1}, "asked: "),
    ({"asked": 10**20}, "asked: "),
    ({"asked": True}, "asked: "), ({"first_run": "0"}, "first_run: "), ({"files": []}, "files: "),
    ({"versions": None}, "versions: "), ({"overrides": [3]}, "overrides.0: "),
    ({"format": 99}, "format 99, where 1 is known"), ({"engine": "warp"}, "engine 'warp'"),
    ({"document": "title: ["}, "document:"), ({"document": "[]"}, "document:"),
    ({"document": "title: nothing"}, "document:"), ({"document": 5}, "document: "),
], ids=str)  # fmt: skip
def test_a_manifest_that_no_run_wrote_is_one_message(sweep_yaml, change, told):
    """What cannot be played again is told with its file and key, before anything is played."""
    run("--runs", 9, "--out", "out")
    file = sweep_yaml.parent / "out" / "manifest.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), **change}))
    before = tree(sweep_yaml.parent)

    answer = called("reproduce", "out")

    assert answer.exit_code == 2, answer.output
    assert all(line.startswith("out/manifest.json: ") for line in answer.output.splitlines())
    assert told in answer.output
    assert tree(sweep_yaml.parent) == before


def test_a_run_names_the_text_that_played_it(sweep_yaml):
    """The manifest has the digest of the model's text; of another text reproduce says so."""
    run("--runs", 9, "--out", "out")
    file = sweep_yaml.parent / "out" / "manifest.json"
    manifest = json.loads(file.read_text())
    assert manifest["versions"] == versions()
    named = {"llvmlite", "wasmtime", "numpy", "mesa", "pyarrow", "brinkmanship", "engine"}
    assert named <= set(versions())
    file.write_text(json.dumps(manifest).replace(versions()["engine"], "another"))

    answer = called("reproduce", "out", "--workers", 1)

    assert answer.exit_code == 0
    assert f"engine: another wrote the folder, this is {versions()['engine']}" in answer.output


def _rewritten(folder, change):
    """The manifest of a run folder, changed in its text."""
    run("--runs", 9, "--out", "out")
    file = folder / "out" / "manifest.json"
    file.write_text(change(file.read_text()))


def test_a_folder_of_another_version_is_refused_by_name(sweep_yaml):
    """A folder that an older version made is not played; the message names that version."""
    here = versions()["brinkmanship"]
    _rewritten(sweep_yaml.parent, lambda text: text.replace(f'"{here}"', '"0.0.9"'))
    before = tree(sweep_yaml.parent)

    answer = called("reproduce", "out")

    assert answer.exit_code == 2
    assert answer.output == (
        f"out/manifest.json: Brink 0.0.9 made this folder, and this is {here}; play it again with "
        "that version\n"
    )
    assert tree(sweep_yaml.parent) == before


def test_a_folder_of_an_older_model_names_its_text(sweep_yaml):
    """Where the scenario has keys that are gone, the version and text that made it are told."""

    def older(text):
        manifest = json.loads(text.replace(versions()["engine"], "0123456789abcdef"))
        document = json.loads(manifest["document"])
        document["mechanisms"] = {"credibility": {"phi": 2}}
        return json.dumps({**manifest, "document": json.dumps(document)})

    _rewritten(sweep_yaml.parent, older)

    answer = called("reproduce", "out")

    assert answer.exit_code == 2
    assert "with the model text 0123456789abcdef made this folder" in answer.output
    assert 'the key "credibility" is called "learning" now' in answer.output
    assert len(answer.output.splitlines()) == 1
