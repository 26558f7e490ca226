"""Whatever reads a folder says which file of it is not as it was written."""

import json
import shutil
import warnings
from contextlib import suppress

import pandas as pd
import pytest
from click.testing import CliRunner

from brinkmanship.analysis.errors import AnalysisError, AnalysisWarning
from brinkmanship.analysis.figures.write import write_comparison, write_figures
from brinkmanship.analysis.film.reel import read_reel
from brinkmanship.analysis.report.studies.folder import read_summary
from brinkmanship.analysis.report.write import write_report
from brinkmanship.analysis.tables import open_run, open_sweep, open_table, sealed
from brinkmanship.analysis.tables.comparison import open_comparison
from brinkmanship.analysis.tables.explained import open_explained
from brinkmanship.analysis.tables.sealed import open_folder
from brinkmanship.cli import brink
from tests.analysis.sealing import seal
from tests.analysis.study_folders import explain_folder, run_folder, study_folder, sweep_folder

CHANGED = r"not as it was written \(its SHA-256 is not that in manifest\.json\)"
BLOCK = "runs/00-000000.parquet"
MAKERS = {
    "run": run_folder,
    "sweep": sweep_folder,
    "compare": lambda folder: study_folder(folder, "compare"),
    "explain": explain_folder,
    "sensitivity": lambda folder: study_folder(folder, "sensitivity"),
}
READERS = [
    ("run", "runs.parquet", lambda folder: open_run(folder).runs()),
    ("run", "turns.parquet", lambda folder: open_run(folder).turns()),
    ("run", "runs.parquet", lambda folder: open_table(folder).outcome_shares()),
    ("run", "runs.parquet", write_figures),
    ("run", "signals.parquet", write_figures),
    ("run", "runs.parquet", lambda folder: write_comparison([folder, folder], folder / "out")),
    ("run", "runs.parquet", write_report),
    ("run", "turns.parquet", read_reel),
    ("sweep", BLOCK, lambda folder: open_table(folder).outcome_shares()),
    ("sweep", BLOCK, lambda folder: open_sweep(folder).runs(["outcome"])),
    ("sweep", BLOCK, write_figures),
    ("sweep", BLOCK, write_report),
    ("sweep", "summary.parquet", lambda folder: open_sweep(folder).summary()),
    ("sweep", "plan.json", open_sweep),
    ("sweep", "scenario.yaml", write_report),
    ("compare", "comparison.parquet", open_comparison),
    ("compare", "comparison.parquet", write_report),
    ("explain", "continuation.parquet", open_explained),
    ("explain", "pivots.parquet", write_figures),
    ("explain", "responsibility.parquet", write_report),
    ("sensitivity", "comparison.parquet", write_report),
    ("sensitivity", "figures/paired.svg", write_report),
]


@pytest.fixture(scope="session")
def homes(tmp_path_factory):
    """A sound folder of each kind."""
    home = tmp_path_factory.mktemp("sealed")
    return {kind: make(home / kind) for kind, make in MAKERS.items()}


@pytest.fixture
def copied(homes, tmp_path):
    """What copies the folder of a kind, to be spoilt."""
    return lambda kind: shutil.copytree(homes[kind], tmp_path / kind)


def rewrite(file):
    """Write the rows of a table again, sound but not byte by byte what they were."""
    if file.suffix == ".parquet":
        table = pd.read_parquet(file)
        if "outcome" in table:
            table["outcome"] = "war"
        table.to_parquet(file, compression="gzip", index=False)
    else:
        file.write_bytes(file.read_bytes().rstrip() + b"\n\n")


@pytest.mark.parametrize(("kind", "name", "read"), READERS)
def test_every_reader_names_the_file_that_was_changed(copied, kind, name, read):
    """A table that was written again, sound as it is, is refused by name by whatever reads it."""
    folder = copied(kind)
    rewrite(folder / name)

    with pytest.raises(AnalysisError, match=CHANGED) as refusal:
        read(folder)
    assert str(refusal.value).startswith(str(folder / name))
    assert "delete" in str(refusal.value) or "restore" in str(refusal.value)


@pytest.mark.parametrize(("command", "kind", "name"), [
    (["plot"], "run", "runs.parquet"), (["report"], "run", "runs.parquet"),
    (["animate"], "run", "events.parquet"), (["plot"], "sweep", BLOCK),
    (["report"], "sensitivity", "comparison.parquet"),
    (["sensitivity", "--boxes"], "sweep", BLOCK),
])  # fmt: skip
def test_commands_refuse_a_changed_folder(copied, command, kind, name, monkeypatch, tmp_path):
    """A command ends with exit code 2 and one message, and draws nothing."""
    monkeypatch.chdir(tmp_path)
    folder = copied(kind)
    rewrite(folder / name)

    done = CliRunner().invoke(brink, [command[0], str(folder), *command[1:]])

    assert done.exit_code == 2, done.output
    assert f"{name}: not as it was written" in done.output
    assert done.output.count("\n") == 1


@pytest.mark.parametrize("kind", MAKERS)
def test_a_report_says_that_its_tables_are_verified(copied, kind):
    """A page tells that the digests were compared, or that there were none."""
    folder = copied(kind)
    page = write_report(folder).read_text(encoding="utf-8")
    assert "verified against the manifest" in page

    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    del manifest["files"], manifest["seal"]
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.warns(AnalysisWarning, match="lists no digests, so no file"):
        page = write_report(folder).read_text(encoding="utf-8")
    assert "not verified: manifest.json lists no digests" in page


def test_a_command_says_in_one_line_that_nothing_was_verified(copied):
    """A folder of before there were digests is read, and stderr says what that means."""
    folder = copied("run")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    del manifest["files"], manifest["seal"]
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")

    done = CliRunner().invoke(brink, ["report", str(folder)])

    what = "manifest.json lists no digests, so no file of the folder was verified"
    assert (done.exit_code, done.stderr) == (0, f"{folder}: {what}\n")


@pytest.mark.parametrize("change", [
    {"runs": 61}, {"seed": 1}, {"title": "Another"}, {"document": "{}"}, {"thresholds": []},
])  # fmt: skip
def test_an_edited_manifest_is_refused(copied, change):
    """A manifest does not fit its own seal once a value in it is another."""
    file = copied("run") / "manifest.json"
    manifest = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(manifest | change), encoding="utf-8")

    with pytest.raises(AnalysisError, match=r"does not fit its seal\); delete the folder and"):
        open_run(file.parent)
    assert open_run(file.parent, verify=False).n == change.get("runs", 60)


def test_the_layout_of_a_manifest_is_free(copied):
    """A manifest that was indented or sorted by another program is as it was written."""
    file = copied("run") / "manifest.json"
    manifest = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(manifest, indent=7, sort_keys=True), encoding="utf-8")

    assert len(open_run(file.parent).runs()) == 60


@pytest.mark.parametrize(("change", "said"), [
    ({"seed": "0"}, r"seed: Input should be a valid integer"),
    ({"ladder": []}, "ladder: List should have at least 1 item"),
    ({"ladder": [{"id": "quiet"}]}, r'says nothing of "ladder\.0\.label"'),
    ({"actors": {"FRA": {"name": "France", "start": "wra"}}}, "'wra' is no rung of its ladder"),
    ({"files": {"../secret": "00"}}, "is no name of a file in the folder"),
    ({"files": ["runs.parquet"]}, "files: Input should be a valid dictionary"),
])  # fmt: skip
def test_a_manifest_of_another_form_is_named_with_a_cure(copied, change, said):
    """The first key that is wrong is named, and what to do."""
    folder = copied("run")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps(manifest | change), encoding="utf-8")

    with pytest.raises(AnalysisError, match=rf"{said}.*; delete the folder and give the command"):
        open_run(folder)


@pytest.mark.parametrize("kind", MAKERS)
def test_a_manifest_cut_anywhere_is_one_message(copied, kind):
    """However much of a manifest is left, it is refused by name."""
    folder = copied(kind)
    file = folder / "manifest.json"
    content = file.read_bytes()
    for length in range(0, len(content), max(len(content) // 40, 1)):
        file.write_bytes(content[:length])
        with pytest.raises(AnalysisError, match=r"manifest\.json: not readable as JSON; delete"):
            write_report(folder)


def test_an_edited_table_can_be_read_on_purpose(copied):
    """With verify=False a table is read as it is; without, it is refused."""
    run, sweep = copied("run"), copied("sweep")
    rewrite(run / "runs.parquet")
    rewrite(sweep / BLOCK)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert set(open_run(run, verify=False).runs()["outcome"]) == {"war"}
        shares = open_table(sweep, verify=False).counts(["outcome"])
    assert shares["outcome"].tolist() == ["war"]


def test_a_file_that_the_manifest_does_not_list_is_no_part_of_the_folder(copied):
    """A trace put into a folder is not drawn as one of its runs; asked for, it is refused."""
    folder = run_folder(copied("run").parent / "plain", trace=False)
    shutil.copy(copied("sweep") / BLOCK, folder / "turns.parquet")

    opened = open_folder(folder)

    assert not opened.has("turns.parquet")
    assert opened.names("*.parquet") == ["runs.parquet"]
    with pytest.raises(AnalysisError, match=r"turns\.parquet: not listed in manifest\.json"):
        opened.read_table("turns.parquet")


def counting(function, calls):
    """The function, which notes each of its calls."""

    def counted(*words):
        calls.append(words)
        return function(*words)

    return counted


@pytest.mark.parametrize("in_memory", [0, 2**26])
def test_a_file_is_compared_once_and_again_when_touched(copied, monkeypatch, in_memory):
    """A large file and a small one are hashed when first read, and again after a change."""
    monkeypatch.setattr(sealed, "IN_MEMORY", in_memory)
    hashed: list[tuple[object, ...]] = []
    for name in ("sha256", "file_digest"):
        monkeypatch.setattr(sealed, name, counting(getattr(sealed, name), hashed))
    folder = copied("run")
    opened = open_run(folder)

    rows = [len(opened.runs(["run"])) for _ in range(3)]
    assert (rows, len(hashed)) == ([60] * 3, 1)
    rewrite(folder / "runs.parquet")
    with pytest.raises(AnalysisError, match=CHANGED):
        opened.runs(["run"])


def test_a_csv_copy_is_sealed_too(copied):
    """What stands beside a table as CSV is compared like it."""
    folder = copied("run")
    (folder / "runs.csv").write_text("run\n0\n")
    opened = open_folder(seal(folder))
    assert opened.read("runs.csv") == b"run\n0\n"

    (folder / "runs.csv").write_text("run\n1\n")
    with pytest.raises(AnalysisError, match=rf"runs\.csv: {CHANGED}"):
        opened.read("runs.csv")
    with pytest.raises(AnalysisError, match=rf"runs\.csv: {CHANGED}"):
        write_report(folder)


def test_a_summary_of_another_form_is_named_with_a_cure(copied):
    """What a report reads of summary.json is checked, as a manifest is."""
    folder = copied("compare")
    (folder / "summary.json").write_text('{"variants": 1.5}', encoding="utf-8")

    with pytest.raises(AnalysisError, match=r"summary\.json: not as brink compare writes it"):
        read_summary(open_folder(folder, verify=False))


def test_a_text_that_is_not_utf_8_is_named_with_a_cure(copied):
    """Bytes that are no text are refused where the text is read."""
    folder = copied("sweep")
    (folder / "scenario.yaml").write_bytes(b"title: \xb7")

    with pytest.raises(AnalysisError, match=r"scenario\.yaml: not readable as UTF-8 \(byte 8\); "):
        open_folder(folder, verify=False).read_text("scenario.yaml")


@pytest.mark.parametrize("kind", MAKERS)
def test_a_key_taken_out_is_missed_in_one_message_or_not_at_all(copied, kind):
    """Without any one key of the manifest or the plan a report is written, or the key is named."""
    folder, refused = copied(kind), {}
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    bare = {key: value for key, value in manifest.items() if key not in {"files", "seal"}}
    (folder / "manifest.json").write_text(json.dumps(bare), encoding="utf-8")
    for name in ("manifest.json", "plan.json"):
        whole = json.loads((folder / name).read_text("utf-8")) if (folder / name).exists() else {}
        for key in whole:
            left = {one: value for one, value in whole.items() if one != key}
            (folder / name).write_text(json.dumps(left), encoding="utf-8")
            with warnings.catch_warnings(), suppress(AnalysisError):
                warnings.simplefilter("ignore", AnalysisWarning)
                refused[key] = True
                write_report(folder)
                refused[key] = False
            (folder / name).write_text(json.dumps(whole), encoding="utf-8")

    assert any(refused.values())
