"""The page of statistics names functions that are there, and every one that is a measure."""

import importlib
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "statistics.md"
MEASURING = (
    "escalation",
    "timing",
    "actors",
    "dynamics",
    "attribution",
    "paths",
    "milestones",
    "skill",
)
HELPERS = {
    "escalation.grouped", "timing.first_events", "dynamics.side_acts", "paths.single_runs",
}  # fmt: skip


def named():
    """Functions the page names."""
    return set(re.findall(r"`((?:\w+)\.(?:\w+))`", PAGE.read_text(encoding="utf-8")))


def test_every_function_named_is_there_and_says_what_it_returns():
    """A name on the page is a function of analysis whose docstring tells what comes of it."""
    for name in named():
        module, function = name.split(".")
        found = getattr(importlib.import_module(f"analysis.{module}"), function)
        assert "Returns" in (found.__doc__ or "") or module == "intervals", name


def test_no_measure_is_left_out():
    """Every public function of the modules that measure is on the page, but for helpers."""
    there = {
        f"{name}.{found}"
        for name in MEASURING
        for found, thing in vars(importlib.import_module(f"analysis.{name}")).items()
        if callable(thing)
        and not found.startswith("_")
        and getattr(thing, "__module__", "") == f"analysis.{name}"
    }

    assert there - HELPERS == {name for name in named() if name.split(".")[0] in MEASURING}


def test_every_source_is_in_the_references():
    """A key in the last column is an entry of the bibliography."""
    known = set(re.findall(r"@\w+\{(\w+),", (ROOT / "docs" / "references.bib").read_text("utf-8")))

    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if "| `" in line]
    keys = {row.rstrip("| ").rsplit("|", 1)[-1].strip() for row in rows}
    assert {key for key in keys if re.fullmatch(r"[a-z]+\d{4}", key)} <= known
