"""A trace becomes a page of plain text."""

from textwrap import wrap

from brinkmanship.sim.story.text.chain import causal_links, link_lines
from brinkmanship.sim.story.text.frame import ending_lines, opening_lines, overview_lines
from brinkmanship.sim.story.text.turns import fitting_lines, items_of_turns
from brinkmanship.sim.story.text.words import WIDTH, Words
from brinkmanship.sim.story.trace.records import Trace

ROOM = 118  # lines of a in_full story; a page or two on a screen
LEAST_ROOM = 20
ALL = 10**9
READING = (
    "Numbers in brackets are utilities, of which only differences count; perceptions and "
    "beliefs lie between 0 and 1. Credibility is how far its opponents believe that an actor "
    "would fight. Chance stands for what the model does not know of a mind."
)


def story_text(trace: Trace, *, turns: tuple[int, int] | None = None, in_full: bool = False) -> str:
    """The story of one run, in lines of at most 88 characters; the same bytes every time.

    Args:
        trace: The run.
        turns: First and last turn to tell, everything in them; all turns if left out.
        in_full: Whether to tell every turn in full, however long it gets.
    """
    words = Words(trace)
    start = [*opening_lines(words), ""]
    first, last = turns or (1, trace.horizon)
    chosen = [page for page in items_of_turns(words) if first <= page.turn <= last]
    close = (
        _closing_lines(words) if turns is None or last >= trace.record.turns else _last_lines(words)
    )
    room = max(ROOM - len(start) - len(close), LEAST_ROOM)
    lines = fitting_lines(words, chosen, ALL if in_full or turns is not None else room)
    if not chosen:
        lines = [f"The run was over after turn {trace.record.turns}."]
    return "\n".join([*start, *lines, *close]) + "\n"


def _closing_lines(words: Words) -> list[str]:
    links = link_lines(causal_links(words, words.trace))
    links = [*links, ""] if links else []
    return ["", *links, *ending_lines(words), "", *overview_lines(words), *_last_lines(words)]


def _last_lines(words: Words) -> list[str]:
    trace = words.trace
    return [
        "",
        *wrap(READING, WIDTH),
        f"One simulated run of many; seed {trace.seed} run {trace.run}; not a forecast.",
    ]
