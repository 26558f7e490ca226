"""A policy must be one that can be followed: its star, its red lines, its chances to signal."""

from collections.abc import Iterator

from brinkmanship.sim.scenario.checks.finding import (
    Finding,
    lacks_role,
    needs_nuclear,
    needs_role,
)
from brinkmanship.sim.scenario.format.policy import NorthStar, Policy, Style
from brinkmanship.sim.scenario.format.scenario import Scenario
from brinkmanship.sim.scenario.format.values import Normal, Value
from brinkmanship.sim.scenario.format.vocabulary import ENDS_AT
from brinkmanship.sim.scenario.meaning import closed_from
from brinkmanship.sim.scenario.tree import Path
from brinkmanship.sim.scenario.wording import quoted

OUTWARD = ("warn", "threaten", "assure", "ambiguity", "commit", "nuclear_signal")
SLACK = 1e-9  # 0.1 + 0.2 is a little more than 0.3


def check_policies(scenario: Scenario) -> Iterator[Finding]:
    """Findings about north stars, red lines and styles."""
    for code, actor in scenario.actors.items():
        path: Path = ("actors", code, "policy")
        if actor.policy.north_star:
            yield from _north_star(scenario, code, actor.policy.north_star, (*path, "north_star"))
        yield from _red_lines(scenario, code, actor.policy, (*path, "red_lines"))
        yield from _style(scenario, code, actor.policy.style, (*path, "style"))


def _north_star(scenario: Scenario, code: str, star: NorthStar, path: Path) -> Iterator[Finding]:
    if (star.stay_below is None) == (star.avoid is None):
        found = "both stay_below and avoid" if star.avoid else "neither stay_below nor avoid"
        yield Finding(path, f"the north star has {found}", "write exactly one of them")
        return
    if star.avoid and lacks_role(scenario, ENDS_AT[star.avoid]):
        what = f"no run can come to {quoted(star.avoid)}: the ladder has no role"
        cure = "take it out, or write stay_below: RUNG"
        yield Finding((*path, "avoid"), f"{what} {ENDS_AT[star.avoid]}", cure)
        return
    if star.hard and "strength" in star.model_fields_set:
        what = "a hard north star has no strength: nothing outweighs it"
        yield Finding((*path, "strength"), what, "take out strength, or write hard: false")
    yield from _under_star(scenario, code, path)


def _under_star(scenario: Scenario, code: str, path: Path) -> Iterator[Finding]:
    actor = scenario.actors[code]
    limit = closed_from(scenario, code)
    start = scenario.ladder.rank(actor.start) if actor.start else 0
    if limit == 0:
        what = f"a hard ceiling at the first rung forbids {code} every rung"
        yield Finding((*path, "stay_below"), what, "name a higher rung, or write hard: false")
    elif start >= limit:
        what = f"{code} starts on {quoted(actor.start)}, which its own hard north star forbids"
        cure = "start lower, name a higher rung, or write hard: false"
        yield Finding(("actors", code, "start"), what, cure)


def _red_lines(scenario: Scenario, code: str, policy: Policy, path: Path) -> Iterator[Finding]:
    rank = scenario.ladder.rank
    for i, line in enumerate(policy.red_lines):
        if 0 <= rank(line.promise) < rank(line.at):
            what = f"the line at {quoted(line.at)} promises {quoted(line.promise)}, a rung below it"
            cure = f"promise {quoted(line.at)} or higher"
            yield Finding((*path, i, "promise"), what, cure)
        yield from needs_nuclear(scenario, code, line.promise, (*path, i, "promise"))


def _style(scenario: Scenario, code: str, style: Style, path: Path) -> Iterator[Finding]:
    total = sum(_largest(getattr(style, signal)) for signal in OUTWARD)
    if total > 1 + SLACK:
        what = f"the chances of {', '.join(OUTWARD)} add up to {total:g}"
        yield Finding(path, what, "let them add up to 1 at most: one signal a week", at_key=True)
    if _largest(style.nuclear_signal) > 0:
        yield from needs_role(scenario, "nuclear_reminder", (*path, "nuclear_signal"))
    for field in ("hint", "promise"):
        yield from needs_nuclear(scenario, code, getattr(style, field), (*path, field))


def _largest(value: Value) -> float:
    """The largest number a value can be; for a normal deviate its mean."""
    return value.mean if isinstance(value, Normal) else max(value.support())
