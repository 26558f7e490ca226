"""``import brinkmanship`` costs nothing, and its names are what they say."""

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import brinkmanship as bk

ROOT = Path(__file__).parents[2]
HEAVY = ("numpy", "pandas", "mesa", "pyarrow", "pydantic", "yaml", "click", "matplotlib", "scipy")


def loaded_after(code):
    """Names of the modules that a fresh Python has loaded after some code."""
    look = "import sys; print(*sys.modules)"
    command = [sys.executable, "-c", f"{code}\n{look}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_the_import_is_light():
    """It loads no library, and of Brink two files; naming what there is loads no more."""
    loaded = loaded_after("import brinkmanship as bk; bk.__version__; dir(bk)")

    assert not {name.split(".")[0] for name in loaded} & set(HEAVY)
    assert {name for name in loaded if name.startswith("brinkmanship")} == {
        "brinkmanship",
        "brinkmanship.installed",
    }


def test_loading_needs_no_numbers():
    """A crisis is loaded, changed and named without NumPy, which takes as long as the file."""
    loaded = loaded_after(
        "import brinkmanship as bk; bk.load('nato-ground-troops-2024', ['clock.horizon=3']).digest"
    )

    assert not set(loaded) & {"numpy", "pandas", "pyarrow", "mesa"}


def test_loading_and_telling_needs_no_tables():
    """A crisis is loaded and told without pandas, Arrow, Mesa and what draws."""
    loaded = loaded_after(
        "import brinkmanship as bk; bk.load('nato-ground-troops-2024').story(3, turns=(1, 1))"
    )

    assert not set(loaded) & {"pandas", "pyarrow", "mesa", "matplotlib", "brinkmanship.analysis"}


def test_runs_are_played_without_pandas():
    """Playing and printing shares needs no pandas: that waits for a frame."""
    loaded = loaded_after(
        "import brinkmanship as bk; print(bk.load('nato-ground-troops-2024').run(20))"
    )

    assert not set(loaded) & {"pandas", "mesa", "matplotlib"}


def test_every_public_name_is_what_its_module_has():
    """The names are listed, are found, and a type checker knows the same ones."""
    tree = ast.parse(Path(bk.__file__).read_text(encoding="utf-8"))
    (typed,) = (
        {
            (str(node.module), alias.name)
            for node in block.body
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        for block in tree.body
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING"
    )

    assert {name for _, name in typed} | {"__version__"} == set(bk.__all__) <= set(dir(bk))
    for module, name in typed:
        assert getattr(bk, name) is getattr(import_module(module), name)


def test_another_name_is_none():
    """A name that is not public is an ordinary AttributeError."""
    with pytest.raises(AttributeError, match="module 'brinkmanship' has no attribute 'laod'"):
        getattr(bk, "laod")  # noqa: B009 - a type checker knows that it is not there
