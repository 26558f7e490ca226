"""Where one run was decided: its curve, its pivotal changes, and what of it was chance."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.crisis.state.row import TURNS
from brinkmanship.sim.explain.changes import changes_of
from brinkmanship.sim.explain.rewind import Progress, Rewinder
from brinkmanship.sim.explain.search import Budget, Pivot, Step, curve, find_pivots
from brinkmanship.sim.explain.spare import Spared, spare_each_chance
from brinkmanship.sim.explain.target import Target, peak_of, target_of
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.story import trace_run
from brinkmanship.sim.story.trace.records import Trace

LAST_STEPS = 3  # changes of the last turn that are reported


class Question(NamedTuple):
    """Which run, and what about it.

    Attributes:
        seed, run: The run.
        outcome: Name of a rung or outcome; None for the run's own peak.
        workers: Threads; they change no number.
    """

    seed: int = 0
    run: int = 0
    outcome: str | None = None
    workers: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Hinges:
    """Where a run was decided.

    Attributes:
        trace, target: The run and what is asked about.
        turn: In which turn the run came to it; 0 from the start, -1 never.
        curve: The share of continuations that come to it, turn by turn.
        pivots: What moved it most before that turn (or at all, if it never came).
        last: What moved it most in that very turn.
        changes: How many changes were tried.
        spared: What the run comes to without each kind of chance.
    """

    trace: Trace
    target: Target
    turn: int
    curve: list[Step]
    pivots: list[Pivot]
    last: list[Pivot]
    changes: int
    spared: list[Spared]


def find_hinges(
    premise: Premise,
    question: Question,
    budget: Budget,
    started: Callable[[int], Progress | None] = lambda _: None,
) -> Hinges:
    """Find the turns that decided a run.

    Args:
        premise: Of the run.
        question: Which run, and what about it.
        budget: How many continuations.
        started: Called with the number of continuations to come; returns what is called with
            the number of those played, each time some are.
    """
    seed, run, outcome, workers = question
    played = Engine(premise).play(seed, run, 1)
    target = target_of(premise, outcome) if outcome else peak_of(premise, played)
    turn, end = target.turn(played), int(played.ending[0, TURNS])
    until = turn if turn >= 0 else end
    trace = trace_run(premise, seed=seed, run=run)
    top = target.rung if target.rung >= 0 else len(premise.levels)
    # To be put on the very rung that is asked about explains nothing.
    changes = [one for one in changes_of(trace, premise.codes, until) if one.instead < top]
    *_, luck = budget.lots
    early = [one for one in changes if turn < 0 or one.turn < turn]
    late = [one for one in changes if one.turn == turn]
    final = budget._replace(top=LAST_STEPS)
    progress = started(
        budget.runs(len(early), until) + final.runs(len(late), 1) + (until + 1) * budget.curve
    )
    with Rewinder(premise, seed, run, target=target, workers=workers) as rewinder:
        return Hinges(
            trace=trace,
            target=target,
            turn=turn,
            curve=curve(rewinder, until, luck, progress),
            pivots=find_pivots(rewinder, early, budget, reached=turn >= 0, progress=progress),
            last=find_pivots(rewinder, late, final, reached=True, progress=progress),
            changes=len(changes),
            spared=spare_each_chance(premise, seed, run, target=target, luck=luck, workers=workers),
        )
