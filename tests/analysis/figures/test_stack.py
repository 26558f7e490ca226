from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from brinkmanship.analysis.figures.charts.stack import GAP, draw_stack, stack_words
from brinkmanship.analysis.figures.style import percent
from brinkmanship.analysis.statistics.names import ENDS, OUTCOMES
from brinkmanship.analysis.statistics.timing import cumulative_incidence

RUNS = st.lists(
    st.tuples(st.sampled_from(OUTCOMES), st.integers(1, 9)), min_size=1, max_size=30
)  # fmt: skip


def _table(rows):
    ends = [(outcome, 9 if outcome == "frozen" else turn) for outcome, turn in rows]
    return cumulative_incidence(pd.DataFrame(ends, columns=["outcome", "outcome_turn"]))


@settings(max_examples=25)
@given(rows=RUNS)
def test_layers_fill_the_height_and_have_the_height_of_their_share(rows):
    """Layers stand on each other from 0 to all runs; each ends as high as its incidence."""
    table = _table(rows)
    ax = Figure().subplots()
    draw_stack(ax, table)

    found = table.groupby("event", sort=False)[["incidence", "open"]].last()
    floor = 0.0
    shares = [*found["incidence"], found["open"].iloc[0]]
    for layer, share in zip(ax.collections, shares, strict=True):
        corners = np.asarray(layer.get_paths()[0].vertices, dtype=float)
        end = corners[corners[:, 0] == table["turn"].max()][:, 1]
        assert end.max() == pytest.approx(floor + share)
        assert np.abs(end - floor).min() < 1e-9
        floor += share
    assert floor == pytest.approx(1.0)


@settings(max_examples=25)
@given(rows=RUNS)
def test_labels_stand_apart_beside_the_axes(rows):
    """However thin the layers, their names are a line apart and between 0 and all runs."""
    ax = Figure().subplots()
    draw_stack(ax, _table(rows))

    places = [text.get_position()[1] for text in ax.texts]
    assert len(places) == len(ENDS) + 1
    assert all(low + GAP <= high + 1e-9 for low, high in pairwise(places))
    assert places[0] >= GAP / 2 - 1e-9
    assert places[-1] <= 1.0 - GAP / 2 + 1e-9


def test_the_words_tell_what_the_picture_shows():
    """Every layer is named with its share at the last turn."""
    words = stack_words(_table([("war", 2), ("settlement", 4), ("frozen", 9), ("frozen", 9)]))

    assert words.startswith("Layers that fill the height of all runs; by turn 9: ")
    assert f"clash or worse {percent(0.25)}; settlement {percent(0.25)}" in words
    assert words.endswith(f"still going {percent(0.5)}.")
