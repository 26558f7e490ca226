"""The seals of a synthetic folder, as a command would write them."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from brinkmanship.seals import sealed


def seal(folder: Path, **changes: Any) -> Path:
    """Write the digests of all files, and the seal, into the manifest of a folder; the folder.

    Args:
        folder: The folder; figures drawn into it are not listed, unless it is of sensitivity.
        changes: Keys of the manifest that are replaced.
    """
    file = folder / "manifest.json"
    manifest = {**json.loads(file.read_text(encoding="utf-8")), **changes}
    skipped = ("manifest.json", "report.html")
    names = [one.relative_to(folder).as_posix() for one in sorted(folder.rglob("*"))
             if one.is_file() and one.name not in skipped]  # fmt: skip
    drawn = () if manifest.get("kind") == "sensitivity" else ("figures/",)
    kept = [name for name in names if not name.startswith(tuple(drawn))]
    files = {name: sha256((folder / name).read_bytes()).hexdigest() for name in kept}
    content = sealed({**manifest, "files": {**files, **changes.get("files", {})}})
    file.write_text(json.dumps(content), encoding="utf-8")
    return folder
