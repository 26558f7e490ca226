"""Changes as lines of text, one line a subject."""

from collections.abc import Iterator, Sequence

from brinkmanship.sim.scenario.changes.between import Change

SAME = "Nothing: the two mean the same, so every run is the same."


def lines_by_subject(changes: Sequence[Change]) -> Iterator[str]:
    """One line a subject with all its changes; then one line for changes of wording.

    >>> list(lines_by_subject([Change("France", "ceiling tripwire -> clash", "x")]))
    ['France: ceiling tripwire -> clash']
    """
    meant = [one for one in changes if not one.wording]
    if not meant:
        yield SAME
    for who in dict.fromkeys(one.subject for one in meant):
        yield f"{who}: {'; '.join(one.words for one in meant if one.subject == who)}"
    wordings = list(dict.fromkeys(_wording(one) for one in changes if one.wording))
    if wordings:
        yield f"Only wording, which changes no run: {', '.join(wordings)}"


def _wording(change: Change) -> str:
    """Which wording changed, without the texts, which may be long."""
    if change.path == "source":
        return change.words
    steps = change.path.split(".")
    name = steps[-1].split("[")[0] if steps[0] != "sources" else "references"
    return f"{name} of {change.subject}" if len(steps) > 1 and name != "references" else name
