"""What this machine offers Brink, looked at one thing at a time."""

import locale
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from brinkmanship.installed import VERSION
from brinkmanship.sim.compiled.cache import cache_folder
from brinkmanship.sim.results.surroundings import free_bytes
from brinkmanship.sim.results.versions import LIBRARIES, version_of
from brinkmanship.sim.runs.limits import core_count
from brinkmanship.sim.runs.workers import InProcess, open_threads, reason, shortage_of_processes

LEAST_FILES = 128  # file descriptors with which every command has enough
LEAST_MEMORY = 4e9  # bytes of addresses with which every command has enough
LEAST_ROOM = 100e6  # bytes of disk for a few thousand runs with figures
WIDE = "\N{EM DASH}\N{CYRILLIC SMALL LETTER A}"  # letters that an old terminal lacks


class Finding(NamedTuple):
    """One thing that was looked at.

    Attributes:
        name: What it is.
        ok: Whether it is all that Brink wants.
        found: What is there.
        instead: What is done where something is missing; else empty.
    """

    name: str
    ok: bool
    found: str
    instead: str


def examine() -> Iterator[Finding]:
    """Every finding, in the order of the page."""
    for name, look in LOOKS.items():
        try:
            found, instead = look()
        except (OSError, MemoryError, ImportError, RuntimeError, ValueError) as error:
            found, instead = reason(error), "the commands that need it refuse with one message"
        yield Finding(name, not instead, found, instead)


def _python() -> tuple[str, str]:
    build = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{build} on {platform.system()} {platform.machine()}, {sys.executable}", ""


def _package() -> tuple[str, str]:
    home = Path(__file__).parents[2]
    return f"Brink {VERSION} in {home}", ""


def _libraries() -> tuple[str, str]:
    found = {name: version_of(name) for name in (*LIBRARIES, "matplotlib", "pandas", "scipy")}
    missing = [name for name, version in found.items() if not version[0].isdigit()]
    instead = f"install {', '.join(missing)}" if missing else ""
    return ", ".join(f"{name} {version}" for name, version in found.items()), instead


def _cache() -> tuple[str, str]:
    folder = cache_folder()
    if folder is None:
        named = os.environ.get("BRINK_CACHE")
        where = f"BRINK_CACHE={named} cannot be used" if named else "no folder can be used"
        cure = (
            "each start makes native code again; name in BRINK_CACHE a folder that is yours alone"
        )
        return where, cure
    facts = folder.stat()
    files = sum(1 for _ in folder.glob("*.o"))
    return f"{folder}, {_owner(facts.st_uid)}, mode {facts.st_mode & 0o777:o}, {files} files", ""


def _owner(number: int) -> str:
    """The owner of a file; the number alone if the system has no name for it."""
    try:
        import pwd

        return f"owner {pwd.getpwuid(number).pw_name}"
    except (ImportError, KeyError):
        return f"owner {number}"


def _home() -> tuple[str, str]:
    try:
        return str(Path.home()), ""
    except RuntimeError:
        return "no home folder", "caches are kept in BRINK_CACHE and MPLCONFIGDIR, if these are set"


def _processes() -> tuple[str, str]:
    shared = Path("/dev/shm")  # noqa: S108 - where Linux keeps semaphores
    room = ""
    if shared.is_dir():
        with suppress(OSError):
            room = f"; {_size(shutil.disk_usage(shared).free)} free in {shared}"
    lack = shortage_of_processes()
    if lack:
        return f"{lack}{room}", "sweeps, Mesa runs and figures are worked out in one process"
    return f"semaphores work{room}", ""


def _cores() -> tuple[str, str]:
    cores = core_count()
    found = f"{cores} of {os.cpu_count() or 1} may be used"
    with open_threads(max(2, cores)) as pool:
        if isinstance(pool, InProcess):
            return f"{found}, no thread can be started", "runs are played one after the other"
    return found, ""


def _memory() -> tuple[str, str]:
    pages = "SC_PHYS_PAGES"
    total = 0
    if pages in getattr(os, "sysconf_names", {}):
        total = os.sysconf(pages) * os.sysconf("SC_PAGE_SIZE")
    found = f"{_size(total)} in all" if total else "not known"
    limit = _limit("RLIMIT_AS")
    if limit is not None and limit < LEAST_MEMORY:
        cure = "commands may end with one message; raise it (ulimit -v unlimited)"
        return f"{found}; this process may use {_size(limit)}", cure
    return found, ""


def _files() -> tuple[str, str]:
    limit = _limit("RLIMIT_NOFILE")
    if limit is None:
        return "no limit", ""
    cure = "fewer processes may be had; raise it (ulimit -n 1024)" if limit < LEAST_FILES else ""
    return f"{limit} at once", cure


def _limit(name: str) -> int | None:
    """A limit of this process; None if there is none."""
    try:
        import resource
    except ImportError:
        return None
    soft, _ = resource.getrlimit(getattr(resource, name))
    return None if soft == resource.RLIM_INFINITY else soft


def _letters() -> tuple[str, str]:
    output = sys.stdout.encoding or "ascii"
    files = sys.getfilesystemencoding()
    found = f"output {output}, file names {files}, locale {locale.setlocale(locale.LC_CTYPE)}"
    try:
        WIDE.encode(output)
    except (UnicodeEncodeError, LookupError):
        return found, "letters that the output lacks are printed as codes; files are UTF-8 anyway"
    return found, ""


def _temporary() -> tuple[str, str]:
    folder = Path(tempfile.gettempdir())
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(bytes(4096))
        file.flush()
    return f"{folder}, {_size(free_bytes(folder))} free", ""


def _disk() -> tuple[str, str]:
    here = Path.cwd()
    free = free_bytes(here)
    if not os.access(here, os.W_OK):
        return f"{here} cannot be written", "give --out a folder that can be"
    return f"{here}, {_size(free)} free", "" if free > LEAST_ROOM else "give --out another disk"


def _fonts() -> tuple[str, str]:
    from brinkmanship.analysis.figures.library import font_in_use

    return font_in_use(), ""


def _native() -> tuple[str, str]:
    from brinkmanship.sim.compiled.native import is_kept, native

    kept = is_kept()
    try:
        native()
    except (RuntimeError, OSError) as error:
        return reason(error), "WebAssembly plays, with the same results"
    return "kept in the cache" if kept else "made now", ""


def _wasm() -> tuple[str, str]:
    from brinkmanship.sim.compiled.module import is_stale
    from brinkmanship.sim.compiled.wasm.machine import Wasm

    instead = "native code is made before the first run is played"
    if is_stale():
        return "older than the text of a turn", instead
    try:
        Wasm()
    except (RuntimeError, OSError) as error:
        return reason(error), instead
    return "loads", ""


def _mesa() -> tuple[str, str]:
    from brinkmanship.sim.agents.model import CrisisModel

    return f"{CrisisModel.__name__} can be imported", ""


def _size(count: float) -> str:
    """A number of bytes in words.

    >>> _size(2.5e9), _size(4e6), _size(4096)
    ('2.5 GB', '4.0 MB', '4.1 kB')
    """
    for unit, word in ((1e9, "GB"), (1e6, "MB")):
        if count >= unit:
            return f"{count / unit:.1f} {word}"
    return f"{count / 1e3:.1f} kB"


LOOKS: dict[str, Callable[[], tuple[str, str]]] = {
    "python": _python,
    "package": _package,
    "libraries": _libraries,
    "native": _native,
    "wasm": _wasm,
    "mesa": _mesa,
    "cache": _cache,
    "home": _home,
    "cores": _cores,
    "memory": _memory,
    "processes": _processes,
    "open files": _files,
    "letters": _letters,
    "fonts": _fonts,
    "temporary": _temporary,
    "disk": _disk,
}
"""What is looked at, by name: each gives what is there, and what is done instead if need be."""
