"""Where machine code is kept between starts: a folder that nobody else can write to.

What is kept there is run, so a file is taken only from folders of ours, and only if its bytes
have the digest that stands before them. Anything else is ignored, and the code is made again.
"""

import os
import stat
import tempfile
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from platformdirs import user_cache_path

SUFFIX = ".o"
UNUSED = 30 * 86400  # seconds after which a file that nobody read is removed
DIGEST = 32  # bytes of a SHA-256
OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH


def cache_folder() -> Path | None:
    """The folder, made if need be; None where there is none that can be trusted.

    ``BRINK_CACHE`` names another; it is held to the same rules.
    """
    named = os.environ.get("BRINK_CACHE")
    try:
        folder = Path(named) if named else user_cache_path("brink", appauthor=False)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder = folder.resolve()
        with tempfile.TemporaryFile(dir=folder):
            pass
        ours = is_ours(folder)
    except (OSError, RuntimeError):  # no room, no right, no home
        return None
    return folder if ours else None


def is_ours(folder: Path) -> bool:
    """Whether nobody but us (and the administrator) can write to a folder or put another there.

    In a shared folder above it, such as one for temporary files, others must not be able to
    rename what they do not own.
    """
    if not hasattr(os, "getuid"):  # Windows: the folder is inside the user's profile
        return True
    for level in (folder, *folder.parents):
        facts = level.stat()
        shared = facts.st_mode & OTHERS_MAY_WRITE
        if facts.st_uid not in (0, os.getuid()) or (shared and level == folder):
            return False
        if shared and not facts.st_mode & stat.S_ISVTX:
            return False
    return True


def kept_bytes(name: str) -> bytes | None:
    """What is kept under a name; None if nothing is, or not as it was written."""
    folder = cache_folder()
    if folder is None:
        return None
    file = folder / f"{name}{SUFFIX}"
    try:
        handle = os.open(
            file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        )
        with os.fdopen(handle, "rb") as stream:
            facts = os.fstat(stream.fileno())
            if hasattr(os, "getuid") and (
                facts.st_uid != os.getuid() or facts.st_mode & OTHERS_MAY_WRITE
            ):
                return None
            content = stream.read()
        os.utime(file)
    except OSError:
        return None
    if sha256(content[DIGEST:]).digest() != content[:DIGEST]:
        return None
    return content[DIGEST:]


def keep_bytes(name: str, content: bytes) -> bool:
    """Keep bytes under a name, whole or not at all; whether that could be done."""
    folder = cache_folder()
    if folder is None:
        return False
    try:
        handle, partial = tempfile.mkstemp(SUFFIX, dir=folder)  # one left over is removed too
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(sha256(content).digest() + content)
            Path(partial).replace(folder / f"{name}{SUFFIX}")
        except BaseException:
            Path(partial).unlink(missing_ok=True)
            raise
    except OSError:
        return False
    remove_unused(folder)
    return True


def remove_unused(folder: Path) -> None:
    """Remove what no start has read for a month: code of other versions or processors."""
    limit = time.time() - UNUSED
    for file in folder.glob(f"*{SUFFIX}"):
        with suppress(OSError):
            if file.stat().st_mtime < limit:
                file.unlink()
