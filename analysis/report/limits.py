"""Sections that every report ends with: what shares mean, and how to play it again."""

import shlex
from collections.abc import Mapping, Sequence
from typing import Any

from brinkmanship.analysis.report.honesty import honesty_lines
from brinkmanship.analysis.report.page import Block, Commands, Points, Section, Table, Text
from brinkmanship.analysis.report.text_tables import interval_text
from brinkmanship.analysis.statistics.intervals import share_interval

SHORT = 16  # letters of a digest that the head of a page shows
MEANING = (
    (
        "What a share is",
        (
            "A count divided by a count: of so many plays of this scenario, by this model, with "
            "these numbers, so many went like that. Nothing was observed. It is not how likely "
            "a war is."
        ),
    ),
    (
        "What the interval covers",
        (
            "Only chance within the model: how far the share could be off because so many runs "
            "were played and not more. A row with no run has an interval too: 0 of {runs} still "
            "allows {allows}{shared}. More runs make it narrower, and nothing about the world "
            "surer."
        ),
    ),
    (
        "What it does not cover",
        (
            "Between nuclear powers there has been one war at most (Kargil in 1999, if about "
            "a thousand dead make it one), and no nuclear weapon was used: the upper rungs rest on "
            "almost no data. The model has far more parameters than there are facts to fit them "
            "to. Leaders are not utility maximisers with errors. More runs help with none of this."
        ),
    ),
    (
        "What it is good for",
        (
            "Comparing: the same runs, with the same luck, under one changed assumption. The "
            "direction of a difference often survives a change of the other numbers; its size "
            "seldom does. Sweep what you are unsure of before you report a share, and report "
            "the range."
        ),
    ),
)
"""What a share means, in four points; condensed from docs/explanation/what-shares-mean.md."""
SHARED = ", at one point or over all of them, since points share their luck"


def limits(
    runs: int,
    extra: Sequence[tuple[str, str]] = (),
    *,
    shared: bool = False,
    honesty: Mapping[str, Any] | None = None,
) -> Section:
    """The section on what the shares of a folder mean.

    Args:
        runs: Number of independent runs, which is that of run numbers.
        extra: Further points.
        honesty: What the manifest says of chance, sources and the fit, if it does.
        shared: Whether several points were played with the same luck, which adds no independent
            runs.
    """
    low, high = (float(end) for end in share_interval(0, max(runs, 1)))
    allows = interval_text(low, high)
    told = " ".join(honesty_lines(honesty))
    points = [
        *([("What this result rests on", told)] if told else []),
        *(
            (lead, text.format(runs=f"{runs:,}", allows=allows, shared=SHARED if shared else ""))
            for lead, text in MEANING
        ),
        *extra,
    ]
    return Section(
        id="limits", heading="What these shares mean, and what not", blocks=[Points(points)]
    )


def reproduce(manifest: Mapping[str, Any], lines: Sequence[str], *, note: str = "") -> Section:
    """The section of commands that play it again, and of what identifies the results."""
    blocks: list[Block] = [
        Text(note or "The same scenario, seed and run numbers give the same runs on any machine."),
        Commands(lines),
        _identity_table(manifest),
    ]
    return Section(id="reproduce", heading="How to play it again", blocks=blocks)


def command(*words: str) -> str:
    """A line for a terminal, quoted where needed.

    >>> command("brink", "run", "a b")
    "brink run 'a b'"
    """
    return shlex.join(words)


def _identity_table(manifest: Mapping[str, Any]) -> Table:
    rows = [
        ("Scenario", str(manifest.get("scenario", ""))),
        ("Digest", str(manifest.get("digest", ""))),
        ("Seed", str(manifest.get("seed", ""))),
        ("Runs", _count_text(manifest.get("runs"))),
        ("Engine", str(manifest.get("engine", ""))),
        ("Played", _time_text(manifest)),
        ("On", _values_text(manifest.get("platform"))),
        ("Versions", _values_text(manifest.get("versions"), named=True)),
    ]
    rows = [(name, value) for name, value in rows if value]
    return Table(caption="What identifies these results", head=("What", "Value"), rows=rows)


def _count_text(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else ""


def _time_text(manifest: Mapping[str, Any]) -> str:
    ends = [str(manifest[key]) for key in ("started", "ended") if manifest.get(key)]
    return " to ".join(ends)


def _values_text(mapping: object, *, named: bool = False) -> str:
    """The values of a mapping, with their names if wanted; empty if it is none."""
    if not isinstance(mapping, Mapping):
        return ""
    return ", ".join(f"{key} {value}" if named else str(value) for key, value in mapping.items())
