"""What an explanation asks about: a rung that is reached, or an outcome that a run ends in."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from brinkmanship.sim.crisis.state.row import OUTCOME, OUTCOME_TURN
from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.mechanisms.endings import FROZEN, NUCLEAR_USE, OUTCOMES, SETTLEMENT, STALEMATE
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.results.played import Played
from brinkmanship.sim.scenario.format.vocabulary import ENDS_AT
from brinkmanship.sim.scenario.meaning import usual_rung
from brinkmanship.sim.scenario.wording import quoted, suggestion

ALIASES = {"direct_clash": "clash"}  # the outcome ends a run; the rung is what one asks about


class TargetError(BrinkError):
    """Neither a rung of the ladder nor an outcome is called so."""


@dataclass(frozen=True, slots=True)
class Target:
    """An event that a run reaches or not.

    Attributes:
        name: As it was asked for.
        rung: Its position if a principal standing there is meant, else -1.
        outcome: Its position in ``OUTCOMES``, else -1.
    """

    name: str
    rung: int = -1
    outcome: int = -1

    @property
    def drawn(self) -> bool:
        """Whether chance itself makes it, at a rate that hangs on the rungs taken."""
        return self.outcome in {NUCLEAR_USE, SETTLEMENT}

    @property
    def lasting(self) -> bool:
        """Whether it is an end that comes because no other did."""
        return self.outcome in {STALEMATE, FROZEN}

    def reached(self, played: Played) -> NDArray[np.bool_]:
        """For each run, whether it came to it."""
        if self.rung >= 0:
            return np.asarray(played.first[:, self.rung] >= 0)
        return np.asarray(played.ending[:, OUTCOME] == self.outcome)

    def turn(self, played: Played, place: int = 0) -> int:
        """The turn in which a run came to it; 0 from the start, -1 never."""
        if not self.reached(played)[place]:
            return -1
        if self.rung >= 0:
            return int(played.first[place, self.rung])
        return int(played.ending[place, OUTCOME_TURN])


def target_of(premise: Premise, name: str) -> Target:
    """The rung or outcome of this name.

    Raises:
        TargetError: There is none, and the message says which was perhaps meant; or the ladder
            has no rung for it.
    """
    ids, clash = premise.scenario.ladder.ids, premise.frame.clash
    if clash < len(ids) and (name == "clash" or name in ALIASES):
        return Target(ids[clash], rung=clash)
    if name in ids:
        return Target(name, rung=ids.index(name))
    role = ENDS_AT.get(name)
    if role and premise.scenario.ladder.place(role) == len(ids):
        what = f"--outcome: no run can come to {quoted(name)}"
        raise TargetError(f"{what}, for no rung of the ladder has the role {role}")
    if name in OUTCOMES:
        return Target(name, outcome=OUTCOMES.index(name))
    cure = suggestion(name, (*ids, *OUTCOMES))
    raise TargetError(f"--outcome: there is no rung or outcome {quoted(name)}; {cure}")


def peak_of(premise: Premise, played: Played) -> Target:
    """What a run is asked about if nobody says: a clash, or the highest named threshold it reached.

    Without a threshold reached it is the clash that did not come, or the highest of them on a
    ladder without a clash.
    """
    scenario, frame = premise.scenario, premise.frame
    ids = scenario.ladder.ids
    rungs = {*(ids.index(one) for one in scenario.thresholds)}
    rungs |= {rung for rung in (frame.collective, frame.force, frame.clash) if rung < len(ids)}
    usual = ids.index(usual_rung(scenario))
    if played.first[0, usual] >= 0 and usual == frame.clash:
        return Target(ids[usual], rung=usual)
    for rung in sorted(rungs, reverse=True):
        if played.first[0, rung] > 0:
            return Target(ids[rung], rung=rung)
    return Target(ids[usual], rung=usual)
