"""Lets pytest run the examples in source files without loading any file a second time.

In a checkout sim/errors.py is the module ``brinkmanship.sim.errors``; pytest would call it
``sim.dice`` after its path, and load another copy under that name.
"""

import sys
from collections.abc import Generator
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent
ROOMS = ("analysis", "cli", "commands", "sim")


def name_by_path(path: Path) -> str:
    """The name that pytest gives a source file or folder; empty if it is none of the package's."""
    parts = path.relative_to(ROOT).with_suffix("").parts if path.is_relative_to(ROOT) else ()
    if parts[:1] == () or parts[0] not in ROOMS:
        return ""
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def pytest_collect_directory(path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a source folder without importing its ``__init__``, as pytest does for packages."""
    return pytest.Dir.from_parent(parent, path=path) if name_by_path(path) else None


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Give pytest, while it collects a source file, the module that Brink itself imports."""
    path = collector.path
    name = name_by_path(path) if path.suffix == ".py" else ""
    if not name:
        return (yield)
    sys.modules[name] = import_module(f"brinkmanship.{name}")
    try:
        return (yield)
    finally:
        del sys.modules[name]
