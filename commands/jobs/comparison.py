"""Scenarios compared run by run: prepared, played in pairs, summarised."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from brinkmanship.analysis.statistics.studies.changes import (
    adjusted_p_values,
    mean_change,
    outcome_changes,
    threshold_changes,
    with_zero_differences,
)
from brinkmanship.api.honesty import honesty_of
from brinkmanship.commands.jobs.variants import Variant, parse_variants
from brinkmanship.commands.shared.compiling import compile_engine
from brinkmanship.commands.shared.failures import failed_runs_error, lost_workers_reported
from brinkmanship.commands.shared.naming import repeat_option
from brinkmanship.commands.shared.progress import with_run_bar
from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.mechanisms.endings import OUTCOMES
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.runs.pairs import Ensembles, Pairs, check_pairing, other_dice
from brinkmanship.sim.scenario.changes.between import changes_between
from brinkmanship.sim.scenario.vectors import ParameterSet, ParameterVector, read_parameters
from brinkmanship.sim.scenario.wording import quoted, suggestion

Summary = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonJob:
    """What the user asked for; each field is an option of ``brink compare``."""

    scenarios: tuple[str, ...]
    overrides: tuple[str, ...]
    second: tuple[str, ...]
    variants: tuple[str, ...]
    runs: int
    seed: int
    workers: int
    show: tuple[str, ...]
    parameters: str | None = None

    @property
    def command(self) -> list[str]:
        """The words of a command that plays the same again."""
        return [
            "compare",
            *self.scenarios,
            *repeat_option("--set", self.overrides),
            *repeat_option("--set-b", self.second),
            *repeat_option("--variant", self.variants),
            *(repeat_option("--parameters", [self.parameters]) if self.parameters else ()),
            *("--runs", str(self.runs), "--seed", str(self.seed)),
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What was compared, and its results.

    Attributes:
        variants: What was compared; the base comes first.
        premises: Each of them, ready to run.
        ensembles: Their runs, counted in pairs.
        summary: The content of ``summary.json``, and what ``--json`` prints.
    """

    variants: list[Variant]
    premises: list[Premise]
    ensembles: Ensembles
    summary: Summary

    def raise_failures(self) -> None:
        """Name the runs that failed.

        Raises:
            click.ClickException: There are any.
        """
        failed = self.ensembles.failed
        if not failed:
            return
        head = f"{failed} runs failed, which is a defect of Brink; their pairs are left out:"
        failures = [f"{self.variants[i].name}: {one}" for i, one in self.ensembles.failures]
        raise failed_runs_error(head, failures, failed)


def compare_scenarios(job: ComparisonJob) -> Comparison:
    """Play every variant beside the base, run by run on the same random draws.

    Raises:
        BrinkError: The user's input is wrong.
        click.ClickException: A worker was lost.
    """
    found = read_parameters(job.parameters) if job.parameters is not None else None
    variants = parse_variants(job.scenarios, job.overrides, job.second, job.variants)
    premises = [one.premise() for one in variants]
    notes = [
        check_pairing(premises[0], premise, (variants[0].name, one.name))
        for premise, one in zip(premises[1:], variants[1:], strict=True)
    ]
    check_result_names(job.show, premises[0])
    ensembles = _play(job, premises)
    summary = comparison_summary(job, variants, ensembles, notes)
    if found is not None:
        add_ranges(summary, found, [_under(job, variants, vector) for vector in found.sets])
    return Comparison(variants=variants, premises=premises, ensembles=ensembles, summary=summary)


def _under(job: ComparisonJob, variants: list[Variant], vector: ParameterVector) -> Ensembles:
    """The same runs of the same variants under a vector of parameters."""
    return _play(job, [one.premise(vector) for one in variants])


def check_result_names(names: Sequence[str], premise: Premise) -> None:
    """Check that ``--show`` names outcomes, rungs or sides.

    Raises:
        BrinkError: It names something else.
    """
    scenario = premise.scenario
    results = (*OUTCOMES, *scenario.ladder.ids, *scenario.sides)
    for name in names:
        if name not in results:
            raise BrinkError(f"--show {quoted(name)}: no such result; {suggestion(name, results)}")


def _play(job: ComparisonJob, premises: list[Premise]) -> Ensembles:
    """All runs of all premises, counted in pairs."""
    compile_engine()
    ensembles = Ensembles(premises)
    blocks = ensembles.blocks(seed=job.seed, runs=job.runs, workers=job.workers)
    with lost_workers_reported(), closing(blocks):
        ensembles.count(with_run_bar(blocks, lambda: job.runs * len(premises)))
    if not all(pairs.pairs for pairs in ensembles.pairs):
        raise BrinkError("no pair of runs was finished, which is a defect of Brink")
    return ensembles


def comparison_summary(
    job: ComparisonJob, variants: list[Variant], ensembles: Ensembles, notes: list[list[str]]
) -> Summary:
    """The content of ``summary.json``, and what ``--json`` prints."""
    base = ensembles.premises[0].scenario
    summary: Summary = {
        "format": 1,
        "kind": "compare",
        "scenario": variants[0].name,
        "title": base.title,
        "digest": base.digest,
        "seed": job.seed,
        "runs": job.runs,
        "thresholds": list(base.thresholds),
        "honesty": honesty_of(ensembles.premises[0], seed=job.seed, first=0, runs=job.runs),
        "variants": [
            {
                **variant_summary(variant, pairs, of_pair),
                "honesty": honesty_of(pairs.after, seed=job.seed, first=0, runs=job.runs),
            }
            for variant, pairs, of_pair in zip(variants[1:], ensembles.pairs, notes, strict=True)
        ],
    }
    adjusted = adjusted_p_values(summary)
    for (place, part, name), p in adjusted.items():
        summary["variants"][place][part][name]["p_holm"] = p
    return {**summary, "comparisons": len(adjusted)}


def variant_summary(variant: Variant, pairs: Pairs, notes: list[str]) -> Summary:
    """The results of one variant beside those of the base."""
    scenario, parts = pairs.after.scenario, result_parts(pairs)
    if pairs.same:
        parts = {part: with_zero_differences(rows) for part, rows in parts.items()}
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


def result_parts(pairs: Pairs) -> dict[str, dict[str, Any]]:
    """The changes of outcomes, rungs and means."""
    return {
        "outcomes": outcome_changes(pairs.outcomes),
        "thresholds": threshold_changes(pairs.peaks, pairs.after.scenario.ladder.ids),
        "means": {name: mean_change(sums, pairs.pairs) for name, sums in pairs.means.items()},
    }


def add_ranges(summary: dict[str, Any], found: ParameterSet, played: Sequence[Ensembles]) -> None:
    """Add to every result of every variant its range over a set, as ``set_low`` and ``set_high``.

    Args:
        summary: Of the comparison under the shipped parameters.
        found: The set.
        played: The same variants under each of its vectors.
    """
    summary["parameters"] = {
        "name": found.name,
        "title": found.title,
        "vectors": len(played),
        "failed": sum(one.failed for one in played),
    }
    for place, variant in enumerate(summary["variants"]):
        by_vector = [result_parts(one.pairs[place]) for one in played]
        for part in ("outcomes", "thresholds", "means"):
            for name, row in variant[part].items():
                _add_range(row, [parts[part][name] for parts in by_vector])


def _add_range(row: dict[str, Any], others: Sequence[dict[str, Any]]) -> None:
    for key in ("before", "after", "difference"):
        values = [_value(one[key]) for one in others]
        low, high = min(values), max(values)
        if isinstance(row[key], dict):
            row[key] = {**row[key], "set_low": low, "set_high": high}
        else:
            row[f"{key}_set_low"], row[f"{key}_set_high"] = low, high


def _value(cell: float | dict[str, float]) -> float:
    """A mean, or the share or mean of a row."""
    return cell.get("share", cell.get("mean", 0.0)) if isinstance(cell, dict) else cell
