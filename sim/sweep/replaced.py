"""Parameters of a sweep that put a number where the scenario draws one for each run."""

from collections.abc import Iterable, Mapping
from typing import Any

from brinkmanship.sim.scenario.changes.words import value_words
from brinkmanship.sim.scenario.format.values import DISTRIBUTIONS
from brinkmanship.sim.scenario.reading.overrides import split_path
from brinkmanship.sim.scenario.tree import value_at


def replaced_distributions(
    document: Mapping[str, Any], values: Mapping[str, Iterable[object]]
) -> dict[str, str]:
    """The distribution that each path replaces by a fixed value, in words.

    Args:
        document: The scenario before the change.
        values: What each path is set to.

    Returns:
        By path; paths that set no number in place of a distribution are left out.

    >>> drawn = {"actors": {"FRA": {"resolve": {"normal": {"mean": 1.1, "sd": 0.25}}}}}
    >>> replaced_distributions(drawn, {"actors.FRA.resolve": [0.8, 1.4]})
    {'actors.FRA.resolve': 'normal (mean 1.1, sd 0.25)'}
    """
    found = {}
    for path, wanted in values.items():
        drawn = _distribution(value_at(document, split_path(path)))
        if drawn and not all(_distribution(value) for value in wanted):
            found[path] = value_words(drawn)
    return found


def _distribution(value: object) -> dict[str, Any]:
    """The distribution that a value is, without its source; empty for any other value."""
    if not isinstance(value, Mapping):
        return {}
    return {name: value[name] for name in DISTRIBUTIONS if name in value}
