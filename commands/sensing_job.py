"""What was asked of ``brink sensitivity``, and what cannot be asked together."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from commands.typed import repeated
from sim.errors import BrinkError

GROWING = ("runs", "points", "workers", "out", "figures", "as_json", "given")
"""Options that may differ when an analysis is gone on with."""
UNASKED = {"file", "workers", "out", "figures", "as_json"}
FIXED = ("overrides", "runs", "points", "method", "top", "within", "level", "seed")
"""Options that a sweep leaves nothing to say about."""
NEEDS = {
    "within": ("assumptions",),
    "level": ("tipping",),
    "method": ("parameters", "assumptions"),
    "top": ("parameters", "assumptions"),
    "points": ("parameters", "assumptions"),
}
"""Options that mean something only beside another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What the user asked for; each field is an option of ``brink sensitivity``.

    Attributes:
        given: Names of the options that were typed; all others hold their defaults.
    """

    file: str
    parameters: tuple[str, ...]
    assumptions: bool
    within: float
    tipping: str | None
    level: float
    boxes: bool
    outcome: str | None
    method: str
    points: int | None
    top: int
    runs: int | None
    seed: int
    overrides: tuple[str, ...]
    workers: int
    out: Path | None
    figures: bool
    as_json: bool
    given: frozenset[str] = frozenset()

    @property
    def command(self) -> list[str]:
        """Words that ask the same again."""
        values = {name: getattr(self, name) for name in self.given - UNASKED}
        told = {"overrides": "--set"}
        words = ["sensitivity", self.file]
        for name, value in sorted(values.items()):
            option = told.get(name, f"--{name}")
            if isinstance(value, tuple):
                words += repeated(option, value)
            else:
                words += [option] if value is True else [option, str(value)]
        return words

    @property
    def of_scenario(self) -> bool:
        """Whether FILE is a scenario, and not a sweep."""
        return bool(self.parameters or self.assumptions or self.tipping)

    @property
    def request(self) -> dict[str, Any]:
        """What makes this job another one than a folder holds."""
        apart = {*GROWING, "given"}
        kept = {name: value for name, value in asdict(self).items() if name not in apart}
        return dict(json.loads(json.dumps(kept)))

    def no_changes(self) -> None:
        """Refuse what a sweep says itself: what is set, how it is played and with what seed."""
        named = [_option(name) for name in FIXED if name in self.given]
        if named:
            what = f"{', '.join(named)}: {self.file} is a sweep, which says this itself"
            raise BrinkError(f"{what}; change the file, or name a scenario with --parameters")

    def nothing_idle(self) -> None:
        """Refuse an option that another would have to make meaningful."""
        for name, others in NEEDS.items():
            if name in self.given and not self.given.intersection(others):
                needed = " or ".join(_option(other) for other in others)
                raise BrinkError(f"{_option(name)}: does nothing here; it goes with {needed}")


def _option(name: str) -> str:
    return "--set" if name == "overrides" else f"--{name}"
