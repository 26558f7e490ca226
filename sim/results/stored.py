"""JSON that is read back from a folder, held to a model of what Brink writes there."""

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.mechanisms.chance import LAST_RUN, LAST_SEED
from brinkmanship.sim.scenario.vectors import ParameterSet

NonNegative = Annotated[int, Field(ge=0)]
Positive = Annotated[int, Field(ge=1)]


class Stored(BaseModel):
    """The base of these models: a value of another type is an error and is never converted."""

    model_config = ConfigDict(strict=True, extra="forbid")


M = TypeVar("M", bound=Stored)


def validate_stored(model: type[M], found: object, shown: str, known: int) -> M:
    """The content as a checked model.

    Args:
        model: What it must be.
        found: As ``json.loads`` gives it.
        shown: How the message names its file.
        known: The number of the format that this version reads.

    Raises:
        BrinkError: It has another format, or breaks the model; the message names the first fault.
    """
    if isinstance(found, dict) and found.get("format") != known:
        raise BrinkError(f"{shown}: format {found.get('format')!r}, where {known} is known")
    try:
        return model.model_validate(found)
    except ValidationError as error:
        first: Any = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        what = f"{place}: {first['msg']}" if place else first["msg"]
        raise BrinkError(f"{shown}: not as brink writes it ({what})") from error


class Manifest(Stored):
    """What the manifest of any folder has; attributes as in the file."""

    model_config = ConfigDict(extra="ignore")

    format: int
    versions: dict[str, str]
    files: dict[str, str]


class RunManifest(Manifest):
    """The part of a run folder's manifest that is needed to play it again."""

    scenario: str
    digest: str
    document: str
    overrides: list[str]
    engine: str
    seed: Annotated[NonNegative, Field(le=LAST_SEED)]
    first_run: Annotated[NonNegative, Field(le=LAST_RUN)]
    parameters: ParameterSet | None = None
    asked: Annotated[Positive, Field(le=LAST_RUN)]
