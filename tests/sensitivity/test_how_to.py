"""The how-to of sensitivity: what it prints is what its commands answer."""

import re
from pathlib import Path

from click.testing import CliRunner

from brinkmanship import cli
from brinkmanship.sim.sweep.planning import plan_sweep

PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "sensitivity.md").read_text("utf-8")


def test_the_printed_indices_are_those_of_the_shipped_sweep():
    """The how-to shows indices of every parameter of ten-assumptions, at its points and runs."""
    plan = plan_sweep("ten-assumptions").plan
    size, total = len(plan.points), plan.runs

    printed = f"{size} points, {total // size} runs each, {total} runs, seed {plan.seed}, "
    assert re.search(printed + r"\d+ s$", PAGE, re.MULTILINE)
    rows = re.findall(r"^  \S.*?  +\S+ to \S+ +(-?\d\.\d{3}) ", PAGE, re.MULTILINE)
    assert len(rows) == len(plan.paths)
    assert sorted(rows, key=float, reverse=True) == rows


def test_the_printed_sum_of_first_orders_has_its_interval():
    """The how-to says that parameters work together only where the sum is below 1 for sure."""
    found = re.search(r"Sum of first order: (\S+) \((\S+) to (\S+)\)(: .*)$", PAGE, re.MULTILINE)

    assert found is not None
    value, low, high = map(float, found.groups()[:3])
    assert low < value < high
    assert ("the rest is what works together" in found[4]) is (high < 1.0)


def test_the_printed_tipping_point_lies_in_its_interval():
    """The how-to shows where the share crosses 11%, between the shares at both ends."""
    found = re.search(r"crosses 11%: at \S+ \S+ = (\S+) \(95% interval (\S+) to (\S+)\)", PAGE)
    ends = re.search(r"ends of the range: 0: (\S+)% .*?; 4: (\S+)% ", PAGE)

    assert found is not None
    assert ends is not None
    value, low, high = map(float, found.groups())
    assert 0.0 < low < value < high < 4.0
    assert float(ends[1]) > 11.0 > float(ends[2])


def test_every_option_of_the_how_to_is_known():
    """No command of the page names an option that the command does not have."""
    words = CliRunner().invoke(cli.brink, ["sensitivity", "--help"]).output
    used = {word for command in re.findall(r"^```sh\n(.*?)```", PAGE, re.DOTALL | re.MULTILINE)
            for word in re.findall(r"--[a-z]+", command)}  # fmt: skip

    assert used
    assert [word for word in sorted(used) if word not in words] == []
