"""The named numbers of one run: what a scenario fixes for the world and for each actor.

Every engine reads these by name. A field that is a distribution in the file has been drawn
by the time a run sees it; integers (rungs, weeks, switches) are never distributions.
"""

from collections import namedtuple
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self

from brinkmanship.sim.scenario.format.mechanisms import Mechanisms
from brinkmanship.sim.scenario.format.stage import ClientWar, Dispute
from brinkmanship.sim.scenario.format.values import Value


class Parameter(NamedTuple):
    """Where a number of the world stands in a scenario.

    Attributes:
        part: The mechanism it belongs to, ``client_war`` or ``dispute``.
        name: Its key there.
    """

    part: str
    name: str

    @property
    def field(self) -> str:
        """Its name in the world: ``salami_notice`` for ``notice`` of the mechanism ``salami``."""
        return f"{self.part.removeprefix('client_')}_{self.name}"


def _parameters() -> Iterator[Parameter]:
    """Every parameter that may be a distribution, in the order of the file format."""
    parts = {name: field.annotation for name, field in Mechanisms.model_fields.items()}
    for part, model in {**parts, "client_war": ClientWar, "dispute": Dispute}.items():
        fields: dict[str, Any] = getattr(model, "model_fields", {})
        yield from (
            Parameter(part, name) for name, one in fields.items() if one.annotation == Value
        )


WORLD = tuple(_parameters())
"""Where each field of the world comes from, in their order."""

if TYPE_CHECKING:

    class World(tuple[float, ...]):
        """What a type checker knows of the world: whatever its field, it is a float."""

        __slots__ = ()
        _fields: ClassVar[tuple[str, ...]]

        def __new__(cls, *numbers: float) -> Self:
            """One number a field, in their order."""

        def __getattr__(self, name: str) -> float:
            """The number of a field."""

        def _replace(self, **numbers: float) -> Self:
            """A copy in which some fields have other numbers."""
else:
    World = namedtuple("World", [one.field for one in WORLD])  # noqa: PYI024 - fields are computed
    World.__doc__ = """Weights of the mechanisms in one run; one switched off has its off values.

    A field is called after the mechanism and the parameter, as in ``salami_notice``. It is
    declared, with range, default, off value and meaning, in ``sim.scenario.format.mechanisms``
    and nowhere else; ``war_...`` are the numbers of the client war.
    """


class Traits(NamedTuple):
    """What one actor is in one run: goals, character and standing.

    Attributes:
        resolve, capability: Median stake in the dispute before goals; means of war.
        prevail, economy, survival, reciprocity, loyalty, autonomy, honour: Goal weights.
        rationality: beta of the quantal response; higher is closer to best response.
        risk: In [-1, 1]; positive fears catastrophe less.
        activity: Chance to act in a week.
        exposure: Relative share of incidents that fall on it.
        hostility: Image of the opponents at the start, in [0, 1].
        kept, bluffs: Record of threats carried out, and of empty ones.
        north_star: Strength of a soft north star; 0 without one or when it is hard.
        warn, threaten, assure, ambiguity, commit, reminder, consult: Chances a week.
    """

    resolve: float
    capability: float
    prevail: float
    economy: float
    survival: float
    reciprocity: float
    loyalty: float
    autonomy: float
    honour: float
    rationality: float
    risk: float
    activity: float
    exposure: float
    hostility: float
    kept: float
    bluffs: float
    north_star: float
    warn: float
    threaten: float
    assure: float
    ambiguity: float
    commit: float
    reminder: float
    consult: float


class Stature(NamedTuple):
    """What one actor is in every run: rungs, switches and weeks, all integers.

    Attributes:
        side: Position of its side; -1 for a bystander.
        alliance: Index of its alliance, or -1.
        start, aid: Rung and released steps of arms aid at the start.
        nuclear, learns, mediator, settled: Switches, 0 or 1.
        ceiling: First rung its north star forbids or prices; beyond the ladder without one.
        hard, unless_attacked: Switches of the north star.
        hint, promise: Rung it hints at, rung its warnings and threats promise.
    """

    side: int
    alliance: int
    start: int
    aid: int
    nuclear: int
    learns: int
    mediator: int
    settled: int
    ceiling: int
    hard: int
    unless_attacked: int
    hint: int
    promise: int


class Frame(NamedTuple):
    """The frame of the game: the ladder's key rungs, weeks and tests, all integers.

    A role that no rung has is at ``rungs``, one beyond the ladder: nobody reaches it.

    Attributes:
        warn, threat: Rungs as which words count.
        top: Highest rung that can be chosen.
        line_from: Lowest grade that a warning forbids: acts, not words or sanctions.
        yield_turns: Turns on the lowest rung after which an actor has given in.
        war_side, war_rung: Side that fights the client war itself, or -1; rung it counts as.
        random_sequence: 1 if a sequential turn draws its order again each week.
    """

    rungs: int
    steps: int
    aid: int
    warn: int
    threat: int
    display: int
    collective: int
    force: int
    clash: int
    war: int
    nuclear: int
    top: int
    line_from: int
    hint_from: int
    hint_weeks: int
    due: int
    standing_due: int
    lapse: int
    crossed_weeks: int
    answer_within: int
    absorb_on_clash: int
    war_turns: int
    yield_turns: int
    calm_at: int
    calm_turns: int
    still_above: int
    still_turns: int
    horizon: int
    sequential: int
    learning: int
    war_side: int
    war_rung: int
    random_sequence: int
