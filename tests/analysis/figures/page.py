"""What is wrong with a drawing as a page: text over text, and text beyond the edge."""

from itertools import combinations

from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from brinkmanship.analysis.figures.letters import choose_fonts
from brinkmanship.analysis.figures.save import fix_layout

TOUCH = 0.22  # of the height of a line: letters rarely fill it
EDGE = 1.0  # pixels


def faults(figure: Figure) -> list[str]:
    """Pairs of texts that cover each other, and texts that leave the page."""
    choose_fonts(figure)
    fix_layout(figure)
    figure.draw_without_rendering()
    page = figure.bbox
    texts = [(text, text.get_window_extent()) for text in _drawn_texts(figure)]
    found = [
        f"{one.get_text()!r} over {other.get_text()!r}"
        for (one, box), (other, second) in combinations(texts, 2)
        if _cover(box, second)
    ]
    found += [
        f"{text.get_text()!r} leaves the page"
        for text, box in texts
        if min(box.x0, box.y0, page.x1 - box.x1, page.y1 - box.y1) < -EDGE
    ]
    return found


def words_of(figure: Figure) -> str:
    """All that is written on a drawing, in one line."""
    return " ".join(" ".join(text.get_text().split()) for text in _drawn_texts(figure))


def _drawn_texts(figure: Figure) -> list[Text]:
    """The texts that are seen: without empty ones, hidden ones, and ticks outside the axes."""
    beyond = {
        label
        for ax in figure.axes
        for axis in (ax.xaxis, ax.yaxis)
        for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]
        for label in (tick.label1, tick.label2)
        if not _in_view(axis.get_view_interval(), tick.get_loc()) or not ax.axison
    }
    hidden = {text for ax in figure.axes if not ax.get_visible() for text in ax.findobj(Text)}
    return [
        text
        for text in dict.fromkeys(figure.findobj(Text))
        if text.get_visible() and text.get_text().strip() and text not in beyond | hidden
    ]


def _in_view(view: tuple[float, float], place: float) -> bool:
    low, high = sorted(view)
    margin = 1e-6 * (high - low)
    return low - margin <= place <= high + margin


def _cover(one: Bbox, other: Bbox) -> bool:
    shared = Bbox.intersection(one, other)
    line = min(one.height, one.width, other.height, other.width)
    return shared is not None and min(shared.width, shared.height) > TOUCH * line
