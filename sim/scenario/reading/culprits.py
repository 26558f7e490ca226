"""Edits that would mend a text which is not YAML: the usual slips, looked for in the lines near.

Each edit is a guess; the more telling ones come first, and one is told only if the parser gets
further with it than without. The parser itself comes from outside.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from brinkmanship.sim.errors import LINE_END, Fix, Problem
from brinkmanship.sim.scenario.reading.characters import (
    CURLY,
    ODD_BLANK,
    QUOTED,
    TO_HALF,
    half_width,
    in_quotes,
    odd_blank_words,
    plain_blanks,
    why_quotes,
)
from brinkmanship.sim.scenario.wording import quoted

LONGEST_ROW = 1000
MOST_TRIED = 200_000  # characters parsed, all edits together
TOP = re.compile(r"[\w\"']")  # how a line without indentation begins
MOST_OPEN = 5  # lines with an open quote that are tried
LEAD = r"\s*(?:- +)*"
KEY = r"""(?:[\w.-]+|"[^"]*"|'[^']*')"""
BLOCK_VALUE = re.compile(rf"{LEAD}{KEY} *: +(\S.*)|{LEAD}- +(\S.*)")
FLOW_KEY = re.compile(r"(?<=[{,\s])[\w.-]+ *: +")
NEXT_KEY = re.compile(r" *, *[\w.-]+ *:")
CLOSERS = re.compile(r"\s*[\]}]+,?\s*$")
CLOSER = re.compile(r"[\]}]")
COMMENT = re.compile(r"\s+#.*$")
OPENING = re.compile(rf"(?:^{LEAD}|: +|[\[{{,] *)(?=[\"'])")
BULLET = re.compile(r"\s*([\u2013\u2014\u2212\u2022\u00b7*])\s*(?=\S)")
GLUED = re.compile(rf"{LEAD}[A-Za-z_][\w-]*(:| *= *)(?=\S)")
SPACED = re.compile(rf"{LEAD}[A-Za-z_][\w-]*( +)(?=\S)")
ALONE = re.compile(rf"{LEAD}[A-Za-z_][\w-]*()\s*$")
NO_COMMA = re.compile(r"[\w.]+ *: *(?:[-+.\d]+|\"[^\"]*\"|[^\s:,]*[\]}])( +)(?=[\w.]+ *: )")
TEXT_AFTER = re.compile(r"[\[{][^\[\]{}]*[\]}] *[^\s,\]}#]")
PAIR = re.compile(r"[a-z_]+: \S.*")
TEXT_KEY = re.compile(rf"{LEAD}(?:title|summary|name|note|label|text|date|category) *:")
LEFT_OVER = re.compile(r"(?:<{7}|={7}|>{7})(?: .*)?|```.*")


class Edit(NamedTuple):
    """An edit with what would then have been wrong.

    Attributes:
        fix: The edit.
        column: Where in its line the slip is, counted from 1.
        what: What is wrong.
        cure: What to do about it.
    """

    fix: Fix
    column: int
    what: str
    cure: str

    def problem(self, file: str) -> Problem:
        """The problem of a file that the edit mends."""
        return Problem(file=file, line=self.fix.line, column=self.column,
                       problem=f"not YAML: {self.what}", cure=self.cure, fix=self.fix)  # fmt: skip


class Rows(NamedTuple):
    """The lines of a text and where its parser met the error, positions counted from 0.

    Attributes:
        rows: The lines.
        near: Lines to look at, the likeliest first.
        last: The line where the parser gave up.
    """

    rows: Sequence[str]
    near: Sequence[int]
    last: int


def find_slip(text: str, gave_up: int, began: int, errs: Callable[[str], int]) -> Edit | None:
    """The edit with which a text can be read, or at least read further; None if none is found.

    What is tried is cut at lines without indentation, so that a long file costs no more.

    Args:
        text: A text that is not YAML.
        gave_up: The line where the parser gave up, counted from 0.
        began: The line where it began to read what it could not end.
        errs: The line where the parser gives up reading a text; -1 if it does not.
    """
    rows = LINE_END.split(text)
    tops = [i for i, row in enumerate(rows) if TOP.match(row)]
    end = [*(i for i in tops if i > gave_up), *[len(rows)] * 4][3]
    shows: dict[int, bool] = {0: True}  # whether the error is there in the text from a line on
    best, reached, spent = None, gave_up, 0
    for edit in likely_edits(rows, gave_up, began):
        for begin in [*(i for i in reversed(tops) if i < edit.fix.line), 0]:
            if begin not in shows:
                shows[begin] = errs("\n".join(rows[begin:end])) == gave_up - begin
            if shows[begin]:
                break
        part = "\n".join(rows[begin:end])
        spent += len(part)
        if spent > MOST_TRIED:
            break
        line = errs(replace(edit.fix, line=edit.fix.line - begin).apply(part))
        if line < 0:
            return edit
        if reached < begin + line < end - 1:
            best, reached = edit, begin + line
    return best


def likely_edits(rows: Sequence[str], gave_up: int, began: int) -> Iterator[Edit]:
    """Edits that may mend a text, the likeliest first.

    Args:
        rows: The lines of the text.
        gave_up: The line where the parser gave up, counted from 0.
        began: The line where it began to read what it could not end.
    """
    above = (i for i in range(min(gave_up, len(rows)) - 1, -1, -1) if _says_something(rows[i]))
    near = dict.fromkeys((gave_up, next(above, gave_up), began))
    here = Rows(rows, [i for i in near if i < len(rows) and len(rows[i]) <= LONGEST_ROW], gave_up)
    for slips in SLIPS:
        yield from slips(here)


def _says_something(row: str) -> bool:
    return bool(row.strip()) and not row.lstrip().startswith("#")


def _edit(line: int, span: tuple[int, int], text: str, what: str, cure: str, at: int = -1) -> Edit:
    """An edit of part of a line; ``at`` is the place to name, the beginning if left out."""
    start, end = span
    fix = Fix(line=line + 1, column=start + 1, width=end - start, text=text)
    return Edit(fix, (start if at < 0 else at) + 1, what, cure)


def _left_over(here: Rows) -> Iterator[Edit]:
    for i in here.near:
        if LEFT_OVER.fullmatch(here.rows[i].rstrip()):
            what = f"{quoted(here.rows[i][:7].strip())} is not part of a scenario"
            yield _edit(i, (0, len(here.rows[i])), "", what, "take the line out")


def _tabs(here: Rows) -> Iterator[Edit]:
    for i in here.near:
        row = here.rows[i]
        lead = row[: len(row) - len(row.lstrip(" \t-"))]
        if "\t" in lead:
            spaces = lead.replace("\t", "  ")
            what = "a tab is used for indentation"
            cure = "YAML indents with spaces only"
            yield _edit(i, (0, len(lead)), spaces, what, cure, lead.index("\t"))


def _odd_blanks(here: Rows) -> Iterator[Edit]:
    for i in here.near:
        found = list(ODD_BLANK.finditer(here.rows[i]))
        if found:
            start, end = found[0].start(), found[-1].end()
            text = plain_blanks(here.rows[i][start:end])
            yield _edit(i, (start, end), text, *odd_blank_words(found[0].group()))


def _full_width(here: Rows) -> Iterator[Edit]:
    for i in here.near:
        found = [j for j, char in enumerate(here.rows[i]) if ord(char) in TO_HALF]
        if found:
            start, end = found[0], found[-1] + 1
            text = half_width(here.rows[i][start:end])
            wide = here.rows[i][start]
            what = f"the full-width {quoted(wide)} means nothing to YAML"
            yield _edit(i, (start, end), text, what, f"write {quoted(TO_HALF[ord(wide)])}")


def _curly_quotes(here: Rows) -> Iterator[Edit]:
    for i in here.near:
        found = [j for j, char in enumerate(here.rows[i]) if ord(char) in CURLY]
        if found:
            start, end = found[0], found[-1] + 1
            text = here.rows[i][start:end].translate(CURLY)
            what = f"the typographic quote {here.rows[i][start]} does not quote in YAML"
            yield _edit(i, (start, end), text, what, f"write the straight {text[0]}")


def _bullets(here: Rows) -> Iterator[Edit]:
    for i in here.near:
        found = BULLET.match(here.rows[i])
        if found:
            what = f"{quoted(found[1])} begins no item of a list"
            yield _edit(
                i, (found.start(1), found.end()), "- ", what, 'write "- ", with a plain hyphen'
            )


def _open_quotes(here: Rows) -> Iterator[Edit]:
    """A closing quote for the lines whose last quote is open: at the end of what it may hold."""
    opened = ((i, _open_quote(row)) for i, row in enumerate(here.rows[: here.last + 1]))
    found = [(i, at) for i, at in opened if at >= 0]
    for i, start in [*found[:MOST_OPEN], *found[MOST_OPEN:][-MOST_OPEN:]]:
        row, quote = here.rows[i], here.rows[i][start]
        for end in _ends_of_value(row, start + 1):
            what = "a quote is opened here and never closed"
            yield _edit(i, (end, end), quote, what, f"write the closing {quote}", start)


def _open_quote(row: str) -> int:
    """Where the quote stands that opens a value and is not closed in the line; or -1."""
    at = 0
    while len(row) <= LONGEST_ROW and (found := OPENING.search(row, at)):
        closed = QUOTED[row[found.end()]].match(row, found.end())
        if not closed:
            return found.end()
        at = closed.end()
    return -1


def _ends_of_value(row: str, start: int) -> Iterator[int]:
    """Where a value that begins at ``start`` may end, the likeliest first."""
    in_flow = any(
        row[:start].count(left) > row[:start].count(right) for left, right in ("{}", "[]")
    )
    ends = [NEXT_KEY.search(row, start), CLOSERS.search(row, start)] if in_flow else []
    ends.append(COMMENT.search(row, start))
    yield from dict.fromkeys([*(one.start() for one in ends if one), len(row.rstrip())])


def _needs_braces(here: Rows) -> Iterator[Edit]:
    """Two keys in one line, unless the first one is known to take text."""
    for i in here.near:
        found = BLOCK_VALUE.match(here.rows[i])
        pair = found and found[1] and PAIR.fullmatch(COMMENT.sub("", found[1]).rstrip())
        if found and pair and not TEXT_KEY.match(here.rows[i]):
            start = found.start(1)
            what, cure = "two keys stand in one line", f"write {{{pair[0]}}}"
            yield _edit(i, (start, start + len(pair[0])), f"{{{pair[0]}}}", what, cure)


def _needs_quotes(here: Rows) -> Iterator[Edit]:
    for i in here.near:
        row = here.rows[i]
        for start in _begins_of_values(row):
            for end in _ends_of_value(row, start):
                text = row[start:end]
                if text and text[0] not in "{[" and in_quotes(text) != text:
                    what, cure = why_quotes(text)
                    yield _edit(i, (start, end), in_quotes(text), what, cure)


def _bracketed_text(here: Rows) -> Iterator[Edit]:
    """Text that begins with a bracket, as ``[draft] A crisis`` does."""
    for i in here.near:
        found = BLOCK_VALUE.match(here.rows[i])
        start = found.start(found.lastindex or 0) if found else 0
        text = here.rows[i][start:].rstrip()
        if TEXT_AFTER.match(text):
            yield _edit(i, (start, start + len(text)), in_quotes(text), *why_quotes(text))


def _begins_of_values(row: str) -> Iterator[int]:
    if "{" in row:
        yield from (found.end() for found in FLOW_KEY.finditer(row) if "{" in row[: found.start()])
    found = BLOCK_VALUE.match(row)
    if found:
        yield found.start(found.lastindex or 0)


def _missing_colons(here: Rows) -> Iterator[Edit]:
    rows = (*here.near[1:2], *here.near[:1], *here.near[2:])
    for pattern in (GLUED, SPACED, ALONE):
        for i in rows:
            found = pattern.match(here.rows[i])
            if found:
                cure = "write key: value, with a space after the colon"
                what = 'a ":" without a space' if found[1] == ":" else 'a key without ":"'
                yield _edit(i, found.span(1), ": " if found[1] else ":", what, cure)


def _missing_commas(here: Rows) -> Iterator[Edit]:
    what, cure = "a comma is missing between two keys", 'write ", " between them'
    for i in here.near:
        for found in NO_COMMA.finditer(here.rows[i]):
            yield _edit(i, found.span(1), ", ", what, cure)
    for i in here.near[1:]:
        end = len(COMMENT.sub("", here.rows[i]).rstrip())
        yield _edit(i, (end, end), ",", "a comma is missing at the end of the line", "write it")


def _brackets(here: Rows) -> Iterator[Edit]:
    for i in here.near[::-1]:
        row = COMMENT.sub("", here.rows[i]).rstrip()
        opened, at = _open_brackets(row)
        end = len(row)
        if opened and not CLOSER.search(here.rows[i][end:]):
            missing = "".join({"{": "}", "[": "]"}[row[one]] for one in reversed(opened))
            missing = missing if at == end else missing[0]
            what, cure = f"what {row[opened[-1]]} opens is not closed", f"write {missing}"
            yield _edit(i, (at, at), missing, what, f"{cure} where it ends", opened[-1])
        elif row.endswith(("]", "}")):
            what = f"there is no opening bracket for this {row[-1]}"
            yield _edit(i, (end - 1, end), "", what, "take it out")


def _open_brackets(row: str) -> tuple[list[int], int]:
    """Where brackets stand that are not closed at the end, or at the first wrong closing one.

    Returns:
        These places, and the place of that end; quotes are passed over.
    """
    opened: list[int] = []
    bare = re.sub(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'", lambda one: " " * len(one[0]), row)
    for at, char in enumerate(bare):
        if char in "{[":
            opened.append(at)
        elif char in "}]" and opened:
            if bare[opened[-1]] + char not in {"{}", "[]"}:
                return opened, at
            opened.pop()
    return opened, len(row)


def _indents(here: Rows) -> Iterator[Edit]:
    """The indentation of a line above, the nearest first; the line above may be the wrong one."""
    for i in here.near[:2]:
        lead = _lead(here.rows[i])
        above = [_lead(here.rows[j]) for j in range(i - 1, -1, -1) if _says_something(here.rows[j])]
        for width in [one for one in dict.fromkeys(above) if one != lead][:4]:
            what = "the indentation fits nothing above"
            cure = f"start the line in column {width + 1}, that of a key or item above"
            yield _edit(i, (0, lead), " " * width, what, cure, lead)


def _lead(row: str) -> int:
    return len(row) - len(row.lstrip(" "))


SLIPS: tuple[Callable[[Rows], Iterator[Edit]], ...] = (
    _left_over, _tabs, _odd_blanks, _full_width, _curly_quotes, _bullets, _open_quotes, _brackets,
    _missing_commas, _needs_braces, _needs_quotes, _missing_colons, _indents, _bracketed_text,
)  # fmt: skip
