import hashlib
import json
import re
from fnmatch import fnmatchcase
from itertools import pairwise
from pathlib import Path

import pyarrow.csv as pc
import pyarrow.parquet as pq
import pytest

from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.results.store import FolderWriter
from brinkmanship.sim.results.tables import Label
from brinkmanship.sim.runs.blocks import mesa_block, traced_mesa_block
from tests.small import small_premise, tree

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "run-folder.md"
TABLES = ("beliefs", "events", "inputs", "runs", "signals", "turns")
TYPES = {"string": "str", "double": "float64"}
LABEL = Label(scenario="small", digest="00ff", seed=0, settings={"actors.AAA.resolve": 1.5})


@pytest.fixture
def premise(tmp_path):
    """The small scenario made ready."""
    (tmp_path / "in").mkdir()
    return small_premise(tmp_path / "in")


def write(target, premise, *, blocks=(30,), trace=True, csv=False):
    """Write a run folder of the runs 0 to 29, block by block."""
    player = traced_mesa_block if trace else mesa_block
    first = 0
    with FolderWriter(target, premise, LABEL, trace=trace, csv=csv) as writer:
        for count in blocks:
            writer.add(player(premise, 0, first, count))
            first += count
        files = writer.close()
        return writer.publish({"manifest.json": {"files": files}}, numbered=False)


def documented(heading):
    """Rows of the table below a heading of the page: name, type and whether null may stand."""
    section = PAGE.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `([^`]+)` \| ([a-z0-9]+)( or null)? \|", section, re.MULTILINE)
    return [(name, kind, bool(null)) for name, kind, null in rows]


def pattern(name):
    """Pattern of the columns that a row of the page stands for."""
    return "*.*" if name == "<PATH>" else re.sub(r"<[^>]+>", "?*", name)


@pytest.mark.parametrize("table", TABLES)
def test_the_page_describes_every_column(tmp_path, premise, table):
    """Columns have the order, the types and the nulls that the reference gives them."""
    folder = write(tmp_path / "out", premise)
    rows = documented(f"{table}.parquet")

    found = pq.read_table(folder / f"{table}.parquet")

    places = []
    for field in found.schema:
        fitting = [i for i, row in enumerate(rows) if fnmatchcase(field.name, pattern(row[0]))]
        places.append(min(fitting, key=lambda i: rows[i][0] == "<PATH>"))
        name, kind, null = rows[places[-1]]
        if name != "<PATH>":
            assert TYPES.get(str(field.type), str(field.type)) == kind
        assert null or not found[field.name].null_count
    assert all(b - a in (0, 1) for a, b in pairwise(places))
    assert set(places) == set(range(len(rows)))


def test_bytes_do_not_depend_on_blocks(tmp_path, premise, monkeypatch):
    """However the runs are cut into blocks, each file has the same bytes."""
    monkeypatch.setattr("brinkmanship.sim.results.store.GROUP", 7)

    folders = [
        write(tmp_path / f"{n}", premise, blocks=blocks, csv=True)
        for n, blocks in enumerate([(30,), (1, 29), (7, 14, 9)])
    ]

    first, *others = ({file.name: file.read_bytes() for file in one.iterdir()} for one in folders)
    assert len(first) == 2 * len(TABLES) + 1
    assert all(one == first for one in others)


def test_memory_does_not_grow_with_rows(tmp_path, premise, monkeypatch):
    """Never more rows wait in memory than make a group."""
    monkeypatch.setattr("brinkmanship.sim.results.store.GROUP", 10)

    with FolderWriter(tmp_path / "out", premise, LABEL, trace=False, csv=False) as writer:
        for first in range(0, 90, 6):
            writer.add(mesa_block(premise, 0, first, 6))

            assert writer.tables["runs"].waiting < 10


def test_csv_says_what_parquet_says(tmp_path, premise):
    """The CSV of a table has its columns and its values."""
    folder = write(tmp_path / "out", premise, csv=True)

    for file in folder.glob("*.parquet"):
        table = pq.read_table(file)
        types = pc.ConvertOptions(
            column_types=table.schema, strings_can_be_null=True, quoted_strings_can_be_null=False
        )
        assert pc.read_csv(file.with_suffix(".csv"), convert_options=types).equals(table)


def test_digests_are_of_the_files(tmp_path, premise):
    """The digests given are those of the bytes on disk, one for each table."""
    folder = write(tmp_path / "out", premise)

    given = json.loads((folder / "manifest.json").read_text())["files"]

    assert sorted(given) == [f"{name}.parquet" for name in TABLES]
    for name, digest in given.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("stage", ["add", "close", "publish"])
@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit, ZeroDivisionError])
def test_an_interrupted_folder_is_absent(tmp_path, premise, monkeypatch, stage, kind):
    """Whatever ends the writing early leaves the place as it was, parents included."""
    before = tree(tmp_path)

    def ends(*_, **__):
        raise kind

    monkeypatch.setattr(
        f"brinkmanship.sim.results.store.{'Table' if stage == 'add' else 'FolderWriter'}.{stage}",
        ends,
    )

    with pytest.raises(kind):
        write(tmp_path / "new" / "deep" / "out", premise)
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    "stage", ["store.pq.ParquetWriter", "folder.os.fsync", "folder.hashlib.file_digest"]
)
def test_a_disk_that_refuses_is_one_message(tmp_path, premise, monkeypatch, stage):
    """A full disk is an error of ours with a cure, and leaves nothing."""
    before = tree(tmp_path)

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(f"brinkmanship.sim.results.{stage}", full)

    with pytest.raises(BrinkError, match=r"No space left on device\); choose another --out"):
        write(tmp_path / "out", premise)
    assert tree(tmp_path) == before
