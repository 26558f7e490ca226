"""The work of ``brink check --lint``: pull every lever, watch some runs, report."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

import click

from analysis.statistics.intervals import clustered_interval, share_interval
from commands.compiling import compile_first
from sim.lint.dead import Bench, Verdict
from sim.lint.finding import NOTE, PROBLEM, Finding, Findings
from sim.lint.judge import judge_actors, judge_happenings, judge_levers, judge_rungs
from sim.lint.levers import levers
from sim.lint.reading import open_document
from sim.lint.text import at_edges, unsourced
from sim.lint.watching import Restraint, Watched, watch_runs
from sim.premise import Premise
from sim.prepare import prepare

T = TypeVar("T")
LONGER, LONG = 10, 20_000  # times as many runs before a lever is called dead, but not beyond
ROW = "{:<22} {:>9}  {:>24}  {:>14}  {}"


@dataclass(frozen=True, slots=True)
class Search:
    """How closely to look.

    Attributes:
        runs: Pairs of runs played for every lever.
        watched: Runs watched turn by turn.
        seed: Of both.
    """

    runs: int
    watched: int
    seed: int

    @property
    def most(self) -> int:
        """Pairs of runs in which a lever must make a difference."""
        return max(self.runs, min(LONGER * self.runs, LONG))


def lint(name: str, search: Search) -> dict[str, Any]:
    """All that a closer look at a good scenario finds, as plain data.

    Args:
        name: A file or a shipped scenario.
        search: How closely to look.

    Raises:
        ScenarioError: It is not good.
    """
    document = open_document(name)
    premise = prepare(document.scenario)
    compile_first()
    bench = Bench(document.root, premise, seed=search.seed, runs=search.runs, most=search.most)
    wanted = list(levers(document.root, document.scenario))
    verdicts = list(shown(bench.verdicts(wanted), len(wanted), "pulling levers"))
    watching = watch_runs(premise, seed=search.seed, runs=search.watched)
    *_, seen = shown(watching, search.watched, "watching runs")
    findings = Findings(document.root)
    judge_levers(verdicts, search.most, findings)
    judge_happenings(verdicts, seen, search.most, findings)
    judge_actors(premise, bench.whole, seen, findings)
    judge_rungs(premise, bench.whole, float(share_interval(0, search.runs)[1]), findings)
    at_edges(document, findings)
    unsourced(document, findings)
    return {
        **asdict(search),
        "most": search.most,
        "levers": _counts(verdicts),
        "problems": findings.problems,
        "findings": [_plain(one) for one in in_order(findings.all)],
        "compliance": compliance(premise, seen),
    }


def shown(things: Iterable[T], count: int, label: str) -> Iterator[T]:
    """The same, with a bar on stderr if somebody is watching."""
    if not sys.stderr.isatty():
        yield from things
        return
    with click.progressbar(things, length=count, label=label, file=sys.stderr) as bar:
        yield from bar


def _counts(verdicts: list[Verdict]) -> dict[str, int]:
    """Levers pulled, those that changed a run, and those that nothing else allows to change."""
    return {
        "pulled": sum(bool(one.tried) for one in verdicts),
        "alive": sum(bool(one.differing) for one in verdicts),
        "fixed": sum(not one.tried for one in verdicts),
    }


def in_order(findings: list[Finding]) -> list[Finding]:
    """Problems before notes, each in the order of the files."""
    return sorted(
        findings,
        key=lambda one: (one.level != PROBLEM, one.problem.file, one.problem.line),
    )


def _plain(finding: Finding) -> dict[str, Any]:
    return {
        "level": finding.level,
        "kind": finding.kind,
        **asdict(finding.problem),
        "text": str(finding),
    }


def compliance(premise: Premise, seen: Watched) -> list[dict[str, Any]]:
    """For each actor with a north star: in what share of decisions it bound, and the price."""
    return [_compliance(premise, code, star) for code, star in sorted(seen.restraint.items())]


def _compliance(premise: Premise, code: str, star: Restraint) -> dict[str, Any]:
    decisions = sum(star.decisions)
    share, low, high = clustered_interval(star.bound, star.decisions)
    usual = star.instead.most_common(1)
    wanted, taken = usual[0][0] if usual else (-1, -1)
    return {
        "actor": code,
        "name": premise.scenario.actors[code].name,
        "decisions": decisions,
        "bound": sum(star.bound),
        "share": share if decisions else None,
        "low": low,
        "high": high,
        "forgone": sum(star.forgone) / len(star.forgone) if star.forgone else None,
        "wanted": premise.rung_id(wanted) if usual else None,
        "taken": premise.rung_id(taken) if usual else None,
    }


def tell(found: dict[str, Any]) -> None:
    """The findings of one scenario, a line each, then what bound whom, then the count."""
    for one in found["findings"]:
        click.echo(one["text"])
    if found["compliance"]:
        click.echo(f"\nWhat the north stars did, in {found['watched']} runs watched")
        click.echo(ROW.format("actor", "decisions", "bound (95% interval)", "utility given",
                              "most often"))  # fmt: skip
        for row in found["compliance"]:
            click.echo(_row(row))
    problems, notes = found["problems"], len(found["findings"]) - found["problems"]
    pulled = found["levers"]["pulled"]
    click.echo(
        f"\n{_many(problems, PROBLEM)}, {_many(notes, NOTE)}: {pulled} levers pulled in "
        f"{found['runs']:,} runs each, idle ones in {found['most']:,}, "
        f"{found['watched']:,} runs watched, seed {found['seed']}"
    )


def _row(row: dict[str, Any]) -> str:
    if row["share"] is None:
        return ROW.format(row["name"], 0, "-", "-", "").rstrip()
    ends = f"({100.0 * row['low']:.1f} to {100.0 * row['high']:.1f})"
    given = "-" if row["forgone"] is None else f"{row['forgone']:.2f}"
    usual = f"{row['taken']} instead of {row['wanted']}" if row["wanted"] else "it never bound"
    share = f"{100.0 * row['share']:.1f}% {ends}"
    return ROW.format(row["name"], row["decisions"], share, given, usual)


def _many(count: int, thing: str) -> str:
    """A count with its noun."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
