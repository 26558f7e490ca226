"""Which routes a run took up the ladder and down again, read from its log.

A run may take several: a bluff is called in spring, troops are hit in autumn. Each route is
a test of its own on the log, so the list can grow without touching the model. The routes are
described for readers in ``docs/routes.md``.
"""

from collections.abc import Callable, Iterator
from functools import cached_property

from brinkmanship.sim.crisis.listening import notes
from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.results.record import RunRecord
from brinkmanship.sim.results.traces import Records, Traces
from brinkmanship.sim.scenario.wording import quoted, suggestion

MEANING = {
    "line_honoured": "a line was crossed and its owner answered with the force it had promised",
    "troops_hit": "troops in the contested area were hit and drawn into the fighting",
    "accident_answered": "an accident was taken for an attack and answered with force",
    "scripted": "force that the scenario let happen was answered",
    "misperception": "force was used by a state that had misread an opponent",
    "salami": "aid grew class by class past warnings that had proved empty",
    "settlement": "the crisis ended in an agreement",
    "gave_in": "somebody gave in and stayed on the lowest rung",
    "restraint": "all came down and stayed down",
    "imposed": "a war ended with an imposed peace",
    "absorbed": "an accident blamed on an opponent was talked through among allies",
    "vetoed": "a step to a collective rung was given up for want of consensus",
    "bluff_called": "a line was crossed, its promise broken, and no clash followed",
}
UP = tuple(MEANING)[:6]
EMPTY_LINES = 3  # lines of an opposing side that went empty before going on is called salami
CLASSES = 2  # classes of weapons by which aid must have grown for it
CLASHES = ("nuclear_use", "war", "direct_clash")
LATELY = 2  # weeks for which a misread event counts as the reason of what follows


class RouteError(BrinkError):
    """A route that does not exist was asked for."""

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no route {quoted(name)}; {suggestion(name, tuple(MEANING))}")


class Evidence:
    """What was noted of a finished run, put so that routes can be read off it.

    Attributes:
        premise, record: The run.
        events: Its notes, in order.
        sides: Side of each actor as the run ended.
    """

    def __init__(self, premise: Premise, record: RunRecord, traces: Traces) -> None:
        self.premise, self.record, self.traces = premise, record, traces
        self.events = list(traces.notes)
        self.sides = [stature.side for stature in premise.statures]
        for event in self.by(notes.INJECT):
            join = premise.injects[event["inject"]].join
            if join is not None:
                self.sides[join[0]] = join[1]

    @cached_property
    def moments(self) -> dict[tuple[int, int], Records]:
        """Each actor as each turn left it, by turn and actor, in that order."""
        rows = zip(self.traces.moments, self.traces.moment_actors, strict=True)
        return {(int(row["turn"]), int(actor)): row for row, actor in rows}

    def first(self, kind: int) -> int | None:
        """Turn of the first event of a kind."""
        return next((int(event["turn"]) for event in self.by(kind)), None)

    def by(self, *kinds: int) -> Iterator[Records]:
        """Events of these kinds in order."""
        return (event for event in self.events if event["kind"] in kinds)

    def used_force(self, actor: int, turn: int) -> bool:
        """Whether an actor used force by choice in a turn."""
        return any(e["actor"] == actor and e["turn"] == turn for e in self.by(notes.FORCE))

    def attacked(self, actor: int, turn: int) -> bool:
        """Whether an actor believed itself attacked as a turn ended."""
        moment = self.moments.get((turn, actor))
        return moment is not None and bool(moment["attacked"])

    def misread(self, actor: int, turn: int) -> bool:
        """Whether an actor took an exercise for preparation in a turn, by its own draw."""
        moment = self.moments.get((turn, actor))
        return moment is not None and bool(moment["misread"])


def _line_honoured(seen: Evidence) -> int | None:
    """A line that promised force: crossed in one week, kept by its owner's force in a later.

    Whoever believed itself attacked struck back for that, whatever its lines said.
    """
    crossed = set()
    for event in seen.by(notes.LINE_CROSSED, notes.LINE_KEPT, notes.LINE_BROKEN):
        owner, turn = int(event["actor"]), int(event["turn"])
        line = (owner, int(event["rung"]))
        kept = event["kind"] == notes.LINE_KEPT and line in crossed
        if event["kind"] == notes.LINE_CROSSED:
            crossed.add(line)
        elif kept and event["rung"] >= seen.premise.frame.force:
            if seen.used_force(owner, turn) and not seen.attacked(owner, turn - 1):
                return turn
        else:
            crossed.discard(line)
    return seen.record.outcome_turn if seen.record.route == "line_honoured" else None


def _troops_hit(seen: Evidence) -> int | None:
    """Troops were hit, and the clash began with them."""
    return seen.first(notes.CLASH) if seen.record.route == "troops_hit" else None


def _accident_answered(seen: Evidence) -> int | None:
    return seen.first(notes.CLASH) if seen.record.route == "accident_answered" else None


def _scripted(seen: Evidence) -> int | None:
    """Force that the scenario let happen was answered."""
    return seen.first(notes.CLASH) if seen.record.route == "scripted" else None


def _misperception(seen: Evidence) -> int | None:
    """Force begun within two weeks of a misread event, or a clash the model puts down to one."""
    for event in seen.by(notes.FORCE):
        actor, turn = int(event["actor"]), int(event["turn"])
        if not seen.used_force(actor, turn - 1) and any(
            seen.misread(actor, turn - ago) for ago in range(LATELY + 1)
        ):
            return turn
    return seen.first(notes.CLASH) if seen.record.route == "misperception" else None


def _salami(seen: Evidence) -> int | None:
    """Aid grew past three empty lines of an opposing side, which never used force.

    An actor has to stand, after the third line went empty, where it never stood before: at
    least two classes of weapons above its start, or on deep aid, or with troops in the area.
    """
    for side in range(len(seen.premise.side_names)):
        if any(seen.sides[event["actor"]] == side for event in seen.by(notes.FORCE)):
            continue
        lines = seen.by(notes.LINE_BROKEN, notes.LINE_LAPSED)
        empty = [int(e["turn"]) for e in lines if seen.sides[e["actor"]] == side]
        if len(empty) >= EMPTY_LINES:
            turn = _turn_aid_grew(seen, side, empty[EMPTY_LINES - 1])
            if turn is not None:
                return turn
    return None


def _turn_aid_grew(seen: Evidence, side: int, after: int) -> int | None:
    """First turn after which an opponent of the side gives more aid than ever, as above."""
    frame = seen.premise.frame
    best = [_grade(seen, one.start, one.aid) for one in seen.premise.statures]
    deep = min(frame.aid + 1, frame.collective) * frame.steps
    least = [min(grade + CLASSES, deep) for grade in best]
    for (turn, actor), row in seen.moments.items():
        grade = _grade(seen, int(row["rung"]), int(row["aid"]))
        aiding = row["rung"] in (frame.aid, frame.aid + 1, frame.collective)
        new = aiding and grade > best[actor] and grade >= least[actor]
        opposed = seen.sides[actor] >= 0 and seen.premise.opposed[seen.sides[actor]][side] == 1
        if new and turn > after and opposed:
            return turn
        best[actor] = max(best[actor], grade)
    return None


def _grade(seen: Evidence, rung: int, aid: int) -> int:
    """Grade of a posture; released aid counts on the rung of aid only."""
    frame = seen.premise.frame
    return rung * frame.steps + (aid if rung == frame.aid else 0)


def _last_turn(ending: str) -> Callable[[Evidence], int | None]:
    """A test for an ending: the last turn, unless a clash had stopped the run."""

    def test(seen: Evidence) -> int | None:
        record, absorbed = seen.record, seen.premise.frame.absorb_on_clash == 1
        stopped = record.outcome == "nuclear_use" or (absorbed and record.outcome in CLASHES)
        return record.turns if record.ending == ending and not stopped else None

    return test


def _absorbed(seen: Evidence) -> int | None:
    return seen.first(notes.ABSORBED)


def _vetoed(seen: Evidence) -> int | None:
    return seen.first(notes.VETOED)


def _bluff_called(seen: Evidence) -> int | None:
    return None if seen.first(notes.CLASH) is not None else seen.first(notes.LINE_BROKEN)


TURN_OF: dict[str, Callable[[Evidence], int | None]] = {
    "line_honoured": _line_honoured,
    "troops_hit": _troops_hit,
    "accident_answered": _accident_answered,
    "scripted": _scripted,
    "misperception": _misperception,
    "salami": _salami,
    "settlement": _last_turn("agreement"),
    "gave_in": _last_turn("unilateral"),
    "restraint": _last_turn("faded"),
    "imposed": _last_turn("imposed"),
    "absorbed": _absorbed,
    "vetoed": _vetoed,
    "bluff_called": _bluff_called,
}


def routes_of(premise: Premise, record: RunRecord, traces: Traces) -> dict[str, int]:
    """The routes a finished run took, each with the turn it showed; ups first.

    Args:
        premise: What was played.
        record: The run in words.
        traces: All that was noted of it.
    """
    seen = Evidence(premise, record, traces)
    turns = {name: test(seen) for name, test in TURN_OF.items()}
    return {name: turn for name, turn in turns.items() if turn is not None}


def check_route(name: str) -> str:
    """The name itself, if a route is called so.

    Raises:
        RouteError: None is; the message says which was perhaps meant.
    """
    if name not in MEANING:
        raise RouteError(name)
    return name


def routes_of_runs(
    premise: Premise, *, seed: int, first: int, count: int
) -> Iterator[tuple[int, dict[str, int]]]:
    """Play ``count`` runs one after another; the number and the routes of each."""
    from brinkmanship.sim.compiled.engine import Engine  # noqa: PLC0415 - only where runs are played

    engine = Engine(premise, listening=True)
    for run in range(first, first + count):
        played, traces = engine.play_traced(seed, run)
        yield run, routes_of(premise, RunRecord.of(premise.codes, played.row(0)), traces)
