"""A sweep file: a scenario, parameters by their paths, a design, and how many runs a point."""

from decimal import Decimal
from math import prod
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from brinkmanship.sim.mechanisms.endings import OUTCOMES
from brinkmanship.sim.scenario.format.amounts import refusal
from brinkmanship.sim.scenario.format.base import Model, Title, YesNo
from brinkmanship.sim.scenario.format.kinds import Between, Whole
from brinkmanship.sim.scenario.format.text_kinds import Text, Word, word
from brinkmanship.sim.scenario.wording import described, quoted

MOST_RUNS = 2**39
MOST_POINTS = 1_000_000  # each takes 0.3 kB and 10 microseconds to make and to check
STEPS = 5  # values of a range in a grid that does not say how many
MOST_SEED = 2**53  # numbers of a document are exact up to here
DESIGN = Literal["grid", "list", "latin_hypercube", "sobol", "morris", "saltelli", "one_at_a_time"]
SCALE = Literal["linear", "log"]
RANDOM = ("latin_hypercube", "sobol", "morris", "saltelli")  # points are drawn, from ``seed``
EDGE = 1e18  # numbers of a document lie between -1e18 and 1e18
Number = Annotated[float, Between(-EDGE, EDGE)]


class Parameter(Model):
    """One path of the scenario and the values it takes: a list, or a range."""

    path: Annotated[str, Text()] = Field(description="Where, such as actors.FRA.resolve.")
    values: Annotated[tuple[Any, ...], Field(min_length=1, max_length=100_000)] | None = Field(
        default=None, description="The values, of any kind; or write low and high."
    )
    low: Number | None = Field(default=None, description="Lowest value of a range.")
    high: Number | None = Field(default=None, description="Highest value of a range.")
    scale: Annotated[SCALE, word(SCALE)] = Field(
        default="linear", description="How a range is cut: equal steps, or equal ratios."
    )
    points: Annotated[int, Whole(2, 100_000)] | None = Field(
        default=None, description="Values of a range in a grid or one at a time; 5 if left out."
    )
    whole: YesNo = Field(default=False, description="Whether a range is rounded to whole numbers.")
    base: Any = Field(
        default=None,
        description="One at a time: value while others vary; the scenario's own if left out.",
    )

    @property
    def spacing(self) -> str:
        """On what its values stand: values, linear, log, whole (numbers) or whole log."""
        if self.values is not None:
            return "values"
        return (("whole " if self.whole else "") + self.scale).replace("whole linear", "whole")

    @model_validator(mode="after")
    def _either(self) -> "Parameter":
        if self.values is not None:
            if self.low is not None or self.high is not None:
                raise refusal("values stand beside a range", "keep values, or low and high")
            return self
        if self.low is None or self.high is None:
            raise refusal("there is nothing to vary", "write values: [...], or low: and high:")
        if self.low >= self.high:
            raise refusal(f"low {self.low:g} is not below high {self.high:g}", "write low < high")
        if self.scale == "log" and self.low <= 0.0:
            raise refusal(f"a log scale cannot begin at {self.low:g}", "write low above 0")
        if self.whole and not (self.low.is_integer() and self.high.is_integer()):
            raise refusal("a whole range has ends that are not", "write whole numbers")
        return self


class Until(Model):
    """Play on at a point until the interval of an outcome's share is narrow enough."""

    outcome: Annotated[str, Word(OUTCOMES)] = Field(description="The outcome looked at.")
    width: Annotated[float, Between(0, 1, above=True)] = Field(
        description="Largest width of its 95% Wilson interval, high minus low."
    )
    at_most: Annotated[int, Whole(1, MOST_RUNS)] = Field(
        description="Runs a point after which it ends anyway."
    )


class SweepFile(Model):
    """A declared experiment; ``docs/reference/sweep-file.md`` describes it key by key."""

    title: Title = Field(default="", description="What the sweep asks, in one line.")
    scenario: Annotated[str, Text()] = Field(description="A file, or a shipped name.")
    set: dict[str, Any] = Field(default={}, description="Paths and values that hold everywhere.")
    parameters: Annotated[tuple[Parameter, ...], Field(min_length=1, max_length=200)] = Field(
        description="What is varied."
    )
    design: Annotated[DESIGN, word(DESIGN)] = Field(
        default="grid", description="Which combinations are played."
    )
    points: Annotated[int, Whole(1, 10_000_000)] | None = Field(
        default=None,
        description="Drawn designs: how many; trajectories of morris, samples of saltelli.",
    )
    second_order: YesNo = Field(
        default=False, description="Of saltelli: also the points that indices of pairs need."
    )
    runs: Annotated[int, Whole(1, MOST_RUNS)] = Field(
        default=1000, description="Runs a point; with until, the least."
    )
    until: Until | None = Field(default=None, description="Play on until an interval is narrow.")
    seed: Annotated[int, Whole(0, MOST_SEED)] = Field(
        default=0, description="Of all chance, the same at every point; 0 is a seed."
    )
    block: Annotated[int, Whole(1, 1_000_000)] | None = Field(
        default=None, description="Runs in one file; chosen by size of the sweep if left out."
    )
    trace: YesNo = Field(
        default=False,
        description="Whether turns, signals, events and beliefs of every run are kept too.",
    )

    @model_validator(mode="after")
    def _fits(self) -> "SweepFile":
        drawn = self.design in RANDOM
        if drawn and self.points is None:
            raise refusal(f"the design {self.design} needs points", "write points: 128")
        if not drawn and self.points is not None:
            cure = "leave it out, or choose latin_hypercube or sobol"
            raise refusal(f"the design {self.design} has no points of its own", cure, ("points",))
        if self.design == "saltelli" and (self.points or 0).bit_count() != 1:
            raise refusal(f"{self.points} is no power of two", "write 128 or 256", ("points",))
        if self.second_order and self.design != "saltelli":
            what = f"the design {self.design} has no points for pairs"
            raise refusal(what, "leave it out, or write design: saltelli", ("second_order",))
        if self.until is not None and self.until.at_most < self.runs:
            what = f"at_most {self.until.at_most} is less than runs {self.runs}"
            raise refusal(what, "write a larger at_most", ("until", "at_most"))
        paths = [one.path for one in self.parameters]
        for i, path in enumerate(paths):
            if path in paths[:i] or path in self.set:
                cure = "keep one of them"
                raise refusal(f"{quoted(path)} is varied twice", cure, ("parameters", i, "path"))
        _same_length(self)
        _each_once(self)
        _not_too_many(self)
        return self


def _not_too_many(sweep: SweepFile) -> None:
    """The points are counted before any is made: a grid of many parameters has no end."""
    count = point_count(sweep)
    if count > MOST_POINTS:
        told = f"{count:,}" if count < 10**15 else f"{Decimal(count):.1e}"
        what = f"these are {told} points, and {MOST_POINTS:,} are the most"
        cure = "vary fewer values or parameters, or draw points: design: sobol, or morris to screen"
        raise refusal(what, cure, ("parameters",) if sweep.points is None else ("points",))


def point_count(sweep: SweepFile) -> int:
    """How many points a design has at most, without making one.

    >>> many = [Parameter(path=f"p{i}", low=0.0, high=1.0) for i in range(20)]
    >>> point_count(SweepFile.model_construct(design="grid", parameters=tuple(many), points=None))
    95367431640625
    """
    width, drawn = len(sweep.parameters), sweep.points or 1
    sizes = [len(one.values) if one.values else one.points or STEPS for one in sweep.parameters]
    match sweep.design:
        case "grid":
            return prod(sizes)
        case "list":
            return sizes[0]
        case "one_at_a_time":
            return 1 + sum(sizes)
        case "morris":
            return drawn * (width + 1)
        case "saltelli":
            return drawn * (2 * width + 2 if sweep.second_order else width + 2)
    return drawn


def _each_once(sweep: SweepFile) -> None:
    """A value given twice is the same point twice, but in a list."""
    for i, one in enumerate(sweep.parameters if sweep.design != "list" else ()):
        values = one.values or ()
        for k, value in enumerate(values):
            if value in values[:k]:
                what = f"{described(value)} stands there twice"
                raise refusal(what, "keep one of them", ("parameters", i, "values", k))


def _same_length(sweep: SweepFile) -> None:
    """A list goes through all its parameters at once."""
    if sweep.design != "list":
        return
    for i, one in enumerate(sweep.parameters):
        if one.values is None:
            cure = "write values: [...], or choose another design"
            raise refusal("a list needs values, not a range", cure, ("parameters", i))
        first = sweep.parameters[0].values or ()
        if len(one.values) != len(first):
            what = f"{len(one.values)} values where the first parameter has {len(first)}"
            raise refusal(what, "write as many", ("parameters", i, "values"))
