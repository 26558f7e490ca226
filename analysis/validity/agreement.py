"""How far two coders of the same crises agree on the facts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import log
from typing import Any, NamedTuple

CLOSE = log(2.0)  # two ratios within a factor of two agree
EXACT = (
    "gravity", "power", "nuclear", "regime", "start", "troops_in_area", "bluffs", "kept",
    "guarantor",
)  # fmt: skip
ONE_SIDED = ("who is an actor", "who opposes whom", "power_ratio (within a factor of two)")
OF_CRISIS = ("territory", "protracted", "ethnic")


Coding = Mapping[str, Any]
Codes = tuple[Any, Any]


class Agreement(NamedTuple):
    """Agreement of two coders on one fact.

    Attributes:
        fact: Its name.
        n: How often both coded it.
        agreed: How often they gave the same code.
        kappa: Cohen's kappa, agreement beyond chance; None where it means nothing: all codes
            are one, or only what at least one coder named is counted.
    """

    fact: str
    n: int
    agreed: int
    kappa: float | None


def agreements(first: Mapping[str, Coding], second: Mapping[str, Coding]) -> list[Agreement]:
    """Agreement on each fact over all crises that were coded twice.

    Args:
        first: The first coding of each crisis, by its name.
        second: The second coding of some of them.
    """
    pairs: dict[str, list[tuple[Any, Any]]] = defaultdict(list)
    for crisis in sorted(second):
        for fact, codes in coded_pairs(first[crisis], second[crisis]):
            pairs[fact].append(codes)
    return [agreement(fact, codes) for fact, codes in pairs.items()]


def coded_pairs(one: Coding, other: Coding) -> Iterator[tuple[str, Codes]]:
    """Each fact that both codings of a crisis have, with its two codes."""
    yield from _of_crisis(one["facts"], other["facts"])
    actors = set(one["actors"]), set(other["actors"])
    for code in sorted(actors[0] | actors[1]):
        yield "who is an actor", (code in actors[0], code in actors[1])
    for code in sorted(actors[0] & actors[1]):
        yield from _of_actor(one["actors"][code]["facts"], other["actors"][code]["facts"])
    pairs = [{frozenset(pair) for pair in each["relations"]["opponents"]} for each in (one, other)]
    for pair in sorted(pairs[0] | pairs[1], key=sorted):
        if pair <= actors[0] & actors[1]:
            yield "who opposes whom", (pair in pairs[0], pair in pairs[1])


def _of_crisis(one: Coding, other: Coding) -> Iterator[tuple[str, Codes]]:
    triggers = one["trigger"], other["trigger"]
    for key in ("kind", "by", "against"):
        yield f"trigger.{key}", (triggers[0].get(key), triggers[1].get(key))
    months = [str(each.get("date"))[:7] for each in triggers]
    yield "trigger.date (month)", (months[0], months[1])
    for fact in OF_CRISIS:
        yield fact, (code_of(one.get(fact)), code_of(other.get(fact)))
    yield "client_war", (one["client_war"]["level"], other["client_war"]["level"])


def _of_actor(one: Coding, other: Coding) -> Iterator[tuple[str, Codes]]:
    for fact in EXACT:
        yield fact, (code_of(one.get(fact)), code_of(other.get(fact)))
    ratios = code_of(one.get("power_ratio")), code_of(other.get("power_ratio"))
    if None not in ratios:
        close = abs(log(ratios[0] / ratios[1])) < CLOSE
        yield "power_ratio (within a factor of two)", (True, close)
    for fact in ("red_line", "north_star"):
        yield f"has a {fact}", (one.get(fact) is not None, other.get(fact) is not None)


def code_of(written: Any) -> Any:  # noqa: ANN401 - a code is of any type
    """The code of a fact, whether written short or with its source."""
    return written.get("value") if isinstance(written, Mapping) else written


def agreement(fact: str, codes: Iterable[tuple[Any, Any]]) -> Agreement:
    """Agreement on one fact.

    >>> agreement("x", [(1, 1), (1, 1), (2, 2), (2, 1)])
    Agreement(fact='x', n=4, agreed=3, kappa=0.5)
    """
    pairs = [(str(one), str(other)) for one, other in codes]
    n, agreed = len(pairs), sum(one == other for one, other in pairs)
    names = {name for pair in pairs for name in pair}
    chance = sum(
        sum(one == name for one, _ in pairs) * sum(other == name for _, other in pairs)
        for name in names
    ) / (n * n)
    kappa = None if chance >= 1.0 or fact in ONE_SIDED else (agreed / n - chance) / (1.0 - chance)
    return Agreement(fact, n, agreed, kappa)
