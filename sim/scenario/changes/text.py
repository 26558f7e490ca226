"""Changes as lines of text, one line a subject."""

from collections.abc import Iterator, Sequence

from brinkmanship.sim.scenario.changes.between import Change
from brinkmanship.sim.scenario.digest import FACTUAL

SAME = "Nothing: the two mean the same, so every run is the same."


def lines_by_subject(changes: Sequence[Change]) -> Iterator[str]:
    """One line a subject with all its changes; then a line each for facts and for wording.

    >>> list(lines_by_subject([Change("France", "ceiling tripwire -> clash", "x")]))
    ['France: ceiling tripwire -> clash']
    """
    meant = [one for one in changes if not one.wording]
    if not meant:
        yield SAME
    for who in dict.fromkeys(one.subject for one in meant):
        yield f"{who}: {'; '.join(one.words for one in meant if one.subject == who)}"
    facts = [one for one in changes if one.wording and is_factual(one)]
    if facts:
        row = ", ".join(dict.fromkeys(_factual(one) for one in facts))
        yield f"Only facts, which change runs by what follows from them alone: {row}"
    others = [one for one in changes if one.wording and one not in facts]
    if others:
        row = ", ".join(dict.fromkeys(_wording(one) for one in others))
        yield f"Only wording, which changes no run: {row}"


def is_factual(change: Change) -> bool:
    """Whether a change is one of facts, relations or history."""
    return not FACTUAL.isdisjoint(change.path.split("."))


def _factual(change: Change) -> str:
    """Which facts changed: those of an actor, or the part of the document."""
    return f"facts of {change.subject}" if change.path.startswith("actors.") else change.subject


def _wording(change: Change) -> str:
    """Which wording changed, without the texts, which may be long."""
    if change.path == "source":
        return change.words
    steps = change.path.split(".")
    name = steps[-1].split("[")[0] if steps[0] != "sources" else "references"
    return f"{name} of {change.subject}" if len(steps) > 1 and name != "references" else name
