"""The shipped module: the text in LLVM's bitcode, and what it was made of.

``sim.compiled.compiler`` writes it. It belongs to one text, whose digest stands beside it; where
the text has been changed since, the module is made again and kept in the cache.
"""

import json
import lzma
import subprocess
import sys
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from brinkmanship.sim.compiled.cache import keep_bytes, kept_bytes
from brinkmanship.sim.errors import BrinkError

BUILD = "brinkmanship.sim.compiled.compiler"
SOURCES = (
    "mechanisms", "mechanisms/words", "crisis", "crisis/clash", "crisis/words", "crisis/state",
    "crisis/listening", "premise/parameters.py", "premise/rows.py",
    "scenario/format/mechanisms", "scenario/format/stage.py", "compiled/memory.py",
    "compiled/lower.py", "compiled/compiler", "compiled/wasm/binary.py",
)  # fmt: skip
"""What the module is made of and by, below ``sim``: records and their fields included."""
BITCODE, FACTS, WASM = "text.bc.xz", "text.json", "engine.wasm"
HERE = files(__package__)
ENTRIES = {"begin_run": 4, "play_turns": 2, "write_run": 7, "play_block": 10}
"""Each entry of the module, and how many 64-bit integers it takes."""


class StaleModuleError(BrinkError):
    """The text has been changed, and the module of it cannot be made here."""


@cache
def source_digest() -> str:
    """SHA-256 of all text that is compiled and of what compiles it, in hexadecimal."""
    home, digest = Path(__file__).parent.parent, sha256()
    for name in SOURCES:
        place = home / name
        for file in [place] if place.is_file() else sorted(place.glob("*.py")):
            digest.update(f"{file.relative_to(home).as_posix()}\0".encode())
            digest.update(file.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def facts() -> dict[str, Any]:
    """What the shipped module was made of and with: ``source``, versions, sizes, digests."""
    found: dict[str, Any] = json.loads(HERE.joinpath(FACTS).read_text(encoding="ascii"))
    return found


def is_stale() -> bool:
    """Whether the text has changed since the shipped module was made of it."""
    return bool(facts()["source"] != source_digest())


@cache
def bitcode() -> bytes:
    """The module of the text as it stands: the shipped one, or one made again.

    Raises:
        StaleModuleError: The text has been changed, and Numba is not installed.
    """
    if not is_stale():
        return lzma.decompress(HERE.joinpath(BITCODE).read_bytes())
    name = f"text-{source_digest()}"
    packed = kept_bytes(name)
    if packed is None:
        print("The text of a turn has changed; compiling it again.", file=sys.stderr)  # noqa: T201
        packed = _made_again()
        keep_bytes(name, packed)
    return lzma.decompress(packed)


def _made_again() -> bytes:
    """The module of the text as it stands, made by a process of its own; about twenty seconds."""
    command = [sys.executable, "-m", BUILD, "--print"]
    made = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - our own module
    if made.returncode != 0:
        why = made.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"]
        raise StaleModuleError(
            f"the text of a turn in sim/ has been changed, and it cannot be compiled ({why[-1]}); "
            "install Numba, or play with --engine mesa"
        )
    return made.stdout
