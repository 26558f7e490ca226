"""The board of a film, drawn once: the ladder as rows, a column an actor."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from brinkmanship.analysis.figures.letters import fitted, font_file
from brinkmanship.analysis.figures.room import named_places
from brinkmanship.analysis.figures.style import (
    BLUE,
    GREEN,
    GREY,
    GUIDE,
    INK,
    MUTED,
    PURPLE,
    VERMILLION,
)
from brinkmanship.analysis.film.reel import Reel

WIDTH, HEIGHT = 1280, 720
LEFT, RIGHT, TOP, BOTTOM = 212, 1252, 112, 592
MARGIN = 28
FINE = 4  # factor by which a marker is drawn larger, then scaled down for smooth edges
MOST_ACTORS = 18
SMALLEST = 9  # pixels of a letter
LINE = 17  # pixels of a line of small letters
LOWEST = 18  # pixels of a marker, which may be higher than its row
SIDE = 240  # pixels of a side's name
COLOURS = (BLUE, VERMILLION, GREEN, PURPLE)
INKS = ("white", "white", "white", "black")
WARM, PAPER, HALO = "#fbeee6", "#ffffff", "#F0E442"
SPAN = 0.86  # part of a row or a column that a marker fills


class Board(NamedTuple):
    """The empty board, and the places of rungs and actors on it.

    Attributes:
        picture: Title, ladder, names of the sides.
        column: Middle of each actor's column, in pixels.
        row: Height of a rung, in pixels.
        size: Width and height of a marker.
        markers: Each actor's marker, silent and speaking.
    """

    picture: Image.Image
    column: Mapping[str, int]
    row: float
    size: tuple[int, int]
    markers: Mapping[str, tuple[Image.Image, Image.Image]]

    def height_of(self, rung: float) -> int:
        """Middle of a rung, which may lie between two, in pixels from the top."""
        return round(BOTTOM - (rung + 0.5) * self.row)


def font(size: int, *, bold: bool = False, text: str = "") -> ImageFont.FreeTypeFont:
    """The font that ships with Matplotlib, or the installed one that has the letters of a text."""
    return _font(font_file(text, bold=bold), size)


@cache
def _font(file: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, size)


def fitting(
    text: str, width: float, largest: int, *, smallest: int = SMALLEST, bold: bool = False
) -> ImageFont.FreeTypeFont:
    """The largest font, up to a size, in which a text is no wider than so many pixels."""
    sizes = (font(size, bold=bold, text=text) for size in range(largest, smallest, -1))
    least = font(smallest, bold=bold, text=text)
    return next((one for one in sizes if one.getlength(text) <= width), least)


def write(  # noqa: PLR0913 - as Pillow's own
    pen: ImageDraw.ImageDraw,
    place: tuple[float, float],
    text: str,
    ink: str,
    *,
    width: float,
    largest: int,
    smallest: int = SMALLEST,
    bold: bool = False,
    anchor: str = "lm",
) -> float:
    """Write a text in one line as large as a width lets it be, cut where the smallest is too wide.

    Returns:
        Its width in pixels.
    """
    line = fitted(text, width, smallest, bold=bold)
    letters = fitting(line, width, largest, smallest=smallest, bold=bold)
    pen.text(place, line, ink, letters, anchor=anchor)
    return float(letters.getlength(line))


def visible_actors(reel: Reel) -> list[str]:
    """The actors that have a column: all, or those that climbed highest, by side."""
    peak = {
        code: max([reel.start.get(code, 0), *(scene.rungs.get(code, 0) for scene in reel.scenes)])
        for code in reel.sides
    }
    order = sorted(reel.sides, key=lambda code: (-_is_alone(reel, code), -peak[code]))
    chosen = set(order[:MOST_ACTORS])
    sides = list(dict.fromkeys(reel.sides.values()))
    return sorted(
        (code for code in reel.sides if code in chosen),
        key=lambda code: sides.index(reel.sides[code]),
    )


def _is_alone(reel: Reel, code: str) -> bool:
    """Whether an actor is alone on its side; it is never left out."""
    return list(reel.sides.values()).count(reel.sides[code]) == 1


def draw_board(reel: Reel) -> Board:
    """The board of a run, with the markers of its actors."""
    codes = visible_actors(reel)
    row = (BOTTOM - TOP) / len(reel.ladder)
    step = (RIGHT - LEFT) / len(codes)
    sides = list(dict.fromkeys(reel.sides.values()))
    size = (min(round(SPAN * step), 96), max(LOWEST, round(min(SPAN * row, 44))))
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(picture)
    _heading(pen, reel, sides, left_out=len(reel.sides) - len(codes))
    _ladder(pen, reel, row)
    return Board(
        picture=picture,
        column={code: round(LEFT + (place + 0.5) * step) for place, code in enumerate(codes)},
        row=row,
        size=size,
        markers={
            code: (
                marker(code, sides.index(reel.sides[code]), size, halo=False),
                marker(code, sides.index(reel.sides[code]), size, halo=True),
            )
            for code in codes
        },
    )


def _heading(pen: ImageDraw.ImageDraw, reel: Reel, sides: list[str], *, left_out: int) -> None:
    """The title, and below it the legend of the markers."""
    write(pen, (MARGIN, 40), reel.title, INK, width=WIDTH - 330, largest=30, smallest=16, bold=True)
    x = float(MARGIN)
    for place, side in enumerate(sides):
        sign = marker("", place, (34, 22), halo=False)
        pen._image.paste(sign, (round(x), 71), sign)  # noqa: SLF001 - Pillow has no other way to the picture
        x += 72 + write(pen, (x + 42, 82), side, INK, width=SIDE, largest=20)
    ring = marker("", 0, (34, 22), halo=True, colour=GREY)
    pen._image.paste(ring, (round(x), 71), ring)  # noqa: SLF001 - as above
    legend = "speaks" + (
        f"; not shown: {left_out} others, none of whom climbs higher" if left_out else ""
    )
    write(pen, (x + 42, 82), legend, MUTED, width=WIDTH - x - 60, largest=20)


def _ladder(pen: ImageDraw.ImageDraw, reel: Reel, row: float) -> None:
    """A row a rung; from the clash upwards the background is warm, rungs of interest are bold."""
    names = list(reel.ladder)
    clash = names.index("clash") if "clash" in names else len(names)
    if clash < len(names):
        pen.rectangle((LEFT, TOP, RIGHT, round(BOTTOM - clash * row)), fill=WARM)
    named = named_places(len(names), reel.thresholds, (BOTTOM - TOP) // LINE)
    for rung, name in enumerate(names):
        middle = round(BOTTOM - (rung + 0.5) * row)
        bold = rung in reel.thresholds
        if rung in named:
            write(
                pen,
                (LEFT - 14, middle),
                name,
                INK if bold else MUTED,
                anchor="rm",
                width=LEFT - MARGIN - 14,
                largest=min(20, round(0.8 * LINE)),
                bold=bold,
            )
        line = round(BOTTOM - rung * row)
        pen.line((LEFT, line, RIGHT, line), fill=GUIDE, width=1)
    pen.line((LEFT, TOP, RIGHT, TOP), fill=GUIDE, width=1)
    for x in (LEFT, RIGHT):
        pen.line((x, TOP, x, BOTTOM), fill=MUTED, width=3)


def marker(
    text: str, side: int, size: tuple[int, int], *, halo: bool, colour: str = ""
) -> Image.Image:
    """The marker of an actor: colour and shape show its side, a bright edge that it signals."""
    width, height = size[0] * FINE, size[1] * FINE
    picture = Image.new("RGBA", (width, height), (255, 255, 255, 0))
    pen = ImageDraw.Draw(picture)
    fill = colour or COLOURS[side % len(COLOURS)]
    edge = min((5 if halo else 3) * FINE, height // 3)
    _shape(pen, side, (0, 0, width - 1, height - 1), INK if halo else PAPER)
    if halo:
        thin = FINE + FINE // 2
        _shape(pen, side, (thin, thin, width - 1 - thin, height - 1 - thin), HALO)
    _shape(pen, side, (edge, edge, width - 1 - edge, height - 1 - edge), fill)
    small = picture.resize(size, Image.Resampling.LANCZOS)
    if text:
        place, ink = (size[0] / 2, size[1] / 2), INKS[side % len(INKS)]
        write(
            ImageDraw.Draw(small),
            place,
            text,
            ink,
            anchor="mm",
            width=size[0] - 6,
            largest=max(11, round(0.62 * size[1])),
            smallest=6,
            bold=True,
        )
    return small


def _shape(pen: ImageDraw.ImageDraw, side: int, box: tuple[int, int, int, int], fill: str) -> None:
    """The shape of a side: rounded, rectangular, hexagonal or slanted."""
    left, top, right, bottom = box
    middle, cut = (top + bottom) / 2, (bottom - top) / 2.6
    if side % 4 == 0:
        pen.rounded_rectangle(box, radius=(bottom - top) / 2, fill=fill)
    elif side % 4 == 1:
        pen.rectangle(box, fill=fill)
    elif side % 4 == 2:  # noqa: PLR2004 - the third shape
        corners = [(left, middle), (left + cut, top), (right - cut, top), (right, middle),
                   (right - cut, bottom), (left + cut, bottom)]  # fmt: skip
        pen.polygon(corners, fill=fill)
    else:
        pen.polygon(
            [(left + cut, top), (right, top), (right - cut, bottom), (left, bottom)], fill=fill
        )
