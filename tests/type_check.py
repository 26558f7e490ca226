"""Check types over the files as they are installed: ``python -m tests.type_check [FILE...]``.

In a checkout ``brinkmanship.sim`` lies in sim/, which a type checker cannot know. So the files
are copied to where they lie once installed, and mypy is run there. Copies keep the time of their
last change, so that mypy checks again only what has changed.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
STAGE = ROOT / ".mypy_cache" / "as_installed"
PACKAGE = "brinkmanship"
ROOMS = ("analysis", "cli.py", "commands", "sim")
BESIDE = ("benchmarks", "tests", *sorted(path.name for path in ROOT.glob("*.py")))
CHECKED = (PACKAGE, "tests", *sorted({path.name for path in ROOT.glob("*.py")} - {"cli.py"}))


def lay_out(stage: Path) -> None:
    """Copy the source files of the checkout to where an installation has them.

    Args:
        stage: The folder that becomes what site-packages is; what lies in it is replaced.
    """
    shutil.rmtree(stage, ignore_errors=True)
    for name in (PACKAGE, *ROOMS, *BESIDE):
        for file in [ROOT / name, *(ROOT / name).rglob("*.py"), *(ROOT / name).glob("py.typed")]:
            if file.is_file():
                copy = stage / place_in_stage(file)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(file, copy)


def place_in_stage(file: Path | str) -> Path:
    """Where a file of the checkout lies in the stage."""
    path = Path(os.path.relpath(file, ROOT))
    return Path(PACKAGE, path) if path.parts[0] in ROOMS else path


def check_types(files: Sequence[str] = ()) -> tuple[int, str]:
    """Run mypy over files of the checkout, or all of them.

    Returns:
        Its exit code, and what it printed, with the files named by their place in the checkout.
    """
    lay_out(STAGE)
    command = [sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml")]
    command += [
        "--cache-dir",
        str(ROOT / ".mypy_cache"),
        *(map(str, map(place_in_stage, files)) if files else CHECKED),
    ]
    done = subprocess.run(command, cwd=STAGE, capture_output=True, text=True, check=False)
    room = "|".join(map(re.escape, ROOMS))
    output = re.sub(rf"(?m)^{PACKAGE}[/\\](?=(?:{room})\b)", "", done.stdout + done.stderr)
    return done.returncode, output


if __name__ == "__main__":
    code, output = check_types(sys.argv[1:])
    sys.stdout.write(output)
    sys.exit(code)
