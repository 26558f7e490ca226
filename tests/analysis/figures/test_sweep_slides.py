"""Figures of a sweep whose parameters take many values: read off, and true of classes."""

import warnings
from contextlib import nullcontext
from itertools import combinations, pairwise
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from brinkmanship.analysis.figures.charts.labels import value_spans
from brinkmanship.analysis.figures.charts.parameters import BESIDE
from brinkmanship.analysis.figures.save import fix_layout
from brinkmanship.analysis.figures.slides.sweep import SWEEP_SLIDES
from brinkmanship.analysis.figures.style import page_style, slide_style
from brinkmanship.analysis.report.svg import frameless_svg
from brinkmanship.analysis.statistics.names import OUTCOME_NAMES
from brinkmanship.analysis.statistics.studies.parameter_effects import effect_sizes, effects
from tests.analysis.sensitivity.samples import design

ENDS = {
    "actors.USA.policy.north_star.strength": (0.5, 4.0),
    "actors.USA.resolve.normal.mean": (0.7, 1.1),
    "actors.FRA.resolve.normal.mean": (1.0, 1.6),
    "alliances.NATO.cohesion": (0.4, 0.8),
    "client_war.intensity": (0.0, 2500.0),
    "actors.RUS.hostility": (0.0003, 0.0005),
}
LONGEST = max((f"that ended in {name}" for name in OUTCOME_NAMES.values()), key=len)
SWEEP: Any = SimpleNamespace(title="A crisis", n=800, seed=0, condition=LONGEST,
                             measure_names=OUTCOME_NAMES, weighing="")  # fmt: skip


@pytest.fixture(autouse=True)
def loud():
    """The slide style, in which every warning is an error."""
    with slide_style(), warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def swept(cube, *, runs=10, seed=0):
    """Points and runs of a sweep that moves the first parameters through this unit cube."""
    ends = dict(list(ENDS.items())[: cube.shape[1]])
    columns = zip(ends.items(), cube.T, strict=True)
    points = pd.DataFrame({name: low + (high - low) * u for (name, (low, high)), u in columns})
    points.insert(0, "point", range(len(points)))
    played = points[["point"]].merge(pd.DataFrame({"run": range(runs)}), how="cross")
    hit = pd.Series(np.random.default_rng(seed).random(len(played)) < 0.3)
    return points, played, list(ends), hit


def slides(cube):
    """The two figures of such a sweep, laid out."""
    sample = swept(cube)
    figures = [SWEEP_SLIDES["each-value"](SWEEP, effects(*sample)),
               SWEEP_SLIDES["what-moves"](SWEEP, effect_sizes(*sample))]  # fmt: skip
    for figure in figures:
        fix_layout(figure)
        figure.draw_without_rendering()
    return figures


def words_on(figure):
    """All that is written around a figure."""
    return " ".join(text.get_text() for text in figure.texts)


def labels_of(axis):
    """The labels of the ticks that are in view."""
    low, high = sorted(axis.get_view_interval())
    ticks = [tick for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
    return [tick.label1 for tick in ticks if tick.label1.get_visible()]


def crowded(figure):
    """Pairs of tick labels and titles of panels that cover each other."""
    shown = [ax for ax in figure.axes if ax.get_visible()]
    words = [label for ax in shown for axis in (ax.xaxis, ax.yaxis) for label in labels_of(axis)]
    words += [text for ax in shown for text in ax.get_children() if isinstance(text, Text)]
    boxes = [(one.get_text(), one.get_window_extent()) for one in words if one.get_text()]
    return [(one[0], other[0]) for one, other in combinations(boxes, 2)
            if one[1].overlaps(other[1])]  # fmt: skip


@pytest.mark.parametrize("width", [1, 2, 4, 6])
@pytest.mark.parametrize("kind", ["latin_hypercube", "saltelli", "morris"])
def test_labels_of_a_drawn_design_can_be_read(kind, width):
    """Of one to six parameters no label covers another or a title, and the note fits the page."""
    for figure in slides(design(kind, width, 64)):
        assert crowded(figure) == []
        assert max(text.get_window_extent().x1 for text in figure.texts) < figure.bbox.x1


@pytest.mark.parametrize("width", [2, 3, 6])
@pytest.mark.parametrize("kind", ["latin_hypercube", "saltelli"])
@pytest.mark.parametrize("page", [False, True])
def test_labels_of_neighbouring_panels_stand_apart(kind, width, page):
    """From the last label of a panel to the first of the next there is room for two letters."""
    found = effects(*swept(design(kind, width, 64)))
    with page_style((8.6, 2.9 if width <= 3 else 5.2)) if page else nullcontext():
        figure = SWEEP_SLIDES["each-value"](SWEEP, found)
        if page:
            frameless_svg(figure)
        fix_layout(figure)
        figure.draw_without_rendering()

    shown = [ax for ax in figure.axes if ax.get_visible()]
    for one, other in pairwise(shown):
        if one.get_position().x0 < other.get_position().x0:
            last, first = labels_of(one.xaxis)[-1], labels_of(other.xaxis)[0]
            ends = last.get_window_extent(), first.get_window_extent()
            letter = ends[0].width / len(last.get_text())
            assert ends[1].x0 - ends[0].x1 > 2.0 * letter


def lines_of(figure):
    """Ends and height of every level line of a figure that has a length."""
    (ax,) = figure.axes
    found = [(*line.get_xdata(), *line.get_ydata()) for line in ax.lines
             if len(line.get_xdata()) == 2]  # fmt: skip
    return {(low, high, one) for low, high, one, other in found if one == other}


def test_what_moves_shows_paired_differences():
    """A bar is the difference of its end classes, with the interval of the pairs of runs."""
    found = swept(design("latin_hypercube", 3, 40))
    each, order = effects(*found), effect_sizes(*found)

    figure = SWEEP_SLIDES["what-moves"](SWEEP, order)

    for place, (_, row) in enumerate(order[::-1].iterrows()):
        shares = each[each["parameter"] == row["parameter"]]["share"]
        assert row["range"] == pytest.approx(shares.max() - shares.min())
        ends = 100.0 * row["range_low"], 100.0 * row["range_high"]
        assert (*ends, place) in lines_of(figure)
        assert (0.0, 100.0 * row["range"], place) in lines_of(figure)
    assert "all 30 pairs together" in words_on(figure)


def test_an_interval_of_a_value_is_that_of_its_difference_from_the_first():
    """Through the first dot goes its own interval, through others the paired difference."""
    table = effects(*swept(np.array([[0.0], [0.5], [1.0]])))

    (ax,) = SWEEP_SLIDES["each-value"](SWEEP, table).axes

    paths = [np.asarray(line.get_xydata()) for line in ax.lines]
    drawn = {tuple(path.T.ravel().tolist()) for path in paths if len(path) == 2}
    first = table.iloc[0]
    middles = [(low + high) / 2.0 for low, high in value_spans([*map(str, table["value"])])]
    assert (middles[0], middles[0], first["low"], first["high"]) in drawn
    for place, row in list(zip(middles, table.to_dict("records"), strict=True))[1:]:
        ends = first["share"] + row["change_low"], first["share"] + row["change_high"]
        assert (place, place, max(ends[0], 0.0), min(ends[1], 1.0)) in drawn


def test_a_range_has_the_intervals_of_its_end_points():
    """Of the points with the least and the greatest share the slide draws the interval."""
    row = {"measure": "frozen", "least": 0.2, "least_low": 0.1, "least_high": 0.35,
           "median": 0.3, "most": 0.5, "most_low": 0.4, "most_high": 0.62}  # fmt: skip

    figure = SWEEP_SLIDES["ranges"](SWEEP, pd.DataFrame([row]))

    assert {(0.1, 0.35, -BESIDE), (0.4, 0.62, BESIDE)} < lines_of(figure)
    assert figure.axes[0].get_xlim()[1] > 0.62
    assert "95% interval" in words_on(figure)


def test_values_in_classes_are_said_to_be_in_classes():
    """Where a point is a class of values both figures say so, and never 'the same value'."""
    each, moving = slides(design("latin_hypercube", 4, 40))

    assert "The result in each class of values" in words_on(each)
    assert "class of values" in words_on(moving)
    assert "same value" not in words_on(each) + words_on(moving)


def test_values_that_are_played_stay_values():
    """A grid has a dot a value, says so, and its values are printed as they were declared."""
    cube = np.array([[a, b] for a in (0.0, 0.5, 1.0) for b in (0.0, 0.25, 1.0)])

    each, moving = slides(cube)

    assert "The result at each value" in words_on(each)
    assert "with the same value" in words_on(moving)
    assert "class" not in words_on(each) + words_on(moving)
    ticks = [[label.get_text() for label in ax.get_xticklabels()] for ax in each.axes]
    assert sorted(ticks) == [["0.5", "2.25", "4"], ["0.7", "0.8", "1.1"]]


def test_ticks_of_classes_are_their_ends():
    """Five classes have six ticks, at the numbers they name, in rising order, no two alike."""
    each, _ = slides(design("latin_hypercube", 2, 40))

    for ax in each.axes:
        names = [label.get_text() for label in ax.get_xticklabels()]
        numbers = [float(name) for name in names if name]
        at = [place for place, name in zip(ax.get_xticks(), names, strict=True) if name]
        assert len(names) == 6
        assert numbers == sorted(set(numbers))
        assert numbers == pytest.approx(at, abs=0.06)  # labels are rounded
        assert {names[0], names[-1]} <= {name for name in names if name}


def test_numbers_stand_at_their_distances():
    """The dots of a parameter stand at its values; where there is none, beyond them all."""
    table = pd.DataFrame({"parameter": "a.b", "value": ["0", "0.1", "10", "null"], "share": 0.3,
                          "low": 0.2, "high": 0.4, "change": 0.0, "change_low": -0.1,
                          "change_high": 0.1, "comparisons": 3})  # fmt: skip

    (ax,) = SWEEP_SLIDES["each-value"](SWEEP, table).axes

    dots = [float(np.asarray(line.get_xdata())[0]) for line in ax.lines if line.get_marker() == "o"]
    assert dots[:3] == [0.0, 0.1, 10.0]
    assert dots[3] > 10.0
    labels = [label.get_text() for label in ax.get_xticklabels()]
    assert labels == ["0", "", "10", "null"]  # 0.1 has no room beside 0


def test_classes_with_a_gap_keep_both_ends():
    """Where classes do not join, each is named by itself."""
    table = pd.DataFrame({"parameter": "a.b", "value": ["0 to 2", "3 to 4"], "share": 0.3,
                          "low": 0.2, "high": 0.4, "change": 0.0, "change_low": -0.1,
                          "change_high": 0.1, "comparisons": 1})  # fmt: skip

    (ax,) = SWEEP_SLIDES["each-value"](SWEEP, table).axes

    assert [label.get_text() for label in ax.get_xticklabels()] == ["0 to 2", "3 to 4"]
