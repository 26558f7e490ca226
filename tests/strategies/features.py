"""What a random document makes use of, by name, so that a test can ask for all of it."""

import json
from itertools import combinations

from brinkmanship.sim.scenario.format.ladder import RISING
from tests.strategies.amounts import Document

FEW, MANY = 5, 32


def features(document: Document, seed: int) -> set[str]:
    """Names of what is in a document: order of play, ladder, policies, injects, switches."""
    clock, injects = document["clock"], document["injects"]
    actors = document["actors"].values()
    base = document.get("extends", "")
    text = json.dumps(document)
    found = {
        " ".join(clock[key] for key in ("order", "sequence") if key in clock),
        f"ladder {base.split('/')[-1].removesuffix('.yaml')}" if base else "a ladder nobody wrote",
        "client war" if "client_war" in document else "no client war",
        *(f"inject {effect}" for inject in injects for effect in inject),
        *(f"north star {kind_of_star(actor['policy'])}" for actor in actors),
        *(kind for kind in ("normal", "uniform", "triangular", "choice") if f'"{kind}"' in text),
    }
    if "ladder" in document:
        rungs, roles = document["ladder"]["rungs"], document["ladder"]["roles"]
        found |= {f"no {role}" for role in RISING if role not in roles}
        found |= {"three to five rungs"} if len(rungs) <= FEW else set()
        found |= {"above 32 rungs"} if len(rungs) > MANY else set()
        found |= {f"kind {rung['kind']}" for rung in rungs if rung["kind"] != "by role"}
    found |= {f"turn {clock['turn']}"} if "turn" in clock else set()
    for name, part in document["mechanisms"].items():
        if part.get("enabled") is False:
            found.add(f"without {name}")
    for actor in actors:
        for rule in actor["policy"]["rules"]:
            act = next(key for key in rule if key != "when")
            found.add(f"{act} {'rung' if 'rung' in rule[act] else 'signal'}")
    pacts = [set(pact["members"]) for pact in document["alliances"].values()]
    side_of = {code: side for side, codes in document["sides"].items() for code in codes}
    counts = {
        "several sides": len(document["sides"]) > 2,
        "opponents": "opponents" in document,
        "borders": "borders" in document["dispute"],
        "land at stake": "territory" in document["dispute"],
        "an old conflict": "protracted" in document["dispute"],
        "backers": bool(document.get("client_war", {}).get("backers")),
        "capability": any("capability" in actor for actor in actors),
        "a record": any("kept" in actor and "bluffs" in actor for actor in actors),
        "just challenged": any(actor.get("settled") is False for actor in actors),
        "in two alliances": any(one & other for one, other in combinations(pacts, 2)),
        "allies on two sides": any(len({side_of.get(code) for code in pact}) > 1 for pact in pacts),
        "two actors": len(actors) == 2,
        "twenty actors": len(actors) >= 20,
        "thirty actors": len(actors) >= 30,
        "three alliances": len(document["alliances"]) >= 3,
        "mediator": any(actor.get("mediator") for actor in actors),
        "seed 0": seed == 0,
    }
    return found | {name for name, holds in counts.items() if holds}


def kind_of_star(policy: Document) -> str:
    """How a policy's north star binds."""
    star = policy.get("north_star")
    if star is None:
        return "none"
    if not star.get("hard"):
        return "soft"
    return "waived" if star.get("unless_attacked") else "hard"
