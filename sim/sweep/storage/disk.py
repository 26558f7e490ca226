"""A folder on a disk: files in it are whole or absent, and no link in it is followed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from brinkmanship import files
from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.results.folder import sha256

DEEPEST = 2  # folders of a sweep within one another: traces/turns


class Disk:
    """A folder of a file system.

    Attributes:
        path: Where it is.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def name(self) -> str:
        """The path as it was given."""
        return str(self.path)

    @property
    def address(self) -> str:
        """The path from the root."""
        return str(self.path.resolve())

    def make(self, folder: str) -> None:
        """Make a folder in it, with all missing parents."""
        with write_errors(self.path):
            files.make_folder(self.path, folder)

    def names(self, folder: str) -> list[str]:
        """Names in a folder of it; nothing if there is no such folder."""
        with _read_errors(self.path / folder):
            where = files.inner_path(self.path, folder) if folder else self.path
            return [one.name for one in where.iterdir()] if where.exists() else []

    def has(self, name: str) -> bool:
        """Whether a file exists."""
        return files.is_inner_file(self.path, name)

    def read(self, name: str) -> bytes:
        """Content of a file."""
        with _read_errors(self.path / name):
            return files.inner_file(self.path, name).read_bytes()

    def digest(self, name: str) -> str:
        """SHA-256 of a file, in hexadecimal."""
        with _read_errors(self.path / name):
            return sha256(files.inner_file(self.path, name))

    def write(self, name: str, content: bytes) -> None:
        """Write a file under a name of its own, flush it, then rename it."""
        with write_errors(self.path):
            files.write_whole(self.path, name, content)

    def remove(self, name: str) -> None:
        """Delete a file, if it is there."""
        with write_errors(self.path):
            files.remove(self.path, name)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other sweeps out; delete unfinished files that a killed sweep has left.

        The lock ends with its process, so it never has to be removed by hand.
        """
        with write_errors(self.path):
            handle = files.open_lock(self.path, ".lock")
        with handle:
            if not _lock(handle.fileno()):
                what = "another brink sweep is at work here"
                raise BrinkError(f"{self.path}: {what}; wait for it, or choose another --out")
            self._clear()
            yield
            self._clear()  # a worker may have died in the middle of a file

    def _clear(self) -> None:
        with write_errors(self.path):
            files.remove_unfinished(self.path, DEEPEST)


def _lock(handle: int) -> bool:
    """Take the lock; whether it was free, which it always is on a system without locks."""
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def write_errors(path: Path) -> Iterator[None]:
    """Turn an error of the disk into one message; finished blocks are not affected."""
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        cure = "mend this and run the same command again: what is finished is kept"
        raise BrinkError(f"{path}: cannot be written ({why}); {cure}") from error


@contextmanager
def _read_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except NotADirectoryError as error:
        raise BrinkError(f"{path}: a file, not a folder; give another") from error
    except OSError as error:
        raise BrinkError(f"{path}: cannot be read ({error.strerror or error})") from error
