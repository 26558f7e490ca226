"""A block of runs as a machine hands it over: what was played, what failed, what was noted."""

from collections.abc import Sequence
from typing import NamedTuple

from brinkmanship.printable import printable
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.results.played import Played
from brinkmanship.sim.results.record import RunRecord
from brinkmanship.sim.results.traces import Traces

NAMED = 5  # failed runs named in a message


class Failure(NamedTuple):
    """A run that could not be finished: its address, and what was raised where.

    Attributes:
        seed, run: The run; ``brink story`` with these two meets the same error.
        turn: The turn being played, from 1; 0 while the run was set up, or if not known.
        error: Class, text, file and line of what was raised.
    """

    seed: int
    run: int
    turn: int
    error: str

    def __str__(self) -> str:
        """One line that says where to look."""
        return f"seed {self.seed}, run {self.run}, turn {self.turn}: {self.error}"


def failures_text(
    head: str, failures: Sequence[object], failed: int, *, rest: str = "and {left} more"
) -> str:
    r"""What to say of runs that failed: the first few are named.

    Args:
        head: The line above them.
        failures: The first failures.
        failed: How many runs failed in all.
        rest: The line for those not named; ``{left}`` is their number.

    >>> failures_text("2 runs failed:", [Failure(0, 17, 3, "ValueError: 5 (force.py:8)")], 2)
    '2 runs failed:\n  seed 0, run 17, turn 3: ValueError: 5 (force.py:8)\n  and 1 more'
    """
    lines = [head, *(f"  {printable(str(one))}" for one in failures[:NAMED])]
    left = failed - len(lines) + 1
    if left:
        lines.append("  " + rest.format(left=left))
    return "\n".join(lines)


class Block(NamedTuple):
    """Consecutive runs that were played, in order.

    Attributes:
        played: Those that were finished.
        failures: One for each run that was not.
        traces: What was noted of the finished runs; None if nobody listened.
    """

    played: Played
    failures: tuple[Failure, ...] = ()
    traces: Traces | None = None

    @property
    def runs(self) -> int:
        """Runs played, finished or not."""
        return len(self.played.runs) + len(self.failures)

    def records(self, premise: Premise) -> list[RunRecord]:
        """The finished runs, in words."""
        rows = range(len(self.played.runs))
        return [RunRecord.of(premise.codes, self.played.row(place)) for place in rows]
