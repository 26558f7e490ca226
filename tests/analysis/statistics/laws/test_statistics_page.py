"""The page of statistics names functions that are there, and every one that is a measure."""

import doctest
import importlib
import re
from pathlib import Path

ROOT = Path(__file__).parents[4]
PAGE = ROOT / "docs" / "reference" / "statistics.md"
MEASURING = (
    "escalation", "timing", "risks", "actors", "dynamics", "attribution", "paths", "signals",
    "milestones", "skill", "intervals",
)  # fmt: skip
HELPERS = {
    "escalation.grouped", "timing.first_events", "dynamics.side_acts", "paths.single_runs",
    "intervals.with_interval",
}  # fmt: skip


def named():
    """Functions the page names."""
    return set(re.findall(r"`((?:\w+)\.(?:\w+))`", PAGE.read_text(encoding="utf-8")))


def module_of(name):
    """The module of statistics, or of its room for studies."""
    room = "" if (ROOT / "analysis" / "statistics" / f"{name}.py").is_file() else "studies."
    return importlib.import_module(f"brinkmanship.analysis.statistics.{room}{name}")


def test_every_function_named_is_there_and_says_what_it_returns():
    """A name on the page is a function of analysis whose docstring tells what comes of it."""
    for name in named():
        module, function = name.split(".")
        found = getattr(module_of(module), function)
        assert "Returns" in (found.__doc__ or "") or module == "intervals", name


def test_no_measure_is_left_out():
    """Every public function of the modules that measure is on the page, but for helpers."""
    there = {
        f"{name}.{found}"
        for name in MEASURING
        for found, thing in vars(
            importlib.import_module(f"brinkmanship.analysis.statistics.{name}")
        ).items()
        if callable(thing)
        and not found.startswith("_")
        and getattr(thing, "__module__", "") == f"brinkmanship.analysis.statistics.{name}"
    }

    assert there - HELPERS == {name for name in named() if name.split(".")[0] in MEASURING}


def test_every_source_is_in_the_references():
    """Keys in the last column are entries of the bibliography; many measures have one."""
    known = set(re.findall(r"@\w+\{(\w+),", (ROOT / "docs" / "references.bib").read_text("utf-8")))

    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if "| `" in line]
    cells = [row.rstrip("| ").rsplit("|", 1)[-1] for row in rows]
    keys = {key for cell in cells for key in re.findall(r"\b[a-z]+\d{4}\b", cell)}
    assert len(keys) > 9
    assert keys <= known


def test_what_a_docstring_cites_the_page_cites():
    """Every source that a function names stands in its row."""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        for module, function in re.findall(r"`(\w+)\.(\w+)`", line):
            found = getattr(module_of(module), function)
            told = set(re.findall(r"\b[a-z]+(?:19|20)\d\d\b", (found.__doc__ or "")))
            assert told <= set(re.findall(r"\b[a-z]+(?:19|20)\d\d\b", line)), function


def test_the_example_of_the_page_is_true():
    """Run as it stands, the example gives what the page says."""
    result = doctest.testfile(str(PAGE), module_relative=False)

    assert result.attempted >= 5
    assert result.failed == 0
