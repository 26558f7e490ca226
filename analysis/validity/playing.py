"""Calls ``brink`` in a process of its own, and reads what it wrote."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.tables.sealed import open_folder, parse_mapping


class Plays(NamedTuple):
    """How crises are played.

    Attributes:
        runs: Of each crisis.
        seed: Of all chance.
        scratch: A folder for what is read once.
    """

    runs: int
    seed: int
    scratch: Path


class PlayedCase(NamedTuple):
    """A scenario of the library that was played.

    Attributes:
        document: The scenario.
        ladder: Names of its rungs, lowest first.
        reached: Share of runs whose highest rung was each rung or a higher one.
    """

    document: Mapping[str, Any]
    ladder: tuple[str, ...]
    reached: tuple[float, ...]


def played_case(file: Path, plays: Plays) -> PlayedCase:
    """A scenario file, played.

    Raises:
        AnalysisError: The command refused.
    """
    out = plays.scratch / file.stem
    _brink("run", str(file), "--no-figures", *_options(plays), "--out", str(out))
    folder = open_folder(out)
    summary, manifest = folder.read_json("summary.json"), folder.manifest
    ladder = tuple(str(rung["id"]) for rung in manifest["ladder"])
    shares = summary["thresholds"]
    return PlayedCase(
        parse_mapping(manifest["document"], file, "play it again"),
        ladder,
        tuple(float(shares[rung]["share"]) for rung in ladder),
    )


def scored_forecasts(system: Path, actors: Path, only: str, plays: Plays) -> Mapping[str, Any]:
    """What ``brink hindcast`` says of the crises that were, or were not, fitted.

    Args:
        system: ICB's file of crises.
        actors: ICB's file of actors.
        only: ``fitted`` or ``unfitted``.
        plays: How they are played.

    Raises:
        AnalysisError: The command refused.
    """
    out = plays.scratch / f"hindcast-{only}"
    words = ("hindcast", str(system), str(actors), "--only", only, "--json")
    found: Mapping[str, Any] = json.loads(_brink(*words, *_options(plays), "--out", str(out)))
    return found


def _options(plays: Plays) -> tuple[str, ...]:
    return ("--runs", str(plays.runs), "--seed", str(plays.seed))


def _brink(*words: str) -> str:
    """What the command prints."""
    program = (sys.executable, "-m", "brinkmanship", *words)
    done = subprocess.run(program, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    if done.returncode:
        raise AnalysisError(f"brink {words[0]} {words[1]}: {done.stderr.strip()}")
    return done.stdout
