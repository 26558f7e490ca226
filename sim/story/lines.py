"""Which line an event is about: the log names its owner, the states around it name the line."""

from typing import NamedTuple

from sim.actor import Actor


class LineState(NamedTuple):
    """The lines and the hint of an actor between two turns.

    Attributes:
        grade, tested, promise: Of its near line; -1 while there is none or it is untested.
        standing: (rung that crosses it, weeks since, judged) of each red line.
        committed: Rung of a standing commitment, -1 without one.
    """

    grade: int
    tested: int
    promise: int
    standing: tuple[tuple[int, int, int], ...]
    committed: int

    @classmethod
    def of(cls, actor: Actor) -> "LineState":
        """The state of an actor now."""
        near, hint = actor.near, actor.hint
        return cls(
            near.grade,
            near.tested,
            near.promise,
            tuple((line.at, line.weeks, line.judged) for line in actor.standing),
            hint.rung if hint.commitment == 1 else -1,
        )


def judged_lines(
    was: LineState, now: LineState, drawn: int | None, steps: int
) -> list[tuple[int, bool]]:
    """The lines of an actor that got a verdict this turn, in the order they are judged.

    Args:
        was: Its lines before the turn.
        now: Its lines after it.
        drawn: Grade of a line it drew this turn, if it had none.
        steps: Grades of a rung.

    Returns:
        For each, its grade and whether it is a standing red line.
    """
    found = []
    grade = was.grade if was.grade >= 0 else drawn
    crossed, gone = was.tested < 0 <= now.tested, now.grade < 0
    if grade is not None and grade >= 0 and (crossed or gone):
        found.append((grade, False))
    for (at, before, judged), (_, after, verdict) in zip(was.standing, now.standing, strict=True):
        if (before < 0 <= after) or (judged == 0 and verdict == 1):
            found.append((at * steps, True))
    return found
