"""What a command takes: time, and memory of its largest process."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

WATCHED = (sys.executable, str(Path(__file__).parent / "watch.py"))


class Cost(NamedTuple):
    """What a piece of work took.

    Attributes:
        seconds: On the clock.
        processor: Seconds of processor time of all its threads.
        memory: MB of the largest process.
    """

    seconds: float
    processor: float
    memory: float


class CommandFailedError(Exception):
    """A command ended badly, so nothing was measured; the text is the end of what it printed."""


def cost_of(words: Sequence[str], variables: Mapping[str, str] | None = None) -> Cost:
    """Start a command, wait for it, and read from the system what it took.

    Args:
        words: The command.
        variables: Of its environment, beside those of this process.

    Raises:
        CommandFailedError: It did not end well.
    """
    done = subprocess.run(  # noqa: S603 - our own command with our own words
        [*WATCHED, *words],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | (variables or {}),
    )
    if done.returncode != 0:
        raise CommandFailedError(" ".join(done.stderr.split())[-300:])
    return Cost(**json.loads(done.stdout))
