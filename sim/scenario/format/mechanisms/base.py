"""What every mechanism's part of a scenario has: a switch, and its off values."""

from typing import ClassVar

from pydantic import Field

from sim.scenario.format.base import Model, YesNo


class Mechanism(Model):
    """One mechanism that can be switched off alone; it then takes its ``off`` values."""

    off: ClassVar[dict[str, float]] = {}

    enabled: YesNo = Field(default=True, description="Whether it works; false for off.")
