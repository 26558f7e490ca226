"""All that is said about one run: where it was decided, by what, and by whom."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.crisis.state.row import TURNS
from brinkmanship.sim.explain.changes import changes_of
from brinkmanship.sim.explain.neutral import Doctrines
from brinkmanship.sim.explain.rewind import Rewinder, Told
from brinkmanship.sim.explain.search import Budget, Pivot, Step, curve, search
from brinkmanship.sim.explain.shapley import CHEAP, Coalitions, Parts, exact, sampled
from brinkmanship.sim.explain.spare import Spared, spare
from brinkmanship.sim.explain.target import Target, peak_of, target_of
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.story import trace_run
from brinkmanship.sim.story.trace.records import Trace

LAST_STEPS = 3  # changes of the last turn that are told


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


def hinges(
    premise: Premise,
    question: Question,
    budget: Budget,
    started: Callable[[int], Told | None] = lambda _: None,
) -> Hinges:
    """Find the turns that decided a run.

    Args:
        premise: Of the run.
        question: Which run, and what about it.
        budget: How many continuations.
        started: Called with the number of continuations to come; gives what is told of them.
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
    told = started(
        budget.runs(len(early), until) + final.runs(len(late), 1) + (until + 1) * budget.curve
    )
    with Rewinder(premise, seed, run, target=target, workers=workers) as rewinder:
        return Hinges(
            trace=trace,
            target=target,
            turn=turn,
            curve=curve(rewinder, until, luck, told),
            pivots=search(rewinder, early, budget, reached=turn >= 0, told=told),
            last=search(rewinder, late, final, reached=True, told=told),
            changes=len(changes),
            spared=spare(premise, seed, run, target=target, luck=luck, workers=workers),
        )


def responsibility(
    doctrines: Doctrines,
    question: Question,
    target: Target,
    runs: tuple[int, int],
    told: Told | None = None,
) -> tuple[list[str], Parts]:
    """Codes of the actors that can have a part, and their parts.

    Args:
        doctrines: The crisis with policies and without.
        question: Whose seed and workers are taken.
        target: What is asked about.
        runs: How many blocks of how many runs each.
        told: Called with the number of runs played.
    """
    own = doctrines.own
    players = [i for i, stature in enumerate(own.statures) if stature.side >= 0]
    blocks, block = runs
    play = Coalitions(doctrines, question.seed, target, block).value
    counted = None if told is None else lambda coalitions: told(coalitions * block)
    if len(players) <= CHEAP:
        parts = exact(play, players, blocks, workers=question.workers, told=counted)
    else:
        orders = blocks, question.seed
        parts = sampled(play, players, orders, workers=question.workers, told=counted)
    return [own.codes[place] for place in players], parts


def plays(players: int, runs: tuple[int, int]) -> int:
    """Runs that it takes to find the parts of so many actors."""
    blocks, block = runs
    return blocks * block * (2**players if players <= CHEAP else 2 * players)
