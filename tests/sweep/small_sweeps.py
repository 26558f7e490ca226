"""What the tests of sweeps share: a small sweep, ways to play it, what a folder holds."""

import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import yaml
from click.testing import CliRunner

from brinkmanship import cli
from brinkmanship.analysis.statistics.intervals import share_interval
from brinkmanship.sim.sweep.planning import plan_sweep
from brinkmanship.sim.sweep.runner import Sweep, settle_plan
from brinkmanship.sim.sweep.storage.folder import SweepFolder
from brinkmanship.sim.sweep.workers import playing
from tests.small import small_file

ROOT = Path(__file__).parents[2]
NAMES = ("sweep", "reproduce")
START = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from brinkmanship import cli; cli.main()"
WARN, FEAR = "actors.CCC.policy.style.warn", "actors.AAA.policy.goals.survival"
SWEEP = {
    "scenario": "small.yaml",
    "parameters": [
        {"path": WARN, "values": [0.0, 0.4, 0.9]},
        {"path": FEAR, "low": 0.2, "high": 2, "points": 2},
    ],
    "runs": 50,
    "block": 70,
}


def sweep_file(folder, **changes):
    """A sweep of 6 points and 50 runs in blocks of 70, but for the changes, as a file."""
    small_file(folder)
    file = folder / "warnings.yaml"
    kept = {key: value for key, value in (SWEEP | changes).items() if value is not None}
    file.write_text(yaml.safe_dump(kept, sort_keys=False), encoding="utf-8")
    return file


def played(file, out, workers=1):
    """The sweep of a file, played to its end in a folder."""
    planned, folder = plan_sweep(file), SweepFolder(out)
    folder.make()
    with folder.locked() as session:
        sweep = Sweep(
            plan=settle_plan(planned, folder),
            folder=folder,
            interval=share_interval,
            session=session,
            workers=workers,
        )
        with closing(sweep.play()) as blocks:
            for _ in blocks:
                pass
        sweep.finish(datetime.now(UTC))
    return sweep


def digests(folder):
    """SHA-256 of each file of a sweep but the manifest, which tells the time."""
    return {
        str(file.relative_to(folder)): sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != "manifest.json"
    }


def called(*words):
    """Answer of the command to these words, in this process."""
    return CliRunner().invoke(cli.brink, [str(word) for word in words])


def started(*words, cwd):
    """The command as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", START, *map(str, words)],
        cwd=cwd,
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def spied(monkeypatch):
    """Names of the blocks that are played from now on in this process."""
    names: list[str] = []

    def play(task, block):
        names.append(block.name)
        return playing.play_block(task, block)

    monkeypatch.setattr("brinkmanship.sim.sweep.runner.play_block", play)
    return names
