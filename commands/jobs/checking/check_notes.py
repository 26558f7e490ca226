"""What ``brink check`` says of a scenario without errors: notes, and which events come too late."""

from typing import Any, NamedTuple

from brinkmanship.api.crisis import Crisis
from brinkmanship.sim.lint.document import document_of
from brinkmanship.sim.lint.finding import Findings
from brinkmanship.sim.lint.notes import note_oddities, timed_injects
from brinkmanship.sim.results.played import Played
from brinkmanship.sim.scenario import Scenario
from brinkmanship.sim.scenario.calendar import first_day

RUNS = 500  # a share is known to five percentage points, in a quarter of a second


class Look(NamedTuple):
    """What was seen of a scenario, as plain data.

    Attributes:
        notes: What its author can hardly have meant, in the order of the files.
        events: For each inject with a turn after the first, the share of runs over before it.
    """

    notes: list[dict[str, Any]]
    events: list[dict[str, Any]]


def look_at(crisis: Crisis, seed: int) -> Look:
    """The notes on a scenario, and how many runs are over before what its author scripts.

    Runs are played only if an inject has a turn of its own: then it matters how long they last.
    """
    document = document_of(crisis.draft.root, crisis.scenario)
    findings = Findings(document.root)
    note_oddities(document.root, document.scenario, findings)
    events = []
    if timed_injects(document.scenario):
        from brinkmanship.sim.compiled.choice import machine_for  # most scenarios need no engine
        from brinkmanship.sim.compiled.engine import Engine
        from brinkmanship.sim.lint.late_injects import note_late_injects

        played = Engine(crisis.premise, machine_for(RUNS)).play(seed, 0, RUNS)
        note_late_injects(document.scenario, played, findings)
        events = events_of(document.scenario, played, seed)
    row = sorted(findings.all, key=lambda one: (one.problem.file, one.problem.line))
    return Look([one.plain() for one in row], events)


def events_of(scenario: Scenario, played: Played, seed: int) -> list[dict[str, Any]]:
    """The share of runs that end before each timed inject, with its 95% Wilson interval."""
    from brinkmanship.analysis.statistics.intervals import share_interval
    from brinkmanship.sim.lint.late_injects import over_before

    runs, clock, found = len(played.runs), scenario.clock, []
    for place, turn in timed_injects(scenario):
        over = over_before(played, turn)
        low, high = share_interval(over, runs)
        found.append({
            "inject": place,
            "turn": turn,
            "day": first_day(clock.starts, clock.turn, turn) if clock.starts else None,
            "note": scenario.injects[place].note or "",
            "over_before": over,
            "runs": runs,
            "seed": seed,
            "share": over / runs,
            "low": float(low),
            "high": float(high),
        })  # fmt: skip
    return found
