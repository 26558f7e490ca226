"""A folder that is whole or absent, whatever happens while it is made."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

from brinkmanship.files import create, flush, make_folder
from brinkmanship.seals import sealed
from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.results.surroundings import clear_leftovers, hold, let_go, partial_name

MANIFEST = "manifest.json"


class WholeFolder:
    """A folder in the making, under a temporary name beside its own.

    Attributes:
        target: Where it will be; nothing must be there.
        folder: Where it is being made; the same as ``target`` once it is published.

    Raises:
        BrinkError: Something is there, or it is a URL.
    """

    def __init__(self, target: Path) -> None:
        self.target = self.folder = target
        self.made: list[Path] = []
        self.held: int | None = None
        check_free(target)

    def make(self) -> None:
        """Make it, and the parents it needs; whatever happens then, ``discard`` undoes it."""
        parent = self.target.parent
        self.made = [one for one in (parent, *parent.parents) if not one.exists()]
        with refusal(self.target):
            make_folder(parent)
            clear_leftovers(self.target)
            self.folder = next_free(parent / partial_name(self.target))
            self.folder.mkdir()
            self.held = hold(self.folder)

    def publish(self, documents: Mapping[str, Mapping[str, Any]], *, numbered: bool) -> Path:
        """Write the JSON documents, flush, and give the folder its name.

        Args:
            documents: Content by file name. The manifest gets the digests of the others and its
                own seal.
            numbered: Whether a number is put behind the name if it was taken meanwhile.

        Returns:
            The folder.
        """
        with refusal(self.target):
            for name, text in _document_texts(documents).items():
                file = self.folder / name
                with create(file) as stream:
                    stream.write(text)
                flush(file)
            flush(self.folder)
            self.target = self.folder = self._rename(numbered=numbered)
            flush(self.target.parent)
        self._let_go()
        return self.target

    def discard(self) -> None:
        """Delete what was not published, and the parents made for it."""
        if self.folder == self.target and os.path.lexists(self.target):
            return
        if self.folder != self.target:
            shutil.rmtree(self.folder, ignore_errors=True)
        self._let_go()
        for parent in self.made:
            with suppress(OSError):  # others may use it by now
                parent.rmdir()

    def _let_go(self) -> None:
        let_go(self.held)
        self.held = None

    def _rename(self, *, numbered: bool) -> Path:
        place = next_free(self.target) if numbered else self.target
        if os.path.lexists(place):  # even an empty folder, which a rename would replace
            raise BrinkError(f"{place}: appeared while the runs were played; choose another --out")
        return self.folder.rename(place)


def check_free(target: Path) -> None:
    """Refuse a place that cannot become a new file or folder.

    Raises:
        BrinkError: Something is there, or it is a URL.
    """
    if os.sep == "/" and target.parts[:1] and target.parts[0].endswith(":"):
        what = "is no place on this machine, and only brink sweep writes to a URL"
        raise BrinkError(f"{target}: {what}; choose another --out")
    if os.path.lexists(target):
        raise BrinkError(f"{target}: already exists; choose another --out")


def next_free(path: Path) -> Path:
    """The path itself, or the first of path-2, path-3, ... where nothing is."""
    if not os.path.lexists(path):
        return path
    numbered = (path.with_name(f"{path.name}-{number}") for number in count(2))
    return next(free for free in numbered if not os.path.lexists(free))


def json_text(content: Mapping[str, Any]) -> str:
    """JSON in the one form that Brink writes and prints: indented, and ASCII for any terminal."""
    return json.dumps(content, indent=2, allow_nan=False) + "\n"


def _document_texts(documents: Mapping[str, Mapping[str, Any]]) -> dict[str, bytes]:
    """The files of the documents by name, the manifest last and sealed."""
    texts = {name: json_text(one).encode("ascii") for name, one in documents.items()}
    if texts.pop(MANIFEST, None):
        digests = {name: hashlib.sha256(text).hexdigest() for name, text in texts.items()}
        manifest = documents[MANIFEST]
        files = {**manifest.get("files", {}), **digests}
        texts[MANIFEST] = json_text(sealed({**manifest, "files": files})).encode("ascii")
    return texts


def sha256(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def refusal(target: Path) -> Iterator[None]:
    """Turn what the disk refuses into one message with a cure."""
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        raise BrinkError(f"{target}: cannot be written ({why}); choose another --out") from error
