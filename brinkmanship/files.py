"""The one place where Brink opens files to write them, and files of result folders to read them.

A folder that somebody else made may hold links, pipes and devices. Brink follows the path that
its user typed; below that path it follows no link and opens nothing but plain files:
docs/explanation/trust.md. ``sim``, ``analysis`` and ``commands`` all write through this module.

Everything here raises OSError, whose ``strerror`` says in words what is wrong.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from secrets import token_hex
from typing import BinaryIO

PARTIAL = ".partial"
"""How the names of unfinished files end; they begin with a dot."""
HEAD = 4000  # bytes at the start of a file by which Brink knows what it wrote
NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # nobody may ever write to a pipe
KINDS = {
    stat.S_IFLNK: "a link",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
    stat.S_IFREG: "a file",
}

IsOwn = Callable[[bytes], bool]


def inner_path(root: Path, name: str) -> Path:
    """The path of a name below a folder, whether something is there or not.

    Args:
        root: A folder that the user named; it may itself be reached by links.
        name: A relative path.

    Raises:
        OSError: The name leads out of the folder; a folder on the way is something else; or what
            has the name is neither a file nor a folder.
    """
    parts = PurePath(name).parts
    if not parts or PurePath(name).anchor or ".." in parts:
        raise OSError(errno.EINVAL, "its name leads out of the folder")
    path, last = root, len(parts) - 1
    for place, part in enumerate(parts):
        path /= part
        kind = _kind_of(path)
        allowed = (stat.S_IFDIR, stat.S_IFREG) if place == last else (stat.S_IFDIR,)
        if kind and kind not in allowed:
            raise OSError(errno.ELOOP, f"{part} is {KINDS.get(kind, 'no file')}")
    return path


def inner_file(root: Path, name: str) -> Path:
    """The path of a plain file below a folder, to be read.

    Raises:
        OSError: As for :func:`inner_path`; or it is missing, or a folder.
    """
    path = inner_path(root, name)
    kind = _kind_of(path)
    if not kind:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    if kind != stat.S_IFREG:
        raise OSError(errno.EISDIR, f"{path.name} is a folder")
    return path


def is_inner_file(root: Path, name: str) -> bool:
    """Whether a name below a folder is that of a plain file, reached without a link."""
    try:
        inner_file(root, name)
    except OSError:
        return False
    return True


def make_folder(root: Path, name: str = "") -> Path:
    """Make a folder, and a folder below it by its name, where they are missing; the inner one.

    Raises:
        OSError: As for :func:`inner_path`, or the disk refuses.
    """
    root.mkdir(parents=True, exist_ok=True)
    if not name:
        return root
    path = inner_path(root, name)
    path.mkdir(parents=True, exist_ok=True)
    return path


def create(file: Path) -> BinaryIO:
    """A new file, opened to be written.

    Raises:
        OSError: Something has the name, be it a link that leads nowhere.
    """
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_LINK, 0o666)
    return os.fdopen(handle, "wb")


def write_whole(root: Path, name: str, content: bytes, *, is_own: IsOwn | None = None) -> Path:
    """Write a file below a folder, whole or not at all, in the place of an earlier one.

    Args:
        root: The folder.
        name: A relative path; its folders exist.
        content: Of the file.
        is_own: Whether the beginning of a file that is there says that Brink wrote it; without it
            the caller knows that the whole folder is Brink's.

    Returns:
        The file.

    Raises:
        OSError: As for :func:`inner_path`; what is there is not Brink's; or the disk refuses, and
            nothing is left behind.
    """
    file = require_replaceable(root, name, is_own)
    with unfinished(file) as partial, partial.open("r+b") as stream:
        stream.write(content)
    return file


def require_replaceable(root: Path, name: str, is_own: IsOwn | None = None) -> Path:
    """The path of a file that may be written; arguments and errors as of :func:`write_whole`."""
    file = inner_path(root, name)
    kind = _kind_of(file)
    if kind == stat.S_IFDIR:
        raise OSError(errno.EISDIR, f"{file.name} is a folder")
    if kind and is_own is not None and not is_own(_head(file)):
        raise OSError(errno.EEXIST, f"{file.name} is there, and Brink did not write it")
    return file


@contextmanager
def unfinished(file: Path) -> Iterator[Path]:
    """A new empty file beside another, whose name it gets once it is written and flushed.

    Raises:
        OSError: The disk refuses; nothing is left behind.
    """
    partial = file.with_name(f".{file.name}.{token_hex(4)}{PARTIAL}")
    create(partial).close()
    try:
        yield partial
        flush(partial)
        partial.replace(file)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    flush(file.parent)


def remove(root: Path, name: str) -> None:
    """Delete a file below a folder, if it is there.

    Raises:
        OSError: As for :func:`inner_path`, or the disk refuses.
    """
    file = inner_path(root, name)
    file.unlink(missing_ok=True)
    flush(file.parent)


def remove_unfinished(root: Path, deepest: int) -> None:
    """Delete what :func:`unfinished` left of writers that were killed, so many folders deep."""
    for folder, folders, names in os.walk(root):  # follows no link
        for name in names:
            if name.startswith(".") and name.endswith(PARTIAL):
                remove(Path(folder), name)
        if len(Path(folder).relative_to(root).parts) == deepest:
            folders.clear()


def open_lock(root: Path, name: str) -> BinaryIO:
    """A file to hold a lock on, made if it is missing and never changed.

    Raises:
        OSError: As for :func:`inner_path`, or the disk refuses.
    """
    flags = os.O_RDWR | os.O_CREAT | NO_LINK | NO_WAIT
    return os.fdopen(os.open(inner_path(root, name), flags, 0o666), "r+b")


def flush(path: Path) -> None:
    """Make a file or a folder survive a power cut; Windows cannot do it for folders."""
    folder = path.is_dir()
    if folder and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if folder else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _kind_of(path: Path) -> int:
    """The type bits of what has a name, links not followed; 0 where nothing has it."""
    try:
        return stat.S_IFMT(path.lstat().st_mode)
    except FileNotFoundError:
        return 0
    except ValueError as error:  # a NUL, or half of a surrogate pair
        raise OSError(errno.EINVAL, "no file can have its name") from error


def _head(file: Path) -> bytes:
    with os.fdopen(os.open(file, os.O_RDONLY | NO_LINK | NO_WAIT), "rb") as stream:
        return stream.read(HEAD)
