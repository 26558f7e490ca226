"""What ``brink explain --out`` leaves is documented, is drawn again, and has the answer in it."""

import re
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from brinkmanship.analysis.report.studies.folder import read_tables
from brinkmanship.analysis.report.studies.tables import study_tables
from brinkmanship.analysis.tables.sealed import open_folder
from brinkmanship.cli import brink
from tests.finding import out_of_the_blue

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "explain-folder.md"
TABLES = ("pivots", "continuation", "spared", "responsibility")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder of an explained run, on few continuations."""
    out = tmp_path_factory.mktemp("explain") / "why"
    asked = [
        "--run",
        str(out_of_the_blue().run),
        "--continuations",
        "50",
        "--runs",
        "64",
        "--out",
        str(out),
    ]
    done = CliRunner().invoke(brink, ["explain", "nato-ground-troops-2024", *asked])
    assert done.exit_code == 0, done.output
    return out


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_on_its_page(folder, name):
    """The reference names each column of each table under the table's heading."""
    text = PAGE.read_text(encoding="utf-8")

    section = text.split(f"\n## {name}\n")[1].split("\n## ")[0]

    told = set(re.findall(r"`(\w+)`", section))
    assert set(pd.read_parquet(folder / f"{name}.parquet").columns) <= told


def test_the_manifest_is_on_its_page(folder):
    """The reference names each key of the manifest."""
    section = PAGE.read_text(encoding="utf-8").split("\n## manifest.json\n")[1]

    told = set(re.findall(r"`(\w+)`", section))

    assert set(pd.read_json(folder / "manifest.json", typ="series").index) <= told


def test_plot_draws_the_same_again(folder, tmp_path):
    """``brink plot`` draws from the tables what ``brink explain`` drew, byte for byte."""
    done = CliRunner().invoke(brink, ["plot", str(folder), "--out", str(tmp_path)])

    assert done.exit_code == 0, done.output
    drawn = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert drawn == {file.name: file.read_bytes() for file in (folder / "figures").iterdir()}
    assert {Path(name).stem for name in drawn} == {"continuation", "responsibility"}


def test_the_report_says_where_it_was_decided(folder, tmp_path):
    """The page of the folder has the answer in words and each change by its name."""
    page = tmp_path / "why.html"

    done = CliRunner().invoke(brink, ["report", str(folder), "--out", str(page)])

    assert done.exit_code == 0, done.output
    text = page.read_text(encoding="utf-8")
    assert f"comes to clash in turn {out_of_the_blue().clash}" in text
    assert re.search("the accident that [A-Z][^<]* and [A-Z][^<]* were in", text)
    assert re.search(r"<td[^>]*>does not</td>", text)
    assert not re.search(r"<td[^>]*>(True|False)</td>", text)


def test_the_report_lists_the_changes_that_are_sure(folder):
    """The page's table leaves out what moves nothing for sure; the folder keeps it all."""
    kept = pd.read_parquet(folder / "pivots.parquet")

    shown = study_tables(read_tables(open_folder(folder)))["pivots"]

    sure = kept["effect_low"].gt(0.0) | kept["effect_high"].lt(0.0)
    assert 0 < len(shown.rows) < len(kept)
    assert [row[0] for row in shown.rows] == [str(turn) for turn in kept["turn"][sure]]
    assert f"{(~sure).sum()} more that the search put first" in shown.note


def test_reproduce_says_what_to_do_instead(folder):
    """A folder without runs is refused in one message that says what it holds."""
    done = CliRunner().invoke(brink, ["reproduce", str(folder)])

    assert done.exit_code == 2
    assert "holds what brink explain counted, no runs; give that command again" in done.stderr
