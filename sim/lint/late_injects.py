"""Injects before which most runs are over: ``brink check`` plays a few runs to tell."""

from brinkmanship.sim.crisis.state.row import TURNS
from brinkmanship.sim.lint.finding import NOTE, Findings
from brinkmanship.sim.lint.notes import timed_injects
from brinkmanship.sim.results.played import Played
from brinkmanship.sim.scenario import Scenario

MOST = 0.5  # share of runs that are over before an inject, above which it is noted


def note_late_injects(scenario: Scenario, played: Played, findings: Findings) -> None:
    """Add a note for each inject before which most runs are over.

    Args:
        scenario: What was played.
        played: Its runs, at least one.
        findings: Takes what is found.
    """
    runs = len(played.runs)
    for place, at in timed_injects(scenario):
        over = over_before(played, at)
        if over > MOST * runs:
            what = f"{over} of {runs} runs ({over / runs:.0%}) are over before turn {at}"
            cure = "name an earlier turn, if it is to happen in most runs"
            findings.add(NOTE, "late inject", ("injects", place, "at"), what, cure)


def over_before(played: Played, turn: int) -> int:
    """How many runs end before a turn begins."""
    return int((played.ending[:, TURNS] < turn).sum())
