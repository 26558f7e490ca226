"""The figure of an explained run names its pivots where they cover nothing."""

from itertools import combinations

import pandas as pd
import pytest
from matplotlib.text import Text

from brinkmanship.analysis.figures.save import fix_layout
from brinkmanship.analysis.figures.slides.explain import CONTINUATION
from brinkmanship.analysis.figures.style import slide_style
from brinkmanship.analysis.statistics.studies.pivots import curve_table, pivot_table
from brinkmanship.analysis.tables.explained import ExplainedRun

LONG = "the accident that the Central allies and the Nordic allies were in"


def story(turns, *, base=20, changed=90, last=52, each=100):
    """A run with a change of the share, of a hundred continuations, in each of these turns.

    The curve has ``each`` continuations a turn.
    """
    row = {"kind": "move", "label": LONG, "instead": "nuclear_signal", "n": 100,
           "base": base, "changed": changed, "both": min(base, changed)}  # fmt: skip
    rows = [{"turn": turn, **row} for turn in turns]
    curve = [{"turn": turn, "n": each, "hits": base} for turn in range(last + 1)]
    return ExplainedRun(title="A crisis", run=3, seed=0, outcome="clash", runs=64, parts=None,
                     curve=curve_table(curve), pivots=pivot_table(rows))  # fmt: skip


def drawn(found):
    """The axes of the laid-out figure, and its labels with the boxes of their words."""
    with slide_style():
        figure = CONTINUATION(found)
        fix_layout(figure)
        figure.draw_without_rendering()
    (ax,) = figure.axes
    labels = [text for text in ax.texts if text.get_text()]
    return figure, ax, [(text.get_text(), Text.get_window_extent(text)) for text in labels]


@pytest.mark.parametrize("turns", [[1, 2, 3, 4], [49, 50, 51, 52], [1, 26, 27, 52], [43], [0, 52]])
@pytest.mark.parametrize(("base", "changed"), [(20, 90), (95, 3)])
def test_labels_cover_nothing(turns, base, changed):
    """Each label stands above the curve, within the page, clear of the others, in turn's order."""
    figure, ax, labels = drawn(story(turns, base=base, changed=changed))

    assert [int(text.split(":")[0].removeprefix("turn ")) for text, _ in labels] == turns
    page = figure.bbox
    for _, box in labels:
        assert box.y0 >= ax.get_window_extent().y1
        assert page.x0 <= box.x0 < box.x1 <= page.x1
        assert box.y1 <= page.y1 * 0.9
    assert all(one.x1 < other.x0 or other.x1 < one.x0
               for (_, one), (_, other) in combinations(labels, 2))  # fmt: skip


def test_the_note_tells_curve_and_arrows_apart():
    """The curve rests on other continuations than the arrows: the note has the number of each."""
    figure, _, _ = drawn(story([40], each=123_400))

    (foot,) = [text for text in figure.texts if text.get_gid() == "foot"]
    note, _, footer = foot.get_text().partition("\n")
    assert "curve: n = 123,400 a turn" in note
    assert "arrows: one change, n = 100" in note
    assert "123,400 continuations a turn" in footer
    assert foot.get_window_extent().x1 < figure.bbox.x1


def test_without_a_change_the_note_is_of_the_curve():
    """Where nothing is marked, nothing is said of arrows."""
    figure, _, _ = drawn(story([7], base=50, changed=50))

    (foot,) = [text for text in figure.texts if text.get_gid() == "foot"]
    assert "curve: n = 100 a turn" in foot.get_text()
    assert "arrow" not in foot.get_text()


def test_both_shares_of_a_change_are_on_the_axis():
    """The arrow goes from the share as it was to the share if changed, and neither is cut off."""
    _, ax, _ = drawn(story([40], base=1, changed=97))

    low, high = ax.get_ylim()
    (arrow,) = [text for text in ax.texts if not text.get_text()]
    assert (arrow.xyann, arrow.xy) == ((40, 0.01), (40, 0.97))
    assert low <= 0.01
    assert high > 0.97


def test_what_is_not_sure_gets_no_arrow():
    """A change whose difference holds zero is not drawn."""
    found = story([7], base=50, changed=50)

    _, ax, labels = drawn(found)

    assert labels == []
    assert len(ax.texts) == 0
    assert len(pd.DataFrame(found.pivots)) == 1
