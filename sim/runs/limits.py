"""How many runs and workers there may be; imported at start-up, so it imports nothing heavy."""

import os

MOST_RUNS = 2**39
"""Of an ensemble; also the largest number of its first run, so that no number passes the last."""
MOST_WORKERS = 1024


def core_count() -> int:
    """Processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
