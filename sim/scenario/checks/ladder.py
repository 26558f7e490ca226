"""A ladder rises: in its intensities, and in the roles of its rungs, which build on one another."""

from collections.abc import Iterator
from itertools import pairwise

from brinkmanship.sim.scenario.checks.finding import Finding
from brinkmanship.sim.scenario.format.ladder import RISING
from brinkmanship.sim.scenario.format.scenario import Scenario
from brinkmanship.sim.scenario.format.vocabulary import BUILDS_ON
from brinkmanship.sim.scenario.wording import quoted


def check_ladder(scenario: Scenario) -> Iterator[Finding]:
    """Findings about rungs, intensities and roles."""
    yield from _rungs(scenario)
    yield from _roles(scenario)
    yield from _foundations(scenario)


def _rungs(scenario: Scenario) -> Iterator[Finding]:
    rungs = scenario.ladder.rungs
    seen: dict[str, int] = {}
    for i, rung in enumerate(rungs):
        if rung.id in seen:
            what = (
                f"the rung name {quoted(rung.id)} is given twice, first in rungs[{seen[rung.id]}]"
            )
            yield Finding(("ladder", "rungs", i, "id"), what, "give each rung a name of its own")
        seen.setdefault(rung.id, i)
    if rungs[0].intensity != 0:
        what = f"the first rung has intensity {rungs[0].intensity:g}"
        yield Finding(("ladder", "rungs", 0, "intensity"), what, "write 0")
    for i, (lower, upper) in enumerate(pairwise(rungs), start=1):
        if upper.intensity <= lower.intensity:
            what = (
                f"intensity {upper.intensity:g} is not above {lower.intensity:g}, "
                f"that of {quoted(lower.id)} below it"
            )
            cure = "let intensities rise from rung to rung"
            yield Finding(("ladder", "rungs", i, "intensity"), what, cure)


def _roles(scenario: Scenario) -> Iterator[Finding]:
    named = [(role, getattr(scenario.ladder.roles, role)) for role in RISING]
    given = [(role, rung) for role, rung in named if scenario.ladder.rank(rung) >= 0]
    for (low, low_rung), (high, high_rung) in pairwise(given):
        if scenario.ladder.rank(high_rung) <= scenario.ladder.rank(low_rung):
            what = f"the rung {quoted(high_rung)} is not above {quoted(low_rung)}, the role {low}"
            cure = f"roles rise in this order: {', '.join(RISING)}"
            yield Finding(("ladder", "roles", high), what, cure)


def _foundations(scenario: Scenario) -> Iterator[Finding]:
    """Roles without the one they build on, or on a rung where they leave no room."""
    ladder = scenario.ladder
    for role, needed in BUILDS_ON.items():
        if getattr(ladder.roles, role) and not getattr(ladder.roles, needed):
            what = f"the role {role} needs the role {needed}, and no rung has that"
            cure = f"write {needed}: RUNG beside it, or take {role} out"
            yield Finding(("ladder", "roles", role), what, cure, at_key=True)
    if ladder.place("force") == 0:
        what = f"{quoted(ladder.roles.force)} is the first rung, below which there is no peace"
        yield Finding(("ladder", "roles", "force"), what, "name a higher rung")
    steps = len(scenario.aid.steps)
    if ladder.place("aid") == len(ladder.rungs) - 1 and steps > 1:
        what = f"{quoted(ladder.roles.aid)} is the highest rung, and {steps} aid steps lead on"
        cure = "add a rung above it, or write one aid step"
        yield Finding(("ladder", "roles", "aid"), what, cure, rests_on=(("aid", "steps"),))
