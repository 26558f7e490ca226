"""What an actor has said and is held to: near lines, standing lines, hints."""

from dataclasses import dataclass

from sim.mechanisms.lines import BROKEN, CROSSED, KEPT, LAPSED, honoured, near_line_after
from sim.mechanisms.lines import standing_line_after as judge_standing
from sim.mechanisms.signals import AMBIGUITY, COMMIT, REMINDER
from sim.premise.parameters import Frame


@dataclass(slots=True)
class NearLine:
    """The line an actor drew with its last warning or threat; at most one at a time.

    Attributes:
        grade: Opponents' grade that crosses it; -1 while there is none.
        promise: Rung promised.
        age: Weeks since it was last drawn.
        tested: Weeks since it was crossed; -1 while it has not been.
    """

    grade: int = -1
    promise: int = 0
    age: int = 0
    tested: int = -1

    def draw(self, grade: int, promise: int) -> bool:
        """Draw the line, or repeat it while it is untested; True if it is a new one."""
        if self.grade < 0:
            self.grade, self.promise, self.age, self.tested = grade, promise, 0, -1
            return True
        if self.tested < 0:
            self.age = 0
        return False

    def after(self, opposing: int, rung: int, frame: Frame) -> int:
        """The verdict at the end of a week; a judged or lapsed line is gone."""
        if self.grade < 0:
            return 0
        crossed = int(opposing >= self.grade)
        kept = honoured(rung, self.promise, frame.force)
        verdict = near_line_after(self.tested, self.age, crossed, kept, frame.due, frame.lapse)
        if verdict in (KEPT, BROKEN, LAPSED):
            self.grade, self.tested = -1, -1
        elif self.tested >= 0 or verdict == CROSSED:
            self.tested += 1
        else:
            self.age += 1
        return verdict


@dataclass(slots=True)
class StandingLine:
    """A red line of the policy; it stays, and is judged once for each time it is crossed.

    Attributes:
        at: Opponents' rung that crosses it.
        promise: Rung promised.
        public: How publicly it is committed, in [0, 1].
        weeks: Weeks since it was crossed; -1 while it is not.
        judged: 1 once it was kept or broken since then.
    """

    at: int
    promise: int
    public: float
    weeks: int = -1
    judged: int = 0

    def after(self, opposing: int, rung: int, frame: Frame) -> int:
        """The verdict at the end of a week, as in :meth:`NearLine.after`."""
        if opposing < self.at:
            self.weeks, self.judged = -1, 0
            return 0
        kept = honoured(rung, self.promise, frame.force)
        verdict = judge_standing(self.weeks, self.judged, 1, kept, frame.standing_due)
        self.weeks += 1
        if verdict in (KEPT, BROKEN):
            self.judged = 1
        return verdict


@dataclass(slots=True)
class Hint:
    """What an actor's last hint lets others expect.

    Attributes:
        rung: Rung hinted at; -1 while there is none.
        weight: u of M9 for that kind of hint.
        commitment: 1 if it was a commitment, which is held against its sender.
        age: Weeks since it was given.
    """

    rung: int = -1
    weight: float = 0.0
    commitment: int = 0
    age: int = 0

    def give(self, rung: int, weight: float, signal: int) -> None:
        """Replace the hint; vague words do not unsay a commitment, an assurance does."""
        if self.rung >= 0 and self.commitment == 1 and signal in (AMBIGUITY, REMINDER):
            return
        self.rung, self.weight, self.age = rung, weight, 0
        self.commitment = int(signal == COMMIT)

    def lapses(self, rung: int, weeks: int) -> bool:
        """Age a week; True when a commitment fades without its sender having gone there."""
        if self.rung < 0:
            return False
        self.age += 1
        if self.age <= weeks:
            return False
        empty = self.commitment == 1 and rung < self.rung
        self.rung, self.commitment = -1, 0
        return empty
