"""The facts of a scenario in words: of the crisis, of a state, of who stands where."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from brinkmanship.analysis.report.scenario.values import value_text
from brinkmanship.analysis.statistics.names import joined

Node = Mapping[str, Any]
PAIR = 2
ACTOR_FACTS = {
    "gravity": "the gravest thing that it saw in danger: {}",
    "power": "its standing: {} power",
    "power_ratio": "its power divided by that of its main opponent: {}",
    "nuclear": "nuclear weapons: {}",
    "guarantor": "guarantor: {}",
    "regime": "government: {}",
    "start": "in the week before it stood on {}",
    "troops_in_area": "troops in the contested area: {}",
    "bluffs": "threats of force that it had not carried out: {}",
    "kept": "threats of force that it had carried out: {}",
    "red_line": "its red line: {}",
    "north_star": "the limit it had set itself: {}",
}
CRISIS_FACTS = {
    "trigger": "what set it off: {}",
    "territory": "about who holds land: {}",
    "protracted": "a conflict between the opponents before: {}",
    "ethnic": "about secession or reunion across a border: {}",
    "client_war": "a war on which it bears: {}",
}


def facts_text(facts: Node, names: Mapping[str, str]) -> str:
    """Facts of a crisis or of a state in one sentence; empty without facts."""
    told = [
        form.format(_fact_text(facts[key], names))
        for key, form in {**CRISIS_FACTS, **ACTOR_FACTS}.items()
        if key in facts
    ]
    return f"Facts: {'; '.join(told)}." if told else ""


def _fact_text(fact: object, names: Mapping[str, str]) -> str:
    """One fact in words; codes of actors by their names."""
    text = value_text(fact)
    return " ".join(names.get(word.rstrip(","), word.rstrip(",")) + word[len(word.rstrip(",")) :]
                    for word in text.split(" "))  # fmt: skip


def pairs_text(pairs: Sequence[Sequence[str]], names: Mapping[str, str]) -> str:
    """Pairs in words.

    >>> pairs_text([["A", "B"], ["B", "C"]], {"A": "Alpha"})
    'Alpha and B; B and C'
    """
    return "; ".join(joined([names.get(code, code) for code in pair]) for pair in pairs)


def relations_text(document: Node, names: Mapping[str, str]) -> str:
    """Who stands against whom: sides, pairs of sides, or the relations of a historical crisis."""
    return " ".join(_relations(document, names))


def _relations(document: Node, names: Mapping[str, str]) -> Iterator[str]:
    sides, relations = document.get("sides") or {}, document.get("relations") or {}
    if sides:
        camps = [
            f"{side} ({joined([names.get(c, c) for c in codes])})" for side, codes in sides.items()
        ]
        lead = (
            "Two sides face each other" if len(camps) == PAIR else f"There are {len(camps)} sides"
        )
        yield f"{lead}: {joined(camps)}."
    if document.get("opponents"):
        yield f"Sides that oppose each other: {pairs_text(document['opponents'], {})}."
    if relations.get("opponents"):
        yield f"Opponents: {pairs_text(relations['opponents'], names)}."
    if relations.get("borders"):
        yield f"They reach each other by land: {pairs_text(relations['borders'], names)}."
    for patron, clients in (relations.get("clients") or {}).items():
        armed = joined([names.get(code, code) for code in clients])
        yield f"{names.get(patron, patron)} arms or pays {armed}."


def engaged_codes(document: Node) -> set[str]:
    """Codes of the actors that stand on a side or oppose somebody."""
    sides, relations = document.get("sides") or {}, document.get("relations") or {}
    on_side = {code for codes in sides.values() for code in codes}
    return on_side | {code for pair in relations.get("opponents") or () for code in pair}
