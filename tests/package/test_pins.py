"""What is pinned and what is asked for agree."""

import tomllib
from itertools import product
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINS = [
    Requirement(line)
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
ASKED = [
    Requirement(asked)
    for asked in (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"])
]
MACHINES = [
    {"sys_platform": system, "python_full_version": version, "python_version": version[:4]}
    for system, version in product(("linux", "darwin", "win32"), ("3.11.2", "3.12.1", "3.13.0"))
]


def holds_for(requirement, machine):
    """Whether a requirement or a pin is meant for a machine."""
    return requirement.marker is None or requirement.marker.evaluate(machine)


def test_every_dependency_has_one_pin_everywhere():
    """On each system and Python one version is pinned, and it is one that we ask for."""
    wrong = []
    for wanted, machine in product(ASKED, MACHINES):
        if not holds_for(wanted, machine):
            continue
        pins = [
            str(pin.specifier)
            for pin in PINS
            if pin.name.lower() == wanted.name.lower() and holds_for(pin, machine)
        ]
        exact = len(pins) == 1 and pins[0].startswith("==") and "," not in pins[0]
        if not exact or not wanted.specifier.contains(pins[0].removeprefix("==")):
            wrong.append((str(wanted), machine, pins))

    assert wrong == []


def test_no_pin_names_a_place():
    """Where packages come from is the user's choice, never this project's."""
    assert [str(pin) for pin in PINS if pin.url] == []
