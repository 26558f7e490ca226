"""What a sweep needs of the place where its files are kept."""

from contextlib import AbstractContextManager
from typing import Protocol


class Place(Protocol):
    """A folder of files, each of them whole or absent; names in it are written with ``/``.

    Every method raises BrinkError, with one message, for what the place refuses.
    """

    @property
    def name(self) -> str:
        """What the user calls it."""

    @property
    def address(self) -> str:
        """What any process of the same machine may call it."""

    def make(self, folder: str) -> None:
        """Make a folder in it and all above, if they are not there."""

    def names(self, folder: str) -> list[str]:
        """Names of what is in a folder of it; nothing if the folder is not there."""

    def has(self, name: str) -> bool:
        """Whether a file is there."""

    def read(self, name: str) -> bytes:
        """Content of a file."""

    def digest(self, name: str) -> str:
        """SHA-256 of a file, in hexadecimal."""

    def write(self, name: str, content: bytes) -> None:
        """Write a file so that others see all of it or nothing."""

    def remove(self, name: str) -> None:
        """Delete a file, if it is there."""

    def locked(self) -> AbstractContextManager[None]:
        """Keep other sweeps out, where that can be done."""
