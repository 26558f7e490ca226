"""The base of all models of the format, and the types that several of them use."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict

from sim.scenario.format.kinds import Flag
from sim.scenario.format.text_kinds import Named, Text, Word
from sim.scenario.format.vocabulary import LEADS_TO, SIGNAL_PLACES


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
Title = Annotated[str, Text()]
YesNo = Annotated[bool, Flag()]
BY_ROLE = ""  # a rung left out; the loader fills in the rung of a role
