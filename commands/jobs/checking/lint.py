"""A closer look at a scenario: every lever pulled, some runs watched, findings collected."""

from dataclasses import asdict, dataclass
from typing import Any

from brinkmanship.analysis.statistics.intervals import clustered_interval, share_interval
from brinkmanship.commands.jobs.checking.carrying import (
    carrying_changes,
    carrying_rows,
    note_carrying,
)
from brinkmanship.commands.shared.compiling import compile_engine
from brinkmanship.commands.shared.progress import with_count_bar
from brinkmanship.sim.lint.carrying import Varied, unsourced_trials
from brinkmanship.sim.lint.document import open_document
from brinkmanship.sim.lint.finding import PROBLEM, Finding, Findings
from brinkmanship.sim.lint.judge import judge_actors, judge_happenings, judge_levers, judge_rungs
from brinkmanship.sim.lint.levers import levers
from brinkmanship.sim.lint.static import note_edges, note_unsourced
from brinkmanship.sim.lint.verdicts import Baseline, Verdict
from brinkmanship.sim.lint.watching import Restraint, Watched, watch_runs
from brinkmanship.sim.premise import Premise, prepare

LONGER, LONGEST = 10, 20_000  # times as many runs before a lever is called dead, but no more


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
        return max(self.runs, min(LONGER * self.runs, LONGEST))


def lint_scenario(name: str, search: Search) -> dict[str, Any]:
    """All that a closer look at a scenario without errors finds, as plain data.

    Args:
        name: A file or a shipped scenario.
        search: How closely to look.

    Raises:
        ScenarioError: The scenario has errors.
    """
    document = open_document(name)
    premise = prepare(document.scenario)
    compile_engine()
    bench = Baseline(document.root, premise, seed=search.seed, runs=search.runs, most=search.most)
    wanted = list(levers(document.root, document.scenario))
    verdicts = list(with_count_bar(bench.verdicts(wanted), len(wanted), "pulling levers"))
    watching = watch_runs(premise, seed=search.seed, runs=search.watched)
    *_, watched = with_count_bar(watching, search.watched, "watching runs")
    findings = Findings(document.root)
    judge_levers(verdicts, search.most, findings)
    judge_happenings(verdicts, watched, search.most, findings)
    judge_actors(premise, bench.played, watched, findings)
    judge_rungs(premise, bench.played, float(share_interval(0, search.runs)[1]), findings)
    trials = list(unsourced_trials(document))
    varied = Varied(document.root, premise, seed=search.seed, runs=search.runs).tried(trials)
    tried = [
        one for one in with_count_bar(varied, len(trials), "varying what has no source") if one
    ]
    carrying = carrying_changes(tried)
    note_carrying(carrying, findings)
    note_edges(document, findings)
    note_unsourced(document, findings)
    return {
        **asdict(search),
        "most": search.most,
        "levers": _lever_counts(verdicts),
        "problems": findings.problems,
        "findings": [one.plain() for one in problems_first(findings.all)],
        "unsourced": len(tried),
        "carrying": carrying_rows(carrying),
        "compliance": compliance_rows(premise, watched),
    }


def _lever_counts(verdicts: list[Verdict]) -> dict[str, int]:
    """Levers pulled, those that changed a run, and those that nothing else allows to change."""
    return {
        "pulled": sum(bool(one.tried) for one in verdicts),
        "alive": sum(bool(one.differing) for one in verdicts),
        "fixed": sum(not one.tried for one in verdicts),
    }


def problems_first(findings: list[Finding]) -> list[Finding]:
    """Problems before notes, each in the order of the files."""
    return sorted(
        findings,
        key=lambda one: (one.level != PROBLEM, one.problem.file, one.problem.line),
    )


def compliance_rows(premise: Premise, watched: Watched) -> list[dict[str, Any]]:
    """For each actor with a north star: in what share of decisions it bound, and the price."""
    stars = sorted(watched.restraint.items())
    return [_compliance_row(premise, code, star) for code, star in stars]


def _compliance_row(premise: Premise, code: str, star: Restraint) -> dict[str, Any]:
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
