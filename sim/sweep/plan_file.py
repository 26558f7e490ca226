"""``plan.json``: the form of a plan on disk, validated whenever it is read."""

from dataclasses import asdict
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from brinkmanship.sim.mechanisms.chance import LAST_SEED
from brinkmanship.sim.mechanisms.endings import OUTCOMES
from brinkmanship.sim.results.stored import NonNegative, Positive, Stored, validate_stored
from brinkmanship.sim.sweep.plan import Layer, Plan, Stop
from brinkmanship.sim.sweep.storage.folder import PLAN, SweepFolder

FORMAT = 1


class _Layer(Stored):
    """A layer as in the file: points and runs, each as first and one after the last."""

    points: Annotated[list[NonNegative], Field(min_length=2, max_length=2)]
    runs: Annotated[list[NonNegative], Field(min_length=2, max_length=2)]

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        for first, stop in (self.points, self.runs):
            if first >= stop:
                raise ValueError(f"from {first} to {stop} there is nothing")
        return self


class _Stop(Stored):
    outcome: str
    width: Annotated[float, Field(gt=0, le=1)]
    at_most: Positive


class _Plan(Stored):
    """Attributes as of the plan, and the number of the format."""

    format: int
    sweep: str
    title: str
    scenario: str
    digest: str
    held: list[str]
    paths: Annotated[list[str], Field(min_length=1)]
    spacings: list[str]
    design: str
    points: Annotated[list[list[Any]], Field(min_length=1)]
    layers: Annotated[list[_Layer], Field(min_length=1)]
    until: _Stop | None
    seed: Annotated[int, Field(ge=0, le=LAST_SEED)]
    block: Positive
    outcomes: list[str]
    thresholds: list[str]
    ladder: Annotated[list[str], Field(min_length=1)]
    versions: dict[str, str]
    trace: bool = False
    replaced: Annotated[dict[str, str], Field(default_factory=dict)]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if any(len(point) != len(self.paths) for point in self.points):
            raise ValueError("a point has not one value for each path")
        if len(self.spacings) != len(self.paths):
            raise ValueError("there is not one spacing for each path")
        if any(layer.points[1] > len(self.points) for layer in self.layers):
            raise ValueError("a layer has points that are not there")
        if not set(self.thresholds) <= set(self.ladder):
            raise ValueError("a threshold is no rung of the ladder")
        if self.outcomes != list(OUTCOMES):
            raise ValueError(f"outcomes are not {', '.join(OUTCOMES)}")
        if self.until and self.until.outcome not in OUTCOMES:
            raise ValueError(f"until waits for {self.until.outcome!r}, which is no outcome")
        return self


def to_json(plan: Plan) -> dict[str, Any]:
    """The plan as ``plan.json`` holds it."""
    layers = [
        {"points": [layer.points[0], layer.points[-1] + 1], "runs": [layer.first, layer.stop]}
        for layer in plan.layers
    ]
    content = asdict(plan)
    if not plan.trace:
        del content["trace"]  # a plan without traces is as it was before there were any
    if not plan.replaced:
        del content["replaced"]
    return {"format": FORMAT, **content, "layers": layers}


def from_json(found: object, shown: str) -> Plan:
    """The plan that ``plan.json`` holds; arguments as of ``validate_stored``.

    Raises:
        BrinkError: It is not as a sweep writes it, or has another format.
    """
    stored = validate_stored(_Plan, found, shown, FORMAT)
    data = stored.model_dump(exclude={"format", "layers", "until", "points"})
    several = {key: tuple(value) for key, value in data.items() if isinstance(value, list)}
    return Plan(
        **(data | several),
        points=tuple(map(tuple, stored.points)),
        layers=tuple(Layer(range(*one.points), *one.runs) for one in stored.layers),
        until=Stop(**stored.until.model_dump()) if stored.until else None,
    )


def plan_in(folder: SweepFolder) -> Plan:
    """The plan of the sweep in a folder.

    Raises:
        BrinkError: The plan is missing, unreadable, or not as a sweep writes it.
    """
    return from_json(folder.read_json(PLAN), f"{folder}/{PLAN}")
