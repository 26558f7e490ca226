"""Whose part a clash was: each actor's Shapley value, by all coalitions or by drawn orders."""

from brinkmanship.sim.explain.hinges import Question
from brinkmanship.sim.explain.neutral import Doctrines
from brinkmanship.sim.explain.rewind import Progress
from brinkmanship.sim.explain.shapley import (
    CHEAP,
    Coalitions,
    Parts,
    exact_shapley,
    sampled_shapley,
)
from brinkmanship.sim.explain.target import Target


def responsibility(
    doctrines: Doctrines,
    question: Question,
    target: Target,
    runs: tuple[int, int],
    progress: Progress | None = None,
) -> tuple[list[str], Parts]:
    """Codes of the actors that can have a part, and their parts.

    Args:
        doctrines: The crisis with policies and without.
        question: Whose seed and workers are taken.
        target: What is asked about.
        runs: How many blocks of how many runs each.
        progress: Called with the number of runs played.
    """
    own = doctrines.own
    players = [i for i, stature in enumerate(own.statures) if stature.side >= 0]
    blocks, block = runs
    play = Coalitions(doctrines, question.seed, target, block).value
    counted = None if progress is None else lambda coalitions: progress(coalitions * block)
    if len(players) <= CHEAP:
        parts = exact_shapley(play, players, blocks, workers=question.workers, progress=counted)
    else:
        orders = blocks, question.seed
        parts = sampled_shapley(play, players, orders, workers=question.workers, progress=counted)
    return [own.codes[place] for place in players], parts


def runs_needed(players: int, runs: tuple[int, int]) -> int:
    """Runs that it takes to find the parts of so many actors."""
    blocks, block = runs
    return blocks * block * (2**players if players <= CHEAP else 2 * players)
