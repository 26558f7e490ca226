"""The README and the how-tos on sweeps and results: what is printed there can be run."""

import re
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd
import pytest

from brinkmanship.sim.sweep.planning import plan_sweep
from tests.analysis.sweep_folders import some_runs, write_sweep

ROOT = Path(__file__).parent.parent
HOW_TO = ROOT / "docs" / "how-to"
STRENGTH = "actors.USA.policy.north_star.strength"
WARN = "actors.RUS.policy.style.warn"
CEILING = "actors.FRA.policy.north_star.stay_below"
GRID = list(product((0.0, 1.0), (0.0, 0.4, 0.8), ("mobilise", "clash")))
OPTIONAL = ("polars", "duckdb")  # 180 and 70 MB: nothing of ours needs them


def examples(page, language="python"):
    """Every example of a page in a language, with the heading it stands under."""
    heading = ""
    for part in re.split(r"^(?=## |```)", (HOW_TO / page).read_text("utf-8"), flags=re.MULTILINE):
        if part.startswith("## "):
            heading = part.splitlines()[0].removeprefix("## ")
        if part.startswith(f"```{language}\n"):
            yield heading, part.removeprefix(f"```{language}\n")


EXAMPLES = [*examples("read-results.md"), *examples("sweep.md")]
SWEEPS = [*examples("sweep.md", "yaml")]
((_, README),) = examples(ROOT / "README.md")


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A working folder with a synthetic sweep where the examples look for one."""
    points = pd.DataFrame(GRID, columns=[STRENGTH, WARN, CEILING])
    runs = some_runs(0, 30, points).assign(initiator="RUS")
    write_sweep(tmp_path / "out" / "north-star", runs, 50, points)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(mpl, "rcParams", mpl.rcParams.copy())
    mpl.use("agg")
    return tmp_path


@pytest.mark.parametrize(("heading", "text"), EXAMPLES)
def test_an_example_runs_as_printed(heading, text, desk):
    """Each Python example of the how-tos runs from top to bottom, by itself."""
    for library in OPTIONAL:
        if f"import {library}" in text and find_spec(library) is None:
            pytest.skip(f"{library} is not installed; it is nobody's dependency")
    before = set(desk.rglob("*"))

    found: dict[str, object] = {}
    exec(compile(text, heading, "exec"), found)  # noqa: S102 - text of our own pages

    named = set(re.findall(r'savefig\("([^"]+)"', text))
    assert {file.name for file in set(desk.rglob("*")) - before} == named


@pytest.mark.parametrize("text", [text for _, text in SWEEPS])
def test_a_sweep_file_can_be_planned(text, tmp_path):
    """Each sweep file of the how-to has a good design and paths that the scenario knows."""
    file = tmp_path / "sweep.yaml"
    head = "" if "scenario:" in text else "scenario: nato-ground-troops-2024\n"
    file.write_text(head + text, encoding="utf-8")

    assert plan_sweep(file).plan.runs > 0


def test_the_first_sweep_of_the_how_to_is_the_shipped_one(tmp_path):
    """The file that the how-to prints plays the points of the one that is shipped."""
    file = tmp_path / "sweep.yaml"
    file.write_text(SWEEPS[0][1], encoding="utf-8")

    assert plan_sweep(file).plan.points == plan_sweep("north-star").plan.points


def test_every_tool_has_its_example():
    """The page on reading shows the package, pandas, Polars, DuckDB and R."""
    page = (HOW_TO / "read-results.md").read_text(encoding="utf-8")

    assert len(EXAMPLES) >= 6
    for first in (
        "open_table",
        "pd.read_parquet",
        "pl.scan_parquet",
        "duckdb.sql",
        "library(arrow)",
    ):
        assert first in page


def test_the_example_of_the_readme_runs(capsys):
    """The Python of the README plays its ten thousand runs, and leaves a model to step."""
    names: dict[str, Any] = {}

    exec(compile(README.split("```")[0], "README.md", "exec"), names)  # noqa: S102 - our own page

    assert "n = 10000 simulated runs" in capsys.readouterr().out
    assert names["model"].running
