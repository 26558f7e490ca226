"""In a checkout each source file is loaded once, under one name, however Brink is started."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("analysis", "commands", "sim")
LOOK = """
from collections import defaultdict
from pathlib import Path

loaded = defaultdict(list)
for name, module in list(sys.modules.items()):
    file = Path(getattr(module, "__file__", None) or "/")
    if file.is_relative_to(ROOT) and ".venv" not in file.parts:
        loaded[str(file.relative_to(ROOT))].append(name)
twice = {file: names for file, names in loaded.items() if len(names) > 1}
strange = {
    file: names
    for file, names in loaded.items()
    if not names[0].startswith(("brinkmanship", "__mp_main__"))
    and not file.startswith(("tests", "conftest"))
}
print(f"{len(loaded)} files; twice: {twice}; strange: {strange}")
"""
STARTS = {
    "brink": "from brinkmanship.cli import main; main()",
    "python -m brinkmanship": "runpy.run_module('brinkmanship', run_name='__main__')",
    "python cli.py": "runpy.run_path(ROOT + '/cli.py', run_name='__main__')",
}


def loaded_files(code, *words, cwd):
    """How many files a process has loaded after some code, and which twice or by a wrong name."""
    program = (
        f"import runpy, sys\nROOT = {str(ROOT)!r}\nsys.path.insert(0, ROOT)\n"
        f"try:\n    {code}\nexcept SystemExit as end:\n    assert not end.code, end\n{LOOK}"
    )
    command = [sys.executable, "-c", program, *map(str, words)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()[-1].split("; ", 1)


@pytest.mark.parametrize("start", STARTS)
def test_a_command_loads_each_file_once(start, tmp_path):
    """The command imports each of its files once, all as ``brinkmanship...``."""
    play = ("run", "nato-ground-troops-2024", "--runs", 2, "--engine", "mesa", "--no-figures")

    files, others = loaded_files(STARTS[start], *play, "--out", tmp_path / "runs", cwd=tmp_path)

    assert int(files.split()[0]) > 50
    assert others == "twice: {}; strange: {}"


def test_doctests_load_each_file_once():
    """Pytest runs examples in the modules that Brink imports, not in copies of them."""
    sources = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    with_examples = [path for path in sources if "\n    >>> " in path.read_text(encoding="utf-8")]
    sample = [*with_examples[::20], ROOT / "cli.py", ROOT / "sim" / "__init__.py"]
    words = ["-q", "-p", "no:cacheprovider", "--doctest-modules", *map(str, sample)]

    files, others = loaded_files(f"import pytest; assert not pytest.main({words!r})", cwd=ROOT)

    assert int(files.split()[0]) >= len(sample)
    assert others == "twice: {}; strange: {}"
