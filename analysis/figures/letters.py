"""The letters of a drawing: which fonts have them, how wide they are, and which none has.

Text of a user or of a foreign folder reaches a drawing through here: control letters become
visible, letters that the font lacks come from another installed font, and what no font has is
named once.
"""

import re
from functools import cache
from pathlib import Path
from unicodedata import category

import matplotlib as mpl
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager, get_font, weight_dict
from matplotlib.ft2font import LoadFlags
from matplotlib.text import Text

FONT = "DejaVu Sans"  # ships with Matplotlib
FALLBACKS = (
    "Noto Sans", "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans CJK KR", "Noto Sans SC",
    "Source Han Sans SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback",
    "Microsoft YaHei", "Yu Gothic", "Malgun Gothic", "PingFang SC", "Hiragino Sans GB",
    "Apple SD Gothic Neo", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari",
    "Noto Sans Bengali", "Noto Sans Tamil", "Noto Sans Thai", "Noto Sans Georgian",
    "Noto Sans Armenian", "Noto Sans Ethiopic", "Nirmala UI", "Leelawadee UI", "Segoe UI",
    "Arial Unicode MS", "Noto Sans Symbols", "Noto Sans Symbols 2", "Noto Emoji",
    "Segoe UI Emoji", "Segoe UI Symbol", "Symbola", "Unifont",
)  # fmt: skip
"""Fonts that are asked for letters that ``FONT`` lacks, where they are installed."""
ELLIPSIS = "…"
BLANK = ("Cc", "Cf", "Mn", "Zl", "Zp", "Zs")
"""Kinds of letters without a glyph of their own."""
REGULAR = 400  # weight of a font
WIDEST = 1.25  # ems, of any letter
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\U0000202a-\U0000202e\U00002066-\U00002069\U0000d800-\U0000dfff]"
)
"""Letters that control a terminal, turn the order of others, or are half a letter."""


def visible(text: str) -> str:
    """The text with a mark in place of each letter that would act instead of being seen.

    >>> visible(chr(27) + "[2J")
    '�[2J'
    """
    return UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    r"""The text in one line, all its letters visible.

    >>> one_line("Title,   continued")
    'Title, continued'
    """
    return visible(" ".join(text.split()))


def fitted(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """The text in one line, cut after as many letters as a width has room for.

    Args:
        text: Whatever a user wrote.
        width: In points.
        size: Of the letters, in points.
        bold: Whether they are bold.

    >>> fitted("a title", 500.0, 10.0), fitted("a title", 25.0, 10.0)
    ('a title', 'a t…')
    """
    line = one_line(text)
    if len(line) * WIDEST * size <= width or width_of(line, size, bold=bold) <= width:
        return line
    least, most = 0, len(line)
    while most - least > 1:
        middle = (least + most) // 2
        short = line[:middle].rstrip() + ELLIPSIS
        least, most = (
            (middle, most) if width_of(short, size, bold=bold) <= width else (least, middle)
        )
    return line[:least].rstrip() + ELLIPSIS


def wrapped(text: str, width: float, size: float, *, lines: int) -> str:
    """The text in up to so many lines of a width in points, the last one cut where it goes on.

    >>> wrapped("one two three four", 60.0, 10.0, lines=2).split(chr(10))
    ['one two', 'three four']
    >>> wrapped("one two three four", 60.0, 10.0, lines=1)
    'one two t…'
    """
    done: list[str] = []
    words = one_line(text).split()
    while words and len(done) < lines - 1:
        count = 1
        while count < len(words) and width_of(" ".join(words[: count + 1]), size) <= width:
            count += 1
        done.append(fitted(" ".join(words[:count]), width, size))
        words = words[count:]
    return "\n".join([*done, fitted(" ".join(words), width, size)] if words else done)


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Width of one line of text, in points."""
    font = get_font([_own_file(bold=bold), *(_file_of(name) for name in families(text)[1:])])
    font.set_size(size, 72.0)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64.0


def choose_fonts(figure: Figure) -> str:
    """Give each text of a figure the fonts that its letters need.

    Returns:
        The letters that no installed font has, each once.
    """
    for ax in figure.axes:
        for axis in (ax.xaxis, ax.yaxis):
            _make_labels_visible(axis)
    missing: dict[str, None] = {}
    for text in figure.findobj(Text):
        content = visible(text.get_text())
        if content != text.get_text():
            text.set_text(content)
        if len(names := families(content)) > 1:
            text.set_fontfamily(names)
        missing.update(dict.fromkeys(missing_letters(content)))
    return "".join(missing)


def _make_labels_visible(axis: Axis) -> None:
    """Rewrite the labels of an axis at their source, which writes them anew at each drawing."""
    labels = [label.get_text() for label in axis.get_majorticklabels()]
    if any(map(UNSEEN.search, labels)):
        axis.set_ticks(axis.get_majorticklocs(), labels=[visible(label) for label in labels])


@cache
def families(text: str) -> list[str]:
    """Fonts that together have the letters of a text, as far as any is installed.

    >>> families("Côte d'Ivoire")
    ['DejaVu Sans']
    """
    chosen, lacking = [FONT], _lacking(text, _own_file())
    for name in FALLBACKS if lacking else ():
        if (file := _file_of(name)) and (left := _lacking(lacking, file)) != lacking:
            chosen, lacking = [*chosen, name], left
    return chosen


def missing_letters(text: str) -> str:
    """The letters of a text that no installed font of ours has.

    >>> missing_letters("Türkiye, Ελλάδα, Україна")
    ''
    """
    lacking = _lacking(text, _own_file())
    for name in families(text)[1:] if lacking else ():
        lacking = _lacking(lacking, _file_of(name))
    return lacking


def font_file(text: str, *, bold: bool = False) -> str:
    """The file of the font that has most letters of a text, ``FONT`` among equals."""
    files = [_own_file(bold=bold), *(_file_of(name) for name in families(text)[1:])]
    return min(files, key=lambda file: len(_lacking(text, file)))


def _lacking(text: str, file: str) -> str:
    """The letters of a text that a font lacks; blanks and joiners need no glyph."""
    if text.isascii():
        return ""
    known = _letters_of(file)
    return "".join(one for one in dict.fromkeys(text)
                   if ord(one) not in known and category(one) not in BLANK)  # fmt: skip


@cache
def _letters_of(file: str) -> frozenset[int]:
    return frozenset(get_font(file).get_charmap())


@cache
def _own_file(*, bold: bool = False) -> str:
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return str(Path(mpl.get_data_path(), "fonts", "ttf", name))


@cache
def _file_of(family: str) -> str:
    """The regular font of a family; empty where none is installed."""
    fonts = [font for font in fontManager.ttflist if font.name == family]
    fonts.sort(key=lambda font: (font.style != "normal", abs(_weight(font.weight) - REGULAR)))
    return fonts[0].fname if fonts else ""


def _weight(weight: int | str) -> int:
    return weight_dict.get(weight, REGULAR) if isinstance(weight, str) else weight
