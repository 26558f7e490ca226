"""The versions of Python, of the libraries and of the model's own source text."""

import platform
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from brinkmanship.installed import VERSION

LIBRARIES = ("llvmlite", "mesa", "numpy", "pyarrow", "wasmtime")
SIM = Path(__file__).parents[1]
READERS = ("explain", "lint", "story")  # rooms that read results and write none


def version_of(package: str) -> str:
    """The version that a package's metadata give.

    >>> version_of("no-such-package")
    'not installed'
    """
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


@cache
def own_digest() -> str:
    """A digest of the model's source text, 16 hexadecimal digits; results depend on no other."""
    files = sorted(
        file for file in SIM.rglob("*.py") if file.relative_to(SIM).parts[0] not in READERS
    )
    text = "\0".join(file.read_text(encoding="utf-8") for file in files)
    return sha256(text.encode()).hexdigest()[:16]


def versions() -> dict[str, str]:
    """Versions of all that may change a result; ``engine`` is the digest of the source text."""
    libraries = {name: version_of(name) for name in LIBRARIES}
    own = {"python": platform.python_version(), "brinkmanship": VERSION}
    return {**own, **libraries, "engine": own_digest()}
