"""What the fit aims at: moments of crises that may be fitted, each with its interval."""

from math import log, sqrt
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from brinkmanship.sim.icb.eras import may_be_fitted
from brinkmanship.sim.icb.events import (
    COOPERATIVE,
    DISPLAY,
    LIMITED,
    THREAT,
    VERBAL,
    read_events,
    replies,
    steps,
    threats_followed,
)
from brinkmanship.sim.icb.facts import CrisisFacts
from brinkmanship.sim.icb.outcomes import read_endings
from brinkmanship.sim.icb.reading import read_crises

QUARTILES = (0.25, 0.5, 0.75)
ENDS = ("agreement", "unilateral or imposed", "faded")
Counts = NDArray[np.int64] | NDArray[np.float64]


class Target(NamedTuple):
    """A moment of the data.

    Attributes:
        name: What it is.
        value: In the data; a share, or the logarithm of weeks for a length.
        sd: Its standard error.
    """

    name: str
    value: float
    sd: float

    @property
    def interval(self) -> tuple[float, float]:
        """Its 95% interval."""
        return self.value - 1.96 * self.sd, self.value + 1.96 * self.sd


class Data(NamedTuple):
    """What is fitted to.

    Attributes:
        crises: Facts of the crises that may be fitted.
        violence: ICB's code of violence of each, 1 to 4.
        targets: The moments.
    """

    crises: tuple[CrisisFacts, ...]
    violence: tuple[int, ...]
    targets: tuple[Target, ...]


def read_data(folder: Path, system: str, actors: str, events: str) -> Data:
    """The crises of three files in a folder that may be fitted, and their moments.

    Raises:
        BrinkError: A file cannot be read, or lacks a column.
    """
    found = read_crises(folder / system, folder / actors)
    crises = tuple(
        one for one in found.facts if may_be_fitted(one) and one.number in found.violence
    )
    endings = read_endings(folder / system)
    told = read_events(folder / events, {one.number: one.year for one in crises})
    ended = [endings[one.number] for one in crises if one.number in endings]
    weeks = np.array([one.weeks for one in ended if one.weeks is not None])
    made = threats_followed(told)
    targets = [
        *length_targets(weeks),
        *(
            share_target(f"ends: {name}", sum(one.form in name.split(" or ") for one in ended),
                         len(ended))
            for name in ENDS
        ),
        *moments_of_events(replies(told), steps(told)),
        share_target("threat followed by own force", *made),
    ]  # fmt: skip
    violence = tuple(found.violence[one.number] for one in crises)
    return Data(crises, violence, tuple(targets))


def length_targets(weeks: NDArray[np.float64]) -> list[Target]:
    """Quartiles of lengths as logarithms of weeks, with bootstrapped errors."""
    rng = np.random.default_rng(0)
    drawn = rng.choice(weeks, (1000, len(weeks)))
    errors = np.log(np.quantile(drawn, QUARTILES, axis=1)).std(axis=1)
    values = np.quantile(weeks, QUARTILES)
    return [
        Target(f"length, quartile {place + 1}", log(value), float(errors[place]))
        for place, value in enumerate(values)
    ]


def moments_of_events(answered: Counts, stepped: Counts) -> list[Target]:
    """Shares of replies and of steps between classes of events."""
    military, words = slice(DISPLAY, None), slice(VERBAL, None)
    force, friendly = slice(LIMITED, None), COOPERATIVE
    rows = {
        "military reply to a military act": (answered[military, military], answered[military]),
        "military reply to a cooperative act": (answered[friendly, military], answered[friendly]),
        "force in reply to force": (answered[force, force], answered[force]),
        "cooperation in reply to cooperation": (answered[friendly, friendly], answered[friendly]),
        "conflict in reply to conflict": (answered[words, words], answered[words]),
        "military reply to a threat": (answered[THREAT, military], answered[THREAT]),
    }
    upward, downward = np.triu(stepped, 1), np.tril(stepped, -1)
    return [
        *(share_target(name, float(hit.sum()), float(whole.sum()))
          for name, (hit, whole) in rows.items()),
        share_target("steps up", float(upward.sum()), float(stepped.sum())),
        share_target("steps down", float(downward.sum()), float(stepped.sum())),
        share_target("leaps among steps up", float(np.triu(stepped, 2).sum()), float(upward.sum())),
    ]  # fmt: skip


def share_target(name: str, hits: float, whole: float) -> Target:
    """A share with its standard error; an empty whole counts as one miss."""
    share = (hits + 0.5) / (whole + 1.0)
    return Target(name, share, sqrt(share * (1.0 - share) / (whole + 1.0)))
