"""Injects: what comes to the crisis from outside, each at most once a run."""

from typing import TYPE_CHECKING

from sim.premise.rows import UNSET, InjectRow

if TYPE_CHECKING:
    from sim.model import CrisisModel


class Injects:
    """The injects of a scenario that have not happened yet."""

    def __init__(self, model: "CrisisModel") -> None:
        self.model = model
        self.waiting = list(model.premise.injects)

    def fire(self) -> None:
        """At the start of a turn, let happen whatever is due, in the order of the file."""
        due = [row for row in self.waiting if self._due(row)]
        self.waiting = [row for row in self.waiting if row not in due]
        for row in due:
            self._happen(row)

    def _due(self, row: InjectRow) -> bool:
        """Whether its turn has come or all it waits for holds, as the last turn left it."""
        model = self.model
        if row.when is None:
            return model.turn == row.turn
        turn, side, actor, rung, attacked = row.when
        if model.turn < turn:
            return False
        if side != UNSET and not any(a.side == side and a.rung >= rung for a in model.principals):
            return False
        if actor != UNSET and model.actors[actor].rung < rung:
            return False
        return attacked == UNSET or model.actors[attacked].attacked > 0.0

    def _happen(self, row: InjectRow) -> None:
        model = self.model
        for place, rung in row.posture:
            actor = model.actors[place]
            actor.rung = rung
            model.display(actor, rung, actor.level)
        for place, shift in row.resolve:
            model.actors[place].resolve = max(0.0, model.actors[place].resolve + shift)
        if row.war is not None:
            model.war = row.war
        for place, signal in row.signals:
            model.actors[place].told = signal
        for place, shift in row.cohesion:
            alliance = model.alliances[place]
            alliance.cohesion = min(max(alliance.cohesion + shift, 0.0), 1.0)
        if row.join is not None:
            self._join(*row.join)
        if row.incident is not None:
            self._incident(*row.incident)
        model.note("inject", -1, -1, -1)

    def _join(self, place: int, side: int, alliance: int) -> None:
        model = self.model
        actor = model.actors[place]
        actor.side, actor.alliance = side, alliance
        actor.take_side(model.common_shock(side))
        model.gather()

    def _incident(self, by: int, against: int, deliberate: int) -> None:
        model = self.model
        culprit, victim = model.actors[by], model.actors[against]
        if culprit.side >= 0 and victim.side == 1 - culprit.side:
            model.incidents.blame(culprit, victim, 1 - deliberate)
