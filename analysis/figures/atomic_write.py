"""Atomic writes: a file is complete or absent."""

import os
import tempfile
from pathlib import Path


def write_atomically(file: Path, content: bytes) -> None:
    """Write a file under a temporary name, flush it, and rename it.

    Raises:
        OSError: The disk refuses; nothing is left behind.
    """
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
