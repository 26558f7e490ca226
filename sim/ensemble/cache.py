"""Where compiled code is kept between starts, so that only the first run on a machine pays.

The folder's name is a digest of everything the code is made of: the text of the mechanisms
and of the ensemble, the versions of Python and Numba. Numba itself would look at one file
only and go on using code whose mechanisms have changed since.
"""

import os
import platform
import shutil
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import numba

SOURCES = (
    "numeric.py", "chance.py", "fork.py", "played.py", "world.py", "mechanisms", "ensemble",
)  # fmt: skip


def digest_of_sources() -> str:
    """Digest of all text that is compiled, and of what compiles it."""
    home = Path(__file__).parent.parent
    parts = [sys.version, numba.__version__, platform.machine(), platform.processor()]
    for name in SOURCES:
        place = home / name
        files = [place] if place.is_file() else sorted(place.glob("*.py"))
        parts.extend(file.read_text(encoding="utf-8") for file in files)
    return sha256("\0".join(parts).encode()).hexdigest()[:16]


def candidates() -> list[Path]:
    """Folders that might keep it, best first; BRINK_CACHE names one of the user's own."""
    named = os.environ.get("BRINK_CACHE")
    if named:
        return [Path(named)]
    base = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_CACHE_HOME")
    home = Path(base) if base else Path.home() / ".cache"
    return [home / "brink", Path(tempfile.gettempdir()) / f"brink-{_user()}"]


def _user() -> str:
    """A name of one's own in a folder that all share."""
    return str(os.getuid()) if hasattr(os, "getuid") else "user"


def usable(folder: Path) -> bool:
    """Whether a folder is there, or can be made, and written to."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def ours(folder: Path) -> bool:
    """Whether nobody else made a folder: what is kept there is loaded as code.

    Anyone can make a folder in a temporary one beforehand. One that BRINK_CACHE names is trusted.
    """
    if os.environ.get("BRINK_CACHE") or not hasattr(os, "getuid"):
        return True
    return folder.stat().st_uid == os.getuid()


def find_cache() -> Path | None:
    """The folder for this very code, or None where nothing can be kept."""
    name = digest_of_sources()
    kept = (at / name for at in candidates() if usable(at / name) and ours(at))
    return next(kept, None)


def is_warm(folder: Path | None) -> bool:
    """Whether compiled code is already there."""
    return folder is not None and any(folder.rglob("*.nbi"))


def called(function: Any, *arguments: object) -> Any:  # noqa: ANN401 - a dispatcher of Numba's
    """Call a compiled function whatever state the folder is in that keeps its code.

    Code that could not be written for lack of room is used all the same; a damaged file is
    thrown away and its code compiled again. Nothing else in a call reads or writes files.
    """
    try:
        return function(*arguments)
    except (OSError, EOFError, UnpicklingError):
        folder = find_cache()
        if not function.signatures and folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True, exist_ok=True)
        return function(*arguments)
