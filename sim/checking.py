"""What was read as JSON, held to a model of what Brink writes."""

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sim.errors import BrinkError

From0 = Annotated[int, Field(ge=0)]
From1 = Annotated[int, Field(ge=1)]


class Stored(BaseModel):
    """The base of such models: a value of another type is an error, never turned into one."""

    model_config = ConfigDict(strict=True, extra="forbid")


M = TypeVar("M", bound=Stored)


def checked(model: type[M], found: object, shown: str, known: int) -> M:
    """The content as the model has it.

    Args:
        model: What it must be.
        found: As ``json.loads`` gives it.
        shown: How the message names its file.
        known: The format that is read here.

    Raises:
        BrinkError: It is of another format, or not that; the first thing in which it is not.
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
