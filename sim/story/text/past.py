"""The turns before the present one: heights reached, signals sent, proposals stopped."""

from brinkmanship.sim.story.trace.records import TurnTrace

VETOED = "vetoed"


class Past:
    """The turns already covered.

    Attributes:
        best: Highest rung of each actor.
        heard: (actor, kind of signal) of all that was said, VETOED for stopped proposals.
    """

    def __init__(self, start: dict[str, int]) -> None:
        self.best = dict(start)
        self.heard: set[tuple[str, str]] = set()

    def add_turn(self, turn: TurnTrace) -> None:
        """Take a turn in."""
        for moment in turn.moments:
            self.best[moment.actor] = max(self.best[moment.actor], moment.rung)
            if moment.signal is not None:
                self.heard.add((moment.actor, moment.signal.kind))
            if moment.choice.vetoed:
                self.heard.add((moment.actor, VETOED))
