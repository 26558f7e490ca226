"""How much there may be of what; imported at start-up, so it imports nothing heavy."""

import os
import shutil
from pathlib import Path

from brinkmanship.sim.errors import BrinkError

MOST_RUNS = 2**39
"""Of an ensemble; also the largest number of its first run, so that no number passes the last."""
MOST_WORKERS = 1024


def core_count() -> int:
    """Processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def nearest_folder(place: Path) -> Path:
    """The folder in which a place lies or would be made: the nearest one that exists."""
    path = place.absolute()
    return next(one for one in (path, *path.parents) if one.is_dir())


def free_bytes(place: Path) -> int:
    """Bytes that are free on the disk where a place lies or would be made."""
    return shutil.disk_usage(nearest_folder(place)).free


def check_room(place: Path, needed: float) -> None:
    """Refuse what the disk has no room for.

    Args:
        place: Where it would be written.
        needed: Bytes.

    Raises:
        BrinkError: So many are not free.
    """
    free = free_bytes(place)
    if needed > free:
        what = f"about {_gigabytes(needed)} would be written, and {_gigabytes(free)} are free"
        raise BrinkError(f"{place}: {what}; ask for fewer runs, or choose another --out")


def _gigabytes(count: float) -> str:
    """A number of bytes in words.

    >>> _gigabytes(2.5e9), _gigabytes(4e6)
    ('2.5 GB', '0.004 GB')
    """
    return f"{count / 1e9:,.{1 if count >= 1e8 else 3}f} GB"  # noqa: PLR2004
