"""One run recorded whole: what each actor saw, weighed, drew, said and did, turn by turn.

Everything is plain data: numbers, words and containers of them. A rung is its position in
``Trace.ladder``; the fields are documented for readers in ``docs/reference/trace.md``.
"""

from dataclasses import asdict, dataclass

from brinkmanship.sim.results.record import RunRecord

Counts = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One rung as an actor weighed it; ``score`` is what it compared in the end.

    Attributes:
        rung: The rung.
        terms: Each term of its utility, by name, in the order they are added.
        utility: Their sum.
        dissent: Price of going there without the alliance, 0 or less.
        shock: Its choice shock divided by the actor's rationality.
        score: utility + dissent + shock.
    """

    rung: int
    terms: Counts
    utility: float
    dissent: float
    shock: float
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What an actor decided in one turn, and why.

    Attributes:
        acted: Whether it reconsidered its posture at all.
        rung, aid: What it decided on.
        term: The term that decided; empty when it did not act.
        rival: The rung it was compared with (the old one after a move, else the second
            best), None without one.
        margin: Score of the choice less that of the rival.
        gains: Each term of the choice less that of the rival; ``shock`` and ``consensus`` too.
        alone: The best rung without the price of dissent.
        gate: Consensus of its alliance on a collective step, in [0, 1].
        vetoed, required: Whether missing consensus stopped it; whether a rule required it.
        unbound: The rung it would have taken without its north star; None where it has none.
        forgone: Utility it gave up for its north star.
        rules: Positions of the rules that applied.
        options: The rungs weighed.
    """

    acted: bool
    rung: int
    aid: int
    term: str
    rival: int | None
    margin: float
    gains: Counts
    alone: int
    gate: float
    vetoed: bool
    required: bool
    unbound: int | None
    forgone: float
    rules: tuple[int, ...]
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentSignal:
    """A week's outward signal.

    Attributes:
        kind: Name of the signal.
        fresh: Whether it drew a new line.
        line, promise: Grade of the line it draws or repeats and the rung it promises; None
            when it draws none.
        hint: Rung it lets others expect, or None.
        stake: Audience stake it adds.
    """

    kind: str
    fresh: bool
    line: int | None
    promise: int | None
    hint: int | None
    stake: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """What an actor believes of one opponent.

    Attributes:
        credibility: Chance that it would fight.
        hostility, reference: Image of it (M2); intensity it has grown used to (M3).
        stake, doubt: Median of what the matter is worth to it; width of that belief, in
            logarithms (M7).
    """

    credibility: float
    hostility: float
    reference: float
    stake: float
    doubt: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One actor in one turn.

    Attributes:
        actor: Its code.
        before, aid_before: Posture when it looked, steps of aid released then.
        rung, aid, grade: Posture as the turn leaves it; grade joins the two.
        displayed, intensity: Rung and intensity that others saw.
        target: Code of the opponent it bargained with; empty without one.
        perceived, shown: Intensity it attributed to that opponent; what was really shown.
        pressed: What it suffered a turn unless it gave way.
        misread: Whether it took an exercise for preparation this week.
        resolve: Its stake in the dispute now, the client war included.
        attacked, attacked_after: How far it believed it was attacked, when it looked and
            as the turn leaves it, in [0, 1].
        stake, word: Audience stake of its words; what crossed lines of its own cost it.
        credibility: Mean belief, over opponents, that it would fight.
        signal, consults: What it said; whether it called its allies together.
        choice: What it decided.
        beliefs: What it holds of each opponent, by code.
        draws: The uniforms it drew, by use.
    """

    actor: str
    before: int
    aid_before: int
    rung: int
    aid: int
    grade: int
    displayed: int
    intensity: float
    target: str
    perceived: float
    shown: float
    pressed: float
    misread: bool
    resolve: float
    attacked: float
    attacked_after: float
    stake: float
    word: float
    credibility: float
    signal: SentSignal | None
    consults: bool
    choice: Choice
    beliefs: dict[str, Belief]
    draws: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event.

    Attributes:
        kind: What happened.
        actor, other: Codes of whom it is about; empty where nobody. Of an inject they are whose
            force it was taken for, and whom that hit.
        rung: The rung it speaks of, or None.
        line: Grade of the line it is about, or None; ``standing`` for a red line.
        note: What the scenario says of an inject.
        inject: Position of an inject in the file, or None.
        scripted: Whether it is force that an inject let happen.
    """

    kind: str
    actor: str
    other: str
    rung: int | None
    line: int | None = None
    standing: bool = False
    note: str = ""
    inject: int | None = None
    scripted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnTrace:
    """One turn: its actors in the order of the premise, its events in the order they came.

    Attributes:
        turn: Counted from 1.
        war: Intensity of the client war.
        cohesion: Of each alliance, as the turn leaves it.
        draws: The uniforms nobody owns, by use.
        moments, events: Actors and events.
    """

    turn: int
    war: float
    cohesion: Counts
    draws: Counts
    moments: tuple[Moment, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An actor as the scenario presents it.

    Attributes:
        name: Its name.
        side: Name of its side, the one it joined included; empty for a bystander.
        opponents: Codes of those that oppose it as the run ends.
        joined: Whether it was on no side at the start.
        rung, aid: Posture at the start.
        credibility: Opponents' belief at the start that it would fight.
        lines: Red lines of its policy.
    """

    name: str
    side: str
    opponents: tuple[str, ...]
    joined: bool
    rung: int
    aid: int
    credibility: float
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A whole run.

    Attributes:
        title, summary, digest, seed, run: Which run of which scenario.
        unit, horizon: What a turn lasts, and how many there are at most.
        starts: Day on which turn 1 begins; empty where the scenario names none.
        goes_on: Whether a run goes on after a clash.
        ladder, labels, levels: Names of the rungs, what they mean, their intensities.
        roles: Rungs that play a part, by part; one beyond the ladder where none does.
        aid_steps: Classes of weapons, in the order of release.
        thresholds: Rungs of interest.
        notice: Least jump that is felt as one (M3).
        actors: By code; bystanders too.
        cohesion: Of each alliance at the start.
        turns: All turns played.
        record: The run's row of the run table.
        routes: Routes seen, with the turn of each.
    """

    title: str
    summary: str
    digest: str
    seed: int
    run: int
    unit: str
    horizon: int
    starts: str
    goes_on: bool
    ladder: tuple[str, ...]
    labels: tuple[str, ...]
    levels: tuple[float, ...]
    roles: dict[str, int]
    aid_steps: tuple[str, ...]
    thresholds: tuple[int, ...]
    notice: float
    actors: dict[str, Person]
    cohesion: Counts
    turns: tuple[TurnTrace, ...]
    record: RunRecord
    routes: dict[str, int]

    def plain(self) -> dict[str, object]:
        """The trace as mappings, lists, numbers and words: what ``--json`` prints."""
        return asdict(self)
