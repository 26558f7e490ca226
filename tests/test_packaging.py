"""What is pinned, what is asked for and what is shipped agree."""

import tomllib
from itertools import product
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINS = [
    Requirement(line)
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
ASKED = [
    *PROJECT["project"]["dependencies"],
    *PROJECT["project"]["optional-dependencies"]["dev"],
]
SYSTEMS = ("linux", "darwin", "win32")
VERSIONS = ("3.11.2", "3.12.1", "3.13.0")


@pytest.mark.parametrize(("system", "version"), list(product(SYSTEMS, VERSIONS)))
@pytest.mark.parametrize("asked", ASKED)
def test_every_dependency_has_one_pin_everywhere(asked, system, version):
    """On each system and Python one version is pinned, and it is one that we ask for."""
    wanted = Requirement(asked)
    machine = {"sys_platform": system, "python_full_version": version}

    pins = [
        pin
        for pin in PINS
        if pin.name.lower() == wanted.name.lower()
        and (pin.marker is None or pin.marker.evaluate(machine))
    ]

    assert len(pins) == 1
    (only,) = pins[0].specifier
    assert only.operator == "=="
    assert wanted.specifier.contains(only.version)


@pytest.mark.parametrize("pin", PINS, ids=str)
def test_no_pin_names_a_place(pin):
    """Where packages come from is the user's choice, never this project's."""
    assert pin.url is None


def test_an_installed_brink_has_its_scenarios():
    """Every file under scenarios is of a kind that the package ships."""
    shipped = PROJECT["tool"]["setuptools"]["package-data"]["*"]

    left_out = [
        file
        for file in (ROOT / "scenarios").rglob("*.*")
        if not any(file.match(kind) for kind in shipped) and file.suffix != ".pyc"
    ]

    assert left_out == []
