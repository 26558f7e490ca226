"""A sweep that goes on in a folder: what is played decides, not how it is worded.

A folder keeps the scenario that its runs were played from. One that is given later may differ in
titles, names, notes and sources; a difference in anything that is played makes another sweep.
"""

from hashlib import sha256

from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.scenario import Scenario, scenario_of
from brinkmanship.sim.scenario.changes.between import Change, changes_between
from brinkmanship.sim.sweep.plan import Plan
from brinkmanship.sim.sweep.planning import Planned
from brinkmanship.sim.sweep.storage.folder import SCENARIO, SweepFolder

SHOWN = 5  # changes named in one message


def played_changes(planned: Planned, folder: SweepFolder, old: Plan) -> list[str]:
    """What is played otherwise in the scenario given now, each as its path and both values.

    Args:
        planned: The sweep as it is given now.
        folder: Where it was begun.
        old: The folder's plan.

    Returns:
        Nothing if the scenario plays the same, or if the folder does not have it any more.
    """
    before = None if planned.plan.digest == old.digest else _kept_scenario(folder, old)
    if before is None:
        return []
    changes = [one for one in changes_between(before, _scenario_of(planned)) if not one.wording]
    return [f"scenario, as it was -> as it is now: {_changes_text(changes)}"]


def wording_changes(planned: Planned, folder: SweepFolder, plan: Plan) -> str:
    """What is worded otherwise in the sweep given now; empty if nothing is.

    Raises:
        BrinkError: The folder cannot be read.
    """
    before = None if not folder.has(SCENARIO) else _kept_scenario(folder, plan)
    changes = [] if before is None else [*changes_between(before, _scenario_of(planned))]
    if plan.title != planned.plan.title and all(one.path != "title" for one in changes):
        words = f"title {plan.title} -> {planned.plan.title}"
        changes.append(Change("the sweep", words, "title", wording=True))
    return _changes_text(changes)


def check_copy(planned: Planned, folder: SweepFolder, sealed: str) -> None:
    """Refuse a folder whose copy of the scenario was changed; write a missing copy.

    Args:
        planned: The sweep as it is given now.
        folder: Where it was begun; the plan there fits.
        sealed: SHA-256 of the copy when the sweep was last finished; empty if it never was.

    Raises:
        BrinkError: The copy was changed in what is played, or at all since it was sealed.
    """
    document = planned.document.encode()
    if not folder.has(SCENARIO):
        folder.write(SCENARIO, document)
        return
    content = folder.read(SCENARIO)
    changed = content != document and _kept_scenario(folder, planned.plan) is None
    if changed or sealed not in {"", sha256(content).hexdigest()}:
        what = "changed since the sweep began, and its runs are of the scenario as it was"
        raise BrinkError(f"{folder}/{SCENARIO}: {what}; delete it and run the same command again")


def _kept_scenario(folder: SweepFolder, plan: Plan) -> Scenario | None:
    """The folder's scenario; None if it is not the one that the plan means."""
    try:
        text = folder.read_text(SCENARIO)
        scenario = scenario_of(text, f"{folder}/{SCENARIO}")
    except BrinkError:  # whatever it holds now, it is not what was played
        return None
    return scenario if scenario.digest == plan.digest else None


def _scenario_of(planned: Planned) -> Scenario:
    return scenario_of(planned.document, SCENARIO)


def _changes_text(changes: list[Change]) -> str:
    row = [f"{one.path}: {one.words}" for one in changes[:SHOWN]]
    left = len(changes) - SHOWN
    return "; ".join([*row, f"and {left} more"] if left > 0 else row)
