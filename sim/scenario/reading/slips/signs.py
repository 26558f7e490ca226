"""Slips of single signs: tabs, odd blanks, full-width signs, typographic quotes, bullets."""

import re
from collections.abc import Iterator

from brinkmanship.sim.scenario.reading.slips.characters import (
    CURLY,
    ODD_BLANK,
    TO_HALF,
    half_width,
    odd_blank_words,
    plain_blanks,
)
from brinkmanship.sim.scenario.reading.slips.edits import Edit, Rows, edit_of, lead_of
from brinkmanship.sim.scenario.wording import quoted

BULLET = re.compile(r"\s*([\U00002013\U00002014\u2212\U00002022\u00b7*](?=\s*\S)|-(?=[^\s-]))\s*")
LEFT_OVER = re.compile(r"(?:<{7}|={7}|>{7})(?: .*)?|```.*")


def left_over(here: Rows) -> Iterator[Edit]:
    """Lines of Markdown, or of a merge that was not finished."""
    for i in here.near:
        if LEFT_OVER.fullmatch(here.rows[i].rstrip()):
            what = f"{quoted(here.rows[i][:7].strip())} is not part of a scenario"
            yield edit_of(i, (0, len(here.rows[i])), "", what, "take the line out")


def tabs(here: Rows) -> Iterator[Edit]:
    """Blanks for tabs: as many as the lines around have, or two for each tab."""
    for i in here.near:
        row = here.rows[i]
        begin = len(row) - len(row.lstrip(" \t-"))
        tab = row.find("\t", 0, begin)
        blanks = len(row) - len(row.lstrip(" \t"))
        above, below = here.rows[max(i - 1, 0)], (*here.rows[i + 1 :], "\t")[0]
        child = lead_of(above) + 2 * above.endswith(":")
        widths = [child, lead_of(below), child + 2]
        if not row.endswith(":") and not below.startswith("\t") and lead_of(below) > 0:
            widths.sort(key=lambda one: one != lead_of(below))
        for width in dict.fromkeys(widths) if tab >= 0 else ():
            text = " " * width + row[blanks:begin].replace("\t", " ")
            what, cure = "a tab is used for indentation", "YAML indents with spaces only"
            yield edit_of(i, (0, begin), text, what, cure, tab)


def odd_blanks(here: Rows) -> Iterator[Edit]:
    """Ordinary blanks for others."""
    for i in here.near:
        found = list(ODD_BLANK.finditer(here.rows[i]))
        if found:
            start, end = found[0].start(), found[-1].end()
            text = plain_blanks(here.rows[i][start:end])
            yield edit_of(i, (start, end), text, *odd_blank_words(found[0].group()))


def full_width(here: Rows) -> Iterator[Edit]:
    """The signs of YAML for full-width ones."""
    for i in here.near:
        found = [j for j, char in enumerate(here.rows[i]) if ord(char) in TO_HALF]
        if found:
            start, end = found[0], found[-1] + 1
            text = half_width(here.rows[i][start:end])
            wide = here.rows[i][start]
            what = f"the full-width {quoted(wide)} means nothing to YAML"
            yield edit_of(i, (start, end), text, what, f"write {quoted(TO_HALF[ord(wide)])}")


def curly_quotes(here: Rows) -> Iterator[Edit]:
    """Straight quotes for typographic ones."""
    for i in here.near:
        found = [j for j, char in enumerate(here.rows[i]) if ord(char) in CURLY]
        if found:
            start, end = found[0], found[-1] + 1
            text = here.rows[i][start:end].translate(CURLY)
            what = f"the typographic quote {here.rows[i][start]} does not quote in YAML"
            yield edit_of(i, (start, end), text, what, f"write the straight {text[0]}")


def bullets(here: Rows) -> Iterator[Edit]:
    """A hyphen and a blank for another sign that begins an item."""
    for i in here.near:
        found = BULLET.match(here.rows[i])
        if found:
            what = f"{quoted(found[1])} begins no item of a list"
            span = found.start(1), found.end()
            yield edit_of(i, span, "- ", what, 'write "- ", a plain hyphen and a blank')
