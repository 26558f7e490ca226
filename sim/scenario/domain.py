"""Whether a scenario is of the kind that the shipped numbers were fitted to, and what is not.

They were fitted to crises of 1918 to 1969 between two states, of which nothing but facts was known.
"""

from collections.abc import Iterator, Sequence

from brinkmanship.sim.scenario.format.base import BY_ROLE
from brinkmanship.sim.scenario.format.mechanisms import Mechanisms
from brinkmanship.sim.scenario.format.scenario import Scenario
from brinkmanship.sim.scenario.origins import LADDER, Origin

SINCE, BEFORE = 1918, 1970
STATES = 2
TURN = "1 week"
RUNGS = (
    "quiet", "protest", "warn", "sanction", "threat", "arms_aid", "deep_aid", "show", "mobilise",
    "nuclear_signal", "tripwire", "limited_force", "clash", "war", "nuclear_limited",
    "nuclear_general",
)  # fmt: skip
"""Rungs of the ladder on which they were fitted."""


def outside_the_fit(scenario: Scenario, found: Sequence[Origin]) -> list[str]:
    """In what a scenario differs from the crises of the fit; empty if it is of their kind.

    Args:
        scenario: Any.
        found: The numbers and facts of its document.
    """
    parts = (_sides(scenario), _facts(scenario), _date(scenario), _game(scenario, found))
    return [one for part in parts for one in part]


def _sides(scenario: Scenario) -> Iterator[str]:
    sides = scenario.sides
    states = sum(map(len, sides.values()))
    if len(sides) != STATES:
        yield f"{len(sides)} sides instead of two"
    elif states != STATES:
        yield f"{states} states on two sides instead of two"


def _facts(scenario: Scenario) -> Iterator[str]:
    sided = {code for codes in scenario.sides.values() for code in codes}
    silent = sum(scenario.actors[code].facts is None for code in sided)
    if scenario.facts is None:
        yield "no facts of the crisis"
    if silent:
        yield f"no facts of {silent} of {len(sided)} actors"


def _date(scenario: Scenario) -> Iterator[str]:
    trigger = scenario.facts.trigger if scenario.facts else None
    year = (trigger.date or "")[:4] if trigger else ""
    if not year.isdigit():
        yield "no trigger with a date"
    elif not SINCE <= int(year) < BEFORE:
        yield f"a trigger of {year}, not of {SINCE} to {BEFORE - 1}"


def _game(scenario: Scenario, found: Sequence[Origin]) -> Iterator[str]:
    """What the file says of clock, ladder, mechanisms and actors beyond facts."""
    if scenario.clock.turn != TURN:
        yield f"turns of {scenario.clock.turn}"
    if scenario.ladder.ids != RUNGS:
        yield "another ladder"
    changed = changed_mechanisms(scenario)
    if changed:
        yield f"changed mechanisms ({', '.join(changed)})"
    by_hand = sum(not one.fact and one.path[0] not in (LADDER, "mechanisms") for one in found)
    if by_hand:
        yield f"{by_hand} numbers by hand beside the facts"


def changed_mechanisms(scenario: Scenario) -> list[str]:
    """Names of the mechanisms of which something is not as shipped; rungs are filled in by role."""
    shipped = Mechanisms()
    return [
        name
        for name in Mechanisms.model_fields
        if _values(getattr(scenario.mechanisms, name)) != _values(getattr(shipped, name))
    ]


def _values(part: object) -> object:
    """A mechanism without the rungs that the loader fills in."""
    fields = getattr(type(part), "model_fields", {})
    if not fields:
        return part
    return {name: getattr(part, name) for name, one in fields.items() if one.default != BY_ROLE}
