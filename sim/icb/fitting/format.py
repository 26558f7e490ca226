"""The form of a fit file, and how one is read: data, priors, weights of the targets, the search."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from brinkmanship.sim.errors import Problem, ScenarioError
from brinkmanship.sim.scenario.reading.files import read_text
from brinkmanship.sim.scenario.reading.parsing import parse
from brinkmanship.sim.scenario.tree import problem

Positive = Annotated[float, Field(gt=0)]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Files(_Form):
    """Names of the data files in the data folder."""

    system: str
    actors: str
    events: str


class Range(_Form):
    """A parameter that lies within a range, for which nothing inside it is likelier."""

    low: float
    high: float
    start: float

    @model_validator(mode="after")
    def _ordered(self) -> "Range":
        if not self.low < self.start < self.high:
            raise ValueError("start must lie between low and high")
        return self


class Normal(_Form):
    """A coefficient that is likely to lie near a mean; the search may begin elsewhere."""

    mean: float
    sd: Positive
    start: float | None = None


class Search(_Form):
    """How the search goes.

    Attributes:
        seed: Of all chance of the fit.
        population: Parameter vectors a generation.
        generations: How many.
        runs: Runs of each crisis and vector.
        sets: Vectors that are kept, the best of those scored again on fresh seeds.
        rescored: How many of the best are scored again.
        fresh_runs: Runs of each crisis then.
        spread: Width of the search at the start, in units of the transformed ranges.
    """

    seed: Annotated[int, Field(ge=0)] = 0
    population: Annotated[int, Field(ge=4)] = 20
    generations: Annotated[int, Field(ge=1)] = 300
    runs: Annotated[int, Field(ge=1)] = 6
    sets: Annotated[int, Field(ge=1)] = 8
    rescored: Annotated[int, Field(ge=1)] = 40
    fresh_runs: Annotated[int, Field(ge=1)] = 40
    spread: Positive = 0.4


class Weights(_Form):
    """What a target counts in the loss; the likelihood of the violence counts as it is.

    Attributes:
        length, endings, replies, steps, threats: Of each group of moments, on squared errors in
            standard errors.
        chance: Of the share of moves upwards that choice noise decides, beyond a quarter.
    """

    length: Annotated[float, Field(ge=0)] = 0.25
    endings: Annotated[float, Field(ge=0)] = 0.25
    replies: Annotated[float, Field(ge=0)] = 0.25
    steps: Annotated[float, Field(ge=0)] = 0.1
    threats: Annotated[float, Field(ge=0)] = 0.25
    chance: Annotated[float, Field(ge=0)] = 500.0


class FitFile(_Form):
    """A fit file.

    Attributes:
        title: What it fits, in one line.
        data: The files.
        parameters: Range of each parameter of the world, by its path under ``mechanisms``, and of
            ``style.rationality``.
        stakes: Prior of each coefficient of the rule for stakes.
        talk: Ranges of the measurement model.
        weights, search: See there.
    """

    title: str
    data: Files
    parameters: Mapping[str, Range]
    stakes: Mapping[str, Normal]
    talk: Mapping[str, Range]
    weights: Weights = Weights()
    search: Search = Search()


def read_fit_file(path: Path) -> FitFile:
    """A fit file, checked.

    Raises:
        ScenarioError: It cannot be read, or is none; it says where each wrong key stands.
    """
    flaws: list[Problem] = []
    root = parse(read_text(path, str(path)), str(path), flaws)
    try:
        file = FitFile.model_validate(root.plain())
    except ValidationError as error:
        found = [
            problem(root, one["loc"], one["msg"], "see scenarios/fits")
            for one in error.errors(include_url=False)
        ]
        raise ScenarioError((*flaws, *found)) from error
    if flaws:
        raise ScenarioError(tuple(flaws))
    return file
