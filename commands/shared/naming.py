"""Names made of what was typed: of a scenario in results, and of the command to give again."""

from collections.abc import Iterable
from pathlib import Path

from brinkmanship.sim.scenario.wording import printable


def scenario_name(file: str) -> str:
    """Name of a scenario or sweep in results: that of its file.

    >>> scenario_name("crises/cuba.yaml")
    'cuba'
    """
    return printable(Path(file).name.removesuffix(".yaml").removesuffix(".yml"))


def repeat_option(option: str, values: Iterable[str]) -> list[str]:
    """The words of an option that is given once for each value.

    >>> repeat_option("--set", ["a=1", "b=2"])
    ['--set', 'a=1', '--set', 'b=2']
    """
    return [word for value in values for word in (option, value)]
