"""The manifest of a run folder: what was run, and all that is needed to run it again."""

import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from brinkmanship.sim.premise import Premise
from brinkmanship.sim.results.block import Failure
from brinkmanship.sim.results.columns import setting_of
from brinkmanship.sim.results.record import Cell
from brinkmanship.sim.results.versions import versions
from brinkmanship.sim.scenario import Scenario
from brinkmanship.sim.scenario.meaning import alliance_of, side_of
from brinkmanship.sim.scenario.reading.overrides import split_path
from brinkmanship.sim.scenario.tree import dotted, value_at

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RunAccount:
    """What was asked for, and what was played.

    Attributes:
        scenario: Name of the scenario.
        overrides: What ``--set`` said, in order.
        seed, first_run: Of the ensemble, and number of its first run.
        asked: Runs asked for.
        engine: Name of the engine.
        started, ended: Moments, UTC.
        finished: Runs in the run table.
        failures: The first runs that failed.
        files: SHA-256 of each table's file, by name.
        honesty: What the summary says of itself.
        parameters: The set of parameter vectors over which shares were given, if any.
    """

    scenario: str
    overrides: Sequence[str]
    seed: int
    first_run: int
    asked: int
    engine: str
    started: datetime
    ended: datetime
    finished: int
    failures: Sequence[Failure]
    files: Mapping[str, str]
    honesty: Mapping[str, Any]
    parameters: Mapping[str, Any] | None


def manifest(premise: Premise, played: RunAccount) -> dict[str, Any]:
    """The content of ``manifest.json``; keys as in ``docs/reference/run-folder.md``."""
    scenario = premise.scenario
    return {
        "format": FORMAT,
        "title": scenario.title,
        "scenario": played.scenario,
        "digest": scenario.digest,
        "seed": played.seed,
        "first_run": played.first_run,
        "runs": played.finished,
        "asked": played.asked,
        "failures": [one._asdict() for one in played.failures],
        "overrides": list(played.overrides),
        "engine": played.engine,
        "horizon": scenario.clock.horizon,
        "thresholds": list(scenario.thresholds),
        "ladder": [
            {"id": rung.id, "label": rung.label, "intensity": rung.intensity}
            for rung in scenario.ladder.rungs
        ],
        "actors": _actors(scenario),
        "honesty": dict(played.honesty),
        **({"parameters": dict(played.parameters)} if played.parameters else {}),
        "versions": versions(),
        "platform": {
            "system": platform.system(),
            "machine": platform.machine(),
            "python": platform.python_implementation(),
        },
        "started": _moment(played.started),
        "ended": _moment(played.ended),
        "files": dict(played.files),
        "document": document_text(scenario),
    }


def document_text(scenario: Scenario) -> str:
    """The document with bases and overrides merged, as JSON, which is YAML that runs as it is."""
    return json.dumps(scenario.document, indent=1, ensure_ascii=False) + "\n"


def settings(scenario: Scenario, overrides: Sequence[str]) -> dict[str, Cell]:
    """Value of each path that ``--set`` changed, by the path as messages write it."""
    paths = [split_path(text.partition("=")[0].strip()) for text in overrides]
    return {dotted(path): setting_of(value_at(scenario.document, path)) for path in paths}


def _actors(scenario: Scenario) -> dict[str, dict[str, str | None]]:
    return {
        code: {
            "name": actor.name or code,
            "side": side_of(scenario, code) or None,
            "alliance": alliance_of(scenario, code) or None,
            "start": actor.start,
        }
        for code, actor in scenario.actors.items()
    }


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
