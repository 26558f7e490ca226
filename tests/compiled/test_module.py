"""Laws of the shipped modules: they are of this text, and a changed text is noticed."""

import ast
import inspect
import json
import lzma
import os
import platform
import shutil
import subprocess
import sys
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import pytest
import wasmtime

from brinkmanship.sim.compiled import choice, module, native
from brinkmanship.sim.compiled.choice import machine_for
from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.compiled.lower import machine_code
from brinkmanship.sim.compiled.module import (
    ENTRIES,
    StaleModuleError,
    bitcode,
    facts,
    is_stale,
    source_digest,
)
from brinkmanship.sim.compiled.native import Native
from brinkmanship.sim.compiled.wasm import machine
from brinkmanship.sim.compiled.wasm.machine import Wasm
from tests.compiled.agree import assert_equal

ROOT = Path(__file__).parents[2]
SIM = Path(module.__file__).parents[1]
SHIPPED_WASM = SIM / "compiled" / "wasm" / module.WASM
MAKER = "linux", "x86_64", (3, 11)
"""System, processor and Python under which the shipped modules are made."""
COUNT = "course.calm + 1 if top"
PLAY = """
from hashlib import sha256
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.runs.ensemble import run_ensemble, way_of
from brinkmanship.sim.scenario import load_scenario
premise = prepare(load_scenario("nato-ground-troops-2024"))
for engine in ("mesa", "native", "compiled"):
    blocks = run_ensemble(premise, seed=0, runs=25, way=way_of(engine))
    print(sha256(b"".join(table.tobytes() for table in next(blocks).played)).hexdigest())
"""
TYPES_ONLY = {
    "premise", "premise.stage", "scenario.format.base", "scenario.format.kinds",
    "scenario.format.text_kinds", "scenario.format.values", "compiled.module",
}  # fmt: skip
"""What the text and its compiler import and the digest leaves out: how fields are declared, the
premise that a run begins with, the days of a turn, and the digest itself."""


def test_the_shipped_modules_are_of_this_text():
    """Whoever changes what is compiled makes the modules again and commits them."""
    assert source_digest() == facts()["source"], f"run python -m {module.BUILD}"
    assert not is_stale()


def test_what_is_said_of_the_modules_is_so():
    """Sizes and digests are those of the files."""
    said = facts()
    packed = (SIM / "compiled" / module.BITCODE).read_bytes()
    found = {"bitcode": lzma.decompress(packed), "wasm": SHIPPED_WASM.read_bytes()}

    assert said["bitcode"]["packed"] == len(packed)
    for name, content in found.items():
        assert said[name]["bytes"] == len(content)
        assert said[name]["sha256"] == sha256(content).hexdigest()
    assert found["bitcode"] == bitcode()


@pytest.mark.slow
def test_making_them_again_gives_the_same_bytes(tmp_path, premise):
    """With what made them, from a copy in any folder; with others, modules of the same runs."""
    pytest.importorskip("numba", reason="needs what makes the shipped modules")
    for room in ("brinkmanship", "sim"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    made = tmp_path / "sim" / "compiled"
    files = made / module.BITCODE, made / "wasm" / module.WASM, made / module.FACTS
    for file in files:
        file.unlink()
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}

    subprocess.run([sys.executable, "-m", module.BUILD], cwd=tmp_path, env=environment, check=True)

    text, wasm, said = (file.read_bytes() for file in files)
    assert json.loads(said)["source"] == facts()["source"]
    here = sys.platform, platform.machine(), sys.version_info[:2]
    if here == MAKER and all(version(name) == facts()[name] for name in ("numba", "llvmlite")):
        assert sha256(wasm).hexdigest() == facts()["wasm"]["sha256"]
        assert sha256(lzma.decompress(text)).hexdigest() == facts()["bitcode"]["sha256"]
        return
    instance = Wasm()
    instance._module = wasmtime.Module(machine._compiled()[0], wasm)
    code = Native(machine_code(lzma.decompress(text)))
    wanted = Engine(premise).play(3, 0, 300)
    for one in (instance, code):
        assert_equal(Engine(premise, one).play(3, 0, 300), wanted)


def test_memory_is_all_that_a_host_gives():
    """No function of the host is called, so any host will do; what it can call has names."""
    shipped = wasmtime.Module(wasmtime.Engine(), SHIPPED_WASM.read_bytes())

    assert [(one.module, one.name) for one in shipped.imports] == [("env", "memory")]
    entries = {
        one.name: one.type for one in shipped.exports if isinstance(one.type, wasmtime.FuncType)
    }
    assert len(entries) == len(shipped.exports)
    assert {name: len(kind.params) for name, kind in entries.items()} == ENTRIES
    for kind in entries.values():
        assert {str(one) for one in (*kind.params, *kind.results)} == {"i64"}


def test_entries_take_what_machines_pass():
    """The text's entries have as many arguments as it is said."""
    pytest.importorskip("numba", reason="needs what makes the shipped modules")
    from brinkmanship.sim.compiled.compiler import entries  # noqa: PLC0415 - imports Numba

    taken = {name: len(inspect.signature(getattr(entries, name)).parameters) for name in ENTRIES}

    assert taken == ENTRIES


def digested():
    """The files of the digest."""
    places = [SIM / name for name in module.SOURCES]
    return [file for one in places for file in ([one] if one.is_file() else one.glob("*.py"))]


def name_of(file):
    """Name of a module of ``sim``, without its package."""
    return ".".join(file.relative_to(SIM).with_suffix("").parts).removesuffix(".__init__")


def test_all_that_is_compiled_is_in_the_digest():
    """A module that the text or its compiler imports from is digested, or named here as not."""
    names, prefix = {name_of(file) for file in digested()}, "brinkmanship.sim."
    taken = {
        (node.module.removeprefix(prefix), alias.name)
        for file in digested()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(prefix)
        for alias in node.names
    }

    assert {one for one, name in taken if not {one, f"{one}.{name}"} & names} == TYPES_ONLY


def test_every_source_is_in_the_tree():
    """What the modules are made of is kept by version control, or a clone would be stale."""
    listed = subprocess.run(
        ["git", "ls-files", "sim"], capture_output=True, check=False, cwd=ROOT, text=True
    )
    if listed.returncode:
        pytest.skip("not a checkout")

    assert {f"sim/{file.relative_to(SIM).as_posix()}" for file in digested()} <= set(
        listed.stdout.split()
    )


def test_another_text_has_another_digest(tmp_path, monkeypatch):
    """Each file that is compiled counts, by its name and by its content, however lines end."""
    home = tmp_path / "sim"
    for file in digested():
        copy = home / file.relative_to(SIM)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    monkeypatch.setattr(module, "__file__", str(home / "compiled" / "module.py"))
    digest = source_digest.__wrapped__
    assert digest() == source_digest()

    for copy in sorted(home.rglob("*.py")):
        whole = copy.read_bytes()
        copy.write_bytes(whole.replace(b"\n", b"\r\n"))
        assert digest() == source_digest()
        copy.write_bytes(whole + b"# changed\n")
        assert digest() != source_digest(), copy
        copy.write_bytes(whole)


@pytest.fixture
def stale(tmp_path, monkeypatch):
    """The text as if it had been changed, in a process that has just started."""
    monkeypatch.setenv("BRINK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(module, "source_digest", lambda: "of a changed text")
    monkeypatch.setattr(native, "_loaded", [])
    monkeypatch.setattr(native, "_kept", [])
    monkeypatch.setattr(choice, "_compiler", choice._Compiler())
    bitcode.cache_clear()
    machine._compiled.cache_clear()
    yield
    bitcode.cache_clear()
    machine._compiled.cache_clear()


@pytest.fixture
def makings(stale, monkeypatch):  # noqa: ARG001 - what it changes is what matters
    """The same where the text can be compiled; grows with each making of it."""
    packed = (SIM / "compiled" / module.BITCODE).read_bytes()
    made: list[int] = []

    def make() -> bytes:
        made.append(1)
        return packed

    monkeypatch.setattr(module, "_made_again", make)
    return made


def test_a_changed_text_is_made_again_once(makings, capsys):
    """It is announced, kept under its own name, and taken from there at the next start."""
    text = bitcode()
    bitcode.cache_clear()

    assert bitcode() == text
    assert makings == [1]
    assert capsys.readouterr().err == "The text of a turn has changed; compiling it again.\n"


def test_a_changed_text_is_played_natively(makings, premise):
    """The shipped WebAssembly module would play the old text, so native code is waited for."""
    assert machine_for(1).name == "native"
    assert makings == [1]
    assert len(Engine(premise, machine_for(1)).play(0, 0, 3).runs) == 3


@pytest.mark.usefixtures("stale")
def test_webassembly_of_another_text_is_refused():
    """It would play yesterday's science: it does not start, and says what to do."""
    with pytest.raises(StaleModuleError, match=f"changed since .*; run python -m {module.BUILD}"):
        Wasm()


@pytest.mark.usefixtures("stale")
def test_a_changed_text_that_cannot_be_compiled_is_one_message(monkeypatch):
    """Without Numba the message says why, and which engine still plays."""
    monkeypatch.setattr(module, "BUILD", "no_such_module")

    with pytest.raises(StaleModuleError) as caught:
        bitcode()

    assert str(caught.value).endswith("install Numba, or play with --engine mesa")
    assert "No module named no_such_module" in str(caught.value)


@pytest.mark.slow
def test_a_change_of_the_text_changes_every_engine(tmp_path):
    """Who changes an equation plays it at once: natively and by default what Mesa plays."""
    pytest.importorskip("numba", reason="needs what makes the shipped modules")
    for room in ("brinkmanship", "sim", "scenarios"):
        shutil.copytree(ROOT / room, tmp_path / room)
    text, found = tmp_path / "sim" / "crisis" / "ending.py", []
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "BRINK_CACHE": str(tmp_path / "c")}
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", PLAY], cwd=tmp_path, env=environment, capture_output=True,
            text=True, check=True,
        )  # fmt: skip
        found.append(done.stdout.split())
        before = text.read_text(encoding="utf-8")
        assert before.count(COUNT) == 1 or len(found) == 2
        text.write_text(before.replace(COUNT, "course.calm + 2 if top"), encoding="utf-8")

    as_shipped, as_changed = map(set, found)
    assert done.stderr == "The text of a turn has changed; compiling it again.\n"
    assert len(as_shipped) == len(as_changed) == 1
    assert as_shipped != as_changed
