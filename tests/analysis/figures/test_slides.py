import shutil
import warnings
from itertools import pairwise
from pathlib import Path

import matplotlib as mpl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.testing.compare import compare_images
from matplotlib.text import Text

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.figures import save as saving
from brinkmanship.analysis.figures import write as plot
from brinkmanship.analysis.figures.room import spread_apart
from brinkmanship.analysis.figures.slides.run import RUN_SLIDES
from brinkmanship.analysis.figures.slides.side_by_side import SIDE_BY_SIDE_SLIDES
from brinkmanship.analysis.figures.slides.trace import TRACE_SLIDES
from brinkmanship.analysis.figures.style import slide_style
from brinkmanship.analysis.tables import open_run
from tests.analysis.run_folders import Plan, many_actors, write_folder
from tests.analysis.sealing import seal

BASELINE = Path(__file__).parents[2] / "baseline"
SLIDES = {**RUN_SLIDES, **TRACE_SLIDES}
LONG = "A title that goes on and on, past the end of any slide that a teacher shows, " * 2
PLANS = {
    "few": Plan(runs=20, clash=0.1),
    "many": Plan(runs=2000, clash=0.003),
    "calm": Plan(runs=300, clash=0.0, settle=0.0),
    "crowd": Plan(runs=60, clash=0.2, actors=many_actors(), title=LONG),
    "short": Plan(runs=30, horizon=3),
}
SMALLEST = 14.0  # points, on a slide 13 1/3 inches wide


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """One synthetic folder a plan."""
    home = tmp_path_factory.mktemp("runs")
    return {name: open_run(write_folder(home / name, plan)) for name, plan in PLANS.items()}


def _drawn(build, subject):
    """A figure laid out as it will be saved, with the renderer that did it."""
    figure = build(subject)
    FigureCanvasAgg(figure).draw()
    return figure, figure.canvas.get_renderer()


def _within_page(figure, renderer):
    drawn, (width, height) = figure.get_tightbbox(renderer), figure.get_size_inches()
    return 0.0 <= drawn.x0 <= drawn.x1 <= width and 0.0 <= drawn.y0 <= drawn.y1 <= height


def _texts(figure):
    return [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("name", SLIDES)
def test_every_word_is_on_the_slide_and_large(folders, name, plan):
    """No text is under 14 points or leaves the page; rung and actor names never overlap."""
    with slide_style():
        figure, renderer = _drawn(SLIDES[name], folders[plan])
        axes = [ax for ax in figure.axes if ax.get_visible() and ax.axison]
        columns = [[*ax.texts] for ax in axes] + [[*ax.get_yticklabels()] for ax in axes]

    assert _within_page(figure, renderer)
    assert all(text.get_fontsize() >= SMALLEST for text in _texts(figure))
    for column in columns if name != "signals-by-sender" else columns[1:]:
        boxes = sorted((t.get_window_extent(renderer) for t in column), key=lambda box: box.y0)
        assert all(low.y1 <= high.y0 + 3.0 for low, high in pairwise(boxes))


@pytest.mark.parametrize("name", SLIDES)
def test_every_slide_says_what_it_is(folders, name):
    """Scenario title, runs, seed and the warning stand on every figure."""
    with slide_style():
        said = " ".join(text.get_text() for text in _texts(SLIDES[name](folders["few"])))

    assert folders["few"].title in said
    assert "n = 20 runs · seed 0 · shares of simulated runs, not a forecast" in said


@pytest.mark.parametrize("name", [*SLIDES, *SIDE_BY_SIDE_SLIDES])
def test_slide_looks_as_approved(folders, name, tmp_path):
    """Each figure is, but for a little anti-aliasing, the picture somebody looked at.

    After a wanted change copy the new pictures, which pytest keeps, to ``tests/baseline``.
    """
    with slide_style():
        figure = (
            SIDE_BY_SIDE_SLIDES[name]([folders["many"], folders["few"]])
            if name in SIDE_BY_SIDE_SLIDES
            else SLIDES[name](folders["few"])
        )
        drawn = tmp_path / f"{name}.png"
        saving.fix_layout(figure)
        figure.set_dpi(30)
        drawn.write_bytes(saving.png_bytes(figure))
    approved = shutil.copy(BASELINE / f"{name}.png", tmp_path / "approved.png")

    assert compare_images(str(approved), str(drawn), tol=6.0) is None


def test_same_tables_same_bytes(folders, tmp_path):
    """Drawn twice, under whatever settings the user has, every file is the same."""
    first = plot.write_figures(folders["few"].path, tmp_path / "first")
    with mpl.rc_context({"font.size": 30.0, "axes.grid": True, "svg.hashsalt": "theirs"}):
        second = plot.write_figures(folders["few"].path, tmp_path / "second")

    assert [file.name for file in first] == [file.name for file in second]
    pairs = zip(first, second, strict=True)
    assert [a.name for a, b in pairs if a.read_bytes() != b.read_bytes()] == []


def test_figures_follow_the_tables(tmp_path):
    """Without a trace the figures of the runs are drawn, and nothing is left half-written."""
    folder = write_folder(tmp_path / "run", Plan(runs=8, horizon=5, trace=False))
    written = plot.write_figures(folder)

    assert {file.stem for file in written} == set(RUN_SLIDES)
    assert {file.suffix for file in written} == {".png", ".svg"}
    assert sorted((folder / "figures").iterdir()) == sorted(written)


def test_comparison_needs_two_to_four_of_one_ladder(folders, tmp_path):
    """One folder or five are refused, and so are folders on different ladders."""
    path = folders["few"].path
    other = write_folder(tmp_path / "other", Plan(runs=2, horizon=3))
    manifest = other / "manifest.json"
    manifest.write_text(manifest.read_text().replace("tripwire", "trip"))
    seal(other)

    for paths in ([path], [path] * 5):
        with pytest.raises(AnalysisError, match="give 2 to 4"):
            plot.write_comparison(paths, tmp_path / "out")
    with pytest.raises(AnalysisError, match="another ladder"):
        plot.write_comparison([path, other], tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("name", SIDE_BY_SIDE_SLIDES)
def test_comparison_stays_on_the_page(folders, name, count):
    """Two, three and four scenarios fit beside each other, every word large enough."""
    chosen = [folders[plan] for plan in ("crowd", "few", "many", "calm")][:count]
    with slide_style():
        figure, renderer = _drawn(SIDE_BY_SIDE_SLIDES[name], chosen)

    assert _within_page(figure, renderer)
    assert all(text.get_fontsize() >= SMALLEST for text in _texts(figure))


def test_figures_that_cannot_be_written_are_refused(folders, tmp_path):
    """A file where the folder should be is one clear message."""
    (tmp_path / "taken").write_text("")

    with pytest.raises(AnalysisError, match="cannot write figures there"):
        plot.write_figures(folders["few"].path, tmp_path / "taken")


@given(places=st.lists(st.floats(-1e3, 1e3), max_size=12), gap=st.floats(0.1, 50.0))
def test_labels_stand_apart_in_their_order(places, gap):
    """Spread labels are a gap apart, keep their order and their mean."""
    moved = spread_apart(places, gap)

    order = sorted(range(len(places)), key=lambda index: (places[index], index))
    assert all(moved[b] - moved[a] >= gap - 1e-6 for a, b in pairwise(order))
    assert sum(moved) == pytest.approx(sum(places), abs=1e-6)


def test_drawing_warns_of_nothing(folders):
    """No layout that gave up, no glyph that is missing."""
    with slide_style(), warnings.catch_warnings():
        warnings.simplefilter("error")
        for build in SLIDES.values():
            _drawn(build, folders["crowd"])
