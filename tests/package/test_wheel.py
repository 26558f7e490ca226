"""The wheel claims one import name, holds every file, and works beside any other package."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("analysis", "commands", "scenarios", "sim")
SCRIPT = Path("Scripts" if os.name == "nt" else "bin", "brink")
RUN = ("run", "nato-ground-troops-2024", "--runs", "20", "--engine", "mesa")


def test_the_wheel_has_one_top_level_name(wheel):
    """Beside its metadata a wheel installs nothing but ``brinkmanship``."""
    with ZipFile(wheel) as files:
        tops = {name.split("/")[0] for name in files.namelist()}

    assert {top for top in tops if not top.endswith(".dist-info")} == {"brinkmanship"}


def test_the_wheel_holds_every_file_of_the_rooms(wheel):
    """Source and data of a room are installed at the same place under ``brinkmanship``."""
    with ZipFile(wheel) as files:
        packed = {name for name in files.namelist() if name.startswith("brinkmanship/")}

    shipped = {
        path.relative_to(ROOT).as_posix().removeprefix("brinkmanship/")
        for room in (*ROOMS, "brinkmanship")
        for path in (ROOT / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert packed == {f"brinkmanship/{name}" for name in shipped | {"cli.py"}}


@pytest.mark.parametrize("start", ["brink", "-m"], ids=["the command", "python -m brinkmanship"])
def test_the_command_works_beside_others_of_its_names(start, site_packages, run_there):
    """Other packages, and files in the working folder, may be called sim, analysis or cli."""
    brink = [site_packages / SCRIPT] if start == "brink" else [sys.executable, "-m", "brinkmanship"]

    listed = run_there(*brink, "list")
    played = run_there(*brink, *RUN, "--no-figures", "--out", "runs")

    assert (listed.returncode, listed.stderr) == (0, "")
    assert "nato-ground-troops-2024 " in listed.stdout
    assert (played.returncode, played.stderr) == (0, "")
    assert "Tables: runs" in played.stdout


def test_figures_are_drawn_beside_others_of_its_names(site_packages, run_there, working_folder):
    """Processes that play and draw, and the script that draws, import what is installed."""
    script = site_packages / "brinkmanship" / "analysis" / "plot_escalation.py"

    played = run_there(site_packages / SCRIPT, *RUN, "--workers", "2", "--out", "runs")
    drawn = run_there(sys.executable, script, "runs", "--out", "again")

    assert (played.returncode, played.stderr) == (0, "")
    assert (drawn.returncode, drawn.stderr) == (0, "")
    assert (working_folder / "again" / "outcomes.png").is_file()


def test_other_packages_keep_their_names(site_packages, working_folder):
    """Brink imported, ``import sim`` is still the other package; the wheel is what was tested."""
    code = (
        "import brinkmanship.cli, brinkmanship.sim.scenario.reading.library as library\n"
        "import analysis, cli, commands, scenarios, sim\n"
        "owners = {each.OWNER for each in (analysis, cli, commands, scenarios, sim)}\n"
        "assert owners == {'another package'}\n"
        "print(brinkmanship.__file__, library.SCENARIOS, sep='\\n')"
    )
    command = [sys.executable, "-P", "-c", code]
    environment = {**os.environ, "PYTHONPATH": str(site_packages)}
    done = subprocess.run(
        command, cwd=working_folder, env=environment, capture_output=True, text=True, check=False
    )

    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        str(site_packages / "brinkmanship" / "__init__.py"),
        str(site_packages / "brinkmanship" / "scenarios"),
    ]
