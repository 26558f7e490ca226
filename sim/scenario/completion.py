"""The paths that ``--set`` takes in a scenario, as a shell completes them."""

from collections.abc import Iterator

from brinkmanship.sim.scenario.changes.words import is_number
from brinkmanship.sim.scenario.format.scenario import Scenario
from brinkmanship.sim.scenario.format.walk import known_keys
from brinkmanship.sim.scenario.reading.overrides import split_path
from brinkmanship.sim.scenario.tree import Path, value_at


def path_completions(scenario: Scenario, typed: str, end: str = "=") -> list[str]:
    """What may come next of a path that was begun: each goes one step further.

    Args:
        scenario: What is to be changed; keys that it leaves out are offered too.
        typed: The beginning of a path.
        end: What stands behind a path that is complete; others end with a dot.

    >>> from brinkmanship.sim.scenario import load_scenario
    >>> scenario = load_scenario("nato-ground-troops-2024")
    >>> path_completions(scenario, "clock.h"), path_completions(scenario, "cl")
    (['clock.horizon='], ['clock.', 'client_war.'])
    """
    above, dot, _ = typed.rpartition(".")
    data, path = scenario.model_dump(), split_path(above)
    if above and not path:
        return []
    steps = (f"{above}{dot}{step}" for step in _next_steps(data, path, end))
    return [step for step in steps if step.startswith(typed)]


def _next_steps(data: object, path: Path, end: str) -> Iterator[str]:
    part = value_at(data, path)
    for key in dict.fromkeys([*(part if isinstance(part, dict) else ()), *known_keys(path)]):
        below = (*path, str(key))
        yield from _endings(str(key), value_at(data, below), below, end)


def _endings(step: str, value: object, path: Path, end: str) -> Iterator[str]:
    """A step with a dot if more may follow, with the end if a value may, or both."""
    items = value if isinstance(value, list | tuple) else ()
    more = bool(known_keys(path)) or isinstance(value, dict)
    if more:
        yield f"{step}."
    if not more or is_number(value):
        yield f"{step}{end}"
    for i, item in enumerate(items):
        yield from _endings(f"{step}[{i}]", item, (*path, i), end)
