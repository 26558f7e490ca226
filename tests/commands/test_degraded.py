"""Commands where the surroundings lack something: the work is done, or refused in one message."""

import os
import subprocess
import sys

import pytest

from tests.small import small_file
from tests.sweep.small_sweeps import ROOT, digests, played, sweep_file

posix = pytest.mark.skipif(os.name == "nt", reason="limits and users are those of POSIX")
START = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
{{before}}
from brinkmanship import cli
cli.main()
"""
NO_SEMAPHORES = """
import errno
import _multiprocessing
class Refused:
    SEM_VALUE_MAX = 1
    def __init__(self, *words):
        raise OSError(errno.ENOSYS, "Function not implemented")
_multiprocessing.SemLock = Refused
"""
LIMIT = "import resource; resource.setrlimit(resource.{name}, ({limit}, {limit}))"
ALONE = "this process does the work alone"
MOVE = "actors.CCC.policy.style.warn:0.1:0.9"


def brink(*words, cwd, before="", **env):
    """The command as a process of its own, some Python before it."""
    return subprocess.run(
        [sys.executable, "-c", START.format(before=before), *map(str, words)],
        cwd=cwd,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_semaphores_a_sweep_is_the_same(tmp_path):
    """Where no worker process can be had, a sweep has every byte, after one line that says so."""
    file = sweep_file(tmp_path)
    played(file, tmp_path / "clean")

    answer = brink("sweep", file, "--out", "out", "--workers", 2, cwd=tmp_path,
                   before=NO_SEMAPHORES)  # fmt: skip

    assert answer.returncode == 0
    assert answer.stderr.count("\n") == 1
    assert ALONE in answer.stderr
    assert digests(tmp_path / "out") == digests(tmp_path / "clean")


def test_without_semaphores_figures_are_drawn(tmp_path):
    """Where no process can draw beside the runs, this one draws; the tables are there."""
    small_file(tmp_path)

    answer = brink("run", "small.yaml", "--runs", 5, "--out", "out", cwd=tmp_path,
                   before=NO_SEMAPHORES)  # fmt: skip

    assert answer.returncode == 0
    assert "Traceback" not in answer.stderr
    assert (tmp_path / "out" / "runs.parquet").is_file()
    assert list((tmp_path / "out" / "figures").glob("*.png"))


@pytest.mark.parametrize("backend", ["module://matplotlib_inline.backend_inline", "nonsense"])
def test_no_backend_of_the_surroundings_reaches_a_figure(tmp_path, backend):
    """What Jupyter exports, or a user's matplotlibrc, leaves figures as they are."""
    small_file(tmp_path)
    brink("run", "small.yaml", "--runs", 5, "--out", "out", "--no-figures", cwd=tmp_path)
    brink("plot", "out", "--out", "plain", cwd=tmp_path)
    (tmp_path / "matplotlibrc").write_text("text.usetex: true\nfont.size: 40\n")

    answer = brink("plot", "out", "--out", "foreign", cwd=tmp_path, MPLBACKEND=backend)

    assert (answer.returncode, answer.stderr) == (0, "")
    assert digests(tmp_path / "foreign") == digests(tmp_path / "plain")


def test_analysis_drops_the_backend_of_another_environment(tmp_path):
    """A script that draws, started from a notebook of another environment, can draw."""
    script = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); import brinkmanship.analysis.figures.style"
    )
    env = {**os.environ, "MPLBACKEND": "module://no_such_package.backend"}

    answer = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env=env, check=False)

    assert answer.returncode == 0


@posix
@pytest.mark.slow
@pytest.mark.parametrize("before", [
    NO_SEMAPHORES,
    LIMIT.format(name="RLIMIT_NOFILE", limit=32),
    "import tempfile; tempfile.tempdir = '/no/such/folder'",
], ids=["semaphores", "files", "temporary"])  # fmt: skip
@pytest.mark.parametrize("words", [
    ("run", "small.yaml", "--runs", 20, "--out", "o"),
    ("run", "small.yaml", "--runs", 60, "--engine", "mesa", "--workers", 2, "--out", "o"),
    ("sweep", "warnings.yaml", "--workers", 2, "--out", "o"),
    ("compare", "small.yaml", "--set-b", "clock.horizon=5", "--runs", 50, "--out", "o"),
    ("explain", "small.yaml", "--runs", 64, "--continuations", 50, "--out", "o"),
    ("sensitivity", "small.yaml", "--parameters", MOVE, "--runs", 20, "--points", 8, "--out", "o"),
    ("plot", "out"),
    ("report", "out"),
    ("animate", "out", "--out", "o.gif"),
    ("story", "small.yaml"),
    ("check", "small.yaml"),
], ids=lambda words: " ".join(map(str, words))[:30])  # fmt: skip
def test_every_command_works_or_refuses(tmp_path, before, words):
    """Whatever is missing, no command ends in a traceback, and those that play keep tables."""
    sweep_file(tmp_path)
    brink("run", "small.yaml", "--runs", 5, "--trace", "--out", "out", "--no-figures", cwd=tmp_path)

    answer = brink(*words, cwd=tmp_path, before=before)

    assert answer.returncode in (0, 1, 2)
    assert "Traceback" not in answer.stderr
    assert answer.returncode or answer.stderr.count("\n") <= 1
    if words[0] in ("run", "sweep"):
        assert list((tmp_path / "o").rglob("*.parquet"))


@posix
def test_a_locale_without_letters_loses_nothing(tmp_path):
    """With an ASCII locale and output, a file whose name has other letters is played and told."""
    small_file(tmp_path).rename(tmp_path / "größe.yaml")
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

    answer = brink("run", "größe.yaml", "--runs", 5, "--no-figures", cwd=tmp_path,
                   PYTHONIOENCODING="ascii", **plain)  # fmt: skip

    assert (answer.returncode, answer.stderr) == (0, "")
    assert list((tmp_path / "out").glob("*/runs.parquet"))
