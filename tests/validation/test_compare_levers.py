import json

import pytest

from tests.commands.calling import invoke
from tests.validation.levers import BASE

COMMITS = ("actors.FRA.policy.style.ambiguity=0", "actors.FRA.policy.style.commit=0.42")
LEVERS = {
    "north star off": (("actors.USA.policy.north_star=null",), (), "direct_clash", 1),
    "France commits, deterrence": (
        ("mechanisms.anticipation.deters=3",),
        (*COMMITS, "mechanisms.anticipation.provokes=0"),
        "east",
        -1,
    ),
    "deterrence off": (("mechanisms.deterrence.enabled=false",), (), "direct_clash", 1),
    "learning off": (("mechanisms.learning.enabled=false",), (), "direct_clash", 1),
    "consensus off": (("mechanisms.consensus.enabled=false",), (), "tripwire", 1),
    "accidents off": (("mechanisms.accidents.enabled=false",), (), "direct_clash", -1),
}


def difference(home, name, runs, seed):
    """What ``brink compare`` gives for a lever: its row."""
    changes, common, result, _ = LEVERS[name]
    words = [f"--set={one}" for one in common] + [f"--set-b={one}" for one in changes]
    answer = invoke("compare", BASE, *words, "--runs", runs, "--seed", seed, "--json",
                    "--no-figures", "--out", home / "out")  # fmt: skip
    (variant,) = json.loads(answer.stdout)["variants"]
    parts = {**variant["outcomes"], **variant["thresholds"], **variant["means"]}
    return parts[result]["difference"]


@pytest.mark.parametrize("name", LEVERS)
def test_compare_shows_the_lever(tmp_path, name):
    """In a thousand pairs the interval of the lever's effect excludes zero on the right side."""
    gap = difference(tmp_path, name, 1000, 0)

    assert (gap["low"] > 0.0) if LEVERS[name][3] > 0 else (gap["high"] < 0.0)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("name", LEVERS)
def test_compare_shows_the_lever_under_other_seeds(tmp_path, name, seed):
    """With other dice and four thousand pairs it is the same."""
    gap = difference(tmp_path, name, 4000, seed)

    assert (gap["low"] > 0.0) if LEVERS[name][3] > 0 else (gap["high"] < 0.0)
