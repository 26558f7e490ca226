"""Play one run and keep everything about it, as plain data."""

from collections.abc import Sequence
from dataclasses import replace

from brinkmanship.sim.crisis.draws import nobodys_uniforms
from brinkmanship.sim.crisis.listening import notes
from brinkmanship.sim.crisis.listening.notes import believed
from brinkmanship.sim.crisis.listening.records import Note
from brinkmanship.sim.crisis.plain import begin_run, blank_crisis
from brinkmanship.sim.crisis.state.records import Crisis
from brinkmanship.sim.crisis.turn import play_turn
from brinkmanship.sim.mechanisms.chance import INCIDENT, WORLD
from brinkmanship.sim.mechanisms.words.signals import NONE
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.premise.injects import forced_by
from brinkmanship.sim.premise.parameters import Frame
from brinkmanship.sim.results.played import row_of
from brinkmanship.sim.results.record import RunRecord
from brinkmanship.sim.results.traces import Listener
from brinkmanship.sim.story.routes import routes_of
from brinkmanship.sim.story.trace.moment import moment_of, signal_of
from brinkmanship.sim.story.trace.records import Counts, Event, Person, Trace, TurnTrace


def trace_run(premise: Premise, *, seed: int = 0, run: int = 0) -> Trace:
    """The whole trace of one run; ``seed`` and ``run`` at least 0."""
    crisis = blank_crisis(premise, listening=True)
    begin_run(crisis, seed=seed, run=run)
    scenario, ladder = premise.scenario, premise.scenario.ladder
    people = {code: _person_of(premise, crisis, place) for place, code in enumerate(premise.codes)}
    cohesion = _cohesion(premise, crisis)
    turns, listener, over = [], Listener(premise, crisis), False
    while not over:
        before = crisis.course.notes
        over = play_turn(crisis)
        turns.append(_turn(premise, crisis, crisis.notes[before : crisis.course.notes]))
        listener.hear(over=over)
    record = RunRecord.of(premise.codes, row_of(crisis))
    return Trace(
        title=scenario.title,
        summary=scenario.summary,
        digest=scenario.digest,
        seed=seed,
        run=run,
        unit=scenario.clock.turn,
        horizon=premise.frame.horizon,
        starts=scenario.clock.starts or "",
        goes_on=premise.frame.absorb_on_clash == 0,
        ladder=ladder.ids,
        labels=tuple(rung.label for rung in ladder.rungs),
        levels=premise.levels,
        roles=_roles(premise.frame),
        aid_steps=scenario.aid.steps,
        thresholds=tuple(ladder.index(name) for name in scenario.thresholds),
        notice=crisis.world.salami_notice,
        actors={**people, **_with_sides(premise, crisis, people)},
        cohesion=cohesion,
        turns=tuple(turns),
        record=record,
        routes=routes_of(premise, record, listener.traces()),
    )


def _roles(frame: Frame) -> dict[str, int]:
    """The rungs that play a part; one beyond the ladder where none does."""
    return {
        "aid": frame.aid,
        "display": frame.display,
        "collective": frame.collective,
        "force": frame.force,
        "clash": frame.clash,
        "war": frame.war,
        "nuclear": frame.nuclear,
    }


def _with_sides(premise: Premise, crisis: Crisis, people: dict[str, Person]) -> dict[str, Person]:
    """Those who are on a side as the run ends, joined ones included."""
    return {
        code: replace(
            people[code],
            side=premise.side_names[actor.side],
            opponents=tuple(
                premise.codes[place] for place in list(crisis.roster[actor.place])[: actor.foes]
            ),
        )
        for code, actor in zip(premise.codes, crisis.actors, strict=True)
        if actor.side >= 0
    }


def _person_of(premise: Premise, crisis: Crisis, place: int) -> Person:
    actor, code = crisis.actors[place], premise.codes[place]
    return Person(
        name=premise.scenario.actors[code].name,
        side="",
        opponents=(),
        joined=actor.side < 0,
        rung=actor.rung,
        aid=actor.aid if actor.rung == premise.frame.aid else 0,
        credibility=believed(crisis, actor),
        lines=len(premise.lines[place]),
    )


def _cohesion(premise: Premise, crisis: Crisis) -> Counts:
    """Cohesion of each alliance that has members now, by name."""
    occupied = {actor.alliance for actor in crisis.actors if actor.side >= 0}
    return {
        pact.name: crisis.alliances[place].cohesion
        for place, pact in enumerate(premise.pacts)
        if place in occupied
    }


def _turn(premise: Premise, crisis: Crisis, noted: Sequence[Note]) -> TurnTrace:
    """The turn just played, and what was noted in it."""
    said = {note.actor: note for note in noted if note.kind == notes.SIGNAL}
    return TurnTrace(
        turn=crisis.course.turn,
        war=crisis.course.war,
        cohesion=_cohesion(premise, crisis),
        draws=_draws(crisis),
        moments=tuple(
            moment_of(premise, crisis, actor, signal_of(said.get(actor.place)))
            for actor in crisis.actors
            if actor.side >= 0
        ),
        events=_events(premise, _noted_events(crisis, noted)),
    )


def _draws(crisis: Crisis) -> Counts:
    """The uniforms that no actor owns."""
    names = ("imposed", "settlement", "nuclear", "war", "accident", "blamed", "troops", "tripwire")
    uniforms = (*nobodys_uniforms(crisis, WORLD), *nobodys_uniforms(crisis, INCIDENT))
    return dict(zip(names, uniforms, strict=True))


def _noted_events(crisis: Crisis, noted: Sequence[Note]) -> list[Note]:
    """The events of a turn: injects first, last the commitments that faded in silence."""
    injects = [note for note in noted if note.kind == notes.INJECT]
    between = [note for note in noted if notes.INJECT < note.kind < notes.EVENTS]
    faded = [
        note
        for note in noted
        if note.kind == notes.COMMITMENT_FADED and crisis.actors[note.actor].signal == NONE
    ]
    return [*injects, *between, *faded]


def _events(premise: Premise, noted: Sequence[Note]) -> tuple[Event, ...]:
    """The notes in words; what an inject of this turn puts on force uses it by script."""
    happened = [premise.injects[note.inject] for note in noted if note.inject >= 0]
    scripted = {place for one in happened for place in forced_by(one, premise.frame.force)}
    return tuple(
        replace(_event(premise, note), scripted=note.kind == notes.FORCE and note.actor in scripted)
        for note in noted
    )


def _event(premise: Premise, note: Note) -> Event:
    """A note in words."""
    codes = ("", *premise.codes)
    inject = premise.injects[note.inject] if note.inject >= 0 else None
    culprit, victim, _ = (inject and inject.incident) or (note.actor, note.other, 0)
    return Event(
        kind=notes.KINDS[note.kind],
        actor=codes[culprit + 1],
        other=codes[victim + 1],
        rung=note.rung if note.rung >= 0 else None,
        line=note.line if note.line >= 0 else None,
        standing=note.standing == 1,
        note=inject.note if inject else "",
        inject=note.inject if note.inject >= 0 else None,
    )
