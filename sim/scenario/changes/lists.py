"""Items that were added to a list, removed from it, or replaced."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from brinkmanship.sim.scenario.changes.words import value_words


def item_changes(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]], thing: str
) -> Iterator[str]:
    """One phrase for each item that only one of two lists has; order counts.

    >>> list(item_changes([{"at": "clash"}], [{"at": "show"}, {"at": "clash"}], "red line"))
    ['red line added: at show']
    """
    old, new = [value_words(one) for one in before], [value_words(one) for one in after]
    same = SequenceMatcher(None, old, new, autojunk=False)
    for _, i, j, k, m in same.get_opcodes():
        if old[i:j] == new[k:m]:
            continue
        yield from (f"{thing} removed (was: {text})" for text in old[i:j])
        yield from (f"{thing} added: {text}" for text in new[k:m])
