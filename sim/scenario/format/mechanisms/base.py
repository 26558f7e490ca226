"""What every mechanism has, and how one of its parameters is declared: one line each."""

import re
from typing import Any, ClassVar

from pydantic import Field

from brinkmanship.sim.scenario.format.base import Model, YesNo


class Mechanism(Model):
    """One mechanism that can be switched off alone; it then takes its ``off`` values.

    A class names in ``needs`` the roles without which a ladder leaves it nothing to do: there it
    is off as well.
    """

    off: ClassVar[dict[str, float]] = {}
    needs: ClassVar[tuple[str, ...]] = ()

    enabled: YesNo = Field(default=True, description="Whether it works; false for off.")

    @classmethod
    def __pydantic_init_subclass__(cls, **_: object) -> None:
        """Collect the off values from the declarations."""
        extras = {name: field.json_schema_extra for name, field in cls.model_fields.items()}
        found = {name: one.get("off") for name, one in extras.items() if isinstance(one, dict)}
        cls.off = {name: off for name, off in found.items() if isinstance(off, float)}


def duration(default: int, meaning: str) -> Any:  # noqa: ANN401 - as pydantic's Field
    """Declare a number of weeks: whole, and never a distribution."""
    return Field(default=default, description=meaning)


def part(model: type[Model]) -> Any:  # noqa: ANN401 - as pydantic's Field
    """Declare a mechanism, described by its docstring without the M-number of the ODD."""
    meaning = re.sub(r"^M\d+: ", "", (model.__doc__ or "").partition("\n")[0])
    return Field(default=model(), description=meaning)
