"""Seals: the digests by which a folder shows that its files are as they were written.

They find accidents and careless edits. Whoever means to deceive can seal again, so only
``brink reproduce`` shows that the runs of a folder are those of its scenario.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

SEAL = "seal"
"""The key of a manifest that holds its own seal."""


def seal_of(manifest: Mapping[str, Any]) -> str:
    """SHA-256 over all keys of a manifest but its seal, whatever the layout of its file.

    >>> seal_of({"seed": 0, "runs": 5}) == seal_of({"runs": 5, "seed": 0, "seal": "00ff"})
    True
    """
    rest = {name: value for name, value in manifest.items() if name != SEAL}
    return sha256(json.dumps(rest, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def sealed(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """The manifest with its seal as the last key."""
    return {**manifest, SEAL: seal_of(manifest)}
