"""The search: generations of vectors by CMA-ES, then the best scored again on fresh seeds."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from brinkmanship.installed import install_hint
from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.icb.fitting.format import FitFile
from brinkmanship.sim.icb.fitting.loss import Fit, fit_of
from brinkmanship.sim.icb.fitting.playing import Kind, kinds_of
from brinkmanship.sim.icb.fitting.targets import Data, read_data
from brinkmanship.sim.icb.fitting.vectors import Vectors

FRESH = 1_000_003  # seeds of the second scoring begin here, far from those of the search
Vector = Sequence[float]
Scores = Callable[[Sequence[Vector], int, int], list[float]]


class Scored(NamedTuple):
    """A vector with its fit on fresh seeds.

    Attributes:
        vector: Its numbers.
        loss: The prior included.
        fit: Without it.
    """

    vector: tuple[float, ...]
    loss: float
    fit: Fit


class Problem:
    """A fit file with its data, and the crises ready to be played.

    Args:
        file: The fit file.
        folder: Where the data are.

    Raises:
        BrinkError: The data cannot be read, or a parameter is unknown.
    """

    def __init__(self, file: FitFile, folder: Path) -> None:
        self.file, self.folder = file, folder
        self.vectors = Vectors(file)
        self.data: Data = read_data(folder, file.data.system, file.data.actors, file.data.events)
        self.kinds: list[Kind] = kinds_of(self.data.crises)

    def fit(self, vector: Vector, runs: int, seed: int) -> Fit:
        """The fit of a vector."""
        parameters = self.vectors.parameters(vector)
        return fit_of(self.data, self.kinds, parameters, self.file.weights, (runs, seed))

    def loss(self, vector: Vector, runs: int, seed: int) -> float:
        """What the search makes small: the loss of a vector and its distance from the priors."""
        return self.fit(vector, runs, seed).loss + self.vectors.prior(vector)


def search(
    problem: Problem, workers: int, report: Callable[[int, float, float], object]
) -> list[Scored]:
    """The best vectors, best first, scored again on seeds that the search has not used.

    Args:
        problem: What is fitted.
        workers: Processes that share the work; they change nothing.
        report: Is told of each generation: its number, the least and the mean loss.

    Raises:
        BrinkError: The library of the search is not installed.
    """
    plan, best = problem.file.search, list[tuple[float, tuple[float, ...]]]()
    strategy = _strategy(problem)
    with _pool(problem, workers) as scores:
        for generation in range(plan.generations):
            vectors = strategy.ask()
            losses = scores(vectors, plan.runs, plan.seed + 1 + generation)
            strategy.tell(vectors, losses)
            found = zip(losses, (tuple(map(float, one)) for one in vectors), strict=True)
            best = sorted([*best, *found])[: plan.rescored]
            report(generation + 1, min(losses), sum(losses) / len(losses))
        centre = tuple(map(float, strategy.mean))
        chosen = [centre, *(vector for _, vector in best)]
        seed = FRESH + plan.seed
        losses = scores(chosen, plan.fresh_runs, seed)
    ranked = sorted(zip(losses, chosen, strict=True))[: plan.sets]
    return [
        Scored(vector, loss, problem.fit(vector, plan.fresh_runs, seed)) for loss, vector in ranked
    ]


def _strategy(problem: Problem) -> Any:  # noqa: ANN401 - the library has no types
    try:
        from cma import CMAEvolutionStrategy  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise BrinkError(f"the search needs cma; add it by: {install_hint('fit')}") from error
    plan = problem.file.search
    options = {"popsize": plan.population, "verbose": -9, "seed": plan.seed + 1}
    return CMAEvolutionStrategy(problem.vectors.start(), plan.spread, options)


@contextmanager
def _pool(problem: Problem, workers: int) -> Iterator[Scores]:
    """What scores vectors, here or in other processes."""
    if workers == 1:
        yield lambda vectors, runs, seed: [problem.loss(one, runs, seed) for one in vectors]
        return
    begin = partial(_begin, problem.file, problem.folder)
    with ProcessPoolExecutor(workers, initializer=begin) as pool:

        def scores(vectors: Sequence[Vector], runs: int, seed: int) -> list[float]:
            count = len(vectors)
            return list(pool.map(_score, vectors, [runs] * count, [seed] * count))

        yield scores


_HERE: list[Problem] = []  # the problem of a worker process


def _begin(file: FitFile, folder: Path) -> None:
    _HERE.append(Problem(file, folder))


def _score(vector: Vector, runs: int, seed: int) -> float:
    return _HERE[0].loss(vector, runs, seed)
