"""What was asked of ``brink sensitivity``, and the folder that holds the answer."""

import json
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import Any

from brinkmanship.commands.shared.naming import repeat_option
from brinkmanship.files import inner_file, make_folder
from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.results.surroundings import in_out
from brinkmanship.sim.scenario.loading import scenario_name
from brinkmanship.sim.sweep.storage.folder import SweepFolder

REQUEST = "request.json"
MAY_DIFFER = {"runs", "points", "workers", "out", "given"}
"""Options that may differ when an analysis is continued."""
NOT_REPEATED = {"file", "workers", "out"}
"""Options that a command that asks the same again leaves out."""
SET_BY_SWEEP = ("overrides", "runs", "points", "method", "top", "within", "level", "seed")
"""Options that mean nothing for a sweep, which says itself what is varied and how."""
NEEDS = {
    "within": ("assumptions",),
    "level": ("tipping",),
    "method": ("parameters", "assumptions"),
    "top": ("parameters", "assumptions"),
    "points": ("parameters", "assumptions"),
}
"""Options that mean something only beside another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SensitivityRequest:
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
    given: frozenset[str] = frozenset()

    @property
    def command(self) -> list[str]:
        """The words of a command that asks the same again."""
        words = ["sensitivity", self.file]
        for name in sorted(self.given - NOT_REPEATED):
            value, option = getattr(self, name), _option(name)
            if isinstance(value, tuple):
                words += repeat_option(option, value)
            else:
                words += [option] if value is True else [option, str(value)]
        return words

    @property
    def of_scenario(self) -> bool:
        """Whether FILE is a scenario, and not a sweep."""
        return bool(self.parameters or self.assumptions or self.tipping)

    @property
    def identity(self) -> dict[str, Any]:
        """The options that tell this request from others, as JSON holds them."""
        kept = {name: value for name, value in asdict(self).items() if name not in MAY_DIFFER}
        return dict(json.loads(json.dumps(kept)))

    def refuse_options_of_sweep(self) -> None:
        """Refuse options that a sweep sets itself: what is changed, how it is played, its seed.

        Raises:
            BrinkError: One was given.
        """
        named = [_option(name) for name in SET_BY_SWEEP if name in self.given]
        if named:
            what = f"{', '.join(named)}: {self.file} is a sweep, which says this itself"
            raise BrinkError(f"{what}; change the file, or name a scenario with --parameters")

    def refuse_idle_options(self) -> None:
        """Refuse an option that does nothing without another.

        Raises:
            BrinkError: One was given without any that it goes with.
        """
        for name, others in NEEDS.items():
            if name in self.given and not self.given.intersection(others):
                needed = " or ".join(_option(other) for other in others)
                raise BrinkError(f"{_option(name)}: does nothing here; it goes with {needed}")


def _option(name: str) -> str:
    return "--set" if name == "overrides" else f"--{name}"


def open_answer_folder(request: SensitivityRequest) -> Path:
    """Make the folder of an answer, or find the one with an answer to the same request.

    Raises:
        BrinkError: The folder that was asked for holds something else, or cannot be written.
    """
    wanted = request.out or in_out(f"{scenario_name(request.file)}-sensitivity")
    for number in count(1):
        folder = wanted if number == 1 else wanted.with_name(f"{wanted.name}-{number}")
        if _request_in(folder) in (None, request.identity):
            break
        if request.out is not None:
            what = "holds something else than the answer to this question"
            raise BrinkError(f"{wanted}: {what}; choose another --out")
    try:
        make_folder(folder)
    except OSError as error:
        why = error.strerror or str(error)
        raise BrinkError(f"{folder}: cannot be written ({why}); choose another --out") from error
    SweepFolder(folder).write_json(REQUEST, request.identity)
    return folder


def _request_in(folder: Path) -> dict[str, Any] | None:
    """The request that a folder holds; None if the folder is free, {} if it is of others."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return None
    try:
        content = json.loads(inner_file(folder, REQUEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}
