import json

import pytest

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.tables import open_sweep, open_table
from tests.analysis.sweep_folders import CEILING, WARN, some_runs, write_sweep

BLOCK = "runs/00-000003.parquet"


@pytest.fixture
def folder(tmp_path):
    """A finished sweep of 60 runs in six blocks."""
    return write_sweep(tmp_path / "sweep", some_runs(0, 10), 10)


def test_a_sweep_says_what_it_holds(folder):
    """A finished sweep opens by its manifest: title, seed 0, parameters, points, runs."""
    sweep = open_sweep(folder)

    assert (sweep.title, sweep.seed, sweep.points, sweep.n) == ("Warnings", 0, 6, 60)
    assert sweep.parameters == (WARN, CEILING)
    assert sweep.summary()["point"].tolist() == list(range(6))
    assert len(sweep.runs(points=[2])) == 10
    assert sweep.shares([WARN], "war")["of"].tolist() == [20, 20, 20]


def test_an_unfinished_sweep_says_how_far_it_is(folder):
    """Without a manifest a sweep is refused with its blocks, unless one asks for what there is."""
    (folder / "manifest.json").unlink()
    (folder / "summary.parquet").unlink()
    (folder / BLOCK).unlink()

    with pytest.raises(AnalysisError, match="not finished: 5 of 6 blocks are there"):
        open_table(folder)
    table = open_table(folder, unfinished=True)
    assert table.parameters == (WARN, CEILING)
    counts = table.counts(["point", WARN, CEILING])
    assert counts["n"].tolist() == [10] * 5
    assert counts["point"].tolist() == [0, 1, 2, 4, 5]
    assert table.counts([CEILING])["n"].tolist() == [30, 20]


def test_a_sweep_that_stops_by_itself_has_at_least_so_many_blocks(folder):
    """With until the blocks of later rounds are not known beforehand."""
    (folder / "manifest.json").unlink()
    plan = json.loads((folder / "plan.json").read_text())
    (folder / "plan.json").write_text(json.dumps({**plan, "until": {"outcome": "war"}}))

    with pytest.raises(AnalysisError, match="6 of at least 6 blocks"):
        open_table(folder)


def test_a_missing_block_is_named(folder):
    """A block that the manifest names and the disk has not is missed when the folder is opened."""
    (folder / BLOCK).unlink()

    with pytest.raises(AnalysisError, match=r"1 of 6 blocks are missing \(00-000003\.parquet\)"):
        open_table(folder)


def test_a_block_that_goes_away_is_named(folder):
    """A block that disappears after the folder was opened is missed when it is read."""
    table = open_table(folder)
    (folder / BLOCK).unlink()

    with pytest.raises(AnalysisError, match=r"00-000003\.parquet: is missing"):
        table.outcome_shares()


@pytest.mark.parametrize("damage", ["cut", "rubbish", "empty", "other", "middle"])
def test_a_damaged_block_is_named(folder, damage):
    """A block whose bytes are spoilt, or of another table, is named with its cure."""
    table = open_table(folder)
    file = folder / BLOCK
    content = file.read_bytes()
    spoilt = {
        "cut": content[: len(content) // 2],
        "rubbish": b"PAR1 but no table PAR1",
        "empty": b"",
        "other": (folder / "summary.parquet").read_bytes(),
        "middle": content[:4] + bytes(255 - one for one in content[4:60]) + content[60:],
    }[damage]
    file.write_bytes(spoilt)

    with pytest.raises(AnalysisError, match=r"00-000003\.parquet: .*brink sweep again"):
        table.frame(list(table.columns))


def test_a_column_whose_name_is_no_text_is_named(folder):
    """Read unverified too, a block with half a letter in a column's name is one message."""
    table = open_table(folder, verify=False)
    file = folder / BLOCK
    file.write_bytes(file.read_bytes().replace(b"outcome", b"out\xffome"))

    with pytest.raises(AnalysisError, match=r"00-000003\.parquet: damaged \(Unicode"):
        table.outcome_shares()


def test_a_block_of_another_sweep_is_named(folder):
    """A sound block with other columns is refused, even if those asked for are among them."""
    table = open_table(folder, verify=False)
    runs = some_runs(0, 10).head(10)
    strange = write_sweep(folder.parent / "strange", runs.assign(other=1), 10)
    (strange / "runs" / "00-000000.parquet").replace(folder / BLOCK)

    with pytest.raises(AnalysisError, match=r"00-000003\.parquet: its columns are of another"):
        table.outcome_shares()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("plan.json", "{", "plan.json: not readable as JSON"),
        ("plan.json", "[]", "plan.json: holds no mapping"),
        ("plan.json", "{}", 'plan.json: says nothing of "paths"; restore it from a copy'),
        ("plan.json", '{"paths": 1, "ladder": []}', "plan.json: not as brink sweep writes it"),
        ("plan.json", '{"paths": ["xyz"], "ladder": []}', 'no column "xyz"'),
        ("manifest.json", "{", "manifest.json: not readable as JSON; delete it and give the same"),
        ("manifest.json", "{}", 'says nothing of "title"'),
        ("manifest.json", '{"kind": "compare", "files": {}}', "manifest.json: says nothing of"),
        ("summary.parquet", "", "summary.parquet: not readable as Parquet"),
        ("summary.parquet", None, "summary.parquet: is missing"),
        ("runs/00-000000.parquet", "", r"00-000000\.parquet: damaged"),
    ],
)
def test_a_spoilt_folder_is_one_clear_message(folder, name, content, said):
    """Whatever file of a sweep is spoilt, it is named, never with a traceback."""
    (folder / name).unlink()
    if content is not None:
        (folder / name).write_text(content)

    with pytest.raises(AnalysisError, match=said):
        open_sweep(folder, verify=False)
    with pytest.raises(AnalysisError, match=name.replace(".", r"\.")):
        open_sweep(folder)


def test_a_manifest_without_its_parts_is_refused(folder):
    """A manifest that names its files but not its runs is no manifest of a sweep."""
    manifest = json.loads((folder / "manifest.json").read_text())
    del manifest["runs"]
    (folder / "manifest.json").write_text(json.dumps(manifest))

    with pytest.raises(AnalysisError, match='says nothing of "runs"'):
        open_sweep(folder)


def test_what_is_no_sweep_is_refused(tmp_path):
    """A folder without a plan, and a sweep without a block, are refused by name."""
    with pytest.raises(AnalysisError, match=r"has no plan\.json"):
        open_sweep(tmp_path)
    (tmp_path / "plan.json").write_text('{"paths": [], "ladder": []}')
    with pytest.raises(AnalysisError, match="no block is finished yet"):
        open_table(tmp_path, unfinished=True)


def test_a_plan_with_other_points_than_the_tables_is_named(folder):
    """Points that somebody put into the plan belong to no run."""
    plan = json.loads((folder / "plan.json").read_text())
    (folder / "plan.json").write_text(json.dumps({**plan, "points": [[0.1, "clash"]] * 5}))

    with pytest.raises(AnalysisError, match=r"plan\.json: has 5 points, the tables 6; "):
        open_sweep(folder, verify=False).points_table()
