"""What ``brink fit`` prints."""

from collections.abc import Iterator, Mapping
from typing import Any


def generation_line(number: int, least: float, mean: float) -> str:
    """One generation of the search."""
    return f"generation {number}: least loss {least:.1f}, mean {mean:.1f}"


def fit_text(summary: Mapping[str, Any]) -> str:
    """The set and the targets.

    Args:
        summary: As of ``commands.jobs.fit.FitJob``.
    """
    return "\n".join(_lines(summary)) + "\n"


def _lines(summary: Mapping[str, Any]) -> Iterator[str]:
    sets, runs, seed = summary["sets"], summary["runs"], summary["seed"]
    yield (
        f"{summary['title']}: {len(sets)} parameter vectors, scored again with {runs} runs of each "
        f"of {summary['crises']} crises, seed {seed}."
    )
    for place, one in enumerate(sets):
        chance = one["decided_by_chance"]
        yield (
            f"  set {place + 1}: loss {one['loss']:.1f}, log-likelihood {-one['likelihood']:.1f}, "
            f"moves up decided by chance {chance:.0%}"
        )
    yield ""
    yield f"{'target':<40} {'data (95% interval)':<26} set"
    for one in summary["targets"]:
        low, high = min(one["model"]), max(one["model"])
        data = f"{one['data']:.3f} ({one['low']:.3f} to {one['high']:.3f})"
        mark = "  missed" if one["missed"] else ""
        yield f"{one['name']:<40} {data:<26} {low:.3f} to {high:.3f}{mark}"
    yield "Lengths are logarithms of weeks."
