"""Laws of the processes that draw while the runs are played."""

import signal
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from brinkmanship.analysis.figures.write import write_figures
from brinkmanship.cli import brink
from brinkmanship.commands.shared import figures
from brinkmanship.commands.shared.figures import drawing_processes


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of five runs, without figures."""
    out = tmp_path_factory.mktemp("drawing") / "five"
    asked = ["run", "nato-ground-troops-2024", "--runs", "5", "--no-figures", "--out", str(out)]
    result = CliRunner().invoke(brink, asked, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return out


def test_processes_draw_what_one_draws(folder: Path, tmp_path: Path) -> None:
    """Two processes write every figure that one writes, with the same bytes."""
    alone = write_figures(folder, tmp_path)

    with drawing_processes(2) as draw:
        place = draw(folder)

    assert place == folder / "figures"
    assert {file.name: file.read_bytes() for file in place.iterdir()} == {
        file.name: file.read_bytes() for file in alone
    }


def test_one_core_draws_in_this_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With one core no process is started, and every figure is drawn."""
    monkeypatch.setattr(figures, "open_fork_server", None)

    with drawing_processes(1) as draw:
        place = draw(folder)

    assert len(list(place.iterdir())) == 12


def killed(folder: Path, which: slice) -> Path:
    """What a process does that the system kills."""
    signal.raise_signal(signal.SIGKILL)
    raise AssertionError((folder, which))


def test_a_lost_process_is_one_message(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a process that draws is killed, the message says how to draw again."""
    monkeypatch.setattr(figures, "_draw_elsewhere", killed)

    with drawing_processes(2) as draw, pytest.raises(click.ClickException, match="brink plot"):
        draw(folder)
