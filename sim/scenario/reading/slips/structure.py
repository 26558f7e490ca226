"""Slips of structure: quotes, colons, commas, brackets and indentation."""

import re
from collections.abc import Iterator

from brinkmanship.sim.scenario.reading.slips.characters import QUOTED, in_quotes, why_quotes
from brinkmanship.sim.scenario.reading.slips.edits import (
    LONGEST_ROW,
    Edit,
    Rows,
    edit_of,
    lead_of,
    says_something,
)

MOST_OPEN = 5  # lines with an open quote that are tried
FREE = "(?:title|summary|name|note|label|text|date|category)"  # keys of free text
LEAD = r"\s*(?:- +)*"
KEY = r"""(?:[\w.-]+|"[^"]*"|'[^']*')"""
BLOCK_VALUE = re.compile(rf"{LEAD}{KEY} *: +(\S.*)|{LEAD}- +(\S.*)")
ITEM = re.compile(r"\s*(?:- +)+(?=\S)")
FLOW_KEY = re.compile(r"(?<=[{,\s])[\w.-]+ *: +")
NEXT_KEY = re.compile(r" *, *[\w.-]+ *:")
CLOSERS = re.compile(r"\s*[\]}]+,?\s*$")
CLOSER = re.compile(r"[\]}]")
COMMENT = re.compile(r"\s+#.*$")
OPENING = re.compile(rf"(?:^{LEAD}|: +|[\[{{,] *)(?=[\"'])")
UNSEPARATED = re.compile(r"(?<![\w.\"'])[\w.-]+( +| *[:=\uff1a] *(?<!: ))(?=[{\[])")
GLUED = re.compile(rf"{LEAD}[A-Za-z_][\w-]*(:| *= *)(?=\S)")
SPACED = re.compile(rf"{LEAD}[A-Za-z_][\w-]*( +)(?=\S)")
ALONE = re.compile(rf"{LEAD}[A-Za-z_][\w-]*()\s*$")
BEFORE_COMMA = rf"(?<![\w.])(?!{FREE}\b)[\w.]+ *: *(?:\"[^\"]*\"|[^\s:,\"'\[\]{{}}]+)"
NO_COMMA = re.compile(rf"(?:{BEFORE_COMMA}|[\]}}])( +)(?=[\w.]+ *: )")
TEXT_AFTER = re.compile(r"[\[{][^\[\]{}]*[\]}] *[^\s,\]}#]")
PAIR = re.compile(r"[a-z_]+: \S.*")
TEXT_KEY = re.compile(rf"{LEAD}{FREE} *:")


def no_colon_before_bracket(here: Rows) -> Iterator[Edit]:
    """A colon and a blank between a key and a bracket."""
    for i in here.near:
        for found in UNSEPARATED.finditer(here.rows[i]):
            what, cure = f'a key without ": " before {here.rows[i][found.end()]}', 'write ": "'
            yield edit_of(i, found.span(1), ": ", what, cure)


def open_quotes(here: Rows) -> Iterator[Edit]:
    """A closing quote for the lines whose last quote is open: at the end of what it may hold."""
    opened = ((i, _open_quote(row)) for i, row in enumerate(here.rows[: here.last + 1]))
    found = [(i, at) for i, at in opened if at >= 0]
    for i, start in [*found[:MOST_OPEN], *found[MOST_OPEN:][-MOST_OPEN:]]:
        row, quote = here.rows[i], here.rows[i][start]
        for end in _ends_of_value(row, start + 1):
            what = "a quote is opened here and never closed"
            yield edit_of(i, (end, end), quote, what, f"write the closing {quote}", start)


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


def needs_braces(here: Rows) -> Iterator[Edit]:
    """Two keys in one line, unless the first one is known to take text."""
    for i in here.near:
        found = BLOCK_VALUE.match(here.rows[i])
        pair = found and found[1] and PAIR.fullmatch(COMMENT.sub("", found[1]).rstrip())
        if found and pair and not TEXT_KEY.match(here.rows[i]):
            start = found.start(1)
            what, cure = "two keys stand in one line", f"write {{{pair[0]}}}"
            yield edit_of(i, (start, start + len(pair[0])), f"{{{pair[0]}}}", what, cure)


def needs_quotes(here: Rows) -> Iterator[Edit]:
    """Quotes round a value that cannot stand without, or has the wrong ones."""
    for i in here.near:
        row = here.rows[i]
        for start in _begins_of_values(row):
            for end in _ends_of_value(row, start):
                text = row[start:end]
                if text and text[0] not in "{[" and in_quotes(text) != text:
                    what, cure = why_quotes(text)
                    yield edit_of(i, (start, end), in_quotes(text), what, cure)


def bracketed_text(here: Rows) -> Iterator[Edit]:
    """Text that begins with a bracket, as ``[draft] A crisis`` does."""
    for i in here.near:
        found = BLOCK_VALUE.match(here.rows[i])
        start = found.start(found.lastindex or 0) if found else 0
        text = here.rows[i][start:].rstrip()
        if TEXT_AFTER.match(text):
            yield edit_of(i, (start, start + len(text)), in_quotes(text), *why_quotes(text))


def _begins_of_values(row: str) -> Iterator[int]:
    if "{" in row:
        yield from (found.end() for found in FLOW_KEY.finditer(row) if "{" in row[: found.start()])
    found = BLOCK_VALUE.match(row)
    if found:
        yield found.start(found.lastindex or 0)
    item = ITEM.match(row)
    if item:
        yield item.end()


def missing_colons(here: Rows) -> Iterator[Edit]:
    """A colon and a blank behind the key of a line."""
    rows = (*here.near[1:2], *here.near[:1], *here.near[2:])
    for pattern in (GLUED, SPACED, ALONE):
        for i in rows:
            found = pattern.match(here.rows[i])
            if found:
                cure = "write key: value, with a space after the colon"
                what = 'a ":" without a space' if found[1] == ":" else 'a key without ":"'
                yield edit_of(i, found.span(1), ": " if found[1] else ":", what, cure)


def missing_commas(here: Rows) -> Iterator[Edit]:
    """A comma between two keys within braces."""
    what, cure = "a comma is missing between two keys", 'write ", " between them'
    for i in here.near:
        for found in NO_COMMA.finditer(here.rows[i]):
            yield edit_of(i, found.span(1), ", ", what, cure)
    for i in here.near[1:]:
        end = len(COMMENT.sub("", here.rows[i]).rstrip())
        yield edit_of(i, (end, end), ",", "a comma is missing at the end of the line", "write it")


def brackets(here: Rows) -> Iterator[Edit]:
    """Closing brackets that are missing, or one that is too many."""
    for i in here.near[::-1]:
        row = COMMENT.sub("", here.rows[i]).rstrip()
        opened, at = _open_brackets(row)
        end = len(row)
        if opened and not CLOSER.search(here.rows[i][end:]):
            missing = "".join({"{": "}", "[": "]"}[row[one]] for one in reversed(opened))
            missing = missing if at == end else missing[0]
            what, cure = f"what {row[opened[-1]]} opens is not closed", f"write {missing}"
            yield edit_of(i, (at, at), missing, what, f"{cure} where it ends", opened[-1])
        elif row.endswith(("]", "}")):
            what = f"there is no opening bracket for this {row[-1]}"
            yield edit_of(i, (end - 1, end), "", what, "take it out")
            for start in [one for one in sorted(_begins_of_values(row)) if one < end]:
                opener = {"]": "[", "}": "{"}[row[-1]]
                what = f"the opening bracket for {row[-1]} is missing"
                yield edit_of(i, (start, start), opener, what, f"write {opener}")


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


def indents(here: Rows) -> Iterator[Edit]:
    """The indentation of a line above, the nearest first; the line above may be the wrong one."""
    for i in here.near[:2]:
        lead = lead_of(here.rows[i])
        above = [
            lead_of(here.rows[j]) for j in range(i - 1, -1, -1) if says_something(here.rows[j])
        ]
        for width in [one for one in dict.fromkeys(above) if one != lead][:4]:
            what = "the indentation fits nothing above"
            cure = f"start the line in column {width + 1}, that of a key or item above"
            yield edit_of(i, (0, lead), " " * width, what, cure, lead)
