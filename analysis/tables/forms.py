"""The form of a manifest, a plan and a summary: keys and types that reading them relies on."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from brinkmanship.analysis.errors import AnalysisError

FORMAT = 1
RUN = "run"
"""Kind of a folder whose manifest names none."""
SWEEP, COMPARE, EXPLAIN, SENSITIVITY = "sweep", "compare", "explain", "sensitivity"
NonNegative = Annotated[int, Field(ge=0)]


def _name_inside(name: str) -> str:
    """The name of a file, checked to lie in the folder."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        raise ValueError(f"{name!r} is no name of a file in the folder")
    return name


class _Form(BaseModel):
    """The base: no value is converted, other keys are let through."""

    model_config = ConfigDict(strict=True, extra="ignore")


class _Chance(_Form):
    rung: str
    runs: NonNegative
    moves: NonNegative
    n: NonNegative
    share: float | None
    low: float | None
    high: float | None

    @model_validator(mode="after")
    def _share_known(self) -> Self:
        if self.moves and None in (self.share, self.low, self.high):
            raise ValueError("there are moves, and no share of them")
        return self


class _Unsourced(_Form):
    numbers: NonNegative
    of_numbers: NonNegative
    facts: NonNegative
    of_facts: NonNegative


class _Fitted(_Form):
    kind: bool
    outside: list[str]


class _Honesty(_Form):
    """What the summary says of itself."""

    chance: _Chance
    unsourced: _Unsourced
    fitted: _Fitted


class _Manifest(_Form):
    """Keys that any manifest may have."""

    format: int = FORMAT
    kind: str = RUN
    title: str = ""
    scenario: str = ""
    digest: str = ""
    document: str = ""
    seed: NonNegative = 0
    runs: NonNegative = 0
    overrides: list[str] = []
    command: list[str] = []
    notes: list[str] | str | None = None
    figures: dict[str, dict[str, Any]] = {}
    versions: dict[str, str] = {}
    platform: dict[str, str] = {}
    files: dict[Annotated[str, AfterValidator(_name_inside)], str] = {}
    seal: str = ""
    honesty: _Honesty | None = None


class _Rung(_Form):
    id: str
    label: str
    intensity: float


class _Actor(_Form):
    name: str
    side: str | None = None
    alliance: str | None = None
    start: str | None = None


class _Run(_Manifest):
    title: str
    scenario: str
    seed: NonNegative
    runs: NonNegative
    first_run: NonNegative = 0
    horizon: NonNegative
    ladder: Annotated[list[_Rung], Field(min_length=1)]
    thresholds: list[str] = []
    actors: dict[str, _Actor]

    @model_validator(mode="after")
    def _rungs_known(self) -> Self:
        known = {rung.id for rung in self.ladder}
        starts = [actor.start for actor in self.actors.values() if actor.start]
        for name in (*self.thresholds, *starts):
            if name not in known:
                raise ValueError(f"{name!r} is no rung of its ladder")
        return self


class _Sweep(_Manifest):
    title: str
    scenario: str
    seed: NonNegative
    runs: NonNegative


class _Compared(_Form):
    name: str
    document: str = ""


class _Compare(_Manifest):
    title: str
    scenario: str
    seed: NonNegative
    runs: NonNegative
    thresholds: list[str]
    compared: Annotated[list[_Compared], Field(min_length=1)]


class _Explain(_Manifest):
    title: str
    seed: NonNegative
    run: NonNegative
    outcome: str
    runs: NonNegative


class _Part(_Form):
    """A part of a sensitivity analysis."""

    part: str = ""
    result: str = ""
    method: str = ""
    why: str = ""
    notes: list[str] = []
    seed: NonNegative | None = None
    runs: NonNegative | None = None
    points: NonNegative | None = None
    total: NonNegative | None = None


class _Sensitivity(_Manifest):
    parts: list[_Part] = []
    request: dict[str, Any] = {}


class _Layer(_Form):
    points: Annotated[list[NonNegative], Field(min_length=2, max_length=2)]
    runs: Annotated[list[NonNegative], Field(min_length=2, max_length=2)]


class _Stop(_Form):
    outcome: str


class _Plan(_Form):
    """``plan.json`` of a sweep."""

    paths: list[str]
    ladder: list[str]
    design: str = ""
    held: list[str] = []
    spacings: list[str] = []
    thresholds: list[str] = []
    points: list[list[Any]] = []
    layers: list[_Layer] = []
    block: Annotated[int, Field(ge=1)] = 1
    until: _Stop | None = None

    @model_validator(mode="after")
    def _points_complete(self) -> Self:
        if any(len(point) != len(self.paths) for point in self.points):
            raise ValueError("a point has not one value for each path")
        return self


class _Change(_Form):
    subject: str
    words: str
    wording: bool


class _Variant(_Form):
    name: str = ""
    same_dice: bool = True
    notes: list[str] = []
    changes: list[_Change] = []


class _Summary(_Form):
    """``summary.json`` of a comparison."""

    variants: list[_Variant] = []


class _Ranged(_Form):
    share: float
    low: float
    high: float
    set_low: float
    set_high: float


class _Parameters(_Form):
    name: str
    vectors: NonNegative


class _Ranges(_Form):
    """``summary.json`` of runs over a set of parameter vectors."""

    parameters: _Parameters
    outcomes: dict[str, _Ranged]
    thresholds: dict[str, _Ranged]


MANIFESTS: Mapping[str, type[_Manifest]] = {
    RUN: _Run,
    SWEEP: _Sweep,
    COMPARE: _Compare,
    EXPLAIN: _Explain,
    SENSITIVITY: _Sensitivity,
}
"""The form of a manifest by the kind of its folder."""


def check_manifest(manifest: Mapping[str, Any], file: Path, cure: str) -> None:
    """Check that a manifest has the form of its kind.

    Args:
        manifest: Its content.
        file: Where it is, for messages.
        cure: What to do about it, for messages.

    Raises:
        AnalysisError: A key is missing or of another type; the message names the first.
    """
    if (found := manifest.get("format", FORMAT)) != FORMAT:
        what = f"format {found!r}, where this version reads {FORMAT}"
        raise AnalysisError(f"{file}: {what}; use the version of Brink that wrote it")
    kind = manifest.get("kind", RUN)
    form = MANIFESTS.get(kind, _Manifest) if isinstance(kind, str) else _Manifest
    _check(form, manifest, file, f"as brink {kind} writes it", cure)


def check_plan(plan: Mapping[str, Any], file: Path, cure: str) -> None:
    """Check that the plan of a sweep has its form; arguments and errors as for a manifest."""
    _check(_Plan, plan, file, "as brink sweep writes it", cure)


def check_summary(summary: Mapping[str, Any], file: Path, cure: str) -> None:
    """Check that the summary of a comparison has its form; arguments and errors as above."""
    _check(_Summary, summary, file, "as brink compare writes it", cure)


def check_ranges(summary: Mapping[str, Any], file: Path, cure: str) -> None:
    """Check the summary of runs over a set of parameters; arguments and errors as above."""
    _check(_Ranges, summary, file, "as brink run --parameters writes it", cure)


def _check(
    form: type[_Form], content: Mapping[str, Any], file: Path, as_written: str, cure: str
) -> None:
    try:
        form.model_validate(content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        if first["type"] == "missing":
            raise AnalysisError(f'{file}: says nothing of "{place}"; {cure}') from error
        what = f"{place}: {first['msg']}" if place else str(first["msg"])
        raise AnalysisError(f"{file}: not {as_written} ({what}); {cure}") from error
