"""Stored playthroughs: seed 0, the first runs of every shipped scenario, told in full.

A change of the model shows here as a change of stories, to be read before it is accepted.
"""

from pathlib import Path

from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.scenario.reading.library import shipped
from brinkmanship.sim.story import story_text, trace_run

HERE = Path(__file__).parent
SEED = 0
RUNS = (0, 1, 2)


def names() -> list[str]:
    """The shipped scenarios that have transcripts: all of them."""
    return [one.name for one in shipped() if one.kind == "scenario"]


def stored(name: str, run: int) -> Path:
    """Where the transcript of a run is kept."""
    return HERE / name / f"run-{run}.txt"


def transcript(name: str, run: int) -> str:
    """The story of a run as it is told now."""
    return story_text(trace_run(prepare(load_scenario(name)), seed=SEED, run=run))


def wanted() -> list[tuple[str, int]]:
    """Every scenario and run that has a transcript."""
    return [(name, run) for name in names() for run in RUNS]
