"""The work of ``brink fit``."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

from brinkmanship.sim.icb.fitting.format import read_fit_file
from brinkmanship.sim.icb.fitting.search import Problem, Scored, search


class FitJob:
    """A fit file with its data.

    Args:
        file: The fit file.
        folder: Where the data are.
        generations: Of the search, instead of those in the file.

    Raises:
        BrinkError: The file or the data cannot be read.
    """

    def __init__(self, file: Path, folder: Path, generations: int | None) -> None:
        self.path, self.file = file, read_fit_file(file)
        if generations is not None:
            plan = self.file.search.model_copy(update={"generations": generations})
            self.file = self.file.model_copy(update={"search": plan})
        self.problem = Problem(self.file, folder)
        self.found: list[Scored] = []

    def run(self, workers: int, report: Callable[[int, float, float], object]) -> None:
        """Search; the best vectors are in ``found`` then."""
        self.found = search(self.problem, workers, report)

    @cached_property
    def summary(self) -> dict[str, Any]:
        """The set of vectors as parameters, and each target beside what the set gives."""
        data = self.problem.data
        return {
            "title": self.file.title,
            "crises": len(data.crises),
            "seed": self.file.search.seed,
            "generations": self.file.search.generations,
            "runs": self.file.search.fresh_runs,
            "sets": [self._set(one) for one in self.found],
            "targets": [
                {
                    "name": target.name,
                    "data": target.value,
                    "low": target.interval[0],
                    "high": target.interval[1],
                    "model": [one.fit.moments[place] for one in self.found],
                    "missed": not any(
                        target.interval[0] <= one.fit.moments[place] <= target.interval[1]
                        for one in self.found
                    ),
                }
                for place, target in enumerate(data.targets)
            ],
        }

    def _set(self, one: Scored) -> dict[str, Any]:
        parameters = self.problem.vectors.parameters(one.vector)
        names = {field: path for path, field in self.problem.vectors.fields.items()}
        return {
            "loss": one.loss,
            "likelihood": one.fit.likelihood,
            "decided_by_chance": one.fit.chance,
            "mechanisms": {names[name]: value for name, value in parameters.numbers.items()},
            "traits": parameters.traits,
            "stakes": parameters.stakes._asdict(),
            "talk": parameters.talk._asdict(),
        }
