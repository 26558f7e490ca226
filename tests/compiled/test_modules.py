"""The shipped modules are those of this text, and WebAssembly asks its host for memory alone."""

import json
import lzma
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import pytest
import wasmtime

from brinkmanship.sim.compiled import module
from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.compiled.module import BITCODE, ENTRIES, HERE, WASM, facts, is_stale
from brinkmanship.sim.compiled.native import native
from brinkmanship.sim.compiled.wasm import machine
from brinkmanship.sim.compiled.wasm.machine import Wasm
from tests.compiled.agree import assert_equal

ROOT = Path(__file__).parent.parent.parent
SHIPPED = {BITCODE: HERE.joinpath(BITCODE), WASM: HERE.joinpath("wasm", WASM)}
PYTHON = (3, 11)  # which made them: another writes other bytecode, so other bytes
REBUILD = "python -m brinkmanship.sim.compiled.compiler"


def test_the_shipped_modules_are_of_this_text():
    """Whoever changes what is compiled makes the modules anew and commits them."""
    assert not is_stale(), f"make them: {REBUILD}"


def test_what_is_said_of_the_modules_is_so():
    """Sizes and digests are those of the files."""
    said, bitcode = facts(), lzma.decompress(SHIPPED[BITCODE].read_bytes())
    wasm = SHIPPED[WASM].read_bytes()

    assert said["bitcode"]["sha256"] == sha256(bitcode).hexdigest()
    assert said["bitcode"]["packed"] == len(SHIPPED[BITCODE].read_bytes())
    assert said["wasm"] == {"bytes": len(wasm), "sha256": sha256(wasm).hexdigest()}


def test_every_source_is_in_the_tree():
    """What the modules are made of is kept by version control, or a clone would be stale."""
    home = ROOT / "sim"
    made_of = [
        file.relative_to(ROOT).as_posix()
        for name in module.SOURCES
        for file in ([home / name] if (home / name).is_file() else (home / name).glob("*.py"))
    ]
    listed = subprocess.run(
        ["git", "ls-files", "sim"], capture_output=True, check=False, cwd=ROOT, encoding="utf-8"
    )
    if listed.returncode:
        pytest.skip("not a checkout")

    assert set(made_of) - set(listed.stdout.split()) == set()


def test_a_module_of_another_text_is_refused(monkeypatch):
    """It would play yesterday's science: the machine does not start, and says what to do."""
    monkeypatch.setattr(machine, "is_stale", lambda: True)
    machine._compiled.cache_clear()

    with pytest.raises(module.StaleModuleError, match=REBUILD):
        Wasm()
    machine._compiled.cache_clear()


def test_memory_is_all_that_a_host_gives():
    """No function of the host is called, so any host will do; what it can call has names."""
    found = wasmtime.Module(wasmtime.Engine(), SHIPPED[WASM].read_bytes())

    assert [(one.module, one.name) for one in found.imports] == [("env", "memory")]
    assert [one.name for one in found.exports] == list(ENTRIES)


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory):
    """The modules made anew from a copy of the text in another folder."""
    pytest.importorskip("numba")
    tree = tmp_path_factory.mktemp("copy")
    for room in ("brinkmanship", "sim"):
        shutil.copytree(ROOT / room, tree / room, ignore=shutil.ignore_patterns("__pycache__"))
    made = tree / "sim" / "compiled"
    for file in (made / BITCODE, made / "wasm" / WASM, made / module.FACTS):
        file.unlink()
    environment = {**os.environ, "PYTHONPATH": str(tree), "BRINK_CACHE": str(tree / "cache")}
    command = [sys.executable, "-m", module.BUILD]
    subprocess.run(command, check=True, cwd=tree, env=environment)
    return {
        BITCODE: (made / BITCODE).read_bytes(),
        WASM: (made / "wasm" / WASM).read_bytes(),
        module.FACTS: json.loads((made / module.FACTS).read_text(encoding="ascii")),
    }


def test_making_them_again_gives_the_same_bytes(rebuilt, monkeypatch, premise):
    """Under the versions that made them, in any folder; under others, the same runs."""
    said, versions = facts(), {name: version(name) for name in ("numba", "llvmlite")}

    if said | versions == said and sys.version_info[:2] == PYTHON:
        assert rebuilt[WASM] == SHIPPED[WASM].read_bytes()
        assert rebuilt[module.FACTS] == said
    engine = wasmtime.Engine()
    other = engine, wasmtime.Module(engine, rebuilt[WASM])
    monkeypatch.setattr(machine, "_compiled", lambda: other)
    played = Engine(premise, Wasm()).play(3, 0, 300)
    assert_equal(played, Engine(premise, native()).play(3, 0, 300))
