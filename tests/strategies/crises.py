"""Strategies for whole scenarios, written as documents and read by the real loader."""

from dataclasses import dataclass

from hypothesis import strategies as st

from brinkmanship.sim.scenario.format.kinds import Between
from brinkmanship.sim.scenario.format.mechanisms import Mechanisms
from brinkmanship.sim.scenario.format.stage import ClientWar
from brinkmanship.sim.scenario.format.vocabulary import OBLIGATIONS
from tests.strategies.amounts import Document, mechanism_tables, parts, values
from tests.strategies.injects import Stage, injects
from tests.strategies.ladders import Climb, built_climbs
from tests.strategies.leanings import LEANINGS
from tests.strategies.policies import policies

SIDES = ("west", "east")
CROWDS = (2, 3, 4, 5, 6, 7, 8, 10, 15, 20, 25, 30, 35)
PACTS = ((0, 0), (1, 0), (0, 1), (1, 1), (2, 1), (1, 2))  # alliances on either side


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
        "resolve": values(Between(0, 5)),
        "exposure": values(Between(0, 100)),
        "hostility": values(Between(0, 1)),
        "credibility": values(Between(0, 1, above=True, below=True)),
        "credibility_strength": values(Between(0, 1000, above=True)),
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
def alliances(draw: st.DrawFn, climb: Climb, side: str, free: list[str], wanted: int) -> Document:
    """Alliances of a side; ``free`` are its actors, each in one of them at most."""
    found: Document = {}
    count = min(wanted, len(free))
    for number in range(count):
        most = len(free) // (count - number)
        members = draw(st.lists(st.sampled_from(free), min_size=1, max_size=most, unique=True))
        free = [code for code in free if code not in members]
        optional = {
            "obligation": st.sampled_from(tuple(OBLIGATIONS)),
            "cohesion": values(Between(0, 1)),
            "consensus_for": st.sampled_from(climb.ids),
            "voices": st.dictionaries(st.sampled_from(members), values(Between(0, 10)), max_size=3),
            "vetoes": st.dictionaries(st.sampled_from(members), values(Between(0, 1)), max_size=3),
        }
        pact = draw(st.fixed_dictionaries({}, optional=optional))
        found[f"{side}-{number}"] = {"members": members} | pact
    return found


@st.composite
def clocks(draw: st.DrawFn) -> Document:
    """A short run, its turns taken together or one after another."""
    order = draw(st.sampled_from(["simultaneous", "sequential random", "sequential listed"]))
    clock: Document = {"horizon": draw(st.integers(3, 15)), "order": order.split()[0]}
    if order != "simultaneous":
        clock["sequence"] = order.split()[1]
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
                "stalemate": st.just("none") | st.fixed_dictionaries({}, optional=still),
            },
        )
    )
    return terminal


@st.composite
def client_wars(draw: st.DrawFn, climb: Climb, fighters: list[str]) -> Document:
    """A war between clients, or between a client and an actor."""
    numbers_of_war = parts(ClientWar, climb.ids, "between")
    war: Document = {"between": [draw(st.sampled_from([*fighters, "Here"])), "There"]}
    if not climb.has("war"):
        war["rung"] = draw(st.sampled_from(climb.ids))
    return {**war, "intensity": draw(values(Between(0, 1)))} | draw(numbers_of_war)


@st.composite
def crises(draw: st.DrawFn, shipped: tuple[Climb, ...]) -> Document:
    """A whole scenario of 2 to 35 actors, valid by construction."""
    climb = draw(st.sampled_from(shipped) | built_climbs())
    steps = tuple(f"class{number}" for number in range(draw(st.integers(1, 4))))
    cast = draw(st.lists(characters(climb), min_size=1, max_size=4))
    count = draw(st.sampled_from(CROWDS))
    codes = [f"{chr(65 + 7 * number % 26)}{number}X" for number in range(count)]
    stood = [0, 1, *(draw(st.sampled_from([0, 1, -1])) for _ in codes[2:])]
    sides = {
        name: [code for code, side in zip(codes, stood, strict=True) if side == place]
        for place, name in enumerate(SIDES)
    }
    bystanders = [code for code, side in zip(codes, stood, strict=True) if side < 0]
    people = {code: draw(actors(climb, steps, cast)) for code in codes}
    mediators = [code for code in bystanders if draw(st.integers(0, 3)) == 0]
    for code in mediators:
        people[code]["mediator"] = True
    pacts: Document = {}
    for (side, members), wanted in zip(sides.items(), draw(st.sampled_from(PACTS)), strict=True):
        pacts |= draw(alliances(climb, side, members, wanted))
    war = draw(st.none() | client_wars(climb, sides["west"] + sides["east"]))
    stage = Stage(
        climb=climb,
        codes=codes,
        means={code: climb.open_to(nuclear=people[code]["nuclear"]) for code in codes},
        sides=SIDES,
        joiners=[code for code in bystanders if code not in mediators],
        pacts=list(pacts),
        war=war is not None,
    )
    document = {
        "title": "A crisis nobody wrote",
        **climb.written,
        "clock": draw(clocks()),
        "sides": sides,
        "aid": {"steps": list(steps)},
        "actors": people,
        "alliances": pacts,
        "mechanisms": draw(mechanism_tables(Mechanisms, climb.ids)),
        "injects": draw(injects(stage)),
        "terminal": draw(terminals(climb)),
        **({"client_war": war} if war else {}),
    }
    for lean in draw(st.lists(st.sampled_from(LEANINGS), max_size=2, unique=True)):
        lean(document, climb)
    return document


@st.composite
def addresses(draw: st.DrawFn) -> tuple[int, int]:
    """A seed and the number of a run, from the least to the greatest there are."""
    seed = draw(st.sampled_from([0, 2**31, 2**32, 2**63 - 1]) | st.integers(0, 2**63 - 1))
    run = draw(st.sampled_from([0, 2**32 - 1, 2**39]) | st.integers(0, 2**39))
    return seed, run
