"""A trace becomes a page of plain text."""

from textwrap import wrap

from brinkmanship.sim.story.chain import chain, chain_lines
from brinkmanship.sim.story.frame import box, ending, opening
from brinkmanship.sim.story.trace import Trace
from brinkmanship.sim.story.turns import pages, told
from brinkmanship.sim.story.words import WIDTH, Words

ROOM = 118  # lines of a whole story; a page or two on a screen
LEAST_ROOM = 20
ALL = 10**9
READING = (
    "Numbers in brackets are utilities, of which only differences count; perceptions and "
    "beliefs lie between 0 and 1. Chance stands for what the model does not know of a mind."
)


def tell(trace: Trace, *, turns: tuple[int, int] | None = None, whole: bool = False) -> str:
    """The story of one run, in lines of at most 88 characters; the same bytes every time.

    Args:
        trace: The run.
        turns: First and last turn to tell, everything in them; all turns if left out.
        whole: Whether to tell every turn in full, however long it gets.
    """
    words = Words(trace)
    start = [*opening(words), ""]
    first, last = turns or (1, trace.horizon)
    chosen = [page for page in pages(words) if first <= page.turn <= last]
    close = _close(words) if turns is None or last >= trace.record.turns else _last(words)
    room = max(ROOM - len(start) - len(close), LEAST_ROOM)
    lines = told(words, chosen, ALL if whole or turns is not None else room)
    if not chosen:
        lines = [f"The run was over after turn {trace.record.turns}."]
    return "\n".join([*start, *lines, *close]) + "\n"


def _close(words: Words) -> list[str]:
    links = chain_lines(chain(words, words.trace))
    links = [*links, ""] if links else []
    return ["", *links, *ending(words), "", *box(words), *_last(words)]


def _last(words: Words) -> list[str]:
    trace = words.trace
    return [
        "",
        *wrap(READING, WIDTH),
        f"One simulated run of many; seed {trace.seed} run {trace.run}; not a forecast.",
    ]
