"""Every command takes every ladder: 3 to 64 rungs, with any roles or none."""

import json

import pytest

from tests.commands.calling import invoke
from tests.scenario.documents import LONGEST, duel_on

ROLES = ("collective", "force", "clash", "war", "nuclear")
LADDERS = [(count, most) for count in (3, 4, 16, 32, LONGEST) for most in (0, 2, 3, 5)]
FEW = ("--continuations", 64, "--runs", 64, "--workers", 1)


def answer(*words):
    """What a command says that has to work; lint may find something."""
    result = invoke(*words)
    assert result.exit_code in ({0, 1} if "--lint" in words else {0}), result.output
    return result.output


def written(folder, count, roles):
    """The file of a quarrel on a ladder of so many rungs and these roles."""
    file = folder / f"rungs-{count}-{len(roles)}.yaml"
    file.write_text(json.dumps(duel_on(count, roles)), encoding="utf-8")
    return file.name


def test_commands_take_a_ladder_of_three_rungs_without_roles(home):
    """A run is told, explained and looked at closely though no rung means anything special."""
    name = written(home, 3, ())

    assert "r2" in answer("run", name, "--runs", 20, "--no-figures", "--workers", 1, "--out", "o")
    assert "The end" in answer("story", name)
    assert "*r2*" in answer("explain", name, "--no-figures", *FEW)
    assert "levers pulled" in answer("check", name, "--lint", "--runs", 5, "--watch", 3)
    options = ("--points", 2, "--runs", 3, "--workers", 1, "--out", "s")
    assert "r2" in answer("sensitivity", name, "--parameters", "actors.AAA.resolve:1:3", *options)


@pytest.mark.slow
@pytest.mark.parametrize(("count", "most"), [one for one in LADDERS if one[1] < one[0]])
def test_every_command_takes_every_ladder(home, count, most):
    """Figures, report, film and comparison too, whatever the ladder's length and roles."""
    name = written(home, count, ROLES[:most])

    answer("check", name)
    answer("run", name, "--runs", 30, "--trace", "--workers", 1, "--out", "o")
    answer("story", name, "--json")
    answer("explain", name, "--run", 1, *FEW, "--out", "e")
    answer("check", name, "--lint", "--runs", 20, "--watch", 5)
    answer("report", "o")
    answer("animate", name, "--out", "film.gif")
    answer("compare", name, "--set-b", "clock.horizon=9", "--runs", 20, "--workers", 1)
