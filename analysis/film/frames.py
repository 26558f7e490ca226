"""The frames of a film, each with the time it is shown."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from PIL import Image, ImageDraw

from brinkmanship.analysis.figures.charts.bars import OUTCOME_COLOURS
from brinkmanship.analysis.figures.style import GREY, INK, MUTED
from brinkmanship.analysis.film.board import (
    BOTTOM,
    HEIGHT,
    LEFT,
    MARGIN,
    PAPER,
    RIGHT,
    TOP,
    WIDTH,
    Board,
    draw_board,
    fitting,
    font,
    write,
)
from brinkmanship.analysis.film.captions import captions
from brinkmanship.analysis.film.reel import Reel
from brinkmanship.analysis.statistics.names import (
    CAUSE_NAMES,
    CLASH_OR_WORSE,
    OUTCOME_NAMES,
    ROUTE_NAMES,
)

STEPS = 3  # frames from one turn to the next, if somebody moves
MOVING, QUIET, OPENING, LAST = 60, 240, 2500, 6000  # milliseconds
READ, LETTER = 600, 28  # milliseconds to read a caption: once, and for each letter
CAPTION = 26
CAVEAT = "One simulated run of many; not a forecast."
OUTCOME_TEXTS = {
    "frozen": "Nothing was decided when time was up.",
    "settlement": "The crisis ended in an agreement.",
    "deescalation": "Somebody gave in, or all came down and stayed down.",
    "stalemate": "Nobody moved any more.",
}
ENDING_TEXTS = {
    "agreement": "It ended in an agreement.",
    "unilateral": "It ended because somebody gave in.",
    "imposed": "It ended with a peace that was imposed.",
    "faded": "It ended when all had come down and stayed down.",
    "still": "In the end nobody moved any more.",
}
"""How a crisis ended, as the card of the last picture says it."""


class Frame(NamedTuple):
    """A picture and the milliseconds it is shown."""

    picture: Image.Image
    milliseconds: int


def draw_frames(reel: Reel) -> Iterator[Frame]:
    """Every frame of a film: the start, the turns, the card at the end."""
    board, peaks = draw_board(reel), dict(reel.start)
    places: dict[str, float] = {code: float(reel.start.get(code, 0)) for code in board.column}
    start = f"At the start. Seed {reel.seed}, run {reel.run}. {CAVEAT}"
    last = _picture(board, reel, places, peaks, turn=0, caption=start)
    yield Frame(last, OPENING)
    for scene, caption in zip(reel.scenes, captions(reel), strict=True):
        before = dict(places)
        after = {code: float(scene.rungs.get(code, before[code])) for code in board.column}
        moving = before != after
        for step in range(1, STEPS) if moving else ():
            share = _eased(step / STEPS)
            between = {code: before[code] + share * (after[code] - before[code]) for code in after}
            yield Frame(
                _picture(board, reel, between, peaks, turn=scene.turn, caption=caption), MOVING
            )
        places = after
        for code, rung in scene.rungs.items():
            peaks[code] = max(peaks.get(code, 0), rung)
        speaking = frozenset(one.sender for one in scene.signals if one.signal != "consult")
        last = _picture(
            board, reel, places, peaks, turn=scene.turn, caption=caption, speaking=speaking
        )
        yield Frame(last, READ + LETTER * len(caption) if caption else QUIET)
    yield Frame(_card(last, reel), LAST)


def _eased(share: float) -> float:
    """A share of the way, slow at both ends.

    >>> _eased(0.0), _eased(0.5), _eased(1.0)
    (0.0, 0.5, 1.0)
    """
    return share * share * (3.0 - 2.0 * share)


def _picture(  # noqa: PLR0913 - one picture shows all of them
    board: Board,
    reel: Reel,
    places: Mapping[str, float],
    peaks: Mapping[str, int],
    *,
    turn: int,
    caption: str,
    speaking: frozenset[str] = frozenset(),
) -> Image.Image:
    picture = board.picture.copy()
    pen = ImageDraw.Draw(picture)
    for code, x in board.column.items():
        y = board.height_of(peaks.get(code, 0))
        half = board.size[0] // 2 - 6
        pen.line((x - half, y, x + half, y), fill=GREY, width=3)  # its highest rung so far
    for code, x in board.column.items():
        mark = board.markers[code][code in speaking]
        y = board.height_of(places[code])
        picture.paste(mark, (x - board.size[0] // 2, y - board.size[1] // 2), mark)
    _clock(pen, reel, turn)
    _caption(pen, caption)
    return picture


def name_of_turn(reel: Reel, turn: int) -> str:
    """The name of a turn: a week where a turn lasts one.

    >>> from types import SimpleNamespace as Some
    >>> name_of_turn(Some(unit="1 week"), 9), name_of_turn(Some(unit="2 hours"), 9)
    ('Week 9', 'Turn 9')
    """
    number, _, unit = reel.unit.partition(" ")
    return f"{unit.capitalize() if number == '1' and unit else 'Turn'} {turn}"


def _clock(pen: ImageDraw.ImageDraw, reel: Reel, turn: int) -> None:
    """The turn in large letters, and a bar of the time that has passed."""
    if turn:
        pen.text((RIGHT, 46), name_of_turn(reel, turn), INK, font(46, bold=True), anchor="rm")
    pen.rectangle((0, HEIGHT - 10, WIDTH, HEIGHT), fill="#e6eaee")
    pen.rectangle((0, HEIGHT - 10, round(WIDTH * turn / reel.horizon), HEIGHT), fill=INK)


def _caption(pen: ImageDraw.ImageDraw, text: str) -> None:
    """One line below the ladder, or two of similar length, broken between two notes."""
    whole = f"{text[:1].upper()}{text[1:]}"
    for place, line in enumerate(break_caption(whole)):
        at = (MARGIN, BOTTOM + 40 + 38 * place)
        write(pen, at, line, INK, width=WIDTH - 2 * MARGIN, largest=CAPTION)


def break_caption(text: str) -> list[str]:
    """A caption in one line where it has room, else in two, broken after a semicolon.

    >>> break_caption("A; B"), break_caption("; ".join(["a" * 40, "b" * 30, "c" * 30]))[1][:3]
    (['A; B'], 'bbb')
    """
    parts = text.split("; ")
    if font(CAPTION).getlength(text) <= WIDTH - 2 * MARGIN or len(parts) == 1:
        return [text]
    halves = [
        ("; ".join(parts[:cut]) + ";", "; ".join(parts[cut:])) for cut in range(1, len(parts))
    ]
    return list(min(halves, key=lambda pair: max(map(len, pair))))


def _card(picture: Image.Image, reel: Reel) -> Image.Image:
    """The last picture with a card that says how the run ended."""
    card = Image.blend(picture, Image.new("RGB", picture.size, PAPER), 0.62)
    pen = ImageDraw.Draw(card)
    box = (LEFT + 60, TOP + 96, RIGHT - 60, BOTTOM - 70)
    colour = OUTCOME_COLOURS.get(reel.outcome, GREY)
    pen.rectangle(box, fill=PAPER, outline=INK, width=3)
    pen.rectangle((box[0], box[1], box[0] + 22, box[3]), fill=colour)
    name = OUTCOME_NAMES.get(reel.outcome, reel.outcome.replace("_", " ")).capitalize()
    x, room = box[0] + 60, box[2] - box[0] - 100
    pen.text((x, box[1] + 66), name_of_turn(reel, reel.outcome_turn), MUTED, font(32), anchor="lm")
    pen.text((x, box[1] + 130), name, INK, fitting(name, room, 64, bold=True), anchor="lm")
    write(pen, (x, box[1] + 200), ending_text(reel), INK, width=room, largest=30)
    foot = f"Seed {reel.seed}, run {reel.run}. {CAVEAT}"
    pen.text((x, box[3] - 40), foot, MUTED, fitting(foot, room, 24), anchor="lm")
    return card


def ending_text(reel: Reel) -> str:
    """Cause and route of a clash and what came after it, or what the other endings mean."""
    if reel.outcome in CLASH_OR_WORSE:
        route = ROUTE_NAMES.get(reel.route, reel.route.replace("_", " "))
        cause = CAUSE_NAMES.get(reel.cause, reel.cause.replace("_", " "))
        text = f"Cause: {cause}. Route: {route}." if cause else f"Route: {route}."
        went_on = len(reel.scenes) > reel.outcome_turn and reel.ending in ENDING_TEXTS
        return f"{text} {ENDING_TEXTS[reel.ending]}" if went_on else text
    if reel.outcome == "deescalation" and reel.ending in ENDING_TEXTS:
        return ENDING_TEXTS[reel.ending]
    return OUTCOME_TEXTS.get(reel.outcome, "")
