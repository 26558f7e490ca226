import json

import pytest

from brinkmanship.commands.jobs import examination
from tests.commands.calling import invoke

NAMES = {
    "python", "package", "libraries", "native", "wasm", "mesa", "cache", "home", "cores", "memory",
    "processes", "open files", "letters", "fonts", "temporary", "disk",
}  # fmt: skip


def test_the_doctor_looks_at_everything(home):
    """Every thing is looked at, and the exit code says whether one is missing."""
    answer = invoke("doctor", "--json")

    told = json.loads(answer.stdout)
    assert {one["name"] for one in told["findings"]} == NAMES
    assert all(one["found"] and bool(one["instead"]) != one["ok"] for one in told["findings"])
    assert answer.exit_code == (0 if told["ok"] else 1)
    assert not list(home.iterdir())


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), RuntimeError("no home")])
def test_what_is_missing_is_named_with_what_is_done(monkeypatch, error):
    """A look that fails is a line of the page, not a traceback, and the exit code is 1."""

    def fails():
        raise error

    monkeypatch.setattr(examination, "LOOKS", {"python": examination._python, "home": fails})
    answer = invoke("doctor")

    assert answer.exit_code == 1
    lines = answer.stdout.splitlines()
    assert lines[0].startswith("ok       python")
    assert lines[1].startswith("missing  home")
    assert len(lines) == 3
    assert lines[2].strip().startswith("instead:")


def test_no_semaphores_are_said(monkeypatch):
    """Where there are no semaphores the page says that work is done in one process."""
    monkeypatch.setattr(examination, "shortage_of_processes", lambda: "no semaphores: none")
    monkeypatch.setattr(examination, "LOOKS", {"processes": examination._processes})

    answer = invoke("doctor")

    assert answer.exit_code == 1
    assert "no semaphores: none" in answer.stdout
    assert "in one process" in answer.stdout
