"""Strategies for ladders: the shipped ones, and ladders of any number of rungs."""

from dataclasses import dataclass
from itertools import accumulate
from typing import get_args

from hypothesis import strategies as st

from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.scenario.format.ladder import KIND, RISING
from brinkmanship.sim.scenario.format.vocabulary import BUILDS_ON
from brinkmanship.sim.scenario.reading.library import shipped
from tests.strategies.amounts import Document

SHIPPED = tuple(entry.name for entry in shipped() if entry.kind == "ladder")
GRAVE = RISING[4:]
KINDS = get_args(KIND)[1:]  # all but "by role"
MANY = 64


@dataclass(frozen=True, slots=True)
class Climb:
    """A ladder as a document writes it, and what the rest of the document must know of it.

    Attributes:
        written: Keys at the top of the document.
        ids: Names of the rungs.
        nuclear: For each rung, whether it needs nuclear weapons.
        roles: Positions of the roles it has; perhaps none.
    """

    written: Document
    ids: tuple[str, ...]
    nuclear: tuple[bool, ...]
    roles: dict[str, int]

    def place(self, role: str) -> int:
        """Position of a role, one beyond the ladder if it has none."""
        return self.roles.get(role, len(self.ids))

    def has(self, *roles: str) -> bool:
        """Whether the ladder has all of these roles."""
        return self.roles.keys() >= set(roles)

    def open_to(self, *, nuclear: bool) -> list[int]:
        """The rungs an actor has the means for."""
        return [rung for rung, needs in enumerate(self.nuclear) if nuclear or not needs]


def shipped_climb(name: str, folder) -> Climb:
    """A ladder of the library, read by way of the smallest scenario that uses it."""
    file = folder / f"{name}.yaml"
    file.write_text(
        f"title: Two\nextends: ladders/{name}.yaml\nsides: {{a: [AA], b: [BB]}}\n"
        "actors: {AA: {name: A}, BB: {name: B}}\n",
        encoding="utf-8",
    )
    ladder = load_scenario(file).ladder
    named = {role: getattr(ladder.roles, role) for role in RISING}
    return Climb(
        {"extends": f"ladders/{name}.yaml"},
        ladder.ids,
        tuple(rung.needs == "nuclear" for rung in ladder.rungs),
        {role: ladder.index(rung) for role, rung in named.items() if rung},
    )


@st.composite
def role_places(draw: st.DrawFn, count: int) -> dict[str, int]:
    """Positions of some of the roles or none, each with the role it builds on."""
    lacking = draw(st.frozensets(st.sampled_from(draw(st.sampled_from([RISING[:4], RISING])))))
    chosen: list[str] = []
    for role in (*GRAVE, *RISING[:4]):
        whole = BUILDS_ON.get(role, role) in {role, *chosen}
        if role not in lacking and whole and len(chosen) < count - 1:
            chosen.append(role)
    names = sorted(chosen, key=RISING.index)
    lowest = int(names[:1] == ["force"])  # below force there is a rung of peace
    highest = count - 1 - int(names[-1:] == ["aid"])  # above aid there is one to climb to
    places = st.lists(
        st.integers(lowest, highest), unique=True, min_size=len(names), max_size=len(names)
    )
    return dict(zip(names, sorted(draw(places)), strict=True))


@st.composite
def built_climbs(draw: st.DrawFn) -> Climb:
    """A ladder of 3 to 64 rungs whose roles, if any, stand anywhere in their order."""
    count = draw(st.integers(6, 32) | st.integers(3, 5) | st.integers(33, MANY))
    gaps = draw(st.lists(st.integers(1, 99), min_size=count - 1, max_size=count - 1))
    heights = [0, *accumulate(gaps)]
    roles = draw(role_places(count))
    levels = [height / heights[-1] for height in heights]
    levels[1] = draw(st.just(levels[1]) | st.floats(0, levels[1], exclude_min=True))
    ids = tuple(f"r{rung}" for rung in range(count))
    nuclear = tuple(
        rung >= roles.get("nuclear", count) or rung == roles.get("nuclear_display", -1)
        for rung in range(count)
    )
    kinds = draw(st.dictionaries(st.integers(0, count - 1), st.sampled_from(KINDS), max_size=4))
    rungs = [
        {
            "id": ids[rung],
            "label": ids[rung],
            "intensity": levels[rung],
            "kind": kinds.get(rung, "by role"),
            "needs": "nuclear" if nuclear[rung] else "none",
        }
        for rung in range(count)
    ]
    ladder = {"rungs": rungs, "roles": {role: ids[place] for role, place in roles.items()}}
    return Climb({"ladder": ladder}, ids, nuclear, roles)
