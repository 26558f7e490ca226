"""Set-up repairs what it finds and leaves alone what is not its own."""

import shutil
import subprocess
import sys

import pytest

import go
from tests.checkout import Checkout, posix


@pytest.fixture
def checkout(tmp_path):
    """A checkout with no environment yet."""
    return Checkout(tmp_path)


@posix
def test_a_second_start_installs_nothing(checkout):
    """What pyproject.toml and constraints.txt ask for is installed once."""
    checkout.go("list")
    checkout.go("list")

    assert checkout.installs() == 1


@posix
@pytest.mark.parametrize("file", ["pyproject.toml", "constraints.txt"])
def test_changed_pins_are_installed_into_the_same_environment(checkout, file):
    """A change of either file installs again and keeps what is there."""
    checkout.go("list")
    (checkout.venv / "kept").touch()
    (checkout.root / file).write_text("changed", encoding="utf-8")

    checkout.go("list")

    assert checkout.installs() == 2
    assert (checkout.venv / "kept").exists()


def interrupt(checkout):
    """Leave the environment as an interrupted installation does."""
    mark = checkout.venv / "made-by-go.txt"
    mark.write_text(mark.read_text().splitlines()[0] + "\nunfinished\n")


def move(checkout):
    """Move the checkout: scripts in the environment still name the old place."""
    checkout.root = checkout.root.rename(checkout.root.with_name("elsewhere"))
    checkout.venv = checkout.root / ".venv"


def upgrade(checkout):
    """Make the environment one of another Python."""
    mark = checkout.venv / "made-by-go.txt"
    mark.write_text(mark.read_text().replace(sys.version[:4], "3.10"))


def lose_python(checkout):
    """Uninstall the Python that the environment points to."""
    (checkout.venv / "bin" / "python").unlink()


def lose_brink(checkout):
    """Delete the installed command."""
    (checkout.venv / "bin" / "brink").unlink()


@posix
@pytest.mark.parametrize("harm", [interrupt, move, upgrade, lose_python, lose_brink])
def test_a_damaged_environment_is_made_anew(checkout, harm):
    """Whatever happened to an environment of ours, nothing of it is left and brink runs."""
    checkout.go("list")
    (checkout.venv / "stale").touch()
    harm(checkout)

    answer = checkout.go("list")

    assert answer.returncode == 3
    assert not (checkout.venv / "stale").exists()
    assert not list(checkout.root.glob(".venv-old*"))


@posix
def test_a_stranger_is_moved_aside_not_deleted(checkout):
    """A .venv that go.py did not make and cannot use is kept under another name."""
    (checkout.venv / "bin").mkdir(parents=True)
    (checkout.venv / "precious").touch()

    answer = checkout.go("list")

    assert answer.returncode == 3
    assert (checkout.root / ".venv-old" / "precious").exists()


@posix
def test_a_stranger_with_this_python_is_used(checkout):
    """A .venv the user made with the same Python is installed into as it is."""
    subprocess.run(
        [go.BASE, "-m", "venv", "--without-pip", str(checkout.venv)],
        check=True,
        capture_output=True,
    )
    (checkout.venv / "precious").touch()

    answer = checkout.go("list")

    assert answer.returncode == 3
    assert (checkout.venv / "precious").exists()


@pytest.fixture
def failing(monkeypatch, tmp_path):
    """Set-up in an empty folder, where every install fails with the words given."""

    def arrange(words):
        def succeeds(command):
            go.LOG.write_text(words, encoding="utf-8")
            return "install" not in command

        places = {
            "ROOT": "",
            "VENV": ".venv",
            "MARK": ".venv/m",
            "LOG": ".venv/l",
            "PYTHON": "none",
        }
        for name, path in places.items():
            monkeypatch.setattr(go, name, tmp_path / path)
        monkeypatch.setattr(go, "succeeds", succeeds)
        (tmp_path / "pyproject.toml").touch()
        (tmp_path / "constraints.txt").touch()

    return arrange


NO_NAME = "WARNING: Retrying: Temporary failure in name resolution\nERROR: no version found"


@pytest.mark.parametrize(("said", "told"), [(NO_NAME, "no network"), ("\nNo space", "No space")])
def test_a_failed_install_is_one_clear_message(failing, capsys, said, told):
    """Without a network, or with a full disk, the reason is told and the exit code is 2."""
    failing(said)

    code = go.main(["list"])

    assert code == 2
    assert told in capsys.readouterr().err


def test_no_installer_at_all_is_told(failing, monkeypatch, capsys):
    """A Python with neither pip nor ensurepip, and no uv, is told what to install."""
    failing("")
    monkeypatch.setattr(go, "succeeds", lambda command: "venv" in command)
    monkeypatch.setattr(shutil, "which", lambda _: None)

    code = go.main(["list"])

    assert code == 2
    assert "python3-pip" in capsys.readouterr().err
