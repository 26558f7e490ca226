"""How one thing led to another: event, perception, decision, event, by what the trace records.

The chain is followed backwards from the clash, else from the last use of force, else from the
move to the highest threshold. Every link is a record: who was struck before it struck, whose
line stood crossed, who had misread the week. Where the record names no earlier cause, the
chain begins.
"""

from textwrap import wrap
from typing import NamedTuple

from brinkmanship.sim.story.routes import LATELY
from brinkmanship.sim.story.text.events import SENTENCES, opponents_beyond
from brinkmanship.sim.story.text.reasons import reason_text
from brinkmanship.sim.story.text.words import WIDTH, Words, capitalised
from brinkmanship.sim.story.trace.records import Event, Moment, Trace, TurnTrace

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


def causal_links(words: Words, trace: Trace) -> list[Link]:
    """The links of a run in the order of time; none if nobody climbed to a threshold."""
    found = _LinkFinder(words, trace)
    for turn in trace.turns:
        for event in turn.events:
            if event.kind == "clash":
                found.add_clash(turn, event)
                return found.in_order()
    forces = [(t, e) for t in trace.turns for e in t.events if e.kind == "force"]
    if forces:
        found.add_blow(*forces[-1])
    else:
        found.add_summit()
    return found.in_order()


def link_lines(links: list[Link]) -> list[str]:
    """The links as lines of a page."""
    lines = ["How one thing led to another"] if links else []
    for link in links:
        start = f"  turn {link.turn:<3} {link.stage:<11} "
        lines += wrap(link.text, WIDTH, initial_indent=start, subsequent_indent=" " * len(start))
    return lines


class _LinkFinder:
    """Links as they are found, each once."""

    def __init__(self, words: Words, trace: Trace) -> None:
        self.words, self.trace = words, trace
        self.links: dict[Link, None] = {}
        self.done: set[tuple[int, str]] = set()

    def in_order(self) -> list[Link]:
        """In the order of time."""
        return sorted(self.links, key=lambda link: (link.turn, link.order))[-LONGEST:]

    def add(self, turn: int, order: int, stage: str, text: str) -> None:
        """Enter a link."""
        self.links[Link(turn, order, stage, capitalised(text))] = None

    def add_clash(self, turn: TurnTrace, event: Event) -> None:
        """Force met force: both blows, and what led to each."""
        self.add(turn.turn, CLASH, EVENT, SENTENCES["clash"](self.words, turn, event))
        answers = [e for e in turn.events if e.kind == "force" and e.actor == event.other]
        for one in answers:
            self.add_blow(turn, one)
        begun = self.last_blow(turn.turn + 1, by=event.actor)
        if begun is not None:
            self.add_blow(*begun)

    def add_blow(self, turn: TurnTrace, event: Event) -> None:
        """A use of force, an accident taken for one, or a hit on troops; then its causes."""
        if event.kind == "force":
            self.add(turn.turn, FORCE, EVENT, SENTENCES["force"](self.words, turn, event))
            if not event.scripted:
                self.add_decision(turn, event.actor)
        elif event.kind == "blamed":
            self.add_blamed_accident(turn, event)
        else:
            self.add(turn.turn, HIT, EVENT, SENTENCES["troops_hit"](self.words, turn, event))
            sent = self.last_climb(event.actor, turn.turn, self.trace.roles["collective"])
            if sent is not None:
                self.add_decision(sent, event.actor)

    def add_blamed_accident(self, turn: TurnTrace, event: Event) -> None:
        """An accident and what its victim took it for."""
        words = self.words
        victim, culprit = words.name(event.actor), words.name(event.other)
        accident = any(e.kind == "accident" and e.other == event.actor for e in turn.events)
        kind = "an accident, meant by nobody" if accident else "an incident from outside"
        self.add(turn.turn, ACCIDENT, EVENT, f"{kind}: forces of {culprit} hit {victim}.")
        held = _moment_of(turn, event.actor).beliefs.get(event.other)
        image = f" (its image of {culprit}: {held.hostility:.2f} hostile)" if held else ""
        takes = words.clause(event.actor, "take")
        self.add(turn.turn, BLAMED, PERCEPTION, f"{takes} it for an attack{image}.")

    def add_decision(self, turn: TurnTrace, code: str) -> None:
        """What an actor decided, what it had perceived, and what it answered."""
        if (turn.turn, code) in self.done:
            return
        self.done.add((turn.turn, code))
        moment, words = _moment_of(turn, code), self.words
        start, end = words.rung_name(moment.before), words.rung_name(moment.choice.rung)
        way = "goes" if moment.choice.rung != moment.before else "stays"
        path = f"from {start} to {end}" if way == "goes" else f"on {end}"
        verb = words.clause(code, way.removesuffix("s").removesuffix("e"))
        self.add(turn.turn, DECIDED, DECISION, f"{verb} {path}: {reason_text(words, moment)}.")
        self.add_cause(turn, moment)

    def add_cause(self, turn: TurnTrace, moment: Moment) -> None:
        """What the actor acted on: a blow, a crossed line, a misread week, or what it saw."""
        words, code = self.words, moment.actor
        if moment.attacked > 0.0:
            blow = self.last_blow(turn.turn, against=code)
            believes = f"{words.clause(code, 'believe')} it was attacked ({moment.attacked:.2f})."
            self.add(turn.turn, SEEN, PERCEPTION, believes)
            if blow is not None:
                self.add_blow(*blow)
            return
        crossed = self.last_crossing(code, turn.turn) if moment.word > 0.0 else None
        if crossed is not None:
            when, event = crossed
            self.add(when.turn, CROSSED, EVENT, SENTENCES["line_crossed"](words, when, event))
            for one in opponents_beyond(words, when, event):
                went = _moment_of(when, one)
                if went.choice.acted and went.choice.rung != went.before:
                    self.add_decision(when, one)
                    return
            return
        self.add_perception(turn, moment)

    def add_perception(self, turn: TurnTrace, moment: Moment) -> None:
        """What it made of its opponent, the misread event included."""
        words = self.words
        for ago in range(LATELY + 1):
            week = turn.turn - ago
            then = _moment_or_none(self.trace.turns[week - 1], moment.actor) if week >= 1 else None
            if then is not None and then.misread:
                takes = words.clause(moment.actor, "take")
                gap = f"perceives {then.perceived:.2f} where {then.shown:.2f} is shown"
                text = f"{takes} an exercise for preparation: {gap}."
                self.add(week, SEEN, PERCEPTION, text)
                return
        reads = f"{words.clause(moment.actor, 'read')} {words.target_name(moment)}"
        gap = "" if abs(moment.perceived - moment.shown) <= self.trace.notice else (
            f", where {moment.shown:.2f} is shown"
        )  # fmt: skip
        self.add(turn.turn, SEEN, PERCEPTION, f"{reads} as {moment.perceived:.2f}{gap}.")

    def last_blow(
        self, before: int, *, by: str = "", against: str = ""
    ) -> tuple[TurnTrace, Event] | None:
        """The last blow before a turn: by one actor, or by an opponent of one at it or a friend."""
        people = self.trace.actors
        for turn in reversed(self.trace.turns[: before - 1]):
            for event in reversed(turn.events):
                if event.kind not in BLOWS:
                    continue
                striker, victim = event.actor, event.other
                if event.kind != "force":
                    striker, victim = victim, striker
                foes = people[against].opponents if against else ()
                hurt = striker in foes and victim not in foes
                if striker == by or hurt:
                    return turn, event
        return None

    def last_crossing(self, code: str, upto: int) -> tuple[TurnTrace, Event] | None:
        """The last time a line of an actor was crossed before it decided."""
        for turn in reversed(self.trace.turns[: upto - 1]):
            for event in turn.events:
                if event.kind == "line_crossed" and event.actor == code:
                    return turn, event
        return None

    def last_climb(self, code: str, upto: int, rung: int) -> TurnTrace | None:
        """The last turn up to one in which an actor moved to a rung or above."""
        for turn in reversed(self.trace.turns[:upto]):
            moment = _moment_or_none(turn, code)
            if moment is None:
                continue  # it was on no side in that turn
            choice, before = moment.choice, moment.before
            if choice.acted and choice.rung != before and choice.rung >= rung > before:
                return turn
        return None

    def add_summit(self) -> None:
        """The first move to the highest threshold that somebody moved to."""
        for rung in sorted(self.trace.thresholds, reverse=True):
            for turn in self.trace.turns:
                for moment in turn.moments:
                    if moment.choice.acted and moment.choice.rung >= rung > moment.before:
                        self.add_decision(turn, moment.actor)
                        return


def _moment_or_none(turn: TurnTrace, code: str) -> Moment | None:
    """What an actor did in a turn; None where it was on no side yet, or no longer."""
    return next((moment for moment in turn.moments if moment.actor == code), None)


def _moment_of(turn: TurnTrace, code: str) -> Moment:
    """What an actor did in a turn of which it is known that it took part."""
    return next(moment for moment in turn.moments if moment.actor == code)
