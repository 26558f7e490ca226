"""What every part of a scenario is made of; ``scenarios/README.md`` is generated from it."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict

from sim.scenario.format.kinds import Flag
from sim.scenario.format.text_kinds import Named, Text, word


class Model(BaseModel):
    """A part of a scenario: frozen, closed to unknown keys, and nothing is converted."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, use_attribute_docstrings=False
    )


SIGNALS = Literal[
    "none", "assure", "ambiguity", "warn", "threat", "commit", "nuclear_reminder", "consult"
]
AVOIDED = Literal["nuclear_use", "war", "direct_clash"]

RungName = Annotated[str, Named("rung")]
ActorCode = Annotated[str, Named("actor")]
SideName = Annotated[str, Named("side")]
AllianceName = Annotated[str, Named("alliance")]
AidStep = Annotated[str, Named("aid step")]
SignalName = Annotated[SIGNALS, word(SIGNALS)]
OutcomeName = Annotated[AVOIDED, word(AVOIDED)]
Title = Annotated[str, Text()]
YesNo = Annotated[bool, Flag()]
BY_ROLE = ""  # a rung left out; the loader puts the rung of a role in its place
