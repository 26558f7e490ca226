import json

import pytest

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.tables import open_run
from tests.analysis.run_folders import LADDER, Plan, write_folder


def test_folder_says_what_it_holds(tmp_path):
    """A folder opens by its manifest alone: title, seed 0, ladder, sides without bystanders."""
    folder = open_run(write_folder(tmp_path, Plan(runs=5, horizon=6)))

    assert (folder.n, folder.seed, folder.horizon) == (5, 0, 6)
    assert [rung.id for rung in folder.ladder] == [name for name, _ in LADDER]
    assert folder.sides == {"FRA": "west", "USA": "west", "DEU": "west", "RUS": "east"}
    assert folder.names["UKR"] == "Ukraine"


def test_tables_come_back_as_written(tmp_path):
    """Every table has its rows; a choice of columns gives those alone."""
    folder = open_run(write_folder(tmp_path, Plan(runs=5, horizon=6)))

    assert folder.runs()["run"].tolist() == list(range(5))
    assert list(folder.turns(["run", "turn"]).columns) == ["run", "turn"]
    assert set(folder.signals()["run"]) <= set(range(5))
    assert (folder.events()["kind"] == "accident").all()


@pytest.mark.parametrize("table", ["turns", "signals", "events"])
def test_missing_trace_names_its_cure(tmp_path, table):
    """A table that was not recorded is refused with the option that records it."""
    folder = open_run(write_folder(tmp_path, Plan(runs=3, horizon=3, trace=False)))

    with pytest.raises(AnalysisError, match=rf"{table}\.parquet is missing.*--trace"):
        getattr(folder, table)()


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        (None, "no manifest.json"),
        ("{", "not readable as JSON"),
        ("[" * 100_000, "not readable as JSON"),
        ("[]", "holds no mapping"),
        ("{}", 'says nothing of "title"'),
        ('{"title": "t", "scenario": "s", "seed": "x"}', "not as brink run writes it .seed:"),
        ('{"format": 2}', "format 2, where this version reads 1; use the version"),
        ('{"kind": ["run"]}', "not as brink"),
    ],
)
def test_bad_manifest_is_one_clear_message(tmp_path, manifest, said):
    """A folder without a sound manifest is refused by name, never with a traceback."""
    if manifest is not None:
        (tmp_path / "manifest.json").write_text(manifest)

    with pytest.raises(AnalysisError, match=said) as refusal:
        open_run(tmp_path)
    assert str(refusal.value).startswith(str(tmp_path))


def test_manifest_without_a_part_names_the_part(tmp_path):
    """A manifest that lost one of its lines is refused with the name of that line."""
    file = write_folder(tmp_path, Plan(runs=2, horizon=3)) / "manifest.json"
    manifest = json.loads(file.read_text())
    del manifest["horizon"]
    file.write_text(json.dumps(manifest))

    with pytest.raises(AnalysisError, match="horizon"):
        open_run(tmp_path)


def test_missing_folder_and_missing_runs_are_refused(tmp_path):
    """Neither a folder that is not there nor one without runs opens."""
    folder = write_folder(tmp_path / "run", Plan(runs=2, horizon=3))
    (folder / "runs.parquet").unlink()

    with pytest.raises(AnalysisError, match="no such folder"):
        open_run(tmp_path / "nowhere")
    with pytest.raises(AnalysisError, match=r"runs\.parquet is missing"):
        open_run(folder)


def test_spoilt_table_is_refused(tmp_path):
    """A table that is no Parquet, or lacks a column, is refused with the file's name."""
    folder = open_run(write_folder(tmp_path, Plan(runs=2, horizon=3)))

    with pytest.raises(AnalysisError, match='no column "peak_XXX"; did you mean "peak_'):
        folder.runs(["peak_XXX"])
    (tmp_path / "turns.parquet").write_bytes(b"not a table")
    with pytest.raises(AnalysisError, match=r"turns\.parquet: not readable"):
        open_run(tmp_path, verify=False).turns()
