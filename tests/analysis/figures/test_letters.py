"""User text in a drawing: never mathematics, never an order to the reader's terminal."""

import warnings
from dataclasses import replace
from unicodedata import category
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.font_manager import findfont, get_font
from matplotlib.text import Text

from brinkmanship.analysis.errors import AnalysisError, MissingLettersWarning
from brinkmanship.analysis.figures import letters
from brinkmanship.analysis.figures.letters import choose_fonts, fitted, missing_letters, width_of
from brinkmanship.analysis.figures.save import fix_layout, png_bytes, svg_bytes
from brinkmanship.analysis.figures.slides.run import RUN_SLIDES
from brinkmanship.analysis.figures.slides.trace import TRACE_SLIDES
from brinkmanship.analysis.figures.style import slide_style
from brinkmanship.analysis.figures.write import write_figures
from brinkmanship.analysis.report.exhibits.exhibit import exhibit_figure
from brinkmanship.analysis.report.exhibits.run import CLIMBERS
from brinkmanship.analysis.tables import open_run
from tests.analysis.run_folders import Plan, write_folder

MARKS = [*"$_{}\\%#^&~|<>\"'`", "$x^{", "\\frac", "</text>", "<script>", "&amp;", "]]>", "-->",
         chr(27) + "[2J", chr(0x202E), "\x00", "\n", "中", "🇺", "a"]  # fmt: skip
HOSTILE = st.lists(st.sampled_from(MARKS), min_size=1, max_size=12).map("".join)
ODD = "a $60bn pact & <b>$x^{</b>_#%\\frac~"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A small run folder."""
    return open_run(write_folder(tmp_path_factory.mktemp("run") / "run", Plan(runs=5, horizon=3)))


def renamed(folder, text):
    """The folder with a text as its title and as the name of each actor and side."""
    actors = tuple(replace(one, name=text, side=one.side and f"{text}{one.side}")
                   for one in folder.actors)  # fmt: skip
    return replace(folder, title=text, actors=actors)


@settings(max_examples=15)
@given(text=HOSTILE)
def test_any_text_is_drawn_as_it_is_written(folder, text):
    """Whatever a title or a name holds, both files are made, and the SVG is well-formed."""
    changed = renamed(folder, text)
    with slide_style(), warnings.catch_warnings():
        for name, slide in (("who-climbed", RUN_SLIDES), ("credibility", TRACE_SLIDES)):
            figure = slide[name](changed)
            choose_fonts(figure)
            fix_layout(figure)
            assert png_bytes(figure)
            ET.fromstring(svg_bytes(figure))  # noqa: S314 - our own
            assert not any(letters.UNSEEN.search(one.get_text()) for one in figure.findobj(Text))


@settings(max_examples=5)
@given(text=HOSTILE)
def test_any_text_stays_text_in_a_report(folder, text):
    """No name becomes an element of the page or of a drawing in it."""
    svg = exhibit_figure(CLIMBERS, renamed(folder, text)).svg

    assert "<script" not in svg
    assert "<b>" not in svg
    ET.fromstring(svg)  # noqa: S314 - our own


def test_a_dollar_sign_is_a_letter(folder):
    """No text is typeset as mathematics, be it title, name of an actor or of a side."""
    with slide_style():
        figure = RUN_SLIDES["who-climbed"](renamed(folder, ODD))
        texts = [text for text in figure.findobj(Text) if "$" in text.get_text()]

    assert len(texts) >= 2
    assert not any(text.get_parse_math() or text.get_usetex() for text in texts)


def test_half_a_letter_is_refused(tmp_path):
    """A manifest with a lone surrogate, which no file can hold, is refused as it is read."""
    path = write_folder(tmp_path / "run", Plan(runs=3, horizon=2, title="half" + chr(0xD800)))

    with pytest.raises(AnalysisError, match="not readable as JSON"):
        write_figures(path)


def test_letters_without_a_font_are_named_once(tmp_path):
    """All figures together give one warning, which names each letter once."""
    path = write_folder(tmp_path / "run", Plan(runs=3, horizon=2, title="中国 and 中国"))

    with pytest.warns(MissingLettersWarning, match="the letters 中 国: boxes") as told:
        write_figures(path)

    assert len(told) == 1


def test_another_font_lends_its_letters(monkeypatch):
    """A letter that the first font lacks comes from an installed font of the list."""
    ours, theirs = (
        set(get_font(findfont(name)).get_charmap()) for name in ("DejaVu Sans", "STIXGeneral")
    )
    letter = next(chr(one) for one in sorted(theirs - ours) if category(chr(one)) == "Ll")
    assert missing_letters(letter) == letter
    monkeypatch.setattr(letters, "FALLBACKS", ("no such font", "STIXGeneral"))
    letters.families.cache_clear()

    assert letters.families(f"a {letter}") == ["DejaVu Sans", "STIXGeneral"]
    assert missing_letters(letter) == ""
    letters.families.cache_clear()


@given(text=st.text(st.characters(codec="utf-8"), max_size=300), width=st.floats(20.0, 900.0))
def test_a_fitted_text_fits(text, width):
    """However long, a text is one line that is no wider than its room."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of letters without a glyph
        line = fitted(text, width, 12.0)
        assert "\n" not in line
        assert width_of(line, 12.0) <= width or len(line) <= 1
