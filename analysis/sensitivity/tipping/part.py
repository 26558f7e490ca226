"""The part of an answer that says where a share crosses a level."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from brinkmanship.analysis.figures.style import Caption, footer
from brinkmanship.analysis.sensitivity.figures.slides import TIPPING
from brinkmanship.analysis.sensitivity.measures import Measure
from brinkmanship.analysis.sensitivity.notes import tipping_notes
from brinkmanship.analysis.sensitivity.parts import Part
from brinkmanship.analysis.sensitivity.tipping.result import TippingResult, tipping_result
from brinkmanship.analysis.sensitivity.tipping.search import Crossing, Sample, Search


def tipping_part(
    path: str,
    samples: Sequence[Sample],
    search: Search,
    measure: Measure,
    sample: Mapping[str, Any],
) -> Part:
    """Crossings of a level along one parameter.

    Args:
        path: Of the parameter.
        samples: What was played.
        search: A search that has ended.
        measure: The measure whose share it is.
        sample: ``seed`` and ``title`` of the sweep.
    """
    result = tipping_result(path, samples, search)
    facts = {"points": len(result.curve), "runs": result.runs,
             "total": int(result.curve["of"].sum()), "seed": sample["seed"],
             "level": result.level}  # fmt: skip
    caption = Caption(sample["title"], footer([facts["total"]], [facts["seed"]]))
    return Part(
        kind="tipping",
        measure=measure,
        method=_crossings_text(result),
        why="a bracketing search on one function of the value, its interval by inverting a test",
        facts=facts,
        notes=tipping_notes(result),
        tables={"tipping": result.table(), "curve": result.curve},
        slides={"tipping": partial(TIPPING, result, measure, caption)},
    )


def _crossings_text(result: TippingResult) -> str:
    """One sentence: at which values, each with its interval, a share crosses a level."""
    head = f"Where the share crosses {100.0 * result.level:.4g}%:"
    if result.crossings:
        crossings = (_crossing_text(result.name, one) for one in result.crossings)
        return f"{head} at " + "; at ".join(crossings)
    if not result.undecided:
        first, last = result.ends
        return f"{head} nowhere from {result.name} = {first:.4g} to {last:.4g}"
    where = f"between {result.name} = {result.stretches_text()}"
    return f"{head} not found; with {result.runs} runs a crossing cannot be excluded ({where})"


def _crossing_text(name: str, crossing: Crossing) -> str:
    """One crossing in words.

    >>> _crossing_text("resolve", Crossing(1.23456, 1.1, None, rising=False))
    'resolve = 1.235 (95% interval 1.1 to beyond the range), falling'
    """
    low, high = (
        "beyond the range" if end is None else f"{end:.4g}" for end in (crossing.low, crossing.high)
    )
    way = "rising" if crossing.rising else "falling"
    return f"{name} = {crossing.value:.4g} (95% interval {low} to {high}), {way}"
