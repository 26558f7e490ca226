"""Strategies for whole scenarios, written as documents and read by the real loader."""

from dataclasses import dataclass
from itertools import combinations
from typing import get_args

from hypothesis import strategies as st

from brinkmanship.sim.scenario.format.kinds import Between
from brinkmanship.sim.scenario.format.mechanisms import Mechanisms
from brinkmanship.sim.scenario.format.stage import TURN, ClientWar
from brinkmanship.sim.scenario.format.vocabulary import OBLIGATIONS
from tests.strategies.amounts import Document, mechanism_tables, parts, values
from tests.strategies.injects import Stage, injects
from tests.strategies.ladders import Climb, built_climbs
from tests.strategies.leanings import LEANINGS
from tests.strategies.policies import policies

SIDES = ("west", "east", "south", "north", "centre")
CROWDS = (2, 3, 4, 5, 6, 7, 8, 10, 15, 20, 25, 30, 35)
MOST_PACTS = 4
TURNS = get_args(TURN)


@dataclass(frozen=True, slots=True)
class Character:
    """What several actors of a scenario can have in common.

    Attributes:
        nuclear: Whether it has nuclear weapons.
        means: Rungs it can stand on, up to the highest it may start on.
        written: The rest of the actor as the document writes it.
    """

    nuclear: bool
    means: list[int]
    written: Document


@st.composite
def characters(draw: st.DrawFn, climb: Climb) -> Character:
    """A policy, and numbers that go with it."""
    nuclear = draw(st.integers(0, 2)) > 0
    means = climb.open_to(nuclear=nuclear)
    start = draw(st.integers(0, len(means) - 1))
    optional = {
        "resolve": values(Between(0, 50)) | values(Between(0, 2)),
        "capability": values(Between(0, 1000, above=True)) | values(Between(0.1, 10)),
        "exposure": values(Between(0, 100)),
        "hostility": values(Between(0, 1)),
        "kept": values(Between(0, 1000)),
        "bluffs": values(Between(0, 1000)),
        "settled": st.booleans(),
        "learns": st.booleans(),
    }
    written = draw(st.fixed_dictionaries({}, optional=optional))
    written["policy"] = draw(policies(climb, means, means[start]))
    return Character(nuclear, means[: start + 1], written)


@st.composite
def actors(
    draw: st.DrawFn, climb: Climb, steps: tuple[str, ...], cast: list[Character]
) -> Document:
    """One actor with one of the characters; not higher than that may start."""
    character = draw(st.sampled_from(cast))
    aid = climb.roles.get("aid", -1)
    aiding = aid in character.means and draw(st.booleans())
    start = aid if aiding else draw(st.sampled_from(character.means))
    actor: Document = {"name": "State", "start": climb.ids[start], "nuclear": character.nuclear}
    if start == aid:
        actor["start_aid"] = draw(st.sampled_from(steps))
    return actor | character.written


@st.composite
def sides_of(draw: st.DrawFn, codes: list[str]) -> dict[str, list[str]]:
    """Two or more sides, at least one actor on each; who is on none is a bystander."""
    count = draw(st.sampled_from([2, 2, 2, 3, 4, 5]))
    names = SIDES[: min(count, len(codes))]
    places = range(-1, len(names))
    stood = [*range(len(names)), *(draw(st.sampled_from(places)) for _ in codes[len(names) :])]
    return {
        name: [code for code, side in zip(codes, stood, strict=True) if side == place]
        for place, name in enumerate(names)
    }


def pairs_of(names: list[str]):
    """Some pairs of different names, at least one, each once."""
    pairs = [list(pair) for pair in combinations(names, 2)]
    return st.lists(st.sampled_from(pairs), min_size=1, max_size=8, unique_by=tuple)


@st.composite
def disputes(draw: st.DrawFn, codes: list[str]) -> Document:
    """How far it is about land, how old it is, and who reaches whom by land."""
    optional = {
        "territory": values(Between(0, 1)),
        "protracted": values(Between(0, 1)),
        "borders": pairs_of(codes[:8]) | st.just([]),
    }
    dispute: Document = draw(st.fixed_dictionaries({}, optional=optional))
    return dispute


@st.composite
def alliances(draw: st.DrawFn, climb: Climb, codes: list[str]) -> Document:
    """Alliances of actors on whatever sides, each in as many as it likes."""
    found: Document = {}
    for number in range(draw(st.integers(0, MOST_PACTS))):
        members = draw(st.lists(st.sampled_from(codes), min_size=1, max_size=12, unique=True))
        optional = {
            "obligation": st.sampled_from(tuple(OBLIGATIONS)),
            "cohesion": values(Between(0, 1)),
            "consensus_for": st.sampled_from(climb.ids),
            "voices": st.dictionaries(st.sampled_from(members), values(Between(0, 10)), max_size=3),
            "vetoes": st.dictionaries(st.sampled_from(members), values(Between(0, 1)), max_size=3),
        }
        pact = draw(st.fixed_dictionaries({}, optional=optional))
        found[f"pact-{number}"] = {"members": members} | pact
    return found


@st.composite
def clocks(draw: st.DrawFn) -> Document:
    """A short run, its turns of any length, taken together or one after another."""
    order = draw(st.sampled_from(["simultaneous", "sequential random", "sequential listed"]))
    clock: Document = {"horizon": draw(st.integers(3, 15)), "order": order.split()[0]}
    if order != "simultaneous":
        clock["sequence"] = order.split()[1]
    if draw(st.integers(0, 2)) == 0:
        clock["turn"] = draw(st.sampled_from(TURNS))
    return clock


@st.composite
def terminals(draw: st.DrawFn, climb: Climb) -> Document:
    """What ends a run early."""
    still = {"above": st.sampled_from(climb.ids), "turns": st.integers(1, 4)}
    below_force = st.integers(0, climb.place("force") - 1)
    calm = st.tuples(below_force, below_force).map(lambda rungs: climb.ids[min(rungs)])
    terminal: Document = draw(
        st.fixed_dictionaries(
            {
                "absorb_on_clash": st.booleans(),
                "deescalation": st.fixed_dictionaries(
                    {"at_most": calm, "turns": st.integers(1, 8)}
                ),
            },
            optional={
                "answer_within": st.integers(0, 8),
                "war_turns": st.integers(1, 4),
                "yield_weeks": st.integers(1, 12),
                "stalemate": st.just("none") | st.fixed_dictionaries({}, optional=still),
            },
        )
    )
    return terminal


@st.composite
def client_wars(draw: st.DrawFn, climb: Climb, fighters: list[str]) -> Document:
    """A war between clients, or between a client and an actor."""
    numbers_of_war = parts(ClientWar, climb.ids, "between", "backers")
    war: Document = {"between": [draw(st.sampled_from([*fighters, "Here"])), "There"]}
    if draw(st.booleans()):
        war["backers"] = draw(st.lists(st.sampled_from(fighters), max_size=3, unique=True))
    if not climb.has("war"):
        war["rung"] = draw(st.sampled_from(climb.ids))
    return {**war, "intensity": draw(values(Between(0, 1)))} | draw(numbers_of_war)


@st.composite
def crises(draw: st.DrawFn, shipped: tuple[Climb, ...]) -> Document:
    """A whole scenario of 2 to 35 actors, valid by construction, on a built ladder or on these."""
    climb = draw(st.sampled_from(shipped) | built_climbs() if shipped else built_climbs())
    steps = tuple(f"class{number}" for number in range(draw(st.integers(1, 4))))
    cast = draw(st.lists(characters(climb), min_size=1, max_size=4))
    count = draw(st.sampled_from(CROWDS))
    codes = [f"{chr(65 + 7 * number % 26)}{number}X" for number in range(count)]
    sides = draw(sides_of(codes))
    placed = [code for members in sides.values() for code in members]
    bystanders = [code for code in codes if code not in placed]
    people = {code: draw(actors(climb, steps, cast)) for code in codes}
    mediators = [code for code in bystanders if draw(st.integers(0, 3)) == 0]
    for code in mediators:
        people[code]["mediator"] = True
    pacts: Document = draw(alliances(climb, placed))
    war = draw(st.none() | client_wars(climb, placed))
    stage = Stage(
        climb=climb,
        codes=codes,
        means={code: climb.open_to(nuclear=people[code]["nuclear"]) for code in codes},
        sides=list(sides),
        joiners=[code for code in bystanders if code not in mediators],
        pacts=list(pacts),
        war=war is not None,
    )
    document = {
        "title": "A crisis nobody wrote",
        **climb.written,
        "clock": draw(clocks()),
        "sides": sides,
        "dispute": draw(disputes(codes)),
        "aid": {"steps": list(steps)},
        "actors": people,
        "alliances": pacts,
        "mechanisms": draw(mechanism_tables(Mechanisms, climb.ids)),
        "injects": draw(injects(stage)),
        "terminal": draw(terminals(climb)),
        **({"client_war": war} if war else {}),
    }
    if draw(st.integers(0, 2)) == 0:
        document["opponents"] = draw(pairs_of(list(sides)))
    for lean in draw(st.lists(st.sampled_from(LEANINGS), max_size=2, unique=True)):
        lean(document, climb)
    return document


@st.composite
def addresses(draw: st.DrawFn) -> tuple[int, int]:
    """A seed and the number of a run, from the least to the greatest there are."""
    seed = draw(st.sampled_from([0, 2**31, 2**32, 2**63 - 1]) | st.integers(0, 2**63 - 1))
    run = draw(st.sampled_from([0, 2**32 - 1, 2**39]) | st.integers(0, 2**39))
    return seed, run
