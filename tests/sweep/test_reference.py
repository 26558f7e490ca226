"""The reference of the sweep folder describes each column and key, and no other."""

import json
import re
from fnmatch import fnmatchcase
from itertools import pairwise
from pathlib import Path

import pyarrow.parquet as pq
import pytest

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "sweep-folder.md"
TYPES = {"string": "str", "double": "float64"}
FILES = {"runs": "runs/00-000000.parquet", "summary": "summary.parquet"}
KINDS = {int: "number", str: "text", list: "list", dict: "mapping", type(None): "mapping or null"}


def documented(heading):
    """Rows of the table below a heading of the page: name and type."""
    section = PAGE.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| `([^`]+)` \| ([a-z0-9 ]+) \|", section, re.MULTILINE)


def row_of(column, rows):
    """Place of the row that a column belongs to: of those that fit, the one that says most."""
    fits = [i for i, (name, _) in enumerate(rows) if fnmatchcase(column, pattern(name))]
    return max(fits, key=lambda i: len(re.sub(r"<[^>]+>", "", rows[i][0])))


def pattern(name):
    """Pattern of the columns that a row of the page stands for."""
    return "*.*" if name == "<PATH>" else re.sub(r"<[^>]+>", "?*", name)


@pytest.mark.parametrize("table", FILES)
def test_the_page_describes_every_column(clean, table):
    """Columns have the order and the types that the reference gives them."""
    _, folder, _ = clean
    rows = documented(table)
    schema = pq.read_schema(folder / FILES[table])

    told = [row_of(field.name, rows) for field in schema]

    grouped = [i for i, (name, _) in enumerate(rows) if "<OUTCOME>" in name or "reached_" in name]
    plain = [i for i in told if i not in grouped]
    assert all(first <= second for first, second in pairwise(plain))
    assert set(told) == set(range(len(rows)))
    assert [rows[i][1].removesuffix(" or null") for i in told] == [
        TYPES.get(str(field.type), str(field.type)) for field in schema
    ]


@pytest.mark.parametrize("file", ["plan.json", "manifest.json"])
def test_the_page_describes_every_key(clean, file):
    """Both JSON files have the keys, in their order, and the types that the reference gives."""
    _, folder, _ = clean

    found = json.loads((folder / file).read_text())

    assert [(key, KINDS[type(value)]) for key, value in found.items()] == documented(file)


def test_the_page_names_every_file(clean):
    """Nothing lies in a finished folder of which the reference does not speak."""
    _, folder, _ = clean
    named = " ".join(re.findall(r"^\| (`.+?`) \| ", PAGE.read_text(), re.MULTILINE))

    found = {file.name for file in folder.iterdir()} - {"runs"}

    assert [name for name in sorted(found) if f"`{name}`" not in named] == []
