"""The house: imports point one way, each library has one owner, files stay small."""

import ast
from pathlib import Path

import pytest

PACKAGES = ("sim", "analysis", "commands")
FILES = sorted(path for package in PACKAGES for path in Path(package).rglob("*.py"))
FILES.append(Path("cli.py"))

OWNERS = {
    "yaml": ("sim.scenario.reading.parsing",),
    "pydantic": ("sim.scenario", "sim.results.stored", "sim.sweep.plan_file"),
    "pydantic_core": ("sim.scenario",),
    "mesa": ("sim.agents",),
    "numba": ("sim.compiled.compiler",),
    "llvmlite": ("sim.compiled",),
    "wasmtime": ("sim.compiled.wasm.machine",),
    "platformdirs": ("sim.compiled.cache",),
    "pyarrow": (
        "sim.results.arrow",
        "sim.results.store",
        "sim.sweep.storage.parquet",
        "analysis.tables",
    ),
    "SALib": ("sim.sweep.design", "analysis.sensitivity"),
    "sklearn": ("analysis.sensitivity",),
    "dask": ("sim.sweep.workers.cluster",),
    "distributed": ("sim.sweep.workers.cluster",),
    "fsspec": ("sim.sweep.storage.remote",),
    "matplotlib": ("analysis",),
    "pandas": ("analysis",),
    "scipy": ("analysis", "sim.sweep.design"),
    "jinja2": ("analysis.report.write",),
    "markupsafe": ("analysis.report",),
    "PIL": ("analysis.film",),
    "imageio_ffmpeg": ("analysis.film.write",),
    "click": ("cli", "commands"),
    "rich": ("commands",),
}
PAGES = ("sim.scenario.reference", "sim.scenario.sweepfile", "sim.scenario.publish")
SCENARIO_ROOMS = ("sim.scenario.checks", "sim.scenario.meaning", "sim.scenario.loading", *PAGES)
DRAWING = ("figures", "sensitivity", "report", "film")
"""Rooms of analysis that draw or write; statistics and tables stand below them."""
FORBIDDEN = {
    "sim": ("analysis", "commands", "cli"),
    "sim.mechanisms": (
        "sim.scenario",
        "sim.premise",
        "sim.crisis",
        "sim.agents",
        "sim.compiled",
        "sim.results",
        "sim.runs",
    ),
    "sim.scenario": (
        "sim.premise",
        "sim.crisis",
        "sim.agents",
        "sim.compiled",
        "sim.results",
        "sim.runs",
    ),
    "sim.scenario.wording": ("sim",),
    "sim.scenario.format": (*SCENARIO_ROOMS, "sim.scenario.reading"),
    "sim.scenario.reading": SCENARIO_ROOMS,
    "sim.scenario.checks": ("sim.scenario.loading", *PAGES),
    "sim.premise": ("sim.crisis", "sim.agents", "sim.compiled", "sim.results", "sim.runs"),
    "sim.crisis": ("sim.agents", "sim.compiled", "sim.results", "sim.runs"),
    "sim.results": ("sim.agents", "sim.compiled", "sim.runs"),
    "sim.errors": ("sim",),
    "sim.mechanisms.numeric": ("sim",),
    "analysis": ("sim", "commands", "cli"),
    "analysis.errors": ("analysis",),
    "analysis.statistics": tuple(f"analysis.{room}" for room in ("tables", *DRAWING)),
    "analysis.tables": tuple(f"analysis.{room}" for room in DRAWING),
    "analysis.figures": tuple(f"analysis.{room}" for room in DRAWING[1:]),
    "analysis.sensitivity": ("analysis.report", "analysis.film"),
    "analysis.report": ("analysis.film",),
    "analysis.film": ("analysis.sensitivity", "analysis.report"),
    "commands": ("cli",),
    "commands.shared": ("commands.jobs", "commands.text", "commands.folders"),
    "commands.jobs": ("commands.text", "commands.folders"),
    "commands.text": ("commands.folders",),
}
LONGEST_FILE = 350
LONGEST_FUNCTION = 60


def module_of(path):
    """Dotted name of a file."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def run_time_nodes(tree):
    """All nodes but those imported for types only."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        yield node
        yield from run_time_nodes(node)


def imports(path):
    """Modules a file imports when it runs."""
    for node in run_time_nodes(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name, package):
    """Whether a module is a package or lies in it."""
    return name == package or name.startswith(f"{package}.")


@pytest.mark.parametrize("library", OWNERS)
def test_a_library_has_one_owner(library):
    """Only its owner imports a library, so it can be exchanged in one place."""
    strangers = {
        module_of(path)
        for path in FILES
        if any(within(name, library) for name in imports(path))
        and not any(within(module_of(path), owner) for owner in OWNERS[library])
    }

    assert strangers == set()


@pytest.mark.parametrize("package", FORBIDDEN)
def test_imports_point_one_way(package):
    """Nothing imports what stands above it."""
    wrong = {
        (module_of(path), name)
        for path in FILES
        if within(module_of(path), package)
        for name in imports(path)
        if any(within(name, other) for other in FORBIDDEN[package]) and not within(name, package)
    }

    assert wrong == set()


def test_no_import_goes_round_in_a_circle():
    """The graph of imports has no cycle."""
    names = {module_of(path) for path in FILES}
    graph = {
        module_of(path): {name for name in imports(path) if name in names} - {module_of(path)}
        for path in FILES
    }
    settled: set[str] = set()
    while True:
        free = {name for name, needs in graph.items() if name not in settled and needs <= settled}
        if not free:
            break
        settled |= free

    assert set(graph) - settled == set()


def test_files_and_functions_stay_small():
    """No file is longer than one can hold in mind, no function longer than a screen."""
    long_files = [
        str(path)
        for path in FILES
        if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE
    ]
    long_functions = [
        f"{path}:{node.lineno} {node.name}"
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and (node.end_lineno or 0) - node.lineno > LONGEST_FUNCTION
    ]

    assert long_files == []
    assert long_functions == []


def test_nobody_catches_everything():
    """No bare except and no ``except Exception``: but to tidy up and raise again."""
    caught = [
        f"{path}:{node.lineno}"
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and not (isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None)
        and (
            node.type is None
            or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException"))
        )
    ]

    assert caught == []
