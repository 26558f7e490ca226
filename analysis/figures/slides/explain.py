"""Slides of ``brink explain``: the share of continuations turn by turn, and the actors' parts."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from brinkmanship.analysis.figures.charts.explain import (
    draw_continuation,
    draw_parts,
    shown_parts,
)
from brinkmanship.analysis.figures.room import part_text
from brinkmanship.analysis.figures.slides.slide import Slide, write_instead
from brinkmanship.analysis.figures.style import Caption
from brinkmanship.analysis.statistics.studies.pivots import significant_pivots
from brinkmanship.analysis.tables.explained import ExplainedRun


def explain_slides(run: ExplainedRun) -> Mapping[str, Slide[ExplainedRun]]:
    """The slides that a folder has the tables for, by file name."""
    return EXPLAIN_SLIDES if run.parts is not None else {"continuation": CONTINUATION}


def _continuation_caption(run: ExplainedRun) -> Caption:
    n = int(run.curve["n"].iloc[0])
    return Caption(
        run.title,
        f"run {run.run} · seed {run.seed} · {n:,} continuations a turn, 95% Wilson band · "
        "shares of simulated continuations, not a forecast",
    )


def _continuation_note(curve: pd.DataFrame, run: ExplainedRun) -> str:
    n = int(curve["n"].iloc[0])
    note = f"all as it was by the end of a turn, then other luck; curve: n = {n:,} a turn"
    if run.pivots is not None and len(significant_pivots(run.pivots)):
        note += f"; arrows: one change, n = {int(run.pivots['n'].iloc[0]):,}; band, bars: 95%"
    return note


def _draw_continuation(figure: Figure, curve: pd.DataFrame, run: ExplainedRun) -> None:
    draw_continuation(figure.add_subplot(), curve, run.pivots, outcome=run.outcome_words)


def _parts_caption(run: ExplainedRun) -> Caption:
    return Caption(
        run.title,
        f"{run.runs:,} runs · seed {run.seed} · bars: 95% intervals over independent "
        "blocks · shares of simulated runs, not a forecast",
    )


def _parts_note(parts: pd.DataFrame, _: ExplainedRun) -> str:
    note = "Shapley values: each policy in place of the neutral doctrine, averaged over orders"
    return note + part_text(len(shown_parts(parts)), len(parts), "actors", "the largest parts")


def _draw_parts(figure: Figure, parts: pd.DataFrame, _: ExplainedRun) -> None:
    """Draw the parts; where all are zero, write that."""
    ax = figure.add_subplot()
    if (parts["part"] != 0.0).any():
        draw_parts(ax, parts)
        return
    low, high = 100.0 * parts["low"].min(), 100.0 * parts["high"].max()
    write_instead(ax, f"no policy moves the share of runs\n({low:+.1f} to {high:+.1f} points)")


CONTINUATION: Slide[ExplainedRun] = Slide(
    lambda _, run: f"When did it become sure? Run {run.run}",
    lambda run: run.curve,
    _draw_continuation,
    _continuation_note,
    _continuation_caption,
)
EXPLAIN_SLIDES: Mapping[str, Slide[ExplainedRun]] = {
    "continuation": CONTINUATION,
    "responsibility": Slide(
        lambda _, run: f"Whose policy moves the share of runs that reach {run.outcome_words}?",
        lambda run: pd.DataFrame(run.parts),
        _draw_parts,
        _parts_note,
        _parts_caption,
    ),
}
"""Slides of an explained run, by file name."""
