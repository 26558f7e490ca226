"""The digest of a scenario: scenarios that mean the same have the same digest."""

import hashlib
import json
from typing import Any

from brinkmanship.sim.scenario.format.scenario import Scenario

FACTUAL = frozenset({"facts", "relations", "history"})  # what counts is what follows from them
WORDING = frozenset({"title", "summary", "sources", "name", "label", "category", "note"}) | FACTUAL


def digest(scenario: Scenario) -> str:
    """SHA-256, in hexadecimal, over the meaning of a scenario.

    Titles, labels, notes, sources and the day of the start do not count, nor facts beside what
    follows from them, nor the order in which actors are listed (unless they act in that order), nor
    whether a default is written or left out.
    """
    meaning = {key: part for key, part in scenario.model_dump().items() if key not in WORDING}
    meaning["actors"] = {code: _without_wording(actor) for code, actor in meaning["actors"].items()}
    rungs = [_without_wording(rung) for rung in meaning["ladder"]["rungs"]]
    meaning["ladder"] = {**meaning["ladder"], "rungs": rungs}
    del meaning["clock"]["starts"]  # injects have turns by now
    meaning["injects"] = [_without_wording(inject) for inject in meaning["injects"]]
    meaning["sides"] = {name: sorted(codes) for name, codes in meaning["sides"].items()}
    for alliance in meaning["alliances"].values():
        alliance["members"] = sorted(alliance["members"])
    if (scenario.clock.order, scenario.clock.sequence) == ("sequential", "listed"):
        meaning["listed"] = list(scenario.actors)
    text = json.dumps(meaning, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _without_wording(part: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in part.items() if key not in WORDING}
