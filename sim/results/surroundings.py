"""The disk round a folder of results: its free room, and what killed runs left beside it."""

import os
import re
import shutil
import sys
from pathlib import Path

from brinkmanship.sim.errors import BrinkError

PARTIAL = re.compile(r"\d+\.partial(-\d+)?")


def in_out(name: str) -> Path:
    """The path ``out/NAME``, also where the locale has no letters for the name.

    A name is UTF-8 on disk, whatever Python takes the names of files to be.

    >>> in_out("cuba").parts
    ('out', 'cuba')
    """
    return Path("out") / os.fsdecode(name.encode("utf-8", "surrogateescape"))


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


def partial_name(target: Path) -> str:
    """The name of a folder in the making; ``target`` is what it will be called."""
    return f".{target.name}.{os.getpid()}.partial"


def hold(folder: Path) -> int | None:
    """Lock a folder for as long as this process lives; None on a system without such locks.

    Raises:
        BlockingIOError: Another process holds it.
    """
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        return None
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise
    except OSError:  # some network disks lock no folders
        os.close(handle)
        return None
    return handle


def let_go(handle: int | None) -> None:
    """Undo ``hold``."""
    if handle is not None:
        os.close(handle)


def clear_leftovers(target: Path) -> None:
    """Remove what killed runs into a place have left beside it; name what may be in use.

    Each is told in one line on stderr. A link is not followed, and nothing else is touched.
    """
    start = f".{target.name}."
    for left in sorted(target.parent.glob(".*.partial*")):
        if not (left.name.startswith(start) and PARTIAL.fullmatch(left.name.removeprefix(start))):
            continue
        if left.is_symlink() or not left.is_dir():
            continue
        try:
            handle = hold(left)
        except OSError:  # at work, or not ours
            continue
        told = f"{left}: left by a run that did not end"
        if handle is None:
            _tell(f"{told}, or in the making; delete it if no run is at work there")
            continue
        shutil.rmtree(left, ignore_errors=True)
        let_go(handle)
        _tell(f"{told}; removed" if not left.exists() else f"{told}; it cannot be removed")


def _tell(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201 - said off a terminal too
