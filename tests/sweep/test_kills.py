"""Kills spread over the writing of a sweep: whenever it dies, the rerun has the clean bytes."""

import os
import random
import signal
import time

import pytest

from tests.sweep.small_sweeps import digests, played, sweep_file

BLOCKS = 40
KILLS = int(os.environ.get("BRINK_KILLS", "50"))


def kill_while_writing(file, out, goal, delay):
    """Play a sweep in a process of its own and kill it; the blocks that were written by then."""
    child = os.fork()
    if child == 0:
        try:
            played(file, out)
        finally:
            os._exit(0)
    runs = out / "runs"
    ended = 0
    while not ended and len(list(runs.glob("0*.parquet"))) < goal:
        ended, _ = os.waitpid(child, os.WNOHANG)
        time.sleep(0.001)
    time.sleep(delay)
    if not ended:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return len(list(runs.glob("0*.parquet")))


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked")
def test_kills_all_over_the_writing_cost_nothing(tmp_path):
    """Fifty kills from the first block to the summary: each rerun ends with the clean bytes."""
    file = sweep_file(tmp_path, runs=BLOCKS * 10, block=60)
    played(file, tmp_path / "clean")
    expected = digests(tmp_path / "clean")
    dice = random.Random(7)  # noqa: S311 - moments, not secrets
    written, unfinished = [], 0

    for number in range(KILLS):
        out = tmp_path / str(number)
        written.append(kill_while_writing(file, out, number * BLOCKS // KILLS, dice.random() / 50))
        unfinished += not (out / "manifest.json").exists()
        played(file, out)
        assert digests(out) == expected, f"kill {number}, {written[-1]} blocks written"

    told = f"{KILLS} kills, {unfinished} before the end; blocks written by then: {written}"
    print(told)  # noqa: T201 - the experiment's result, shown by -s
    assert sum(map(bool, written)) > KILLS // 2
    assert unfinished > KILLS // 2
