"""What a sweep needs of a place where files are kept."""

from contextlib import AbstractContextManager
from typing import Protocol


class Place(Protocol):
    """A folder of files, each of them whole or absent; names in it are written with ``/``.

    Every method raises BrinkError, with one message, if the place refuses.
    """

    @property
    def name(self) -> str:
        """The path or URL that the user gave."""

    @property
    def address(self) -> str:
        """Path or URL for any process of the same machine."""

    def make(self, folder: str) -> None:
        """Make a folder in it, with all missing parents."""

    def names(self, folder: str) -> list[str]:
        """Names in a folder of it; nothing if there is no such folder."""

    def has(self, name: str) -> bool:
        """Whether a file exists."""

    def read(self, name: str) -> bytes:
        """Content of a file."""

    def digest(self, name: str) -> str:
        """SHA-256 of a file, in hexadecimal."""

    def write(self, name: str, content: bytes) -> None:
        """Write a file so that others see either all of it or nothing."""

    def remove(self, name: str) -> None:
        """Delete a file, if it is there."""

    def locked(self) -> AbstractContextManager[None]:
        """Keep other sweeps out, if the place has locks."""
