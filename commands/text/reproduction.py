"""What ``brink reproduce`` prints."""

from typing import Any

from brinkmanship.commands.jobs.reproduction import Reproduction
from brinkmanship.printable import printable


def reproduction_text(result: Reproduction) -> str:
    """A line for each file that is not the same, for each other version, and for the whole."""
    folder, files = result.folder, result.files
    lines = [f"{folder}/{name}: {verdict}" for name, verdict in files.items() if verdict != "same"]
    lines += [
        f"{name}: {was} wrote the folder, this is {now}"
        for name, (was, now) in result.versions.items()
    ]
    verdict = "the same, byte for byte" if result.same else "not the same"
    noun = "file" if len(files) == 1 else "files"
    lines.append(f"{folder}: {len(files)} {noun} compared: {verdict}")
    return "".join(f"{printable(line)}\n" for line in lines)


def reproduction_json(result: Reproduction) -> dict[str, Any]:
    """Whether all files are the same, and the verdict on each."""
    return {"folder": result.folder, "same": result.same, "files": dict(result.files)}
