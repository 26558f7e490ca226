"""Compiled code is kept where it can be, and nothing fails where it cannot."""

import ast
import signal
import sys
from pathlib import Path
from pickle import UnpicklingError

import pytest

from brinkmanship.commands.shared import compiling
from brinkmanship.commands.shared.compiling import compile_engine
from brinkmanship.sim.ensemble import cache
from brinkmanship.sim.ensemble.cache import called, find_cache, is_warm


class Dispatcher:
    """A compiled function whose first call has trouble with its files.

    Attributes:
        signatures: What it is compiled for.
    """

    def __init__(self, trouble, *, compiled):
        self.trouble, self.compiled = [trouble], compiled
        self.signatures: tuple[str, ...] = ()

    def __call__(self, number):
        """Twice the number; the first time, trouble."""
        if self.trouble:
            self.signatures = ("once",) if self.compiled else ()
            raise self.trouble.pop()
        return 2 * number


def test_a_folder_of_ones_own_is_used(tmp_path, monkeypatch):
    """BRINK_CACHE names where compiled code goes, in a folder for this very code."""
    monkeypatch.setenv("BRINK_CACHE", str(tmp_path / "kept"))

    folder = find_cache()

    assert folder == tmp_path / "kept" / cache.digest_of_sources()
    assert folder is not None
    assert folder.is_dir()
    assert not is_warm(folder)


def test_where_nothing_can_be_kept_there_is_no_folder(tmp_path, monkeypatch):
    """A place that cannot be written is no reason to fail: nothing is kept, that is all."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("BRINK_CACHE", str(tmp_path / "file"))

    assert find_cache() is None
    assert not is_warm(None)


def test_the_next_place_is_tried(tmp_path, monkeypatch):
    """Without a home to write to, the temporary folder keeps the code."""
    (tmp_path / "file").write_text("")
    monkeypatch.delenv("BRINK_CACHE", raising=False)
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "file"))
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))

    folder = find_cache()

    assert folder is not None
    assert folder.is_relative_to(tmp_path)


def test_a_folder_that_somebody_else_made_keeps_nothing(tmp_path, monkeypatch):
    """In a temporary folder anyone could lay code that would be loaded as one's own."""
    monkeypatch.delenv("BRINK_CACHE", raising=False)
    monkeypatch.setattr(cache, "candidates", lambda: [tmp_path / "theirs"])
    assert find_cache() is not None

    monkeypatch.setattr("os.getuid", lambda: tmp_path.stat().st_uid + 1)

    assert find_cache() is None


def test_all_text_that_is_compiled_names_the_folder():
    """A module whose constants compiled code takes in is in the digest, or named here as not."""
    home = Path(cache.__file__).parent.parent
    python_only = {
        "brinkmanship.sim.premise",
        "brinkmanship.sim.results.record",
        "brinkmanship.sim.runs.workers",
    }  # types, and the engine's own words

    taken = {
        node.module
        for folder in ("ensemble", "mechanisms")
        for file in (home / folder).glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        and node.module
        and node.module.startswith("brinkmanship.sim.")
    }

    digested = {f"brinkmanship.sim.{name.removesuffix('.py')}" for name in cache.SOURCES}
    beside = {
        name for name in taken if name not in digested and name.rsplit(".", 1)[0] not in digested
    }
    assert beside == python_only


def test_another_text_is_another_folder(monkeypatch):
    """Code compiled from other mechanisms is never taken for that of these."""
    before = cache.digest_of_sources()

    monkeypatch.setattr(cache, "SOURCES", cache.SOURCES[1:])

    assert cache.digest_of_sources() != before


@pytest.mark.parametrize("trouble", [OSError(28, "full"), EOFError(), UnpicklingError()])
@pytest.mark.parametrize("compiled", [True, False])
def test_trouble_with_kept_code_costs_no_run(tmp_path, monkeypatch, trouble, compiled):
    """Code that cannot be written is used unwritten; a damaged file is thrown away."""
    monkeypatch.setenv("BRINK_CACHE", str(tmp_path))
    folder = find_cache()
    assert folder is not None
    (folder / "old.nbi").write_bytes(b"damaged")

    answer = called(Dispatcher(trouble, compiled=compiled), 21)

    assert answer == 42
    assert is_warm(folder) == compiled


@pytest.mark.parametrize(("warm", "interactive"), [(False, True), (False, False), (True, True)])
def test_only_a_first_start_says_that_it_compiles(monkeypatch, capsys, warm, interactive):
    """The one long wait is announced to a person, and only when there is one."""
    monkeypatch.setattr("sim.ensemble.cache.is_warm", lambda _: warm)
    monkeypatch.setattr("brinkmanship.sim.compiled.engine.compile_now", lambda: None)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: interactive, raising=False)

    compiling.compile_engine()

    shown = capsys.readouterr()
    assert shown.out == ""
    assert (compiling.NOTICE in shown.err) == (interactive and not warm)


def test_a_cache_that_keeps_nothing_is_told_wherever_it_goes(monkeypatch, capsys):
    """Without a terminal too: every start will take a minute, and how to change that."""
    monkeypatch.setattr("sim.ensemble.compiled.CACHE", None)
    monkeypatch.setattr("brinkmanship.sim.compiled.engine.compile_now", lambda: None)

    compile_engine()

    assert "every start will take about a minute" in capsys.readouterr().err


def test_an_interrupt_waits_until_code_is_loaded(monkeypatch):
    """Ctrl-C in the middle of loading compiled code takes effect right after it, not in it."""
    done = []

    def loading():
        signal.raise_signal(signal.SIGINT)
        done.append("loaded")

    monkeypatch.setattr("sim.ensemble.cache.is_warm", lambda _: True)
    monkeypatch.setattr("brinkmanship.sim.compiled.engine.compile_now", loading)

    with pytest.raises(KeyboardInterrupt):
        compile_engine()

    assert done == ["loaded"]
