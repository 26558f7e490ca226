"""The ladder in numbers of one run: intensities and what rungs are worth, by grade.

A grade is ``rung * steps + released steps of aid``: on the rung of arms aid each class of
weapons released lies a little higher, up to the rung of deep aid.
"""

from sim.mechanisms.choice import burden, rise
from sim.premise.parameters import Frame


class Grades:
    """Look-up tables of one run; index rungs or grades as named.

    Attributes:
        levels: Intensity of each rung.
        prices: Own price of each rung.
        grade_levels: Intensity of each grade.
        rises, burdens: ``rise`` and ``burden`` of each grade's intensity.
    """

    def __init__(
        self,
        levels: tuple[float, ...],
        prices: tuple[float, ...],
        frame: Frame,
        shape: tuple[float, float],
    ) -> None:
        self.levels, self.prices = levels, prices
        self.steps, self.aid_rung = frame.steps, frame.aid
        self.grade_levels = [
            grade_level(levels, rung, step, frame)
            for rung in range(frame.rungs)
            for step in range(frame.steps)
        ]
        eta, gamma = shape
        self.rises = [rise(level, eta) for level in self.grade_levels]
        self.burdens = [burden(level, gamma) for level in self.grade_levels]

    def grade(self, rung: int, aid: int) -> int:
        """Grade of a posture; released aid counts on the rung of aid only."""
        return rung * self.steps + (aid if rung == self.aid_rung else 0)

    def level(self, rung: int, aid: int) -> float:
        """Intensity of a posture, in [0, 1]."""
        return self.grade_levels[self.grade(rung, aid)]


def grade_level(levels: tuple[float, ...], rung: int, step: int, frame: Frame) -> float:
    """Intensity of a grade: on the rung of aid, a share of the way to the next rung.

    Source: docs/ODD.md (the sub-level of incremental arms release).
    """
    if rung != frame.aid:
        return levels[rung]
    return levels[rung] + (levels[rung + 1] - levels[rung]) * step / frame.steps
