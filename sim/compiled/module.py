"""The shipped module: the text in LLVM's bitcode, which part of the package it is and of what.

``python -m sim.compiled.build`` writes it. It belongs to one text, whose digest stands beside it.
"""

import json
import lzma
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

SOURCES = ("numeric.py", "chance.py", "fork.py", "world.py", "mechanisms", "crisis",
           "compiled/memory.py", "compiled/build")  # fmt: skip
BITCODE, FACTS = "text.bc.xz", "text.json"
HERE = files(__package__)
ENTRIES = {"begin_run": 4, "play_turns": 2, "write_run": 7, "play_block": 10}
"""Each entry of the module, and how many 64-bit integers it takes."""


def source_digest() -> str:
    """SHA-256 of all text that is compiled and of what compiles it, in hexadecimal."""
    home = Path(__file__).parent.parent
    digest = sha256()
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


def bitcode() -> bytes:
    """The shipped module."""
    return lzma.decompress(HERE.joinpath(BITCODE).read_bytes())
