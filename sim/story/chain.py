"""How one thing led to another: event, perception, decision, event, by what the trace records.

The chain is followed backwards from the clash, else from the last use of force, else from the
move to the highest threshold. Every link is a record: who was struck before it struck, whose
line stood crossed, who had misread the week. Where the record names no earlier cause, the
chain begins.
"""

from textwrap import wrap
from typing import NamedTuple

from brinkmanship.sim.story.events import TELLERS, beyond
from brinkmanship.sim.story.reasons import because
from brinkmanship.sim.story.routes import LATELY
from brinkmanship.sim.story.trace import Happening, Moment, Trace, TurnTrace
from brinkmanship.sim.story.words import WIDTH, Words, capital

EVENT, PERCEPTION, DECISION = "event", "perception", "decision"
LONGEST = 12  # links told: the last ones
BLOWS = ("force", "blamed", "troops_hit")
# Order within a turn: what was seen, what was decided, what came of it.
SEEN, DECIDED, FORCE, ACCIDENT, BLAMED, HIT, CROSSED, CLASH = range(8)


class Link(NamedTuple):
    """One link; ``order`` is its place within the turn."""

    turn: int
    order: int
    stage: str
    text: str


def chain(words: Words, trace: Trace) -> list[Link]:
    """The links of a run in the order of time; none if nobody climbed to a threshold."""
    found = _Chain(words, trace)
    for turn in trace.turns:
        for event in turn.events:
            if event.kind == "clash":
                found.clash(turn, event)
                return found.told()
    forces = [(t, e) for t in trace.turns for e in t.events if e.kind == "force"]
    if forces:
        found.blow(*forces[-1])
    else:
        found.summit()
    return found.told()


def chain_lines(links: list[Link]) -> list[str]:
    """The links as lines of a page."""
    lines = ["How one thing led to another"] if links else []
    for link in links:
        start = f"  turn {link.turn:<3} {link.stage:<11} "
        lines += wrap(link.text, WIDTH, initial_indent=start, subsequent_indent=" " * len(start))
    return lines


class _Chain:
    """Links as they are found, each once."""

    def __init__(self, words: Words, trace: Trace) -> None:
        self.words, self.trace = words, trace
        self.links: dict[Link, None] = {}
        self.done: set[tuple[int, str]] = set()

    def told(self) -> list[Link]:
        """In the order of time."""
        return sorted(self.links, key=lambda link: (link.turn, link.order))[-LONGEST:]

    def add(self, turn: int, order: int, stage: str, text: str) -> None:
        """Enter a link."""
        self.links[Link(turn, order, stage, capital(text))] = None

    def clash(self, turn: TurnTrace, event: Happening) -> None:
        """Force met force: both blows, and what led to each."""
        self.add(turn.turn, CLASH, EVENT, TELLERS["clash"](self.words, turn, event))
        answers = [e for e in turn.events if e.kind == "force" and e.actor == event.other]
        for one in answers:
            self.blow(turn, one)
        begun = self.last_blow(turn.turn + 1, by=event.actor)
        if begun is not None:
            self.blow(*begun)

    def blow(self, turn: TurnTrace, event: Happening) -> None:
        """A use of force, an accident taken for one, or a hit on troops; then its causes."""
        if event.kind == "force":
            self.add(turn.turn, FORCE, EVENT, TELLERS["force"](self.words, turn, event))
            self.decision(turn, event.actor)
        elif event.kind == "blamed":
            self.blamed(turn, event)
        else:
            self.add(turn.turn, HIT, EVENT, TELLERS["troops_hit"](self.words, turn, event))
            sent = self.climbed(event.actor, turn.turn, self.trace.roles["collective"])
            if sent is not None:
                self.decision(sent, event.actor)

    def blamed(self, turn: TurnTrace, event: Happening) -> None:
        """An accident and what its victim took it for."""
        words = self.words
        victim, culprit = words.name(event.actor), words.name(event.other)
        accident = any(e.kind == "accident" and e.other == event.actor for e in turn.events)
        kind = "an accident, meant by nobody" if accident else "an incident from outside"
        self.add(turn.turn, ACCIDENT, EVENT, f"{kind}: forces of {culprit} hit {victim}.")
        held = _moment(turn, event.actor).beliefs.get(event.other)
        image = f" (its image of {culprit}: {held.hostility:.2f} hostile)" if held else ""
        takes = words.does(event.actor, "take")
        self.add(turn.turn, BLAMED, PERCEPTION, f"{takes} it for an attack{image}.")

    def decision(self, turn: TurnTrace, code: str) -> None:
        """What an actor decided, what it had perceived, and what it answered."""
        if (turn.turn, code) in self.done:
            return
        self.done.add((turn.turn, code))
        moment, words = _moment(turn, code), self.words
        start, end = words.rung(moment.before), words.rung(moment.choice.rung)
        way = "goes" if moment.choice.rung != moment.before else "stays"
        path = f"from {start} to {end}" if way == "goes" else f"on {end}"
        verb = words.does(code, way.removesuffix("s").removesuffix("e"))
        self.add(turn.turn, DECIDED, DECISION, f"{verb} {path}: {because(words, moment)}.")
        self.cause(turn, moment)

    def cause(self, turn: TurnTrace, moment: Moment) -> None:
        """What the actor acted on: a blow, a crossed line, a misread week, or what it saw."""
        words, code = self.words, moment.actor
        if moment.attacked > 0.0:
            blow = self.last_blow(turn.turn, against=code)
            believes = f"{words.does(code, 'believe')} it was attacked ({moment.attacked:.2f})."
            self.add(turn.turn, SEEN, PERCEPTION, believes)
            if blow is not None:
                self.blow(*blow)
            return
        crossed = self.crossing(code, turn.turn) if moment.word > 0.0 else None
        if crossed is not None:
            when, event = crossed
            self.add(when.turn, CROSSED, EVENT, TELLERS["line_crossed"](words, when, event))
            for one in beyond(words, when, event):
                went = _moment(when, one)
                if went.choice.acted and went.choice.rung != went.before:
                    self.decision(when, one)
                    return
            return
        self.seen(turn, moment)

    def seen(self, turn: TurnTrace, moment: Moment) -> None:
        """What it made of the other side, the misread event included."""
        words = self.words
        for ago in range(LATELY + 1):
            week = turn.turn - ago
            then = _there(self.trace.turns[week - 1], moment.actor) if week >= 1 else None
            if then is not None and then.misread:
                takes = words.does(moment.actor, "take")
                told = f"perceives {then.perceived:.2f} where {then.shown:.2f} is shown"
                text = f"{takes} an exercise for preparation: {told}."
                self.add(week, SEEN, PERCEPTION, text)
                return
        reads = f"{words.does(moment.actor, 'read')} {words.opponent(moment.actor)}"
        gap = "" if abs(moment.perceived - moment.shown) <= self.trace.notice else (
            f", where {moment.shown:.2f} is shown"
        )  # fmt: skip
        self.add(turn.turn, SEEN, PERCEPTION, f"{reads} as {moment.perceived:.2f}{gap}.")

    def last_blow(
        self, before: int, *, by: str = "", against: str = ""
    ) -> tuple[TurnTrace, Happening] | None:
        """The last blow before a turn by an actor, or against the side of one."""
        people = self.trace.actors
        for turn in reversed(self.trace.turns[: before - 1]):
            for event in reversed(turn.events):
                if event.kind not in BLOWS:
                    continue
                striker, victim = event.actor, event.other
                if event.kind != "force":
                    striker, victim = victim, striker
                hurt = against and people[victim].side == people[against].side
                if striker == by or hurt:
                    return turn, event
        return None

    def crossing(self, code: str, upto: int) -> tuple[TurnTrace, Happening] | None:
        """The last time a line of an actor was crossed before it decided."""
        for turn in reversed(self.trace.turns[: upto - 1]):
            for event in turn.events:
                if event.kind == "line_crossed" and event.actor == code:
                    return turn, event
        return None

    def climbed(self, code: str, upto: int, rung: int) -> TurnTrace | None:
        """The last turn up to one in which an actor moved to a rung or above."""
        for turn in reversed(self.trace.turns[:upto]):
            moment = _there(turn, code)
            if moment is None:
                continue  # it was on no side in that turn
            choice, before = moment.choice, moment.before
            if choice.acted and choice.rung != before and choice.rung >= rung > before:
                return turn
        return None

    def summit(self) -> None:
        """The first move to the highest threshold that somebody moved to."""
        for rung in sorted(self.trace.thresholds, reverse=True):
            for turn in self.trace.turns:
                for moment in turn.moments:
                    if moment.choice.acted and moment.choice.rung >= rung > moment.before:
                        self.decision(turn, moment.actor)
                        return


def _there(turn: TurnTrace, code: str) -> Moment | None:
    """What an actor did in a turn; None where it was on no side yet, or no longer."""
    return next((moment for moment in turn.moments if moment.actor == code), None)


def _moment(turn: TurnTrace, code: str) -> Moment:
    """What an actor did in a turn of which it is known that it took part."""
    return next(moment for moment in turn.moments if moment.actor == code)
