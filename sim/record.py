"""What a run leaves behind: one row of the run table, and the trace if it was asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sim import played
from sim.mechanisms.endings import CAUSES, OUTCOMES, ROUTES
from sim.mechanisms.signals import SIGNALS, THREAT, WARN

if TYPE_CHECKING:
    from sim.actor import Actor
    from sim.model import CrisisModel

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]

TURN_COLUMNS = (
    "run", "turn", "actor", "rung", "aid", "displayed", "intensity", "perceived", "resolve",
    "acted", "attacked", "stake", "credibility", "cohesion", "signal", "consult", "term",
)  # fmt: skip
SIGNAL_COLUMNS = ("run", "turn", "sender", "signal", "at", "promise", "hint", "stake_added")
BELIEF_COLUMNS = ("run", "turn", "actor", "other", "hostility", "credibility")
EVENT_COLUMNS = ("run", "turn", "kind", "actor", "other", "rung")


@dataclass(slots=True)
class Log:
    """The trace of one run: rows in the order of turns, then of actors in the premise.

    Attributes:
        turns, signals, events, beliefs: Rows with the columns named above.
    """

    turns: list[Row] = field(default_factory=list)
    signals: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    beliefs: list[Row] = field(default_factory=list)

    def turn(self, model: "CrisisModel") -> None:
        """Enter every principal as the turn leaves it, and what it holds of each opponent."""
        self.turns.extend(self._row(model, actor) for actor in model.principals)
        self.beliefs.extend(_held(model))

    def _row(self, model: "CrisisModel", actor: "Actor") -> Row:
        decision = actor.decision
        cohesion = model.alliances[actor.alliance].cohesion if actor.alliance >= 0 else None
        return (
            model.run_number,
            model.turn,
            actor.code,
            actor.rung,
            actor.aid if actor.rung == model.frame.aid else 0,
            model.shown_rung[actor.place],
            model.shown_level[actor.place],
            actor.impression.seen,
            actor.resolve,
            decision.acted,
            actor.attacked,
            actor.stake,
            believed(model, actor),
            cohesion,
            SIGNALS[decision.signal],
            decision.consults,
            decision.term,
        )

    def signal(self, model: "CrisisModel", actor: "Actor", stake: float, hinted: int) -> None:
        """Enter a signal with what it draws or hints at."""
        kind = actor.decision.signal
        drawn = kind in (WARN, THREAT) and actor.near.grade >= 0
        self.signals.append(
            (
                model.run_number,
                model.turn,
                actor.code,
                SIGNALS[kind],
                actor.near.grade // model.frame.steps if drawn else None,
                actor.near.promise if drawn else None,
                hinted if hinted >= 0 else None,
                stake,
            )
        )

    def consultation(self, model: "CrisisModel", actor: "Actor") -> None:
        """Enter a consultation: it draws no line, hints at nothing and costs nothing."""
        row = (model.run_number, model.turn, actor.code, "consult", None, None, None, 0.0)
        self.signals.append(row)

    def event(self, model: "CrisisModel", kind: str, who: tuple[int, int], rung: int) -> None:
        """Enter an event; -1 stands for nobody and for no rung."""
        first, second = (model.actors[place].code if place >= 0 else "" for place in who)
        row = (model.run_number, model.turn, kind, first, second, rung if rung >= 0 else None)
        self.events.append(row)


def _held(model: "CrisisModel") -> Iterator[Row]:
    for actor in model.principals:
        for other in model.principals:
            if other.side != actor.side:
                held = actor.beliefs[other.place]
                pair = (actor.code, other.code)
                yield (model.run_number, model.turn, *pair, held.hostility, held.credibility)


def believed(model: "CrisisModel", actor: "Actor") -> float:
    """Mean belief of the other side that an actor carries out what it threatens."""
    beliefs = [
        other.beliefs[actor.place].credibility
        for other in model.principals
        if other.side != actor.side
    ]
    return sum(beliefs) / len(beliefs) if beliefs else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """One row of the run table; columns as documented in ``docs/reference/run-folder.md``.

    Attributes:
        run: Number of the run.
        outcome, outcome_turn: What it came to and when.
        turns: Turns played.
        peak_rung, peak_rung_direct: Highest rung of anyone, of principals.
        first: For each rung of the ladder, the first turn at or above it; -1 never.
        cause, route, initiator: What made the last step to a clash; empty without one.
        counts: Threats made, tested, kept and broken; accidents, absorbed ones, vetoed proposals.
        peaks, means: For each actor of the premise, its highest and mean rung.
    """

    run: int
    outcome: str
    outcome_turn: int
    turns: int
    peak_rung: int
    peak_rung_direct: int
    first: tuple[int, ...]
    cause: str
    route: str
    initiator: str
    counts: tuple[int, int, int, int, int, int, int]
    peaks: tuple[int, ...]
    means: tuple[float, ...]

    @classmethod
    def of(cls, codes: Sequence[str], row: played.Row) -> "RunRecord":
        """A run in words; ``codes`` of the actors of its premise."""
        ending = row.ending
        by, turns = ending[played.INITIATOR], ending[played.TURNS]
        made, tested, kept, broken, accidents, absorbed, vetoed = ending[played.MADE :]
        return cls(
            run=row.run,
            outcome=OUTCOMES[ending[played.OUTCOME]],
            outcome_turn=ending[played.OUTCOME_TURN],
            turns=turns,
            peak_rung=ending[played.PEAK],
            peak_rung_direct=ending[played.DIRECT],
            first=row.first,
            cause=CAUSES[ending[played.CAUSE]],
            route=ROUTES[ending[played.ROUTE]],
            initiator=codes[by] if by >= 0 else "",
            counts=(made, tested, kept, broken, accidents, absorbed, vetoed),
            peaks=row.peaks,
            means=tuple(summed / max(turns, 1) for summed in row.sums),
        )
