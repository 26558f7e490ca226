"""What the tests of sensitivity share: designs, and functions whose answer is known."""

import json

import numpy as np

from brinkmanship.sim.scenario.sweepfile.format import SweepFile
from brinkmanship.sim.sweep.design import unit_samples
from tests.sweep.small_sweeps import called


def design(kind, width, points, *, seed=0, second=False):
    """The points of a drawn design in the unit cube, as the sweeps of Brink draw them."""
    parameters = tuple({"path": f"x{i}", "low": 0.0, "high": 1.0} for i in range(width))
    sweep = SweepFile.model_validate(
        {"scenario": "s", "design": kind, "parameters": parameters, "points": points,
         "seed": seed, "second_order": second}
    )  # fmt: skip
    return unit_samples(sweep)


def ishigami(points):
    """Ishigami's function with a = 7 and b = 0.1, of points in the unit cube."""
    x, y, z = (np.pi * (2.0 * points[:, i] - 1.0) for i in range(3))
    return np.sin(x) + 7.0 * np.sin(y) ** 2 + 0.1 * z**4 * np.sin(x)


def certain(values):
    """Responses without any luck, in two runs."""
    return np.column_stack([values, values]).astype(float)


def lucky(shares, runs, *, seed, shared=0.5):
    """Runs that count 1 with these shares; a part of their luck is the same at every point."""
    dice = np.random.default_rng(seed)
    common, own = dice.random((1, runs)), dice.random((len(shares), runs))
    luck = np.where(dice.random((1, runs)) < shared, common, own)
    return (luck < np.asarray(shares)[:, None]).astype(float)


def answered(*words):
    """JSON of a command that must succeed, without figures."""
    answer = called("sensitivity", *words, "--no-figures", "--json")
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.output)["parts"]
