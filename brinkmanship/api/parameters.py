"""Shares over a set of parameter vectors: what the data leave open, beside what chance does."""

from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike, fspath
from typing import Any

from brinkmanship.api.tally import Summary, Tally, runs_reaching
from brinkmanship.sim.premise import Premise, prepare
from brinkmanship.sim.scenario.loading import Draft
from brinkmanship.sim.scenario.vectors import ParameterSet, read_parameters


@dataclass(frozen=True, slots=True)
class Open:
    """A scenario under each vector of a set.

    Attributes:
        found: The set.
        premises: The scenario ready to be played under each vector, in their order.
    """

    found: ParameterSet
    premises: tuple[Premise, ...]

    def plain(self) -> dict[str, Any]:
        """The set as the manifest keeps it, from which it is made again."""
        return self.found.model_dump(mode="json")


def open_under(
    draft: Draft, overrides: Sequence[str], parameters: str | PathLike[str] | None
) -> Open | None:
    """A document with overrides under each vector of a set of parameters.

    Args:
        draft: The document.
        overrides: As ``PATH=VALUE``, in order.
        parameters: ``summary.json`` of ``brink fit``, its folder, or a shipped name; None for
            none, of which nothing is made.

    Raises:
        BrinkError: There is no such set.
        ScenarioError: A number of the set is out of the range of its parameter.
    """
    if parameters is None:
        return None
    found = read_parameters(fspath(parameters))
    return Open(found, tuple(prepare(draft.scenario(overrides, one)) for one in found.sets))


def with_ranges(summary: Summary, names: Open, tally: Tally) -> Summary:
    """The summary with the range of each share over the set, as ``set_low`` and ``set_high``.

    Args:
        summary: Of the runs under the shipped parameters.
        names: The set.
        tally: Counts of those runs, and of the same under each vector; at least one run each.
    """
    scenario, others = names.premises[0].scenario, tally.others
    ended = [{name: n / one.runs for name, n in one.outcomes.items()} for one in others]
    reached = [
        {
            name: n / one.runs
            for name, n in zip(scenario.ladder.ids, runs_reaching(one), strict=True)
        }
        for one in others
    ]
    return {
        **summary,
        "outcomes": _with_range(summary["outcomes"], ended),
        "thresholds": _with_range(summary["thresholds"], reached),
        "parameters": {
            "name": names.found.name,
            "title": names.found.title,
            "vectors": len(others),
            "failed": sum(one.failed for one in others),
            "outcomes": _by_name(ended),
            "thresholds": _by_name(reached),
        },
    }


def _with_range(rows: dict[str, Any], shares: list[dict[str, float]]) -> dict[str, Any]:
    return {
        name: {
            **row,
            "set_low": min(one[name] for one in shares),
            "set_high": max(one[name] for one in shares),
        }
        for name, row in rows.items()
    }


def _by_name(shares: list[dict[str, float]]) -> dict[str, list[float]]:
    """Shares of each vector in their order, by name of the result."""
    return {name: [one[name] for one in shares] for name in shares[0]}
