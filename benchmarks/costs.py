"""What a command takes: time, and memory of its largest process."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

WATCHED = (sys.executable, str(Path(__file__).parent / "watch.py"))


class Cost(NamedTuple):
    """What a piece of work took.

    Attributes:
        seconds: On the clock.
        processor: Of all its threads.
        memory: MB of the largest process.
        storing: Of the processor's time, that which went into the table (one worker).
    """

    seconds: float
    processor: float
    memory: float = 0.0
    storing: float = 0.0


class RefusedError(Exception):
    """The command cannot do this, so there is nothing to measure; the text is what it said."""


def cost_of(words: Sequence[str]) -> Cost:
    """Start a command, wait for it, and read from the system what it took.

    Raises:
        RefusedError: It did not end well.
    """
    # Our own command with our own words; nothing comes from outside.
    told = subprocess.run([*WATCHED, *words], capture_output=True, text=True, check=False)  # noqa: S603
    if told.returncode != 0:
        raise RefusedError(" ".join(told.stderr.split())[-300:])
    return Cost(**json.loads(told.stdout))
