"""The work of ``brink animate``: find the run, make a film of it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.film.reel import Event as Deed
from analysis.film.reel import Reel, Scene
from analysis.film.reel import Signal as Word
from analysis.film.reel import read_reel as reel_of
from analysis.film.write import check_film_path as check_target
from analysis.film.write import write_film
from sim.errors import BrinkError
from sim.trace import Moment, Trace, TurnTrace
from sim.whole import next_free


def carry_out(given: Mapping[str, Any]) -> Path:
    """Do all that ``brink animate`` does; the film.

    Raises:
        BrinkError: The user's input is wrong; nothing was written.
    """
    out: Path | None = given["out"]
    if out is not None:
        check_target(out)
    folder = Path(given["scenario"])
    played = (folder / "manifest.json").is_file()
    reel = _of_folder(folder, given) if played else _of_scenario(given)
    if out is None:
        name = folder.resolve().name.removesuffix(".yaml").removesuffix(".yml")
        out = next_free(Path("out") / f"{name}-seed{reel.seed}-run{reel.run}.gif")
    return write_film(reel, out)


def _of_folder(folder: Path, given: Mapping[str, Any]) -> Reel:
    """A run of a folder, which is as it was played.

    Raises:
        BrinkError: Something was asked that only a scenario can give.
    """
    for name in ("settings", "find"):
        if given[name]:
            option = "--set" if name == "settings" else "--find"
            raise BrinkError(f"{folder}: a folder is shown as it was played; leave {option} away, "
                             "or give the scenario")  # fmt: skip
    return reel_of(folder, given["run"])


def _of_scenario(given: Mapping[str, Any]) -> Reel:
    """Play the run that was asked for, and keep everything about it."""
    from commands.story import found_run  # noqa: PLC0415 - a folder needs no engine
    from sim.prepare import prepare  # noqa: PLC0415
    from sim.scenario import load_scenario  # noqa: PLC0415
    from sim.story import watch  # noqa: PLC0415

    premise = prepare(load_scenario(given["scenario"], given["settings"]))
    seed, run = given["seed"], given["run"] or 0
    if given["find"] is not None:
        run = found_run(premise, given["find"], (seed, run, given["search"]))
    return reel_of_trace(watch(premise, seed=seed, run=run), list(premise.scenario.actors))


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
    )


def _scene(turn: TurnTrace) -> Scene:
    return Scene(
        turn=turn.turn,
        rungs={moment.actor: moment.displayed for moment in turn.moments},
        signals=[word for moment in turn.moments for word in _said(moment)],
        events=[Deed(kind=one.kind, actor=one.actor, other=one.other, note=one.note)
               for one in turn.events],
    )  # fmt: skip


def _said(moment: Moment) -> list[Word]:
    if moment.signal is None:
        return []
    return [Word(sender=moment.actor, signal=moment.signal.kind, rung=moment.signal.hint)]
