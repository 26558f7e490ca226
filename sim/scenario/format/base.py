"""The base of all models of the format, and the types that several of them use."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from brinkmanship.sim.scenario.format.kinds import Between, Flag
from brinkmanship.sim.scenario.format.text_kinds import Line, Named, Text, Word
from brinkmanship.sim.scenario.format.values import Fixed, Value
from brinkmanship.sim.scenario.format.vocabulary import LEADS_TO, SIGNAL_PLACES


class Model(BaseModel):
    """A part of a scenario: frozen, without unknown keys, and no value is converted."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, use_attribute_docstrings=False
    )


RungName = Annotated[str, Named("rung")]
ActorCode = Annotated[str, Named("actor")]
SideName = Annotated[str, Named("side")]
AllianceName = Annotated[str, Named("alliance")]
AidStep = Annotated[str, Named("aid step")]
SignalName = Annotated[str, Word(tuple(SIGNAL_PLACES))]
OutcomeName = Annotated[str, Word(tuple(LEADS_TO))]
Share = Annotated[Value, Between(0, 1)]
Title = Annotated[str, Line()]
Prose = Annotated[str, Text()]
YesNo = Annotated[bool, Flag()]
BY_ROLE = ""  # a rung left out; the loader fills in the rung of a role


def number(default: float, meaning: str, *, off: float | None = None) -> Any:  # noqa: ANN401 - as pydantic's Field
    """Declare a parameter that may be a distribution; the premise finds it by its name.

    Args:
        default: Where a file leaves it out.
        meaning: One sentence, with its unit.
        off: What it is while its mechanism is switched off, if that changes it.
    """
    extra: JsonDict | None = None if off is None else {"off": off}
    return Field(default=Fixed(default), description=meaning, json_schema_extra=extra)


def rate(default: float, meaning: str, *, off: float | None = None) -> Any:  # noqa: ANN401 - as pydantic's Field
    """Declare a share a week: in a turn of another length it is ``1 - (1 - p)^weeks``.

    Arguments as for :func:`number`.
    """
    extra: JsonDict = {"weekly": True} if off is None else {"weekly": True, "off": off}
    return Field(default=Fixed(default), description=meaning, json_schema_extra=extra)
