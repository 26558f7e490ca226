"""From a search that is at its end to the part of an answer that says where a share tips."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd

from analysis.figures.style import Caption, footer
from analysis.sensitivity.figures import slides
from analysis.sensitivity.measures import Measure
from analysis.sensitivity.names import short_names
from analysis.sensitivity.parts import Part
from analysis.sensitivity.rows import named_rows
from analysis.sensitivity.tipping.search import Crossing, Sample, Search, Span
from analysis.statistics.intervals import with_interval


def tipping_part(
    path: str, seen: Sequence[Sample], search: Search, measure: Measure, sample: Mapping[str, Any]
) -> Part:
    """Crossings of a level along one parameter.

    Args:
        path: Of the parameter.
        seen: What was played.
        search: A search that is at its end.
        measure: Whose share.
        sample: ``seed`` and ``title`` of the sweep.
    """
    curve, tips, level = _curve(path, seen), search.tips(seen), search.level
    spans = search.undecided(seen)
    runs = int(curve["of"].iloc[0])
    facts = {"points": len(curve), "runs": runs, "total": int(curve["of"].sum()),
             "seed": sample["seed"], "level": level}  # fmt: skip
    caption = Caption(sample["title"], footer([facts["total"]], [facts["seed"]]))
    return Part(
        kind="tipping",
        measure=measure,
        method=_crossings(curve, tips, spans, level),
        why="a bracketing search on one function of the value, its interval by inverting a test",
        facts=facts,
        notes=[*_of_curve(curve, tips, spans), *_of_whole(search, tips, curve["path"].iloc[0])],
        tables={"tipping": _table(path, tips, spans, level), "curve": curve},
        slides={"tipping": partial(slides.tipping_slide, curve, tips, spans, level, measure,
                                   caption)},
    )  # fmt: skip


def _table(
    path: str, tips: Sequence[Crossing], spans: Sequence[Span], level: float
) -> pd.DataFrame:
    """One row a crossing, and one without a value where none was found and none is excluded."""
    found = [*tips, *((None, low, high, None) for low, high in spans)]
    table = pd.DataFrame(found, columns=list(Crossing._fields))
    table = table.astype(dict.fromkeys(("value", "low", "high"), float))
    table.insert(0, "level", level)
    table.insert(0, "path", path)
    return table


def _curve(path: str, seen: Sequence[Sample]) -> pd.DataFrame:
    table = pd.DataFrame(sorted(seen), columns=["value", "n", "of"])
    table.insert(0, "path", path)
    return with_interval(table)


def _crossings(
    curve: pd.DataFrame, tips: Sequence[Crossing], spans: Sequence[Span], level: float
) -> str:
    """One sentence: at which values, each with its interval, a share crosses a level."""
    name, first, last = short_names([curve["path"].iloc[0]])[0], *curve["value"].iloc[[0, -1]]
    head = f"Where the share crosses {100.0 * level:.4g}%:"
    if tips:
        return f"{head} at " + "; at ".join(_crossing(name, tip) for tip in tips)
    if not spans:
        return f"{head} nowhere from {name} = {first:.4g} to {last:.4g}"
    runs = int(curve["of"].iloc[0])
    where = f"between {name} = {_stretches(spans, first, last)}"
    return f"{head} not found; with {runs} runs a crossing cannot be excluded ({where})"


def _stretches(spans: Sequence[Span], first: float, last: float) -> str:
    """Stretches of values in words; they end where the range does.

    >>> _stretches([(None, 0.25), (0.5, None)], 0.0, 1.0)
    '0 and 0.25, or 0.5 and 1'
    """
    ends = [(first if low is None else low, last if high is None else high) for low, high in spans]
    return ", or ".join(f"{low:.4g} and {high:.4g}" for low, high in ends)


def _crossing(name: str, tip: Crossing) -> str:
    """One crossing in words.

    >>> _crossing("resolve", Tip(1.23456, 1.1, None, rising=False))
    'resolve = 1.235 (95% interval 1.1 to beyond the range), falling'
    """
    low, high = ("beyond the range" if end is None else f"{end:.4g}" for end in (tip.low, tip.high))
    way = "rising" if tip.rising else "falling"
    return f"{name} = {tip.value:.4g} (95% interval {low} to {high}), {way}"


def _of_whole(search: Search, tips: Sequence[Crossing], path: str) -> list[str]:
    """Of a path that takes whole numbers, that a crossing is none of them."""
    if not (search.whole and tips):
        return []
    return [f"{path} takes whole numbers: a crossing lies between the two next to it."]


def _of_curve(curve: pd.DataFrame, tips: Sequence[Crossing], spans: Sequence[Span]) -> list[str]:
    ends = [
        f"{one.value:g}: {one.share:.2%} ({one.low:.2%} to {one.high:.2%})"
        for one in named_rows(curve.iloc[[0, -1]])
    ]
    notes = [f"Share at the ends of the range: {ends[0]}; {ends[1]}."]
    if len(tips) > 1:
        notes.append(
            f"The level is crossed {len(tips)} times: the share does not only rise or fall."
        )
    runs, values = int(curve["of"].iloc[0]), curve["value"]
    if spans and tips:
        where = _stretches(spans, values.iloc[0], values.iloc[-1])
        notes.append(
            f"With {runs} runs another crossing cannot be excluded (between {where}): more --runs."
        )
    elif spans:
        notes.append(
            f"The sample is too small to tell: {runs} runs do not refuse the level there, so the "
            "interval of a crossing is all of it. More --runs."
        )
    elif not tips:
        notes.append(f"Each of the {len(values)} values looked at refuses the level.")
    if any(tip.low is None or tip.high is None for tip in tips):
        notes.append("The interval goes on beyond the range: a wider range, or more --runs.")
    return notes
