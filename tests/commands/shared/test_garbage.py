"""The garbage collector keeps out of the way of a command."""

import subprocess
import sys

LINES = (
    "import atexit, gc",
    "atexit.register(lambda: print(gc.get_threshold()[0], gc.get_freeze_count() > 1000))",
    "from brinkmanship.commands.shared.garbage import THRESHOLD, collect_rarely",
    "collect_rarely()",
    "print(THRESHOLD, gc.get_freeze_count() > 1000)",
)


def test_nothing_is_collected_at_the_end():
    """While a command is at work nothing is set aside; when Python ends, all that is kept is."""
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(LINES)], capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines() == ["50000 False", "50000 True"]
