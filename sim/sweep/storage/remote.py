"""A place named by a URL: an object store, or any other file system of fsspec."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Any

from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from brinkmanship.files import PARTIAL
from brinkmanship.installed import install_hint
from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.sweep.storage.disk import Disk
from brinkmanship.sim.sweep.storage.place import Place

WHOLE = {  # stores in which a file that is put appears at once or not at all
    "abfs", "abfss", "az", "gcs", "gs", "memory", "oci", "oss", "s3", "s3a",
}  # fmt: skip
STORAGE = {  # top packages of what such stores raise, if it is no OSError
    "adlfs", "aiobotocore", "aiohttp", "azure", "botocore", "fsspec", "gcsfs", "google", "s3fs",
}  # fmt: skip
EXTRAS = {"s3": "s3", "s3a": "s3"}  # the extra that a kind of URL needs
KEPT = "mend this and run the same command again: what is finished is kept"


def place_at(url: str) -> Place:
    """The place that a URL names; ``file://`` is this machine's disk.

    Raises:
        BrinkError: No such kind of place is known, or its package is missing.
    """
    kind = url.partition("://")[0]
    try:
        with _storage_errors(url, "cannot be used", "see docs/how-to/run-on-a-cluster.md"):
            files, path = url_to_fs(url, use_listings_cache=False)
    except ImportError as error:
        cure = install_hint(EXTRAS[kind]) if kind in EXTRAS else f"install it ({error})"
        raise BrinkError(f"{url}: a package for {kind}:// is missing; {cure}") from error
    if isinstance(files, LocalFileSystem):
        return Disk(Path(path))
    return Remote(url.rstrip("/"), files, path.rstrip("/"), whole=kind in WHOLE)


class Remote:
    """A prefix of names in a store.

    There is no lock. The bytes need none, since every worker makes the same ones; the runner
    notices when two sweeps with different plans use one folder.

    Attributes:
        name: The URL as it was given.
        whole: Whether files appear in the store at once; otherwise they are renamed.
    """

    def __init__(self, name: str, files: Any, path: str, *, whole: bool) -> None:  # noqa: ANN401 - fsspec has no types
        self.name = self.address = name
        self.files, self.path, self.whole = files, path, whole

    def make(self, folder: str) -> None:
        """Make a folder; an object store has names only and needs none."""
        if not self.whole:
            with _storage_errors(self.name, "cannot be written", KEPT):
                self.files.makedirs(f"{self.path}/{folder}", exist_ok=True)

    def names(self, folder: str) -> list[str]:
        """Names in a folder of it; nothing if there is no such folder."""
        where = f"{self.path}/{folder}".rstrip("/")
        with _storage_errors(self.name, "cannot be read", KEPT):
            try:
                found = self.files.ls(where, detail=False)
            except FileNotFoundError:
                return []
        names = (one.rstrip("/").rpartition("/")[2] for one in found if one.strip("/") != where)
        return sorted(names)

    def has(self, name: str) -> bool:
        """Whether a file exists."""
        with _storage_errors(self.name, "cannot be read", KEPT):
            return bool(self.files.isfile(f"{self.path}/{name}"))

    def read(self, name: str) -> bytes:
        """Content of a file."""
        with _storage_errors(f"{self.name}/{name}", "cannot be read", KEPT):
            return bytes(self.files.cat_file(f"{self.path}/{name}"))

    def digest(self, name: str) -> str:
        """SHA-256 of a file, in hexadecimal."""
        return sha256(self.read(name)).hexdigest()

    def write(self, name: str, content: bytes) -> None:
        """Write a file at once; where that is not possible, under another name first."""
        file = f"{self.path}/{name}"
        with _storage_errors(self.name, "cannot be written", KEPT):
            if self.whole:
                self.files.pipe_file(file, content)
                return
            head, _, tail = file.rpartition("/")
            partial = f"{head}/.{tail}.{token_hex(4)}{PARTIAL}"
            self.files.pipe_file(partial, content)
            self.files.mv(partial, file)

    def remove(self, name: str) -> None:
        """Delete a file, if it is there."""
        with _storage_errors(self.name, "cannot be written", KEPT):
            if self.files.isfile(f"{self.path}/{name}"):
                self.files.rm_file(f"{self.path}/{name}")

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep nobody out: there is no lock."""
        yield


@contextmanager
def _storage_errors(name: str, what: str, cure: str) -> Iterator[None]:
    """Turn an error of the storage into one message; other errors pass."""
    try:
        yield
    except Exception as error:  # each store has errors of its own, which share no base
        of = type(error).__module__.partition(".")[0]
        refused = isinstance(error, (OSError, ValueError, NotImplementedError))
        if refused or of in STORAGE:
            why = str(error) or type(error).__name__
            raise BrinkError(f"{name}: {what} ({' '.join(why.split())}); {cure}") from error
        raise
