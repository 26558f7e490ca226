"""One run as a film: of a traced run folder, or of a scenario that is played now."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from brinkmanship.analysis.film.reel import Event, Reel, Scene, Signal, read_reel
from brinkmanship.analysis.film.write import check_film_path, write_film
from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.results.folder import next_free
from brinkmanship.sim.story.trace.records import Moment, Trace, TurnTrace


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmJob:
    """What the user asked for; each field is an option of ``brink animate``."""

    scenario: str
    seed: int
    run: int | None
    overrides: tuple[str, ...]
    find: str | None
    search: int
    out: Path | None


def make_film(job: FilmJob) -> Path:
    """Write the film of one run; its file.

    Raises:
        BrinkError: The user's input is wrong; nothing was written.
    """
    if job.out is not None:
        check_film_path(job.out)
    folder = Path(job.scenario)
    reel = _reel_of_folder(job) if (folder / "manifest.json").is_file() else _reel_of_scenario(job)
    name = folder.resolve().name.removesuffix(".yaml").removesuffix(".yml")
    default = Path("out") / f"{name}-seed{reel.seed}-run{reel.run}.gif"
    return write_film(reel, job.out or next_free(default))


def _reel_of_folder(job: FilmJob) -> Reel:
    """A run of a folder, which is as it was played.

    Raises:
        BrinkError: Something was asked that only a scenario can give.
    """
    folder = Path(job.scenario)
    for option, value in (("--set", job.overrides), ("--find", job.find)):
        if value:
            what = f"a folder is shown as it was played; leave {option} away, or give the scenario"
            raise BrinkError(f"{folder}: {what}")
    return read_reel(folder, job.run)


def _reel_of_scenario(job: FilmJob) -> Reel:
    """The run that was asked for, played now."""
    from brinkmanship.api.crisis import load_file  # no folder needs these
    from brinkmanship.commands.jobs.route_search import first_run_taking

    crisis = load_file(job.scenario, job.overrides)
    run = job.run or 0
    if job.find is not None:
        run = first_run_taking(job.find, crisis.premise, seed=job.seed, first=run, count=job.search)
    return reel_of_trace(crisis.trace(run, seed=job.seed), list(crisis.scenario.actors))


def reel_of_trace(trace: Trace, order: Sequence[str]) -> Reel:
    """The film of a run that was watched: as of a traced folder, with the notes of injects.

    Args:
        trace: The run.
        order: Codes of the actors as the scenario lists them.
    """
    record = trace.record
    actors = {code: trace.actors[code] for code in order if trace.actors[code].side}
    return Reel(
        title=trace.title,
        unit=trace.unit,
        horizon=trace.horizon,
        ladder=[name.replace("_", " ") for name in trace.ladder],
        thresholds=list(trace.thresholds),
        sides={code: one.side for code, one in actors.items()},
        names={code: one.name or code for code, one in trace.actors.items()},
        start={code: one.rung for code, one in actors.items()},
        scenes=[_scene(turn) for turn in trace.turns],
        outcome=record.outcome,
        outcome_turn=record.outcome_turn,
        cause=record.cause or "",
        route=record.route or "",
        seed=trace.seed,
        run=trace.run,
        ending=record.ending,
    )


def _scene(turn: TurnTrace) -> Scene:
    return Scene(
        turn=turn.turn,
        rungs={moment.actor: moment.displayed for moment in turn.moments},
        signals=[word for moment in turn.moments for word in _words(moment)],
        events=[Event(kind=one.kind, actor=one.actor, other=one.other, note=one.note)
               for one in turn.events],
    )  # fmt: skip


def _words(moment: Moment) -> list[Signal]:
    """The signal that an actor sent, if it sent one."""
    if moment.signal is None:
        return []
    return [Signal(sender=moment.actor, signal=moment.signal.kind, rung=moment.signal.hint)]
