import hashlib
import json
import os
import re
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from itertools import pairwise
from pathlib import Path

import pyarrow.csv as pc
import pyarrow.parquet as pq
import pytest

from sim.columns import setting_of
from sim.errors import BrinkError
from sim.experiment import mesa_block, traced_block
from sim.manifest import Played, document_text, manifest, settings
from sim.prepare import prepare
from sim.scenario import load_scenario
from sim.store import FolderWriter, Label, next_free
from tests.small import small_file, small_premise, tree

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "run-folder.md"
TYPES = {"string": "str", "double": "float64"}
LABEL = Label(scenario="small", digest="00ff", seed=0, settings={"actors.AAA.resolve": 1.5})


@pytest.fixture
def premise(tmp_path):
    (tmp_path / "in").mkdir()
    return small_premise(tmp_path / "in")


def write(target, premise, *, blocks=(30,), trace=True, csv=False, numbered=False):
    player = traced_block if trace else mesa_block
    first = 0
    with FolderWriter(target, premise, LABEL, trace=trace, csv=csv) as writer:
        for count in blocks:
            writer.add(player(premise, 0, first, count))
            first += count
        files = writer.close()
        return writer.publish({"manifest.json": {"files": files}}, numbered=numbered)


def documented(heading):
    """Rows of the table below a heading of the page: name, type and whether null may stand."""
    section = PAGE.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `([^`]+)` \| ([a-z0-9]+)( or null)? \|", section, re.MULTILINE)
    return [(name, kind, bool(null)) for name, kind, null in rows]


def pattern(name):
    return "*.*" if name == "<PATH>" else re.sub(r"<[^>]+>", "?*", name)


@pytest.mark.parametrize("table", ["runs", "turns", "signals", "events"])
def test_the_page_describes_every_column(tmp_path, premise, table):
    """Columns have the order, the types and the nulls that the reference gives them."""
    folder = write(tmp_path / "out", premise)
    rows = documented(f"{table}.parquet")

    found = pq.read_table(folder / f"{table}.parquet")

    places = []
    for field in found.schema:
        places.append(
            next(i for i, row in enumerate(rows) if fnmatchcase(field.name, pattern(row[0])))
        )
        name, kind, null = rows[places[-1]]
        if name != "<PATH>":
            assert TYPES.get(str(field.type), str(field.type)) == kind
        assert null or not found[field.name].null_count
    assert all(b - a in (0, 1) for a, b in pairwise(places))
    assert set(places) == set(range(len(rows)))


def test_the_page_describes_the_manifest(premise):
    """The reference names every key of the manifest, and no other."""
    rows = re.findall(
        r"^\| `(\w+)` \|", PAGE.read_text("utf-8").split("## manifest.json\n")[1], re.MULTILINE
    )

    assert list(manifest(premise, played())) == rows


def played():
    now = datetime.now(UTC)
    return Played(
        scenario="small",
        overrides=(),
        seed=0,
        first_run=0,
        asked=1,
        engine="mesa",
        started=now,
        ended=now,
        finished=1,
        failures=(),
        files={},
    )


def test_bytes_do_not_depend_on_blocks(tmp_path, premise, monkeypatch):
    """However the runs are cut into blocks, each file has the same bytes."""
    monkeypatch.setattr("sim.store.GROUP", 7)

    folders = [
        write(tmp_path / f"{n}", premise, blocks=blocks, csv=True)
        for n, blocks in enumerate([(30,), (1, 29), (7, 14, 9)])
    ]

    first, *others = ({file.name: file.read_bytes() for file in one.iterdir()} for one in folders)
    assert len(first) == 9
    assert all(one == first for one in others)


def test_memory_does_not_grow_with_rows(tmp_path, premise, monkeypatch):
    """Never more rows wait in memory than make a group."""
    monkeypatch.setattr("sim.store.GROUP", 10)

    with FolderWriter(tmp_path / "out", premise, LABEL, trace=False, csv=False) as writer:
        for first in range(0, 90, 6):
            writer.add(mesa_block(premise, 0, first, 6))

            assert len(writer.tables["runs"].rows) < 10


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

    assert sorted(given) == [f"{t}.parquet" for t in ("events", "runs", "signals", "turns")]
    for name, digest in given.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("stage", ["add", "close", "publish"])
@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit, ZeroDivisionError])
def test_an_interrupted_folder_is_absent(tmp_path, premise, monkeypatch, stage, kind):
    """Whatever ends the writing early leaves the place as it was, parents included."""
    before = tree(tmp_path)

    def ends(*_, **__):
        raise kind

    monkeypatch.setattr(f"sim.store.{'Table' if stage == 'add' else 'FolderWriter'}.{stage}", ends)

    with pytest.raises(kind):
        write(tmp_path / "new" / "deep" / "out", premise)
    assert tree(tmp_path) == before


@pytest.mark.parametrize("stage", ["pq.ParquetWriter", "os.fsync", "file_digest"])
def test_a_disk_that_refuses_is_one_message(tmp_path, premise, monkeypatch, stage):
    """A full disk is an error of ours with a cure, and leaves nothing."""
    before = tree(tmp_path)

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(f"sim.store.{stage}", full)

    with pytest.raises(BrinkError, match=r"No space left on device\); choose another --out"):
        write(tmp_path / "out", premise)
    assert tree(tmp_path) == before


@pytest.mark.parametrize("what", ["folder", "file", "link"])
def test_what_is_there_is_left_alone(tmp_path, premise, what):
    """A folder, a file or a broken link of the name is refused and not touched."""
    target = tmp_path / "out"
    {
        "folder": target.mkdir,
        "file": target.touch,
        "link": lambda: target.symlink_to(tmp_path / "nowhere"),
    }[what]()
    before = tree(tmp_path)

    with pytest.raises(BrinkError, match="already exists"):
        write(target, premise)
    assert tree(tmp_path) == before


def test_a_name_taken_meanwhile_is_not_overwritten(tmp_path, premise):
    """A folder that appears while runs are played stays; ours takes the next free number."""
    target = tmp_path / "out"
    with FolderWriter(target, premise, LABEL, trace=False, csv=False) as writer:
        target.mkdir()
        writer.close()

        place = writer.publish({}, numbered=True)

    assert place == tmp_path / "out-2"
    assert not list(target.iterdir())
    assert next_free(target) == tmp_path / "out-3"


def test_a_given_name_taken_meanwhile_is_refused(tmp_path, premise):
    """Where the user gave the name, another is not made up."""
    with (
        pytest.raises(BrinkError, match="appeared"),
        FolderWriter(tmp_path / "out", premise, LABEL, trace=False, csv=False) as writer,
    ):
        (tmp_path / "out").mkdir()
        writer.close()
        writer.publish({}, numbered=False)

    assert tree(tmp_path) == ["in", "in/small.yaml", "out"]


@pytest.mark.skipif(not hasattr(os, "umask"), reason="permissions are POSIX's")
def test_a_folder_can_be_read_by_others(tmp_path, premise):
    """The folder has the permissions that any new folder has."""
    (tmp_path / "plain").mkdir()

    folder = write(tmp_path / "out", premise)

    assert folder.stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_the_document_of_a_manifest_is_a_scenario(tmp_path):
    """Saved as a file, the document has the digest of what was run, overrides included."""
    overrides = ["actors.AAA.resolve=1.5", "clock.horizon=9"]
    scenario = load_scenario(small_file(tmp_path), overrides)
    copy = tmp_path / "copy.yaml"

    text = manifest(prepare(scenario), played())["document"]

    assert text == document_text(scenario)
    copy.write_text(text, encoding="utf-8")
    assert load_scenario(copy).digest == scenario.digest


def test_a_setting_is_what_the_document_holds(tmp_path):
    """Each path that was set gives one cell; the last word on it counts."""
    overrides = [
        "actors.AAA.resolve=1.5",
        "actors.AAA.resolve={value: 2, source: assumption}",
        "clock.horizon=9",
        "actors.CCC.nuclear=false",
        "injects[0].at=3",
        "injects.0.once=true",
        "actors.CCC.policy=null",
        "sides.north=[AAA]",
    ]

    found = settings(load_scenario(small_file(tmp_path), overrides), overrides)

    assert found == {
        "actors.AAA.resolve": 2,
        "clock.horizon": 9,
        "actors.CCC.nuclear": False,
        "injects[0].at": 3,
        "injects[0].once": True,
        "actors.CCC.policy": None,
        "sides.north": '["AAA"]',
    }


def test_a_cell_is_never_a_structure():
    """Lists and mappings become JSON text, a long form its value."""
    assert setting_of({"value": {"normal": {"mean": 1}}}) == '{"normal": {"mean": 1}}'
