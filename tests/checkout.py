"""A checkout that holds go.py alone, for the tests of set-up."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import go

posix = pytest.mark.skipif(os.name == "nt", reason="the fake installer is a shell script")
SCRIPT = Path(go.__file__)
FAKE_UV = """#!/bin/sh
echo "$@" >> "$FAKE_CALLS"
cat > .venv/bin/brink <<'END'
#!/bin/sh
echo brink "$@" "in $PWD" "path=$PYTHONPATH"
eval "$FAKE_END"
END
chmod +x .venv/bin/brink
"""


class Checkout:
    """A checkout that holds go.py alone, with an installer that only writes down its calls."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "a chéckout"
        self.venv = self.root / ".venv"
        self.calls = folder / "calls"
        self.root.mkdir()
        for name, text in (("pyproject.toml", "a"), ("constraints.txt", "b")):
            (self.root / name).write_text(text, encoding="utf-8")
        shutil.copy(SCRIPT, self.root)
        uv = folder / "uv"
        uv.write_text(FAKE_UV, encoding="utf-8")
        uv.chmod(0o755)
        path = os.pathsep.join([str(folder), os.defpath])
        self.env = {"PATH": path, "FAKE_CALLS": str(self.calls), "FAKE_END": "exit 3"}

    def go(self, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Call go.py with these words from the folder above."""
        return subprocess.run(
            [sys.executable, str(self.root / "go.py"), *words],
            cwd=self.root.parent,
            env={**self.env, **env},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def installs(self) -> int:
        """How often the installer was called."""
        return len(self.calls.read_text(encoding="utf-8").splitlines())
