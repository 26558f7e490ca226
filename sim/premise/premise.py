"""A scenario made ready to run: names become positions, values become a vector of numbers.

Actors are put in the order of their codes, so the order of the file can decide nothing.
"""

from dataclasses import dataclass

from brinkmanship.sim.mechanisms.policy import RuleRow
from brinkmanship.sim.premise.parameters import Frame, Stature
from brinkmanship.sim.premise.rows import InjectRow, Pact, RedLine
from brinkmanship.sim.premise.vector import Drawn
from brinkmanship.sim.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Premise:
    """All that a run needs to know of its scenario; nothing of it changes while running.

    Attributes:
        scenario: The document it was made of.
        codes: Actor codes in order; everything else about actors follows this order.
        keys: Addresses of the actors' draws.
        statures: Integers of each actor.
        frame: Integers of the game.
        levels, kinds: Intensity of each rung, and its kind as in ``sim.mechanisms.acts``.
        open_rungs: For each actor, 1 for each rung it has the means to stand on.
        lines, rules: Standing red lines and rules of each actor.
        pacts: Alliances.
        injects: Events from outside, in the order of the file.
        side_names: Names of the sides.
        opposed: For each two sides, 1 if they oppose each other.
        near: For each two actors, 1 if they reach each other by land or narrow water.
        backers: For each actor, 1 if it takes part in the client war.
        weekly: Places of the vector that hold a share a week.
        base, drawn: The vector of numbers and what of it is drawn once a run.
        listed: Positions of the actors in the order of the file, for listed sequences.
    """

    scenario: Scenario
    codes: tuple[str, ...]
    keys: tuple[int, ...]
    statures: tuple[Stature, ...]
    frame: Frame
    levels: tuple[float, ...]
    kinds: tuple[int, ...]
    open_rungs: tuple[tuple[int, ...], ...]
    lines: tuple[tuple[RedLine, ...], ...]
    rules: tuple[tuple[RuleRow, ...], ...]
    pacts: tuple[Pact, ...]
    injects: tuple[InjectRow, ...]
    side_names: tuple[str, ...]
    opposed: tuple[tuple[int, ...], ...]
    near: tuple[tuple[int, ...], ...]
    backers: tuple[int, ...]
    weekly: tuple[int, ...]
    base: tuple[float, ...]
    drawn: tuple[Drawn, ...]
    listed: tuple[int, ...]

    def rung_id(self, rung: int) -> str:
        """Name of a rung."""
        return self.scenario.ladder.rungs[rung].id

    def sides(self) -> dict[str, int]:
        """Side of each actor at the start: its position, or -1 for a bystander."""
        return {code: stature.side for code, stature in zip(self.codes, self.statures, strict=True)}
