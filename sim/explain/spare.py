"""A run without one kind of chance: accidents, misperception, hits on troops, or all of them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from brinkmanship.sim.crisis.state.fork import Fork
from brinkmanship.sim.explain.rewind import Luck, Restart, Rewinder
from brinkmanship.sim.explain.target import Target
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.premise.parameters import World

# What is set to 0, and so what cannot happen. An accident still may, but nobody takes it for
# an attack: to take the accident's rate away would also take away the fear of it.
SPARED: Mapping[str, tuple[str, ...]] = {
    "accident": ("accidents_base", "accidents_slope"),
    "misperception": ("misperception_sigma", "misperception_mu", "misperception_pi"),
    "tripwire": ("tripwire_hit",),
}
ALL = "all chance events"
KINDS: Mapping[str, tuple[str, ...]] = {
    "nothing": (),
    **SPARED,
    ALL: tuple(field for fields in SPARED.values() for field in fields),
}


class Spared(NamedTuple):
    """What a run comes to when one kind of chance is taken out of it.

    Attributes:
        kind: Of chance; "nothing" for the run as it is.
        own: Whether it reaches the target with its own luck else.
        n, hits: Continuations from the start with fresh luck, and how many reach it.
    """

    kind: str
    own: bool
    n: int
    hits: int


def premise_without(premise: Premise, fields: tuple[str, ...]) -> Premise:
    """The premise with these numbers of the world at 0 in every run."""
    places = {World._fields.index(field) for field in fields}
    base = tuple(0.0 if i in places else worth for i, worth in enumerate(premise.base))
    drawn = tuple(one for one in premise.drawn if one.place not in places)
    return replace(premise, base=base, drawn=drawn)


def spare_each_chance(
    premise: Premise, seed: int, run: int, *, target: Target, luck: Luck, workers: int = 1
) -> list[Spared]:
    """The run as it is, without each kind of chance event, and without any of them."""
    found = []
    for kind, fields in KINDS.items():
        spared = premise_without(premise, fields)
        with Rewinder(spared, seed, run, target=target, workers=workers) as rewinder:
            own = rewinder.own_hits([Restart(Fork(0))])[0]
            hits = next(rewinder.hits([Restart(Fork(0))], luck))
            found.append(Spared(kind, own, len(hits), int(hits.sum())))
    return found
