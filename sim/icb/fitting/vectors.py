"""A vector of the search as parameters of the model, and back."""

from collections.abc import Sequence
from math import exp, log
from typing import NamedTuple

from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.icb.fitting.format import FitFile
from brinkmanship.sim.icb.fitting.observing import Talk
from brinkmanship.sim.premise.parameters import WORLD
from brinkmanship.sim.scenario.facts.stakes import StakeRule

TRAITS = {"activity.chance": "activity", "style.rationality": "rationality"}
"""Parameters that are traits of each actor, by their path in a fit file."""


class Parameters(NamedTuple):
    """The parameters of a vector.

    Attributes:
        numbers: Values of fields of the world, by name.
        traits: Values of traits of every actor, by name.
        stakes: The rule for stakes.
        talk: The measurement model.
    """

    numbers: dict[str, float]
    traits: dict[str, float]
    stakes: StakeRule
    talk: Talk


class Vectors:
    """The order of a vector's numbers, and what they mean.

    Ranges are logistic curves of a number, so that a search without bounds stays within them;
    coefficients stand as they are.

    Args:
        file: The fit file.

    Raises:
        BrinkError: It names a parameter that the model does not have.
    """

    def __init__(self, file: FitFile) -> None:
        self.file = file
        self.ranges = [*file.parameters.items(), *file.talk.items()]
        fields = {f"{one.part}.{one.name}": one.field for one in WORLD}
        for path in file.parameters:
            if path not in fields and path not in TRAITS:
                raise BrinkError(f"parameters.{path}: the model has no such parameter")
        for name in file.stakes:
            if name not in StakeRule._fields:
                raise BrinkError(f"stakes.{name}: the rule has no such coefficient")
        self.fields = fields

    def start(self) -> list[float]:
        """The vector at which the search begins."""
        numbers = [_unbounded(one.start, one.low, one.high) for _, one in self.ranges]
        stakes = self.file.stakes.values()
        return [*numbers, *(one.mean if one.start is None else one.start for one in stakes)]

    def parameters(self, vector: Sequence[float]) -> Parameters:
        """What a vector means."""
        values = {
            path: _bounded(number, one.low, one.high)
            for (path, one), number in zip(self.ranges, vector, strict=False)
        }
        stakes = dict(zip(self.file.stakes, vector[len(self.ranges) :], strict=True))
        numbers = {self.fields[path]: values[path] for path in self.file.parameters
                 if path in self.fields}  # fmt: skip
        traits = {TRAITS[path]: values[path] for path in self.file.parameters if path in TRAITS}
        talk = Talk(**{name: values[name] for name in self.file.talk})
        return Parameters(numbers, traits, StakeRule(**stakes), talk)

    def prior(self, vector: Sequence[float]) -> float:
        """Half the squared distance from the priors, in their widths; weak for ranges."""
        numbers, stakes = vector[: len(self.ranges)], vector[len(self.ranges) :]
        far = sum(((x - one.mean) / one.sd) ** 2
                  for x, one in zip(stakes, self.file.stakes.values(), strict=True))  # fmt: skip
        return 0.5 * far + EDGE * sum(x * x for x in numbers)


EDGE = 0.05  # keeps a number of a range off its edges, where the search would drift


def _bounded(number: float, low: float, high: float) -> float:
    return low + (high - low) / (1.0 + exp(-min(max(number, -30.0), 30.0)))


def _unbounded(value: float, low: float, high: float) -> float:
    share = (value - low) / (high - low)
    return log(share / (1.0 - share))
