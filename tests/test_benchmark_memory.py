import sys

import numpy as np

from benchmarks.costs import cost_of


def test_memory_is_that_of_the_command():
    """What a benchmark says of a command's memory counts nothing of the benchmark's own."""
    ours = np.ones(60_000_000)  # 480 MB

    small = cost_of([sys.executable, "-c", "pass"]).memory
    large = cost_of([sys.executable, "-c", "a = bytearray(200_000_000)"]).memory

    assert ours.nbytes > 4e8
    assert 1.0 < small < 60.0
    assert 190.0 < large < 300.0
