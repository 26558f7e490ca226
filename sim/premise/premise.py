"""A scenario made ready to run: names become positions, values become a vector of numbers.

Actors are put in the order of their codes, so the order of the file can decide nothing.
"""

from dataclasses import dataclass
from typing import NamedTuple

from sim.mechanisms.policy import RuleRow
from sim.premise.parameters import Frame, Stature, Traits, World
from sim.premise.rows import InjectRow, Pact, RedLine
from sim.premise.vector import Drawn, numbers_of
from sim.scenario import Scenario


class Numbers(NamedTuple):
    """The numbers of one run, by name.

    Attributes:
        world: Weights of the mechanisms.
        traits: One row an actor, in the order of the premise.
        vector: All numbers, for what is looked up by place.
    """

    world: World
    traits: tuple[Traits, ...]
    vector: list[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Premise:
    """All that a run needs to know of its scenario; nothing of it changes while running.

    Attributes:
        scenario: The document it was made of.
        codes: Actor codes in order; everything else about actors follows this order.
        keys: Addresses of the actors' draws.
        statures: Integers of each actor.
        frame: Integers of the game.
        levels, prices: Intensity and own price of each rung.
        open_rungs: For each actor, 1 for each rung it has the means to stand on.
        lines, rules: Standing red lines and rules of each actor.
        pacts: Alliances.
        injects: Events from outside, in the order of the file.
        side_names, side_keys: Names and addresses of sides 0 and 1.
        war_side: Side that fights the client war itself, or -1.
        war_rung: Rung the client war counts as, 0 without one.
        base, drawn: The vector of numbers and what of it is drawn once a run.
        listed: Positions of the actors in the order of the file, for listed sequences.
        random_sequence: 1 if a sequential turn draws its order anew each week.
    """

    scenario: Scenario
    codes: tuple[str, ...]
    keys: tuple[int, ...]
    statures: tuple[Stature, ...]
    frame: Frame
    levels: tuple[float, ...]
    prices: tuple[float, ...]
    open_rungs: tuple[tuple[int, ...], ...]
    lines: tuple[tuple[RedLine, ...], ...]
    rules: tuple[tuple[RuleRow, ...], ...]
    pacts: tuple[Pact, ...]
    injects: tuple[InjectRow, ...]
    side_names: tuple[str, ...]
    side_keys: tuple[int, ...]
    war_side: int
    war_rung: int
    base: tuple[float, ...]
    drawn: tuple[Drawn, ...]
    listed: tuple[int, ...]
    random_sequence: int

    def numbers(self, seed: int, run: int) -> Numbers:
        """The numbers of one run; ``seed`` and ``run`` at least 0."""
        vector = numbers_of(self.base, self.drawn, seed, run)
        start, width = len(World._fields), len(Traits._fields)
        traits = tuple(
            Traits(*vector[at : at + width])
            for at in range(start, start + width * len(self.codes), width)
        )
        return Numbers(World(*vector[:start]), traits, vector)

    def rung_id(self, rung: int) -> str:
        """Name of a rung."""
        return self.scenario.ladder.rungs[rung].id

    def sides(self) -> dict[str, int]:
        """Side of each actor at the start: 0, 1, or -1 for a bystander."""
        return {code: stature.side for code, stature in zip(self.codes, self.statures, strict=True)}
