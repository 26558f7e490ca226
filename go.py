#!/usr/bin/env python3
"""Sets Brink up in its own folder (once, about a minute) and runs it.

  python3 go.py demo           play the scenario of 26-27 February 2024, draw its figures
  python3 go.py test [WORDS]   run the tests on all cores; WORDS, if any, go to pytest instead
  python3 go.py WORDS          run the command: brink WORDS (try: python3 go.py list)

Needs Python 3.11 or newer with pip or uv and, the first time, a network; no administrator.
Everything goes into the folder .venv beside this file (delete it to undo); nothing else changes.
"""

import sys

if sys.version_info < (3, 11):
    sys.stderr.write("This is Python " + sys.version.split()[0] + "; Brink needs 3.11 or newer.\n")
    sys.stderr.write("Where one is installed, name it, for example: python3.12 go.py demo\n")
    sys.exit(2)

import os
import re
import shutil
import signal
import subprocess
import time
from hashlib import sha256
from itertools import chain, count
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
MARK = VENV / "made-by-go.txt"
LOG = VENV / "setup.log"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON, BRINK = (SCRIPTS / (n + ".exe" * (os.name == "nt")) for n in ("python", "brink"))
BASE = getattr(sys, "_base_executable", "") or sys.executable  # not a virtual environment's
PARENT = ascii((sys.version, sys.base_prefix, str(ROOT)))  # scripts in .venv name all three
DEMO = "scenarios/nato-ground-troops-2024.yaml"

MISLEADING = "PYTHON(HOME|PATH|DONTWRITEBYTECODE)$|VIRTUAL_ENV|CONDA_|__PYVENV"
SOURCES = "CACHE|CERT|CONFIG|INDEX|LINK|OFFLINE|PROXY|TIMEOUT|TLS|HOST"  # the user's to decide
REDIRECTING = re.compile(f"{MISLEADING}|(PIP|UV)_(?!.*({SOURCES}))")
OFFLINE = re.compile("(?i)connection|dns error|error sending|name resolution|unreachable")

ALL_CORES = ("-n", "auto", "--dist", "worksteal")  # where no words say otherwise
NO_PIP = """This Python has neither pip nor ensurepip.
Install pip (Debian, Ubuntu: sudo apt install python3-pip) or uv, then call again."""
NO_NETWORK = """The packages it needs could not be fetched: no network, or a proxy or mirror
that pip does not know of. Connect this machine, then call again."""


class SetupError(Exception):
    """The environment cannot be made; the text says why and what would help."""


def main(words: list[str]) -> int:
    """Run what the words ask for; the exit code is that of the program run, 2 if set-up fails."""
    if not words or words[0] in {"-h", "--help"}:
        print(__doc__)
        return 0
    try:
        set_up()
        if words[0] == "demo":
            return demo(words[1:])
        if words[0] == "test":
            return run([PYTHON, "-m", "pytest", *(words[1:] or ALL_CORES)], cwd=ROOT)
        return run([BRINK, *words])
    except (SetupError, OSError) as error:
        return say(error, code=2)
    except KeyboardInterrupt:
        return say("Interrupted; the same command begins again.", code=130)


def say(text: object, *, code: int = 0) -> int:
    """Print to stderr, apart from what a program prints; gives the exit code back."""
    print(text, file=sys.stderr, flush=True)
    return code


def demo(words: list[str]) -> int:
    """Play the demo scenario into a new folder and say where its figures are."""
    out = next_free(ROOT / "out" / "demo").relative_to(ROOT)
    job = ["run", DEMO, "--runs", "500", "--trace", "--out", str(out), *words]
    print("brink " + " ".join(job), flush=True)
    code = run([BRINK, *job], cwd=ROOT)
    if code == 0:
        print(f"To read one run turn by turn: python3 go.py story {DEMO} --run 3")
    return code


def next_free(path: Path) -> Path:
    """The path itself, or the first of path-2, path-3, ... that does not exist."""
    numbered = (path.with_name(f"{path.name}-{number}") for number in count(2))
    return next(free for free in chain([path], numbered) if not free.exists())


def set_up() -> None:
    """Install into .venv what pyproject.toml and constraints.txt ask for, unless that was done.

    An environment made by this script that was interrupted, moved or made for another Python is
    made again. One that somebody else made is used if it has this Python, else moved aside.
    """
    wanted = b"".join((ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt"))
    done = f"{PARENT}\n{sha256(wanted).hexdigest()}\n"
    mark = MARK.read_text(encoding="ascii", errors="replace") if MARK.is_file() else ""
    is_usable = usable(mark)
    if is_usable and mark == done:
        return
    started = time.monotonic()
    say("Setting up .venv (once, about a minute) ...")
    if VENV.exists() and not is_usable:
        clear(ours=bool(mark))
    VENV.mkdir(exist_ok=True)
    MARK.write_text(f"{PARENT}\nunfinished\n", encoding="ascii")
    LOG.write_bytes(b"")
    install()
    MARK.write_text(done, encoding="ascii")
    say(f"Set up in {time.monotonic() - started:.0f} s.")


def usable(mark: str) -> bool:
    """Whether .venv can be installed into; an empty mark means that this script did not make it."""
    if not PYTHON.exists():
        return False
    if mark:
        return (
            mark.startswith(f"{PARENT}\n") and not mark.endswith("unfinished\n") and BRINK.exists()
        )
    same = f"import sys; sys.exit(sys.version != {sys.version!r})"
    return succeeds([str(PYTHON), "-I", "-c", same])


def clear(*, ours: bool) -> None:
    """Move .venv aside in one step, so that no half of it is left; delete it if it is ours."""
    aside = VENV.rename(next_free(ROOT / ".venv-old"))
    if ours:
        shutil.rmtree(aside)
    else:
        say(f"The .venv found here does not fit; it is now {aside.name}.")


def install() -> None:
    """Fill .venv: with uv where found, and with pip if not or if uv fails.

    The environment is made without pip, because Debian's Python may lack ensurepip.
    """
    if not PYTHON.exists() and not succeeds([BASE, "-P", "-m", "venv", "--without-pip", str(VENV)]):
        raise failure()
    what = ["--quiet", "-c", "constraints.txt", "-e", ".[dev]"]
    uv = shutil.which("uv")
    if uv and succeeds([uv, "pip", "install", "--python", str(PYTHON), *what]):
        return
    if not succeeds([*find_pip(), "install", "--no-input", "--no-compile", *what]):
        raise failure()


def find_pip() -> list[str]:
    """The start of a command line: some pip that installs into .venv."""
    for python in (BASE, sys.executable):
        if succeeds([python, "-P", "-m", "pip", "--version"]):
            return [python, "-P", "-m", "pip", "--python", str(PYTHON)]
    if succeeds([str(PYTHON), "-P", "-m", "ensurepip"]):
        return [str(PYTHON), "-P", "-m", "pip"]
    raise SetupError(NO_PIP)


def succeeds(command: list[str]) -> bool:
    """Whether a step of the set-up ends well; it runs in this folder and prints to the log."""
    with LOG.open("ab") as log:
        try:
            code = subprocess.call(command, cwd=ROOT, env=environment(), stdout=log, stderr=log)
        except OSError as error:  # there is such a file, but this machine cannot run it
            log.write(f"{error}\n".encode(errors="replace"))
            code = 1
    return code == 0


def failure() -> SetupError:
    """The error for a failed set-up, with a cure or the last line of the log."""
    log = LOG.read_text(encoding="utf-8", errors="replace").strip()
    advice = NO_NETWORK if OFFLINE.search(log) else "  " + log.split("\n")[-1]
    return SetupError(f"Brink could not be set up.\n{advice}\nThe whole log: .venv/setup.log")


def environment() -> dict[str, str]:
    """The environment variables, without those that would redirect pip, uv or Python."""
    variables = {k: v for k, v in os.environ.items() if not REDIRECTING.match(k)}
    path = os.pathsep.join([str(SCRIPTS), variables.get("PATH", os.defpath)])
    return {**variables, "PATH": path, "PIP_USER": "0", "VIRTUAL_ENV": str(VENV)}


def run(command: list[str | Path], cwd: Path | None = None) -> int:
    """Run a program to its own end and give its exit code; 128 + n if signal n ended it."""
    with subprocess.Popen(command, cwd=cwd, env=environment()) as child:
        signal.signal(signal.SIGTERM, lambda *_: child.terminate())
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the child gets it too, and is waited for
        code = child.wait()
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
