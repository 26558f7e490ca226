"""The turns before the present one: heights reached, signals sent, proposals stopped."""

from brinkmanship.sim.story.trace.records import TurnTrace

VETOED = "vetoed"
FORCE = "force"


class Past:
    """The turns already covered.

    Attributes:
        best: Highest rung of each actor.
        heard: (actor, kind of signal) of all that was said, VETOED for stopped proposals;
            FORCE for those who used force in the turn before.
    """

    def __init__(self, start: dict[str, int]) -> None:
        self.best = dict(start)
        self.heard: set[tuple[str, str]] = set()

    def add_turn(self, turn: TurnTrace) -> None:
        """Take a turn in."""
        self.heard = {one for one in self.heard if one[1] != FORCE}
        self.heard |= {(event.actor, FORCE) for event in turn.events if event.kind == FORCE}
        for moment in turn.moments:
            self.best[moment.actor] = max(self.best[moment.actor], moment.rung)
            if moment.signal is not None:
                self.heard.add((moment.actor, moment.signal.kind))
            if moment.choice.vetoed:
                self.heard.add((moment.actor, VETOED))
