"""The how-to on explaining a run prints what the command prints, and its folder is whole."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from brinkmanship.cli import brink
from tests.finding import out_of_the_blue

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "explain-a-run.md"


def printed(*words):
    """What ``brink explain`` prints."""
    done = CliRunner().invoke(brink, ["explain", "nato-ground-troops-2024", *words])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_page_shows_what_the_command_prints():
    """The example of the how-to is the output of the command above it."""
    text = PAGE.read_text(encoding="utf-8")

    shown = text.split("```text\n")[1].split("```")[0]

    asked = re.search(r"brink explain nato-ground-troops-2024 --run (\d+) -->", text)
    assert asked is not None
    assert printed("--run", asked[1]) == shown


@pytest.mark.parametrize("figures", [True, False])
def test_a_folder_is_whole(figures, tmp_path):
    """Every table of the manifest is there, and figures if they were wanted; JSON agrees."""
    out = tmp_path / "why"
    asked = ["--figures" if figures else "--no-figures", "--no-responsibility", "--json"]

    blue = out_of_the_blue()
    words = ["--run", str(blue.run), "--continuations", "60", "--out", str(out), *asked]
    told = json.loads(printed(*words))

    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["kind"] == "explain"
    assert set(manifest["files"]) == {f"{n}.{s}" for n in ("pivots", "continuation", "spared")
                                      for s in ("parquet", "csv")}  # fmt: skip
    assert (out / "figures" / "continuation.svg").exists() == figures
    assert told["turn"] == manifest["turn"] == blue.clash
    assert told["responsibility"] is None
