"""Play one run and keep everything about it, as plain data."""

from dataclasses import replace

from sim.chance import INCIDENT, WORLD
from sim.model import CrisisModel
from sim.premise import Premise
from sim.premise.parameters import Frame
from sim.premise.rows import InjectRow
from sim.record import Log, Row
from sim.routes import routes_of
from sim.story.lines import LineState, judged_lines
from sim.story.moment import drawn_line, moment, spoken
from sim.trace import Counts, Happening, Person, Said, Trace, TurnTrace

LINES = ("line_crossed", "line_kept", "line_broken", "line_lapsed")


def watch(premise: Premise, *, seed: int = 0, run: int = 0) -> Trace:
    """The whole trace of one run; ``seed`` and ``run`` at least 0."""
    model = CrisisModel(premise, seed=seed, run=run, trace=True)
    scenario, ladder = premise.scenario, premise.scenario.ladder
    people = {code: _person(model, place) for place, code in enumerate(premise.codes)}
    cohesion = _cohesion(model)
    turns = []
    while model.running:
        turns.append(_turn(model))
    return Trace(
        title=scenario.title,
        summary=scenario.summary,
        digest=scenario.digest,
        seed=seed,
        run=run,
        unit=scenario.clock.turn,
        horizon=model.frame.horizon,
        ladder=ladder.ids,
        labels=tuple(rung.label for rung in ladder.rungs),
        levels=premise.levels,
        roles=_roles(model.frame),
        aid_steps=scenario.aid.steps,
        thresholds=_thresholds(premise),
        notice=model.world.salami_notice,
        actors={**people, **_sided(model, people)},
        cohesion=cohesion,
        turns=tuple(turns),
        record=model.record(),
        routes=routes_of(model),
    )


def _roles(frame: Frame) -> dict[str, int]:
    """The rungs that play a part; -1 where the ladder has none."""
    return {
        "aid": max(frame.aid, -1),
        "display": frame.display,
        "collective": frame.collective,
        "force": frame.force,
        "clash": frame.clash,
        "war": frame.war,
        "nuclear": frame.nuclear,
    }


def _thresholds(premise: Premise) -> tuple[int, ...]:
    """The rungs of interest that the scenario names, else those every ladder has."""
    scenario, frame = premise.scenario, premise.frame
    named = tuple(scenario.ladder.index(name) for name in scenario.thresholds)
    return named or (frame.collective, frame.force, frame.clash)


def _sided(model: CrisisModel, people: dict[str, Person]) -> dict[str, Person]:
    """Those who are on a side as the run ends, joined ones included."""
    names = model.premise.side_names
    return {
        actor.code: replace(people[actor.code], side=names[actor.side])
        for actor in model.principals
    }


def _person(model: CrisisModel, place: int) -> Person:
    actor = model.actors[place]
    return Person(
        name=model.premise.scenario.actors[actor.code].name,
        side="",
        joined=actor.side < 0,
        rung=actor.rung,
        aid=actor.aid if actor.rung == model.frame.aid else 0,
        credibility=actor.traits.credibility,
        lines=len(actor.standing),
    )


def _cohesion(model: CrisisModel) -> Counts:
    return {alliance.name: alliance.cohesion for alliance in model.alliances if alliance.members}


def _turn(model: CrisisModel) -> TurnTrace:
    """Play one turn and note what it did; states are compared before and after."""
    was = {actor.code: LineState.of(actor) for actor in model.actors}
    aid = {actor.code: actor.aid for actor in model.actors}
    waiting, log = list(model.injects.waiting), kept_log(model)
    events, signals = len(log.events), len(log.signals)
    model.step()
    rows = (row for row in log.signals[signals:] if row[3] != "consult")
    said = {str(row[2]): row for row in rows}
    words = {
        actor.code: spoken(actor, said.get(actor.code), was[actor.code])
        for actor in model.principals
    }
    return TurnTrace(
        turn=model.turn,
        war=model.war,
        cohesion=_cohesion(model),
        draws=_draws(model),
        moments=tuple(
            moment(actor, aid[actor.code], words[actor.code]) for actor in model.principals
        ),
        events=(
            *_notes(model, waiting),
            *_happenings(model, was, words, log.events[events:]),
            *_faded(model, was, words),
        ),
    )


def kept_log(model: CrisisModel) -> Log:
    """The log of a run that is played with one."""
    if model.log is None:
        raise AssertionError("a run is watched with its log on")
    return model.log


def _draws(model: CrisisModel) -> Counts:
    """The uniforms that no actor owns."""
    names = ("accident", "settlement", "nuclear", "war", "whose", "blamed", "troops", "tripwire")
    world = model.dice.block(model.turn, WORLD, 0)
    incident = model.dice.block(model.turn, INCIDENT, 0)
    return dict(zip(names, (*world, *incident), strict=True))


def _notes(model: CrisisModel, waiting: list[InjectRow]) -> list[Happening]:
    """The injects that happened this turn, each with what the scenario says of it."""
    fired = [row for row in waiting if row not in model.injects.waiting]
    return [Happening(kind="inject", actor="", other="", rung=None, note=row.note) for row in fired]


def _happenings(
    model: CrisisModel, was: dict[str, LineState], words: dict[str, Said | None], rows: list[Row]
) -> list[Happening]:
    """The events of a turn; those about lines get the line they are about."""
    steps = model.frame.steps
    lines = {
        actor.code: judged_lines(
            was[actor.code], LineState.of(actor), drawn_line(words[actor.code]), steps
        )
        for actor in model.principals
    }
    found = []
    for _, _, kind, actor, other, rung in rows:
        line, standing = None, False
        if kind in LINES and lines[str(actor)]:
            line, standing = lines[str(actor)].pop(0)
        if kind != "inject":
            found.append(
                Happening(
                    kind=str(kind),
                    actor=str(actor),
                    other=str(other),
                    rung=None if rung is None else int(rung),
                    line=line,
                    standing=standing,
                )
            )
    return found


def _faded(
    model: CrisisModel, was: dict[str, LineState], words: dict[str, Said | None]
) -> list[Happening]:
    """Commitments that lapsed this week without their sender having gone there."""
    return [
        Happening(kind="commitment_faded", actor=actor.code, other="", rung=before.committed)
        for actor in model.principals
        for before in (was[actor.code],)
        if before.committed >= 0
        and actor.hint.rung < 0
        and words[actor.code] is None
        and actor.rung < before.committed
    ]
