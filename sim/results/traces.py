"""What listeners were told, as tables: turns, signals, events and beliefs.

Every machine hands over the same records, so its tables have the same bytes.
"""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from brinkmanship.sim.crisis.listening.notes import CONSULT, EVENTS, KINDS, SIGNAL
from brinkmanship.sim.crisis.listening.reasons import TERMS
from brinkmanship.sim.crisis.state.layout import CELLS
from brinkmanship.sim.crisis.state.records import Crisis
from brinkmanship.sim.mechanisms.words.signals import CONSULT as CONSULTATION
from brinkmanship.sim.mechanisms.words.signals import SIGNALS
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.results.played import Ints
from brinkmanship.sim.results.vectors import Vector, unless_negative

Records = NDArray[Any]
HEARD = ("notes", "moments", "held")


MOST_ROWS = 2_000_000  # of beliefs in memory at once; a row takes about 130 bytes


class Traces(NamedTuple):
    """What listeners were told of some runs, in the order of runs, turns and actors.

    Attributes:
        notes, note_runs: (N,) records of ``sim.crisis.state.records.Note``, and the run of each.
        moments, moment_runs, moment_actors: (M,) records of ``Moment``, run and actor of each.
        held, held_runs, held_actors, held_others: (B,) records of ``Held``, run, observer and
            observed of each.
    """

    notes: Records
    note_runs: Ints
    moments: Records
    moment_runs: Ints
    moment_actors: Ints
    held: Records
    held_runs: Ints
    held_actors: Ints
    held_others: Ints

    @classmethod
    def collected(cls, run: int, notes: Records, moments: Records, held: Records) -> Self:
        """What was noted of one run since the last time.

        Args:
            run: Its number.
            notes: (N,) as they were made.
            moments: (T, n) of T turns; those of turn 0 are blank.
            held: (T, n, n) likewise.
        """
        turns, actors = np.nonzero(moments["turn"])
        turn, observers, observed = np.nonzero(held["turn"])
        return cls(
            notes.copy(),
            np.full(len(notes), run),
            moments[turns, actors],
            np.full(len(turns), run),
            actors,
            held[turn, observers, observed],
            np.full(len(turn), run),
            observers,
            observed,
        )

    @classmethod
    def joined(cls, parts: Sequence["Traces"]) -> "Traces":
        """Several as one, in their order; at least one."""
        return cls(*(np.concatenate(tables) for tables in zip(*parts, strict=True)))

    @classmethod
    def none(cls) -> Self:
        """Of no run."""
        blank = [np.zeros((0,) * CELLS[name].axes, CELLS[name].dtype) for name in HEARD]
        return cls.collected(0, *blank)


def traced_together(premise: Premise, most: int) -> int:
    """How many traced runs are kept in memory at once: ``most``, or fewer if they hold much.

    What a run holds is above all beliefs: a row a turn for each opponent of each actor.
    """
    sides = [stature.side for stature in premise.statures if stature.side >= 0]
    pairs = sum(premise.opposed[mine][other] for mine in sides for other in sides)
    rows = max(1, pairs) * premise.frame.horizon
    return max(1, min(most, MOST_ROWS // rows))


class Listener:
    """Collects what is noted of a run that is played in plain Python.

    Args:
        premise: What is played.
        crisis: The run; listening.
    """

    def __init__(self, premise: Premise, crisis: Crisis) -> None:
        self.premise, self.crisis = premise, crisis
        self.parts: list[Traces] = []

    def hear(self, *, over: bool) -> None:
        """Collect the notes of the turns played, once there is no more room or the run is over."""
        crisis, window = self.crisis, len(self.crisis.moments)
        turns = (crisis.course.turn - 1) % window + 1
        if not over and turns < window:
            return
        notes = _records("notes", crisis.notes[: crisis.course.notes])
        moments = _records("moments", [one for row in crisis.moments[:turns] for one in row])
        held = _records(
            "held", [one for row in crisis.held[:turns] for mine in row for one in mine]
        )
        n = len(crisis.actors)
        self.parts.append(
            Traces.collected(
                crisis.course.run, notes, moments.reshape(turns, n), held.reshape(turns, n, n)
            )
        )
        crisis.course.notes = 0

    def traces(self) -> Traces:
        """All that was collected."""
        return Traces.joined(self.parts) if self.parts else Traces.none()


def _records(name: str, rows: Sequence[Any]) -> Records:
    dtype = CELLS[name].dtype
    cells = attrgetter(*(dtype.names or ()))
    return np.array([cells(row) for row in rows], dtype=dtype)


def trace_vectors(premise: Premise, traces: Traces) -> dict[str, dict[str, Vector]]:
    """The columns of each table of the trace, by table and column."""
    return {name: make(premise, traces) for name, make in TABLES.items()}


def _turns(premise: Premise, traces: Traces) -> dict[str, Vector]:
    rows = traces.moments
    plain = ("turn", "rung", "aid", "displayed", "intensity", "perceived", "resolve", "attacked",
             "stake", "credibility")  # fmt: skip
    alone = rows["cohesion"] < 0.0
    return {
        "run": Vector(traces.moment_runs),
        "actor": Vector(traces.moment_actors, words=premise.codes),
        **{name: Vector(rows[name]) for name in plain},
        "acted": Vector(rows["acted"]),
        "cohesion": Vector(np.where(alone, 0.0, rows["cohesion"]), alone),
        "signal": Vector(rows["signal"], words=SIGNALS),
        "consult": Vector(rows["consult"]),
        "term": Vector(rows["term"], words=TERMS),
    }


def _signals(premise: Premise, traces: Traces) -> dict[str, Vector]:
    spoken = np.isin(traces.notes["kind"], (SIGNAL, CONSULT))
    rows, steps = traces.notes[spoken], premise.frame.steps
    consults = rows["kind"] == CONSULT
    return {
        "run": Vector(traces.note_runs[spoken]),
        "turn": Vector(rows["turn"]),
        "sender": Vector(rows["actor"], words=premise.codes),
        "signal": Vector(
            np.where(consults, CONSULTATION, rows["signal"]), words=(*SIGNALS, "consult")
        ),
        "at": unless_negative(np.where(rows["line"] < 0, -1, rows["line"] // steps)),
        "promise": unless_negative(rows["promise"]),
        "hint": unless_negative(rows["hint"]),
        "stake_added": Vector(rows["stake"]),
    }


def _events(premise: Premise, traces: Traces) -> dict[str, Vector]:
    happened = traces.notes["kind"] < EVENTS
    rows, words = traces.notes[happened], ("", *premise.codes)
    return {
        "run": Vector(traces.note_runs[happened]),
        "turn": Vector(rows["turn"]),
        "kind": Vector(rows["kind"], words=KINDS),
        "actor": Vector(rows["actor"] + 1, words=words),
        "other": Vector(rows["other"] + 1, words=words),
        "rung": unless_negative(rows["rung"]),
    }


def _beliefs(premise: Premise, traces: Traces) -> dict[str, Vector]:
    return {
        "run": Vector(traces.held_runs),
        "turn": Vector(traces.held["turn"]),
        "actor": Vector(traces.held_actors, words=premise.codes),
        "other": Vector(traces.held_others, words=premise.codes),
        "hostility": Vector(traces.held["hostility"]),
        "credibility": Vector(traces.held["credibility"]),
    }


TABLES: dict[str, Callable[[Premise, Traces], dict[str, Vector]]] = {
    "turns": _turns, "signals": _signals, "events": _events, "beliefs": _beliefs,
}  # fmt: skip
