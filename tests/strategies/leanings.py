"""Turns a random document towards what would seldom come about by chance.

Each leaning changes a document in place and leaves it valid; the rest stays random.
"""

from tests.strategies.amounts import Document
from tests.strategies.ladders import Climb


def freed(document: Document, climb: Climb, place: int, role: str) -> Document:
    """An actor put on the rung of a role, its north star and its rules taken off."""
    actor: Document = list(document["actors"].values())[place]
    actor["policy"] = actor["policy"] | {"rules": []}
    actor["policy"].pop("north_star", None)
    actor.pop("start_aid", None)
    actor["start"] = climb.ids[climb.roles[role]]
    return actor


def turned(document: Document, **mechanisms: Document) -> None:
    """Give mechanisms these numbers, switched on."""
    for name, numbers in mechanisms.items():
        document["mechanisms"][name] = numbers


def to_the_brink(document: Document, climb: Climb) -> None:
    """Two nuclear powers that fight, and chances are high that it slips."""
    if not climb.has("force"):
        return
    for place in (0, 1):
        actor = freed(document, climb, place, "force")
        actor |= {"nuclear": True, "resolve": 50.0}
        actor["policy"]["goals"] = {"prevail": 10.0, "survival": 0.0}
    document["terminal"]["absorb_on_clash"] = False
    turned(document, nuclear_use={"clash": 0.2, "war": 0.2})


def to_the_troops(document: Document, climb: Climb) -> None:
    """Troops stand in an area that is fought over."""
    if not climb.has("collective"):
        return
    freed(document, climb, 0, "collective")
    rung = climb.ids[min(climb.place("war"), len(climb.ids) - 1)]
    document["client_war"] = {"between": ["Here", "There"], "intensity": 1.0, "rung": rung}
    turned(document, tripwire={"hit": 0.9, "drawn": 0.5})


def to_the_release(document: Document, climb: Climb) -> None:
    """Arms aid in classes, released one by one."""
    if not climb.has("aid"):
        return
    actor = freed(document, climb, 0, "aid")
    actor["start_aid"] = document["aid"]["steps"][0]
    document["aid"] = {"steps": [*document["aid"]["steps"], "more", "most"]}
    turned(document, aid={"chance": 1.0}, bargaining={"leap": 10.0, "inertia": 10.0})


def to_the_veto(document: Document, climb: Climb) -> None:
    """An alliance whose member wants a collective step that the others do not back."""
    if not climb.has("collective", "clash"):
        return
    actor = freed(document, climb, 0, "collective")
    actor["start"] = climb.ids[0]
    actor["resolve"] = 5.0
    first = next(iter(document["actors"]))
    pacts = document["alliances"]
    if not any(first in pact["members"] for pact in pacts.values()):
        pacts["LEAGUE"] = {"members": [first]}
    for pact in pacts.values():
        pact["consensus_for"] = climb.ids[climb.roles["collective"]]
        pact["vetoes"] = {pact["members"][0]: 1.0}
    actor["policy"]["north_star"] = {"avoid": "direct_clash", "strength": 1.0}
    turned(document, consensus={"weight": 20.0, "tolerance": 0.0})


def to_the_accident(document: Document, climb: Climb) -> None:
    """Accidents week by week, some of them taken for attacks, some absorbed."""
    if not climb.has("collective"):
        return
    for place in (0, 1):
        freed(document, climb, place, "collective")
        code = list(document["actors"])[place]
        if not any(code in pact["members"] for pact in document["alliances"].values()):
            document["alliances"][f"LEAGUE-{place}"] = {"members": [code]}
    document["terminal"]["absorb_on_clash"] = False
    turned(
        document,
        accidents={"rate": 5.0, "base": 0.7, "absorb": 0.3},
        retaliation={"weight": 9.0, "fade": 0.7},
    )


def to_the_standstill(document: Document, climb: Climb) -> None:
    """Nobody acts, and that is soon called a stalemate."""
    if not climb.has("force"):
        return
    freed(document, climb, 1, "force")
    for actor in document["actors"].values():
        actor["policy"] = actor["policy"] | {"style": actor["policy"]["style"] | {"activity": 0.0}}
    document["terminal"] |= {"stalemate": {"above": climb.ids[0], "turns": 3}}
    turned(document, activity={"chance": 0.0})


LEANINGS = (
    to_the_brink, to_the_troops, to_the_release, to_the_veto, to_the_accident, to_the_standstill,
)  # fmt: skip
