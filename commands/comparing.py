"""The work of ``brink compare``: prepare, say what differs, play in pairs, write, report."""

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from analysis.statistics.studies.changes import (
    mean_change as mean_row,
)
from analysis.statistics.studies.changes import (
    outcome_changes as outcome_rows,
)
from analysis.statistics.studies.changes import (
    threshold_changes as threshold_rows,
)
from analysis.statistics.studies.changes import (
    with_zero_differences as exactly_zero,
)
from commands.comparison_folder import write_folder
from commands.comparison_text import check_shown, text_of
from commands.compiling import compile_first
from commands.drawing import draw_here
from commands.progress import progress
from commands.typed import repeated
from commands.variants import Variant, variants_of
from sim.changes.between import changes_between
from sim.errors import BrinkError
from sim.experiment import WorkerLostError
from sim.pairs import Ensembles, Pairs, check_pairing, other_dice
from sim.premise import Premise
from sim.whole import json_text, next_free

SHOWN = 5  # failed runs named on the terminal
Summary = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What the user asked for; each field is an option of ``brink compare``."""

    scenarios: tuple[str, ...]
    common: tuple[str, ...]
    second: tuple[str, ...]
    variants: tuple[str, ...]
    runs: int
    seed: int
    workers: int
    shown: tuple[str, ...]
    out: Path | None
    figures: bool
    as_json: bool

    @property
    def command(self) -> list[str]:
        """Words that play the same again."""
        return [
            "compare",
            *self.scenarios,
            *repeated("--set", self.common),
            *repeated("--set-b", self.second),
            *repeated("--variant", self.variants),
            *("--runs", str(self.runs), "--seed", str(self.seed)),
        ]


def carry_out(job: Job) -> None:
    """Do all that ``brink compare`` does.

    Raises:
        BrinkError: The user's input is wrong; nothing was written.
        click.ClickException: A run failed, or a worker was lost.
    """
    started = datetime.now(UTC)
    compared = variants_of(job.scenarios, job.common, job.second, job.variants)
    premises = [one.premise() for one in compared]
    notes = [
        check_pairing(premises[0], premise, (compared[0].name, one.name))
        for premise, one in zip(premises[1:], compared[1:], strict=True)
    ]
    check_shown(job.shown, premises)
    target = job.out or next_free(Path("out") / f"compare-{compared[0].name}-seed{job.seed}")
    played = _play(job, premises)
    summary = summary_of(job, compared, played, notes)
    folder = write_folder(
        target,
        summary,
        (compared, premises),
        started,
        command=job.command,
        numbered=job.out is None,
    )
    places = [f"Tables: {folder}"]
    if job.figures:
        places.append(f"Figures: {draw_here(folder)}")
    if job.as_json:
        click.echo(json_text(summary), nl=False)
    else:
        click.echo(text_of(summary, job.shown) + "\n".join(places))
    _report(played, compared)


def _play(job: Job, premises: list[Premise]) -> Ensembles:
    """All runs of all premises, counted in pairs."""
    compile_first()
    played = Ensembles(premises)
    blocks = played.blocks(seed=job.seed, runs=job.runs, workers=job.workers)
    try:
        with closing(blocks):
            played.count(progress(blocks, job.runs * len(premises)))
    except WorkerLostError as error:
        raise click.ClickException(f"{error}; nothing was written") from error
    if not all(pairs.pairs for pairs in played.pairs):
        raise BrinkError("no pair of runs was finished, which is a defect of Brink")
    return played


def summary_of(
    job: Job, compared: list[Variant], played: Ensembles, notes: list[list[str]]
) -> Summary:
    """The content of ``summary.json``, and what ``--json`` prints."""
    base = played.premises[0].scenario
    return {
        "format": 1,
        "kind": "compare",
        "scenario": compared[0].name,
        "title": base.title,
        "digest": base.digest,
        "seed": job.seed,
        "runs": job.runs,
        "thresholds": list(base.thresholds),
        "variants": [
            variant_summary(one, pairs, said)
            for one, pairs, said in zip(compared[1:], played.pairs, notes, strict=True)
        ],
    }


def variant_summary(variant: Variant, pairs: Pairs, notes: list[str]) -> Summary:
    """What one variant comes to beside the base."""
    scenario = pairs.after.scenario
    parts = {
        "outcomes": outcome_rows(pairs.outcomes),
        "thresholds": threshold_rows(pairs.peaks, scenario.ladder.ids),
        "means": {name: mean_row(sums, pairs.pairs) for name, sums in pairs.means.items()},
    }
    if pairs.same:
        parts = {part: exactly_zero(rows) for part, rows in parts.items()}
    return {
        "name": variant.name,
        "title": scenario.title,
        "digest": scenario.digest,
        "overrides": list(variant.overrides),
        "changes": [one._asdict() for one in changes_between(pairs.before.scenario, scenario)],
        "notes": notes,
        "same_dice": not other_dice(pairs.before, pairs.after, ("", "")),
        "same": pairs.same,
        "pairs": pairs.pairs,
        "differing": pairs.differing,
        **parts,
    }


def _report(played: Ensembles, compared: list[Variant]) -> None:
    """Name the runs that failed, and end with exit code 1 if there are any."""
    if not played.failed:
        return
    head = f"{played.failed} runs failed, which is a defect of Brink; their pairs are left out:"
    named = [f"  {compared[place].name}: {one}" for place, one in played.failures[:SHOWN]]
    left = played.failed - len(named)
    more = [f"  and {left} more"] if left else []
    raise click.ClickException("\n".join([head, *named, *more]))
