"""What could have been otherwise in a run: other decisions, other words, spared accidents."""

from collections.abc import Iterator
from typing import NamedTuple

from brinkmanship.sim.crisis.state.fork import (
    HOLD,
    MOVE,
    NO_ACCIDENT,
    NO_HIT,
    NO_MISREADING,
    SIGNAL,
    Fork,
)
from brinkmanship.sim.mechanisms.words.signals import NONE
from brinkmanship.sim.story.trace.records import Moment, Trace, TurnTrace

OTHERS = 3  # rungs tried in the place of one that was moved to, best first
STAYED = 2  # rungs tried in the place of staying
CHANCES = {"accident": NO_ACCIDENT, "troops_hit": NO_HIT}
DECISIONS = ("move", "stay", "signal")
SCRIPTED = "scripted"


class Change(NamedTuple):
    """One thing of a run, and what is put in its place.

    Attributes:
        kind: move, stay or signal (a decision); accident, troops_hit or misread (chance);
            scripted (an event of the scenario).
        turn: When.
        actor: Code of whose decision or misreading it was, or whom the event hit; empty for an
            event of the scenario without force.
        other: Code of who did it to them, for an accident, troops hit and scripted force; else
            empty.
        did: The rung decided on, or -1.
        signal: The signal sent, or what the scenario says of its event, or empty.
        instead: The rung in its place; HOLD for doing nothing, or for silence.
        fork: The same for the engine.
        inject: Position of the scenario's event that does not come, or -1.
    """

    kind: str
    turn: int
    actor: str
    other: str
    did: int
    signal: str
    instead: int
    fork: Fork
    inject: int = -1

    @property
    def decided(self) -> bool:
        """Whether somebody decided it."""
        return self.kind in DECISIONS

    @property
    def what(self) -> tuple[str, int, str, int]:
        """What was changed, whatever was put in its place."""
        return self.kind, self.turn, self.actor, self.inject


def changes_of(trace: Trace, codes: tuple[str, ...], last: int) -> list[Change]:
    """Everything of a run up to a turn that could seriously have been otherwise.

    Args:
        trace: The run.
        codes: Actors of its premise, in order.
        last: The last turn looked at.
    """
    return [
        change
        for turn in trace.turns
        if turn.turn <= last
        for change in (
            *(one for m in turn.moments for one in _decisions(trace, codes, turn.turn, m)),
            *_scripted(turn),
            *_chances(codes, turn.turn, turn.moments),
            *(
                Change(e.kind, turn.turn, *_victim(e.kind, e.actor, e.other), -1, "", HOLD,
                       Fork(turn.turn, CHANCES[e.kind]))
                for e in turn.events if e.kind in CHANCES
            ),
        )
    ]  # fmt: skip


def _scripted(turn: TurnTrace) -> Iterator[Change]:
    """Each event of the scenario, left out."""
    for e in turn.events:
        if e.inject is not None:
            yield Change(SCRIPTED, turn.turn, e.other, e.actor, -1, e.note, HOLD,
                         Fork(turn.turn), e.inject)  # fmt: skip


def _victim(kind: str, actor: str, other: str) -> tuple[str, str]:
    """Whom an event hit, and by whom."""
    return (other, actor) if kind == "accident" else (actor, other)


def _chances(codes: tuple[str, ...], turn: int, moments: tuple[Moment, ...]) -> Iterator[Change]:
    for m in moments:
        if m.misread:
            fork = Fork(turn, NO_MISREADING, codes.index(m.actor))
            yield Change("misread", turn, m.actor, "", -1, "", HOLD, fork)


def _decisions(trace: Trace, codes: tuple[str, ...], turn: int, moment: Moment) -> Iterator[Change]:
    """Holding, the rungs it weighed most highly but did not take, and silence."""
    place, choice, code = codes.index(moment.actor), moment.choice, moment.actor
    if choice.acted:
        still = choice.rung == moment.before
        kind, most = ("stay", STAYED) if still else ("move", OTHERS)
        left = sorted((o for o in choice.options if o.rung != choice.rung), key=lambda o: -o.score)
        rungs = [option.rung for option in left[:most] if still or option.rung != moment.before]
        if not still or choice.aid > moment.aid_before or choice.rung >= trace.roles["force"]:
            rungs = [HOLD, *rungs]
        for rung in rungs:
            fork = Fork(turn, MOVE, place, rung)
            yield Change(kind, turn, code, "", choice.rung, "", rung, fork)
    if moment.signal is not None:
        fork = Fork(turn, SIGNAL, place, NONE)
        yield Change("signal", turn, code, "", -1, moment.signal.kind, HOLD, fork)
