"""Figures of sensitivity: what is drawn can be read, and what is not drawn is said."""

import warnings
from itertools import chain, combinations

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from brinkmanship.analysis.figures.save import fix_layout
from brinkmanship.analysis.figures.style import Caption, slide_style
from brinkmanship.analysis.sensitivity.boxes.discovery import discover
from brinkmanship.analysis.sensitivity.figures.slides import BOXES, MORRIS, SOBOL, TIPPING
from brinkmanship.analysis.sensitivity.figures.tipping import draw_tipping
from brinkmanship.analysis.sensitivity.indices.morris import MorrisResult
from brinkmanship.analysis.sensitivity.indices.sobol import SobolResult
from brinkmanship.analysis.sensitivity.measures import Measure
from brinkmanship.analysis.sensitivity.tipping.result import TippingResult
from brinkmanship.analysis.sensitivity.tipping.search import Crossing
from brinkmanship.analysis.sensitivity.variance import Chance
from tests.analysis.sensitivity.test_boxes import planted, two_planted

CAPTION = Caption("A crisis", "n = 400 runs")
CHANCE = Chance(variance=4.0, luck=1.0, alone=2.0)
CLASH = Measure("clash", 12)
PEAK = Measure("mean_peak")


@pytest.fixture(autouse=True)
def loud():
    """The slide style, in which every warning is an error."""
    with slide_style(), warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def laid_out(figure):
    """The figure with all in its place."""
    fix_layout(figure)
    figure.draw_without_rendering()
    return figure


def screening(sizes, told):
    """A screening of parameters with these effects."""
    size = np.array(sizes, float)
    table = pd.DataFrame({"parameter": [f"FRA resolve {i}" for i in range(len(size))]})
    table = table.assign(mu_star=size, mu_star_low=size / 2, mu_star_high=size * 1.5, mu=size,
                         sigma=size / 5, sigma_low=0.0, sigma_high=size,
                         by_chance=size / 3, told=told)  # fmt: skip
    return MorrisResult(table=table, trajectories=4, chance=CHANCE)


def weighed(*rows):
    """Indices with these totals and ends of their intervals; the first order is 0.1."""
    table = pd.DataFrame(rows, columns=["total", "total_low", "total_high"])
    table.insert(0, "parameter", [f"FRA resolve {i}" for i in range(len(table))])
    table = table.assign(first=0.1, first_low=0.0, first_high=0.2, total_raw=0.1)
    pairs = pd.DataFrame(columns=["one", "other", "second", "low", "high"])
    return SobolResult(table=table, pairs=pairs, base=8, chance=CHANCE)


def overlap(one, other):
    """Whether two boxes share a piece of the page."""
    shared = Bbox.intersection(one, other)
    return shared is not None and shared.width > 1.0 and shared.height > 1.0


def drawn_over(ax):
    """Bars and labels of an axes that its legend covers, and labels that cover each other."""
    legend = ax.get_legend()
    bars = [one.get_window_extent() for one in ax.patches if one.get_width() * one.get_height()]
    names = [axis.get_ticklabels() for axis in (ax.xaxis, ax.yaxis)]
    rows = [[label.get_window_extent() for label in labels] for labels in names]
    found = [one for row in rows for i, one in enumerate(row[1:]) if overlap(row[i], one)]
    if legend is not None:
        box = legend.get_window_extent()
        found += [one for one in chain(bars, *rows) if overlap(box, one)]
    return found


@pytest.mark.parametrize("measure", [CLASH, PEAK])
@pytest.mark.parametrize(
    ("sizes", "told"),
    [([0.25], True), ([0.25], False), ([0.0], False), ([0.2, 0.2], True),
     ([0.3, 0.3, 0.3], [True, True, False]), ([0.0] * 4, False), ([0.2] * 12, True)],
)  # fmt: skip
def test_a_screening_can_be_read_however_few_parameters_it_has(sizes, told, measure):
    """Panels keep their room, and nothing covers a bar or a label.

    So it is with one parameter and with many, all told from chance or none.
    """
    figure = laid_out(MORRIS(screening(sizes, told), measure, CAPTION, "Chance: 25%."))

    assert [ax.get_position().width > 0.25 for ax in figure.axes] == [True, True]
    assert [drawn_over(ax) for ax in figure.axes] == [[], []]
    for ax in figure.axes:
        box = ax.get_tightbbox()
        assert box.x0 >= 0.0
        assert box.x1 <= figure.bbox.x1 + 1.0


@pytest.mark.parametrize("count", [1, 2, 3, 12])
def test_indices_can_be_read_however_few_parameters_there_are(count):
    """One parameter or many, of equal weight: the legend covers no bar and no label."""
    figure = laid_out(SOBOL(weighed(*[(0.9, 0.8, 1.0)] * count), CLASH, CAPTION, ""))

    (ax,) = figure.axes
    assert drawn_over(ax) == []
    assert ax.get_legend().get_window_extent().x1 <= figure.bbox.x1


def arrows(figure):
    """Where on the axis the heads of arrows stand, and which way they point."""
    (ax,) = figure.axes
    left, right = ax.get_xlim()
    heads = [line for line in ax.lines if line.get_marker() in {"<", ">"}]
    places = {"<": left, ">": right}
    assert all(line.get_xdata() == [places[line.get_marker()]] for line in heads)
    return [line.get_marker() for line in heads]


def words_on(figure):
    """All that is written on a figure."""
    return " ".join(text.get_text() for text in figure.texts)


def test_ranks_of_effects_that_coincide_are_one_label():
    """No number in the scatter of a screening covers another, and none is missing."""
    sizes = [0.3, 0.299, 0.297, 0.2, 0.11, 0.1, 0.1, 0.02, 0.0]
    figure = laid_out(MORRIS(screening(sizes, told=True), CLASH, CAPTION, "Chance: 25%."))

    labels = figure.axes[1].texts
    boxes = [label.get_window_extent() for label in labels]
    numbers = [int(one) for label in labels for one in label.get_text().split(", ")]
    assert sorted(numbers) == list(range(1, 10))
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))


def test_a_box_is_drawn_where_its_values_are():
    """Of a word each value that is inside has its place of the range, and the rest stays empty."""
    points, values = planted(1000, 100)
    found = discover(points, values, seed=0)

    figure = laid_out(BOXES(found, CLASH, CAPTION, "Whole space: 5%."))

    ax = figure.axes[0]
    rows = [label.get_text() for label in ax.get_yticklabels()]
    row = rows.index("k")
    first = found.boxes["PRIM 1"]
    (level,) = {one.xy[1] for one in ax.texts
                if one.get_text() == "PRIM 1" and abs(one.xy[1] - row) < 0.45}  # fmt: skip
    words = {one.get_text(): one.xy[0] for one in ax.texts
             if one.xy[1] == level and one.get_text() != "PRIM 1"}  # fmt: skip
    places = {str(one): (i + 0.5) / 3 for i, one in enumerate(found.kinds["k"])}
    assert set(first.kinds["k"]) == {"x", "y"}
    assert words == pytest.approx({one: places[one] for one in ("x", "y")})


def contrast(one, other):
    """Ratio of two colours' luminance as WCAG 2 has it: 1 for the same, 21 for black on white."""
    light = []
    for colour in (one, other):
        channels = np.array(to_rgb(colour))
        linear = np.where(
            channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4
        )
        light.append(float(linear @ [0.2126, 0.7152, 0.0722]) + 0.05)
    return max(light) / min(light)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_bars_of_boxes_are_labelled_and_read(seed):
    """Each bar has the label of its box, one without limit says so, and words stand out.

    The legend has the same labels, and none covers another.
    """
    found = discover(*two_planted(400, 100, seed=seed), seed=0)
    assert len(found.boxes) > 1

    figure = laid_out(BOXES(found, CLASH, CAPTION, "Whole space: 5%."))

    ax = figure.axes[0]
    rows = len(ax.get_yticklabels())
    labels = [one.get_text() for one in ax.texts if one.get_text() in found.boxes]
    assert sorted(labels) == sorted(list(found.boxes) * rows)
    told = [one.get_text().split(":")[0] for one in ax.get_legend().get_texts()]
    assert told == list(found.boxes)
    assert "no limit" in [one.get_text() for one in ax.texts]
    bars = [(bar.get_window_extent(), bar.get_facecolor()) for bar in ax.patches
            if bar.get_width() * bar.get_height()]  # fmt: skip
    for text in ax.texts:
        x, y = text.get_window_extent().get_points().mean(axis=0)
        under = [colour for box, colour in bars if box.contains(x, y)]
        assert contrast(text.get_color(), under[-1] if under else "white") >= 4.5
    boxes = [one.get_window_extent() for one in ax.texts]
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))
    assert drawn_over(ax) == []
    assert max(box.x1 for box in boxes) <= figure.bbox.x1


def test_effects_are_told_in_one_form():
    """The axes of a screening are in units of the result, as its tables and sentences are."""
    figure = laid_out(MORRIS(screening([0.25, 0.1], told=True), CLASH, CAPTION, ""))

    assert not any("%" in label.get_text() for ax in figure.axes
                   for axis in (ax.xaxis, ax.yaxis) for label in axis.get_ticklabels())  # fmt: skip


def test_an_interval_that_goes_on_is_marked_and_said():
    """Where an interval leaves the axis an arrow is at the edge, and the note explains it.

    Where none does, there is neither.
    """
    wide = laid_out(SOBOL(weighed((0.9, 0.7, 1.4), (0.3, -3.0, 3.6), (0.0, -12.0, 0.1)),
                                CLASH, CAPTION, "Chance: 25%."))  # fmt: skip
    narrow = laid_out(SOBOL(weighed((0.9, 0.7, 1.4)), CLASH, CAPTION, "Chance: 25%."))

    assert sorted(arrows(wide)) == ["<", "<", ">"]
    assert "Arrow: the interval goes on." in words_on(wide)
    assert arrows(narrow) == []
    assert "Arrow" not in words_on(narrow)
    assert max(text.get_window_extent().x1 for text in wide.texts) < wide.bbox.x1


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [(0.3, 1.1, ("0.3", "1.1")), (None, 1.1, ("below 0", "1.1")),
     (0.3, None, ("0.3", "above 2")), (None, None, ("below 0", "above 2"))],
)  # fmt: skip
def test_an_open_end_of_a_tipping_point_is_not_told_as_a_value(low, high, told):
    """Where the interval goes on beyond the range, the figure does not call the range its end."""
    curve = pd.DataFrame({"value": [0.0, 2.0], "share": [0.2, 0.1], "low": 0.05, "high": 0.3})
    ax = Figure().subplots()

    draw_tipping(ax, curve, [Crossing(0.625, low, high, rising=False)], 0.11)

    assert f"0.625  ({' to '.join(told)})" in [text.get_text() for text in ax.texts]


@pytest.mark.parametrize("tips", [[], [Crossing(0.625, 0.3, 1.1, rising=False)]])
@pytest.mark.parametrize("spans", [[], [(None, 0.2)]])
def test_a_tipping_point_says_how_many_runs_a_share_rests_on(tips, spans):
    """Values share their luck: the runs behind one share are those of one value.

    Where a crossing was not found and cannot be excluded, the note says what the hatching is.
    """
    curve = pd.DataFrame({"value": [0.0, 2.0], "share": [0.2, 0.1], "low": 0.05, "high": 0.3})
    curve = curve.assign(n=[100, 50], of=500)
    result = TippingResult(path="actors.USA.resolve", curve=curve, crossings=tips, undecided=spans,
                           level=0.11)  # fmt: skip

    figure = laid_out(TIPPING(result, CLASH, CAPTION))

    (foot,) = [text.get_text() for text in figure.texts if text.get_gid() == "foot"]
    assert "of 500 runs" in foot
    assert ("where the level is crossed" in foot) is bool(tips)
    assert ("none excluded" in foot) is bool(spans)
    assert max(text.get_window_extent().x1 for text in figure.texts) <= figure.bbox.x1
