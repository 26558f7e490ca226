"""Small documents on ladders of any length, for tests of what a ladder needs."""

from brinkmanship.sim.scenario.format.ladder import RISING
from tests.strategies.amounts import Document

LONGEST = 64


def duel_on(count: int, roles: tuple[str, ...]) -> Document:
    """Two talkative allies and a rival on ``count`` rungs, of which the highest have the roles."""
    rungs = [
        {"id": f"r{place}", "label": f"Rung {place}", "intensity": place / (count - 1)}
        for place in range(count)
    ]
    named = sorted(roles, key=RISING.index)
    words = {"warn": 0.2, "threaten": 0.2, "ambiguity": 0.1, "commit": 0.1, "consult": 0.3}
    policy = {"goals": {"survival": 0.2, "prevail": 3}, "style": words}
    return {
        "title": f"A quarrel on {count} rungs",
        "ladder": {
            "rungs": rungs,
            "roles": {role: f"r{count - len(named) + i}" for i, role in enumerate(named)},
        },
        "clock": {"horizon": 12},
        "sides": {"west": ["AAA", "CCC"], "east": ["BBB"]},
        "actors": {
            "AAA": {"name": "Alphaland", "resolve": 3, "nuclear": True, "policy": policy},
            "CCC": {"name": "Gammaland", "resolve": 2},
            "BBB": {"name": "Betaland", "resolve": 3, "nuclear": True, "policy": policy},
        },
        "alliances": {"PACT": {"members": ["AAA", "CCC"], "consensus_for": "r1"}},
        "terminal": {"absorb_on_clash": False, "deescalation": {"at_most": "r0", "turns": 9}},
    }
