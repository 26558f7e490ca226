"""Finds the usual slip that explains why a text is not YAML.

Each edit is a guess; the more telling ones come first, and one is told only if the parser gets
further with it than without. The parser itself comes from outside.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from brinkmanship.sim.errors import LINE_END
from brinkmanship.sim.scenario.reading.slips import signs, structure
from brinkmanship.sim.scenario.reading.slips.edits import LONGEST_ROW, Edit, Rows, says_something

MOST_TRIED = 200_000  # characters parsed, all edits together
TOP = re.compile(r"[\w\"']")  # how a line without indentation begins


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
    above = (i for i in range(min(gave_up, len(rows)) - 1, -1, -1) if says_something(rows[i]))
    near = dict.fromkeys((gave_up, next(above, gave_up), began))
    here = Rows(rows, [i for i in near if i < len(rows) and len(rows[i]) <= LONGEST_ROW], gave_up)
    for slips in SLIPS:
        yield from slips(here)


SLIPS: tuple[Callable[[Rows], Iterator[Edit]], ...] = (
    signs.left_over, signs.tabs, signs.odd_blanks, signs.full_width, signs.curly_quotes,
    signs.bullets, structure.open_quotes, structure.no_colon_before_bracket, structure.brackets,
    structure.missing_commas, structure.needs_braces, structure.needs_quotes,
    structure.missing_colons, structure.indents, structure.bracketed_text,
)  # fmt: skip
