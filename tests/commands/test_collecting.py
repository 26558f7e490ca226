"""The collector of circular garbage keeps out of the way of a command."""

import subprocess
import sys

LINES = (
    "import atexit, gc",
    "atexit.register(lambda: print(gc.get_threshold()[0], gc.get_freeze_count() > 1000))",
    "from commands.collecting import SELDOM, collect_seldom",
    "collect_seldom()",
    "print(SELDOM, gc.get_freeze_count() > 1000)",
)


def test_the_end_looks_through_nothing():
    """While a command is at work nothing is set aside; when Python ends, all that is kept is."""
    said = subprocess.run(
        [sys.executable, "-c", "\n".join(LINES)], capture_output=True, text=True, check=True
    )

    assert said.stdout.splitlines() == ["50000 False", "50000 True"]
