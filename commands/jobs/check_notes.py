"""The notes of ``brink check`` on a scenario without errors."""

from typing import Any

from brinkmanship.api.crisis import Crisis
from brinkmanship.sim.lint.document import document_of
from brinkmanship.sim.lint.finding import Findings
from brinkmanship.sim.lint.notes import note_oddities, timed_injects

RUNS = 200  # enough to tell most runs from few, and played in a tenth of a second


def notes_on(crisis: Crisis, seed: int) -> list[dict[str, Any]]:
    """What the author of a scenario can hardly have meant, as plain data in the order of the files.

    Runs are played only if an inject has a turn of its own: then it matters how long they last.
    """
    document = document_of(crisis.draft.root, crisis.scenario)
    findings = Findings(document.root)
    note_oddities(document.root, document.scenario, findings)
    if timed_injects(document.scenario):
        from brinkmanship.sim.compiled.choice import machine_for  # most scenarios need no engine
        from brinkmanship.sim.compiled.engine import Engine
        from brinkmanship.sim.lint.late_injects import note_late_injects

        played = Engine(crisis.premise, machine_for(RUNS)).play(seed, 0, RUNS)
        note_late_injects(document.scenario, played, findings)
    row = sorted(findings.all, key=lambda one: (one.problem.file, one.problem.line))
    return [one.plain() for one in row]
