"""The look of every figure: legible from the back row, in grey, and for the colour-blind."""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from brinkmanship.analysis.figures.letters import FONT, fitted, one_line, width_of, wrapped
from brinkmanship.analysis.figures.room import short_label

SIZE = (40 / 3, 7.5)  # inches: a 16:9 slide
TEXT = 15
SMALL = 11.5  # points, on a page
HEADING = 26
SMALLEST_HEADING = 18
DASH = "\N{EN DASH}"
INK = "#1a1a1a"
MUTED = "#595959"
GUIDE = "#d9d9d9"
# Okabe and Ito's eight colours, told apart by people who confuse red and green.
BLACK, ORANGE, SKY, GREEN = "#000000", "#E69F00", "#56B4E9", "#009E73"
YELLOW, BLUE, VERMILLION, PURPLE = "#F0E442", "#0072B2", "#D55E00", "#CC79A7"
GREY = "#8c8c8c"
BESIDE, UPRIGHT = 20.0, 8.0  # ems of a rung's name beside an axis, and upright below it
HALF = 0.4  # of the width of a single turn
EDGE = 0.02  # left and right of the texts that frame a slide, in widths of it
WIDE = (1.0 - 2 * EDGE) * SIZE[0] * 72.0  # points: room of a line of them
FRAME = ("heading", "scenario", "foot")
"""Ids of the texts that frame a slide; a page of text writes them outside the drawing."""

LINES = (
    (BLUE, "o", "-"),
    (VERMILLION, "s", "--"),
    (GREEN, "^", "-."),
    (PURPLE, "D", ":"),
)
"""Colour, marker and dash of the first, second … series, each of which identifies it."""

SETTINGS: Mapping[str, object] = {
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "axes.labelsize": TEXT,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlesize": TEXT + 1,
    "figure.dpi": 144,  # 1920 by 1080 pixels
    "figure.figsize": SIZE,
    "font.family": [FONT],  # ships with matplotlib: the same letters everywhere
    "font.size": TEXT,
    "hatch.linewidth": 1.2,
    "legend.fontsize": TEXT,
    "legend.frameon": False,
    "lines.linewidth": 2.5,
    "svg.hashsalt": "brink",
    "text.color": INK,
    "text.hinting": "none",  # half the time of a letter, and at this size nobody sees it
    "text.parse_math": False,  # names and titles are the user's: a dollar sign is a letter
    "xtick.color": INK,
    "xtick.labelsize": TEXT,
    "ytick.color": INK,
    "ytick.labelsize": TEXT,
}


@dataclass(frozen=True, slots=True)
class Caption:
    """The texts around every figure.

    Attributes:
        title: Title of the scenario.
        footer: Runs, seed, and that shares are not a forecast.
    """

    title: str
    footer: str


@contextmanager
def slide_style() -> Iterator[None]:
    """Our settings over Matplotlib's defaults, without the user's own; undone after."""
    with _settings_in_force(SETTINGS):
        yield


@contextmanager
def page_style(size: tuple[float, float] = SIZE, letters: float = SMALL) -> Iterator[None]:
    """The slide style for a drawing among text: smaller letters, kept as text.

    Args:
        size: Width and height of the drawing, in inches.
        letters: Size of its letters, in points.
    """
    sizes = {key: letters for key, value in SETTINGS.items() if value == TEXT}
    page = {
        "axes.titlesize": letters + 0.5,
        "figure.figsize": size,
        "svg.fonttype": "none",
        "lines.linewidth": 2.0,
    }
    with _settings_in_force({**SETTINGS, **sizes, **page}):
        yield


@contextmanager
def _settings_in_force(settings: Mapping[str, object]) -> Iterator[None]:
    """Matplotlib's defaults with these settings; no file or setting of the user has a say.

    Letters without a glyph are named once by whoever draws (``letters``), not at each drawing.
    """
    wanted: dict[Any, Any] = {
        key: mpl.rcParamsDefault[key] for key in mpl.rcParamsDefault if key != "backend"
    }
    wanted.update(settings)
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"Glyph \d+ .* missing from font", UserWarning)
        mpl.rcParams.update(wanted)
        yield


def footer(runs: Sequence[int], seeds: Sequence[int]) -> str:
    """The footer of a figure: runs, seed, and that shares are not a forecast.

    >>> footer([1000], [0])
    'n = 1,000 runs · seed 0 · shares of simulated runs, not a forecast'
    """
    counts = " / ".join(f"{n:,}" for n in dict.fromkeys(runs))
    numbers = " / ".join(str(seed) for seed in dict.fromkeys(seeds))
    return f"n = {counts} runs · seed {numbers} · shares of simulated runs, not a forecast"


def empty_slide(heading: str, caption: Caption, *, note: str = "") -> Figure:
    """An empty slide, or drawing of a page, with its heading, scenario, note and footer."""
    figure = Figure(facecolor="white")
    wide = width_of(one_line(heading), HEADING, bold=True)
    size = HEADING * min(1.0, max(SMALLEST_HEADING / HEADING, WIDE / max(wide, 1.0)))
    words = fitted(heading, WIDE, size, bold=True)
    figure.text(EDGE, 0.975, words, size=size, weight="bold", va="top", gid="heading")
    title = fitted(caption.title, WIDE, TEXT + 2)
    figure.text(EDGE, 0.905, title, size=TEXT + 2, color=MUTED, va="top", gid="scenario")
    notes = wrapped(note, WIDE, TEXT - 1, lines=2) if note else ""
    lines = "\n".join(filter(None, [notes, fitted(caption.footer, WIDE, TEXT - 1)]))
    small: dict[str, Any] = {"size": TEXT - 1, "color": MUTED, "va": "bottom"}
    figure.text(EDGE, 0.02, lines, linespacing=1.4, gid="foot", **small)
    foot = 0.075 + 0.04 * len(notes.splitlines())
    figure.set_layout_engine("constrained", rect=(0.015, foot, 0.97, 0.85 - foot), w_pad=0.08)
    return figure


def percent(share: float) -> str:
    """A share as a percentage with as many digits as a rare one needs.

    >>> percent(0.84), percent(0.003), percent(0.0003), percent(0.0), percent(1.0)
    ('84.0%', '0.3%', '0.03%', '0%', '100%')
    """
    if share in (0.0, 1.0):
        return f"{share:.0%}"
    return f"{share:.2%}" if min(share, 1.0 - share) < 0.001 else f"{share:.1%}"  # noqa: PLR2004


def share_with_interval(share: float, low: float, high: float) -> str:
    """A share and its interval as text.

    >>> share_with_interval(0.003, 0.001, 0.0088).replace(DASH, "-")
    '0.3%  (0.1-0.9%)'
    """
    return f"{percent(share)}  ({percent(low).removesuffix('%')}{DASH}{percent(high)})"


def percent_axis(ax: Axes, *, axis: str = "x") -> None:
    """Label an axis of shares in whole per cent, or finer where the axis is short."""
    target = ax.xaxis if axis == "x" else ax.yaxis
    target.set_major_locator(
        MaxNLocator(nbins=6, steps=[1, 2, 5, 10])
    )  # no tick at 2.5%, which would be shown as 3%
    low, high = target.get_view_interval()
    digits = 0 if high - low > 0.04 else 1 if high - low > 0.004 else 2  # noqa: PLR2004
    target.set_major_formatter(lambda share, _: f"{share:.{digits}%}")


def rung_axis(
    ax: Axes, names: Sequence[str], *, axis: str = "y", at: Sequence[int] | None = None
) -> None:
    """Name rungs of the ladder on an axis of rungs.

    Args:
        ax: Where to draw.
        names: Of all rungs, lowest first.
        axis: ``x`` or ``y``.
        at: The rungs that get a name; all by default.
    """
    target = ax.yaxis if axis == "y" else ax.xaxis
    places = range(len(names)) if at is None else at
    room = UPRIGHT if axis == "x" else BESIDE
    target.set_ticks(list(places), labels=[short_label(names[place], room) for place in places])
    if axis == "x":
        ax.tick_params(axis="x", rotation=90)


def turn_axis(ax: Axes, first: float, last: float) -> None:
    """Turns to the right in whole numbers; a single one stands in the middle."""
    ax.set_xlim((first, last) if last > first else (first - 0.5, last + 0.5))
    ax.xaxis.set_major_locator(
        MaxNLocator("auto", integer=True, min_n_ticks=1, steps=[1, 2, 5, 10])
    )


def widened(table: pd.DataFrame) -> pd.DataFrame:
    """A table over turns; that of a single turn twice, so that a line or a band has a width."""
    if table["turn"].min() < table["turn"].max():
        return table
    turn = float(table["turn"].iloc[0])
    return pd.concat([table.assign(turn=turn - HALF), table.assign(turn=turn + HALF)])
