"""What was fitted: each target's interval in the data beside the model's over the set."""

from collections.abc import Mapping, Sequence
from math import exp
from typing import Any

Summary = Mapping[str, Any]


def fit_lines(summary: Summary) -> list[str]:
    """Targets and parameters as Markdown.

    Args:
        summary: What ``brink fit`` wrote.
    """
    sets = summary["sets"]
    head = (
        f"{summary['title']}: {len(sets)} parameter vectors after {summary['generations']} "
        f"generations, fitted to {summary['crises']} crises and scored again with "
        f"{summary['runs']} runs of each on fresh seeds (seed {summary['seed']})."
    )
    chance = _ends([one["decided_by_chance"] for one in sets])
    return [
        head,
        "",
        "## Targets",
        "",
        "| target | data (95% interval) | model over the set | |",
        "|---|---|---|---|",
        *map(_target, summary["targets"]),
        "",
        f"Moves upwards that chance decided: {chance} over the set.",
        "",
        "## Parameters",
        "",
        "| parameter | over the set |",
        "|---|---|",
        *_parameters(sets),
    ]


def missed_targets(summary: Summary) -> list[str]:
    """Targets that no vector of the set meets."""
    return [str(one["name"]) for one in summary["targets"] if one["missed"]]


def _target(one: Summary) -> str:
    weeks = one["name"].startswith("length")
    read = exp if weeks else float
    data, low, high = (read(one[key]) for key in ("data", "low", "high"))
    name = f"{one['name']} (weeks)" if weeks else one["name"]
    model = _ends([read(value) for value in one["model"]])
    mark = "missed" if one["missed"] else ""
    return f"| {name} | {data:.3g} ({low:.3g} to {high:.3g}) | {model} | {mark} |"


def _parameters(sets: Sequence[Summary]) -> list[str]:
    rows = []
    for part in ("mechanisms", "traits", "stakes"):
        rows += [
            f"| {part}: {name} | {_ends([one[part][name] for one in sets])} |"
            for name in sets[0][part]
        ]
    return rows


def _ends(values: Sequence[float]) -> str:
    return f"{min(values):.3g} to {max(values):.3g}"
