"""The changes from one scenario to another, each difference once."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from brinkmanship.sim.scenario import Scenario
from brinkmanship.sim.scenario.changes import words
from brinkmanship.sim.scenario.changes.lists import item_changes
from brinkmanship.sim.scenario.digest import WORDING
from brinkmanship.sim.scenario.tree import Path, dotted

ACTOR = 2  # steps to an actor: actors.FRA
UNORDERED = ("sides", "members")  # lists whose order means nothing


class Change(NamedTuple):
    """One difference.

    Attributes:
        subject: What it concerns: an actor, an alliance, a part of the document.
        words: What changed, in words.
        path: The place in the document; the change covers everything below it.
        wording: Whether it is a title, a name, a note or a source, which changes no run, or a
            fact, which changes none but by what follows from it.
    """

    subject: str
    words: str
    path: str
    wording: bool = False


class _Missing:
    """Stands for a part that one of the two documents does not have."""


MISSING = _Missing()


def changes_between(before: Scenario, after: Scenario) -> tuple[Change, ...]:
    """All changes from ``before`` to ``after``, in the order of the format.

    Two scenarios have the same digest if, and only if, all their changes are wording.
    """
    names = {code: actor.name for code, actor in {**before.actors, **after.actors}.items()}
    found = list(_Walk(names).walk(before.model_dump(), after.model_dump(), ()))
    if _moving_order(before) != _moving_order(after) and set(before.actors) == set(after.actors):
        found.append(Change("the clock", "the actors move in another order", "actors"))
    sources = [path for path in before.cited if after.cited.get(path) != before.cited[path]]
    sources += [path for path in after.cited if path not in before.cited]
    if sources:
        many = f"{len(sources)} values" if len(sources) > 1 else "one value"
        found.append(Change("the references", f"source of {many}", "source", wording=True))
    return tuple(found)


def _moving_order(scenario: Scenario) -> list[str]:
    """The order of the actors if they move in it, else nothing."""
    clock = (scenario.clock.order, scenario.clock.sequence)
    return list(scenario.actors) if clock == ("sequential", "listed") else []


class _Walk:
    """A walk through two documents side by side.

    Attributes:
        names: Names of actors by code.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names

    def walk(self, before: Any, after: Any, path: Path) -> Iterator[Change]:  # noqa: ANN401
        """The changes at a place and below it."""
        if before == after:
            return
        mappings = isinstance(before, Mapping) and isinstance(after, Mapping)
        if mappings and not _is_one_number(before, after):
            for key in {**before, **after}:
                here = (*path, key)
                yield from self.walk(before.get(key, MISSING), after.get(key, MISSING), here)
        elif _is_list(before) and _is_list(after):
            yield from self._lists(before, after, path)
        else:
            yield self._change(path, _replacement_words(path, before, after))

    def _lists(self, before: Sequence[Any], after: Sequence[Any], path: Path) -> Iterator[Change]:
        if not all(isinstance(one, Mapping) for one in (*before, *after)):
            yield self._names(before, after, path)
            return
        if len(before) == len(after):
            for i, (one, other) in enumerate(zip(before, after, strict=True)):
                yield from self.walk(one, other, (*path, i))
            return
        for text in item_changes(before, after, words.SINGULAR.get(str(path[-1]), "item")):
            yield self._change(path, text)

    def _names(self, before: Sequence[Any], after: Sequence[Any], path: Path) -> Change:
        """The change of a list of names: some are gone, some are new, or only the order differs."""
        gone = [one for one in before if one not in after]
        new = [one for one in after if one not in before]
        label = words.place_words(path)
        parts = [f"{verb} {words.name_row(row)}" for verb, row in
                 (("without", gone), ("with", new)) if row]  # fmt: skip
        order = not parts
        text = f"{label}: {' and '.join(parts) or 'another order'}".removeprefix(": ")
        means_nothing = path[0] == "sides" or path[-1] in UNORDERED
        return self._change(path, text, wording=order and means_nothing)

    def _change(self, path: Path, text: str, *, wording: bool = False) -> Change:
        wording_only = wording or is_wording(path)
        return Change(words.subject(path, self.names), text, dotted(path), wording_only)


def is_wording(path: Path) -> bool:
    """Whether a place is only wording, which the digest leaves out."""
    if path[0] in WORDING:
        return True
    parts = {"actors": 3, "injects": 3, "ladder": 4}  # actors.FRA.name, ladder.rungs[0].label
    length = parts.get(str(path[0]), len(path) + 1)
    return len(path) >= length and path[length - 1] in WORDING


def _is_one_number(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether either is a distribution, which is described as a whole."""
    return words.is_number(before) or words.is_number(after)


def _is_list(part: object) -> bool:
    return isinstance(part, list | tuple)


def _replacement_words(path: Path, before: Any, after: Any) -> str:  # noqa: ANN401 - any two values
    """The words for one value replaced by another."""
    if path[-1] == "enabled":
        return "switched on" if after else "switched off"
    label = words.place_words(path)
    say: Callable[[Any], str] = words.value_words
    if path[-1] == "north_star":
        say = words.north_star_words
    elif path[0] == "actors" and len(path) == ACTOR:
        say = words.actor_words
    if isinstance(after, _Missing) or after is None:
        return f"{label} removed (was: {say(before)})".strip()
    if isinstance(before, _Missing) or before is None:
        return f"{label} added: {say(after)}".strip()
    if isinstance(before, bool) and isinstance(after, bool):
        return f"{label}: {'yes, was no' if after else 'no, was yes'}"
    texts = [words.value_words(one) for one in (before, after)]
    if texts[0] == texts[1]:  # shorter than what differs
        texts = [json.dumps(one, ensure_ascii=False) for one in (before, after)]
    return f"{label} {' -> '.join(texts)}".strip()
