"""Which routes a run took up the ladder and down again, read from its log.

A run may take several: a bluff is called in spring, troops are hit in autumn. Each route is
a test of its own on the log, so the list can grow without touching the model. The routes are
described for readers in ``docs/routes.md``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.errors import BrinkError
from sim.model import CrisisModel, play
from sim.premise import Premise
from sim.scenario.wording import quoted, suggestion

if TYPE_CHECKING:
    from sim.record import Row

MEANING = {
    "line_honoured": "a line was crossed and its owner answered with the force it had promised",
    "troops_hit": "troops in the contested area were hit and drawn into the fighting",
    "accident_answered": "an accident was taken for an attack and answered with force",
    "misperception": "force was used by a state that had misread the other side",
    "salami": "aid grew class by class past warnings that had proved empty",
    "settlement": "the two sides settled",
    "restraint": "both sides came down and stayed down",
    "absorbed": "an accident blamed on the other side was talked through among allies",
    "vetoed": "a step to a collective rung was given up for want of consensus",
    "bluff_called": "a line was crossed, its promise broken, and no clash followed",
}
UP = tuple(MEANING)[:5]
EMPTY_LINES = 3  # lines of the other side that went empty before going on is called salami
CLASSES = 2  # classes of weapons by which aid must have grown for it
LATELY = 2  # weeks for which a misread event counts as the reason of what follows


class RouteError(BrinkError):
    """A route that does not exist was asked for."""

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no route {quoted(name)}; {suggestion(name, tuple(MEANING))}")


@dataclass(frozen=True, slots=True)
class Event:
    """A row of the event log, by name; ``rung`` is -1 without one."""

    turn: int
    kind: str
    actor: str
    rung: int


class Evidence:
    """The log of a finished run, put so that routes can be read off it.

    Attributes:
        model, record: The run.
        events: Its events in order.
        sides: Side of each actor as the run ended.
    """

    def __init__(self, model: CrisisModel) -> None:
        self.model, self.record = model, model.record()
        self.events = [_event(row) for row in model.log.events] if model.log else []
        self.sides = {actor.code: actor.side for actor in model.actors}

    def first(self, kind: str) -> int | None:
        """Turn of the first event of a kind."""
        return next((event.turn for event in self.events if event.kind == kind), None)

    def by(self, *kinds: str) -> Iterator[Event]:
        """Events of these kinds in order."""
        return (event for event in self.events if event.kind in kinds)

    def forced(self, actor: str, first: int, last: int) -> bool:
        """Whether an actor used force by choice in these turns."""
        return any(e.actor == actor and first <= e.turn <= last for e in self.by("force"))

    def attacked(self, actor: str, turn: int) -> bool:
        """Whether an actor believed itself attacked as a turn ended."""
        turns = self.model.log.turns if self.model.log else []
        return any(row[1] == turn and row[2] == actor and bool(row[10]) for row in turns)

    def misread(self, actor: str, turn: int) -> bool:
        """Whether an actor took an exercise for preparation in a turn, by its own draw."""
        place = self.model.premise.codes.index(actor)
        return turn > 0 and self.model.dice.sense(turn, place)[0] < (
            self.model.world.misperception_pi
        )


def _event(row: "Row") -> Event:
    _, turn, kind, actor, _, rung = row
    return Event(int(turn or 0), str(kind), str(actor), -1 if rung is None else int(rung))


def _line_honoured(seen: Evidence) -> int | None:
    """A line that promised force: crossed in one week, kept by its owner's force in a later.

    Whoever believed itself attacked struck back for that, whatever its lines said.
    """
    force, crossed = seen.model.frame.force, set()
    for event in seen.by("line_crossed", "line_kept", "line_broken"):
        line = (event.actor, event.rung)
        if event.kind == "line_crossed":
            crossed.add(line)
        elif event.kind == "line_kept" and event.rung >= force and line in crossed:
            struck = seen.forced(event.actor, event.turn, event.turn)
            if struck and not seen.attacked(event.actor, event.turn - 1):
                return event.turn
        else:
            crossed.discard(line)
    return seen.record.outcome_turn if seen.record.route == "line_honoured" else None


def _troops_hit(seen: Evidence) -> int | None:
    """Troops were hit, and the clash began with them."""
    return seen.first("clash") if seen.record.route == "troops_hit" else None


def _accident_answered(seen: Evidence) -> int | None:
    return seen.first("clash") if seen.record.route == "accident_answered" else None


def _misperception(seen: Evidence) -> int | None:
    """Force within two weeks of a misread event, or a clash the model puts down to one."""
    for event in seen.by("force"):
        if any(seen.misread(event.actor, event.turn - ago) for ago in range(LATELY + 1)):
            return event.turn
    return seen.first("clash") if seen.record.route == "misperception" else None


def _salami(seen: Evidence) -> int | None:
    """Aid grew past three empty lines of the other side, which never used force.

    An actor has to stand, after the third line went empty, where it never stood before: at
    least two classes of weapons above its start, or on deep aid, or with troops in the area.
    """
    for side in (0, 1):
        if any(seen.sides[event.actor] == side for event in seen.by("force")):
            continue
        empty = [e for e in seen.by("line_broken", "line_lapsed") if seen.sides[e.actor] == side]
        if len(empty) >= EMPTY_LINES:
            found = _grown(seen, 1 - side, empty[EMPTY_LINES - 1].turn)
            if found is not None:
                return found
    return None


def _grown(seen: Evidence, side: int, after: int) -> int | None:
    """First turn after which an actor of the side gives more aid than ever, as above."""
    frame, ladder = seen.model.frame, seen.model.ladder
    best = {actor.code: ladder.grade(actor.stature.start, actor.stature.aid)
            for actor in seen.model.actors}  # fmt: skip
    least = {code: min(grade + CLASSES, (frame.aid + 1) * frame.steps)
             for code, grade in best.items()}  # fmt: skip
    for row in seen.model.log.turns if seen.model.log else ():
        turn, code, rung, aid = int(row[1] or 0), str(row[2]), int(row[3] or 0), int(row[4] or 0)
        grade = ladder.grade(rung, aid)
        aiding = rung in (frame.aid, frame.aid + 1, frame.collective)
        new = aiding and grade > best[code] and grade >= least[code]
        if new and turn > after and seen.sides[code] == side:
            return turn
        best[code] = max(best[code], grade)
    return None


def _ended(outcome: str) -> Callable[[Evidence], int | None]:
    def test(seen: Evidence) -> int | None:
        return seen.record.outcome_turn if seen.record.outcome == outcome else None

    return test


def _absorbed(seen: Evidence) -> int | None:
    return seen.first("absorbed")


def _vetoed(seen: Evidence) -> int | None:
    return seen.first("vetoed")


def _bluff_called(seen: Evidence) -> int | None:
    return None if seen.first("clash") is not None else seen.first("line_broken")


TESTS: dict[str, Callable[[Evidence], int | None]] = {
    "line_honoured": _line_honoured,
    "troops_hit": _troops_hit,
    "accident_answered": _accident_answered,
    "misperception": _misperception,
    "salami": _salami,
    "settlement": _ended("settlement"),
    "restraint": _ended("deescalation"),
    "absorbed": _absorbed,
    "vetoed": _vetoed,
    "bluff_called": _bluff_called,
}


def routes_of(model: CrisisModel) -> dict[str, int]:
    """The routes a finished run took, each with the turn it showed; ups first.

    The run must have been played with ``trace=True``.
    """
    seen = Evidence(model)
    found = {name: test(seen) for name, test in TESTS.items()}
    return {name: turn for name, turn in found.items() if turn is not None}


def check_route(name: str) -> str:
    """The name itself, if a route is called so.

    Raises:
        RouteError: None is; the message says which was perhaps meant.
    """
    if name not in MEANING:
        raise RouteError(name)
    return name


def search(
    premise: Premise, *, seed: int, first: int, count: int
) -> Iterator[tuple[int, dict[str, int]]]:
    """Play ``count`` runs one after another; the number and the routes of each."""
    for run in range(first, first + count):
        yield run, routes_of(play(premise, seed=seed, run=run, trace=True))
