"""The architecture: imports point one way, each library has one owner, files and rooms stay small.

Modules are called by their names without ``brinkmanship.``: ``sim.scenario`` lies in sim/scenario.
Each law is a function from source texts to the places that break it. So each is also tried on a
planted breach: a law that passes because it looks at the wrong names fails there.
"""

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = "brinkmanship"
PACKAGES = ("sim", "analysis", "commands")
FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
FILES += [ROOT / "cli.py", *sorted((ROOT / PACKAGE).rglob("*.py"))]

OWNERS = {
    "yaml": ("sim.scenario.reading.parsing",),
    "pydantic": (
        "sim.scenario",
        "sim.results.stored",
        "sim.sweep.plan_file",
        "sim.icb.fitting.format",
        "analysis.tables.forms",
    ),
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
        "sim.sweep.storage.traces",
        "analysis.tables",
    ),
    "SALib": ("sim.sweep.design", "analysis.sensitivity"),
    "sklearn": ("analysis.sensitivity", "analysis.statistics.forecasts"),
    "dask": ("sim.sweep.workers.cluster",),
    "distributed": ("sim.sweep.workers.cluster",),
    "fsspec": ("sim.sweep.storage.remote",),
    "matplotlib": ("analysis",),
    "pandas": ("analysis", "api.runs"),
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
RUN = (
    "sim.mechanisms", "sim.scenario", "sim.premise", "sim.crisis", "sim.agents", "sim.compiled",
    "sim.results", "sim.runs", "sim.lint", "sim.story", "sim.explain", "sim.sweep",
)  # fmt: skip
"""Rooms that a run is made of or told by; crises of the past stand above them."""
FORBIDDEN = {
    "sim": ("analysis", "api", "commands", "cli"),
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
    "sim.scenario.format": (*SCENARIO_ROOMS, "sim.scenario.facts", "sim.scenario.reading"),
    "sim.scenario.facts": (*SCENARIO_ROOMS, "sim.scenario.reading"),
    "sim.scenario.reading": SCENARIO_ROOMS,
    "sim.scenario.checks": ("sim.scenario.loading", *PAGES),
    "sim.premise": ("sim.crisis", "sim.agents", "sim.compiled", "sim.results", "sim.runs"),
    "sim.crisis": ("sim.agents", "sim.compiled", "sim.results", "sim.runs"),
    "sim.results": ("sim.agents", "sim.compiled", "sim.runs"),
    "sim.icb": ("sim.agents", "sim.explain", "sim.lint", "sim.runs", "sim.story", "sim.sweep"),
    "sim.errors": ("sim",),
    "sim.mechanisms.numeric": ("sim",),
    "analysis": ("sim", "api", "commands", "cli"),
    "analysis.errors": ("analysis",),
    "analysis.statistics": tuple(f"analysis.{room}" for room in ("tables", *DRAWING)),
    "analysis.tables": tuple(f"analysis.{room}" for room in DRAWING),
    "analysis.figures": tuple(f"analysis.{room}" for room in DRAWING[1:]),
    "analysis.sensitivity": ("analysis.report", "analysis.film"),
    "analysis.report": ("analysis.film",),
    "analysis.film": ("analysis.sensitivity", "analysis.report"),
    "api": ("commands", "cli"),
    "commands": ("cli",),
    "commands.shared": ("commands.jobs", "commands.text", "commands.folders"),
    "commands.jobs": ("commands.text", "commands.folders"),
    "commands.text": ("commands.folders",),
}
BY_NAME = {"imageio_ffmpeg"}  # imported from a string, where no law sees it
LONGEST_FILE = 350
LONGEST_FUNCTION = 60
MOST_FILES = 15  # in a folder; commands has one file a command
MOST_ENTRIES = 14  # files and folders at the root of sim

Sources = Mapping[str, str]
Law = Callable[[Sources], set[str]]


def module_of(path: Path) -> str:
    """Dotted name of a file, without ``brinkmanship.``."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return name.removeprefix(f"{PACKAGE}.")


SOURCES = {module_of(path): path.read_text(encoding="utf-8") for path in FILES}


@cache
def nodes_of(source: str) -> list[ast.AST]:
    """All nodes of a text."""
    return list(ast.walk(ast.parse(source)))


@cache
def run_time_nodes(source: str) -> list[ast.AST]:
    """All nodes of a text but those for types only."""
    for_types = {
        inner
        for node in nodes_of(source)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for statement in node.body
        for inner in ast.walk(statement)
    }
    return [node for node in nodes_of(source) if node not in for_types]


def imports(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Full names of the modules that are imported, and of what is imported from them."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_imports(nodes: Iterable[ast.AST]) -> set[str]:
    """Names, without ``brinkmanship.``, of what is imported from Brink itself."""
    first = f"{PACKAGE}."
    return {name.removeprefix(first) for name in imports(nodes) if name.startswith(first)}


def within(name: str, package: str) -> bool:
    """Whether a module is a package or lies in it."""
    return name == package or name.startswith(f"{package}.")


def foreign_imports(sources: Sources) -> set[str]:
    """Imports of a library, but for types only, by a module that does not own it."""
    return {
        f"{module} imports {library}"
        for module, source in sources.items()
        for name in imports(run_time_nodes(source))
        for library, owners in OWNERS.items()
        if within(name, library) and not any(within(module, owner) for owner in owners)
    }


def upward_imports(sources: Sources) -> set[str]:
    """Imports of a module by one that stands below it."""
    return {
        f"{module} imports {name}"
        for module, source in sources.items()
        for name in own_imports(nodes_of(source))
        for package, others in (*FORBIDDEN.items(), *((room, ("sim.icb",)) for room in RUN))
        if within(module, package) and not within(name, package)
        if any(within(name, other) for other in others)
    }


def wrong_names(sources: Sources) -> set[str]:
    """Imports of Brink by a name that an installation does not have, or relative ones."""
    rooms = {module.split(".")[0] for module in sources}
    absolute = {
        f"{module} imports {name}"
        for module, source in sources.items()
        for name in imports(nodes_of(source))
        if name.split(".")[0] in rooms - {PACKAGE} | {"scenarios", "tests", "benchmarks", "go"}
        or (within(name, PACKAGE) and name.count(".") and name.split(".")[1] not in rooms)
    }
    relative = {
        f"{module} imports relatively"
        for module, source in sources.items()
        for node in nodes_of(source)
        if isinstance(node, ast.ImportFrom) and node.level
    }
    return absolute | relative


def cycles(sources: Sources, nodes: Callable[[str], Iterable[ast.AST]] = nodes_of) -> set[str]:
    """Modules that import each other in a cycle, and those between two cycles."""
    graph = {
        module: {name for name in own_imports(nodes(source)) if name in sources} - {module}
        for module, source in sources.items()
    }
    while True:
        imported = set().union(*graph.values())
        ends = {module for module, needs in graph.items() if not needs or module not in imported}
        if not ends:
            return set(graph)
        graph = {module: needs - ends for module, needs in graph.items() if module not in ends}


def long_texts(sources: Sources) -> set[str]:
    """Files too long to hold in mind, and functions longer than a screen."""
    files = {module for module, text in sources.items() if len(text.splitlines()) > LONGEST_FILE}
    functions = {
        f"{module}.{node.name}"
        for module, text in sources.items()
        for node in nodes_of(text)
        if isinstance(node, ast.FunctionDef)
        and (node.end_lineno or 0) - node.lineno > LONGEST_FUNCTION
    }
    return files | functions


def broad_excepts(sources: Sources) -> set[str]:
    """Bare excepts and ``except Exception`` that do not end by raising again."""
    return {
        f"{module}:{node.lineno}"
        for module, text in sources.items()
        for node in nodes_of(text)
        if isinstance(node, ast.ExceptHandler)
        and not (isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None)
        and (
            node.type is None
            or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException"))
        )
    }


def test_a_library_has_one_owner():
    """Only its owner imports a library, so it can be exchanged in one place."""
    assert foreign_imports(SOURCES) == set()


def test_imports_point_one_way():
    """Nothing imports what stands above it."""
    assert upward_imports(SOURCES) == set()


def test_everything_is_imported_from_brinkmanship():
    """No import needs a name beside ``brinkmanship`` or what an installation leaves out."""
    assert wrong_names(SOURCES) == set()


def test_imports_have_no_cycle():
    """The graph of imports at run time has no cycle."""
    assert cycles(SOURCES, run_time_nodes) == set()


def test_imports_for_types_have_no_cycle():
    """The graph of imports has no cycle either when imports for types count."""
    assert cycles(SOURCES) == set()


def test_files_and_functions_stay_small():
    """No file is longer than one can hold in mind, no function longer than a screen."""
    assert long_texts(SOURCES) == set()


def test_no_except_catches_everything():
    """No bare except and no ``except Exception``: but to tidy up and raise again."""
    assert broad_excepts(SOURCES) == set()


PLANTED = {
    "a library": (foreign_imports, "sim.errors", "import pandas"),
    "a part of a library": (foreign_imports, "analysis.errors", "from mesa.space import Grid"),
    "upwards": (upward_imports, "sim.errors", "from brinkmanship.analysis import errors"),
    "upwards inside": (upward_imports, "sim.errors", "import brinkmanship.sim.mechanisms.numeric"),
    "upwards, to the past": (
        upward_imports,
        "sim.runs.limits",
        "import brinkmanship.sim.icb.facts",
    ),
    "upwards, from facts": (
        upward_imports,
        "sim.scenario.facts.stakes",
        "from brinkmanship.sim.scenario import loading",
    ),
    "upwards, a name": (upward_imports, "commands.run", "from brinkmanship import cli"),
    "upwards, from the public Python": (
        upward_imports,
        "api.crisis",
        "from brinkmanship.commands.shared import options",
    ),
    "upwards, to the public Python": (
        upward_imports,
        "sim.errors",
        "from brinkmanship.api.crisis import load",
    ),
    "upwards, for types": (
        upward_imports,
        "sim.errors",
        "if TYPE_CHECKING:\n    from brinkmanship.cli import brink",
    ),
    "upwards, in a function": (
        upward_imports,
        "analysis.errors",
        "def late():\n    from brinkmanship.cli import brink",
    ),
    "the old name": (wrong_names, "sim.errors", "from sim.numeric import exp"),
    "the old name alone": (wrong_names, "commands.run", "import cli"),
    "not installed": (wrong_names, "sim.errors", "from brinkmanship.tests import small"),
    "relative": (wrong_names, "sim.errors", "from . import numeric"),
    "a long function": (long_texts, "sim.errors", "def f():\n" + "    x = 1\n" * 70),
    "a long file": (long_texts, "sim.errors", "x = 1\n" * 351),
    "a bare except": (broad_excepts, "sim.errors", "try:\n    x = 1\nexcept:\n    x = 2"),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_law_sees_what_breaks_it(planted):
    """Each law finds a breach planted in a real file, and names that file."""
    law, module, text = PLANTED[planted]

    breaches = law({**SOURCES, module: f"{SOURCES[module]}\n{text}\n"}) - law(SOURCES)

    assert breaches
    assert all(breach.startswith(module) for breach in breaches)


@pytest.mark.parametrize("guard", ["", "if TYPE_CHECKING:\n    "])
def test_a_planted_cycle_is_seen(guard):
    """Two leaves that import each other are a cycle, also when it is for types only."""
    leaves = {
        "sim.one": f"{guard}from brinkmanship.sim.two import Two",
        "sim.two": "import brinkmanship.sim.one",
    }

    assert cycles({**SOURCES, **leaves}) - cycles(SOURCES) == set(leaves)


def test_the_tables_name_what_is_there():
    """Each owner imports its library, and each module under a law exists: no row is stale."""
    idle = {
        f"{owner}: {library}"
        for library, owners in OWNERS.items()
        for owner in owners
        if library not in BY_NAME
        if not any(
            within(name, library)
            for module, source in SOURCES.items()
            if within(module, owner)
            for name in imports(run_time_nodes(source))
        )
    }
    named = {name for package, others in FORBIDDEN.items() for name in (package, *others)}
    named |= set(RUN)

    assert idle == set()
    assert named - set(SOURCES) == set()


def rooms() -> Iterator[Path]:
    """Every folder with source files."""
    yield from sorted({path.parent for path in FILES} - {ROOT})


def test_no_room_is_crowded():
    """No folder but commands holds more source files than one can hold in mind."""
    full = {
        str(room.relative_to(ROOT)): len(list(room.glob("*.py")))
        for room in rooms()
        if room != ROOT / "commands" and len(list(room.glob("*.py"))) > MOST_FILES
    }

    assert full == {}


def test_the_root_of_sim_has_few_entries():
    """The root of sim has few entries, files and folders together, so that a reader sees a map."""
    entries = {
        path.stem
        for path in (ROOT / "sim").iterdir()
        if path.suffix == ".py" or (path.is_dir() and any(path.rglob("*.py")))
    }

    assert len(entries - {"__init__"}) <= MOST_ENTRIES


def test_every_room_says_what_is_in_it():
    """Each folder's ``__init__`` says in two sentences what it holds and who imports it."""
    silent = {
        str(room.relative_to(ROOT))
        for room in rooms()
        if len(re.findall(r"[.!?](?=\s|$)", _docstring(room / "__init__.py"))) < 2
    }

    assert silent == set()


def _docstring(path: Path) -> str:
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
