"""Findings from levers that were pulled and runs that were watched, each with a cure."""

from collections.abc import Sequence

from brinkmanship.sim.crisis.state.row import DIRECT, TURNS
from brinkmanship.sim.lint.finding import NOTE, PROBLEM, Findings
from brinkmanship.sim.lint.levers import Lever
from brinkmanship.sim.lint.verdicts import Verdict
from brinkmanship.sim.lint.watching import Watched
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.results.played import Played
from brinkmanship.sim.scenario.tree import Path
from brinkmanship.sim.scenario.wording import described

HAPPENING = ("red line", "rule", "inject")  # judged by watched runs too


def judge_levers(verdicts: Sequence[Verdict], runs: int, findings: Findings) -> None:
    """A problem for each dead lever that the document sets; one note for all idle defaults."""
    dead = [one for one in verdicts if one.dead and one.lever.kind not in HAPPENING]
    for verdict in dead:
        if verdict.lever.written and not _part_of_dead(verdict.lever, verdicts):
            findings.add(
                PROBLEM, "dead lever", verdict.lever.path, *_dead_lever_text(verdict, runs)
            )
    idle = [str(one.lever.path[-1]) for one in dead if not one.lever.written]
    if idle:
        what = f"{', '.join(idle)}: switched off one by one, none of {runs:,} runs differs"
        cure = "these defaults have nothing to do here; nothing to mend if that is meant"
        findings.add(NOTE, "idle default", ("mechanisms",), what, cure)


def _part_of_dead(lever: Lever, verdicts: Sequence[Verdict]) -> bool:
    """Whether a lever is a part of a larger one that is dead, which is reported there."""
    return any(
        one.dead and lever.path[: len(one.lever.path)] == one.lever.path
        for one in verdicts
        if len(one.lever.path) < len(lever.path)
    )


def _dead_lever_text(verdict: Verdict, runs: int) -> tuple[str, str]:
    lever = verdict.lever
    if lever.kind == "mechanism":
        return (f"switching it off changes none of {runs:,} runs",
                "see whether the scenario leaves it anything to do, or switch it off")  # fmt: skip
    if lever.kind == "north star":
        return (f"taking it away changes none of {runs:,} runs",
                "lower its ceiling, or see what else already keeps this actor down")  # fmt: skip
    values = ", ".join(_value_text(pull.value) for pull in verdict.tried)
    return (f"with {values} in its place none of {runs:,} runs differs",
            "take it out, see what keeps it from mattering, or look at more --runs")  # fmt: skip


def _value_text(value: object) -> str:
    return value if isinstance(value, str) else described(value)


def judge_happenings(
    verdicts: Sequence[Verdict], seen: Watched, runs: int, findings: Findings
) -> None:
    """Findings about rules, red lines and injects that never happen, or change nothing."""
    for lever, differing, tried in verdicts:
        if lever.kind not in HAPPENING or not tried:
            continue
        times = _count(lever, seen)
        if differing and (times or lever.kind == "inject"):
            continue
        what, cure = _idle_text(lever, times, seen.runs)
        felt = f"taking it away changes none of {runs:,} runs"
        if differing:
            felt = "taking it away changes runs all the same"
            cure = _cure_for_rare(lever)
        findings.add(NOTE if differing else PROBLEM, f"idle {lever.kind}", lever.path,
                     f"{what}, and {felt}", cure)  # fmt: skip


def _count(lever: Lever, seen: Watched) -> int:
    """How often a rule applied, a line was crossed, an inject happened."""
    place = int(lever.path[-1])
    if lever.kind == "inject":
        return seen.happened[place]
    spot = (str(lever.path[1]), place)
    return seen.crossed[spot] if lever.kind == "red line" else seen.fired[spot]


def _idle_text(lever: Lever, times: int, watched: int) -> tuple[str, str]:
    done = {"rule": "applies", "red line": "is crossed", "inject": "happens"}[lever.kind]
    if times:
        return f"it {done} but makes no difference", "take it out, or make it stronger"
    return (f"it never {done} in {watched} runs watched",
            "see whether its condition can come about, or take it out")  # fmt: skip


def _cure_for_rare(lever: Lever) -> str:
    return {
        "red line": "nothing to mend if it is meant to deter: it is heeded",
        "rule": "it applies too seldom to be seen here; watch more runs with --watch",
    }[lever.kind]


def judge_rungs(premise: Premise, played: Played, high: float, findings: Findings) -> None:
    """Notes on rungs that no principal ever reached, first those of interest.

    Args:
        premise: What was played.
        played: Its runs.
        high: Upper end of the interval for a share that no run showed.
        findings: Takes what is found.
    """
    scenario, top = premise.scenario, int(played.ending[:, DIRECT].max())
    ids = scenario.ladder.ids
    bound = f"in none of {len(played.runs):,} runs (95% interval: below {100.0 * high:.1f}%)"
    ends = premise.frame.absorb_on_clash == 1
    for place, name in enumerate(scenario.thresholds):
        if ids.index(name) > top:
            path: Path = ("thresholds", place)
            findings.add(NOTE, "threshold never reached", path, f"{name} is reached {bound}",
                         _cure_for_unreached(ids.index(name), premise, ends=ends))  # fmt: skip
    rest = [name for name in ids[top + 1 :] if name not in scenario.thresholds]
    if rest:
        findings.add(NOTE, "rung never reached", ("ladder",),
                     f"{', '.join(rest)}: reached {bound}",
                     _cure_for_unreached(top + 1, premise, ends=ends))  # fmt: skip


def _cure_for_unreached(rung: int, premise: Premise, *, ends: bool) -> str:
    if ends and rung > premise.frame.clash:
        return "a run ends with the clash here (terminal.absorb_on_clash)"
    return "play more runs to see how rare it is"


def judge_actors(premise: Premise, played: Played, seen: Watched, findings: Findings) -> None:
    """Problems with actors on a side that never decide, never move, or have no choice."""
    for place, code in enumerate(premise.codes):
        if code not in seen.sided:
            continue
        path: Path = ("actors", code)
        if not seen.acts[code]:
            findings.add(PROBLEM, "idle actor", path,
                         f"it never reconsiders its posture in {seen.runs} runs watched",
                         "raise its activity, or put it on no side")  # fmt: skip
            continue
        if seen.only[code] == seen.acts[code]:
            findings.add(PROBLEM, "no choice", path,
                         f"its north star and rules leave it one rung in all of "
                         f"{seen.acts[code]} decisions",
                         "raise the ceiling, or take a rule out")  # fmt: skip
        start = premise.statures[place].start
        still = (played.sums[:, place] == start * played.ending[:, TURNS]).all()
        if still and code not in seen.moved and premise.statures[place].side >= 0:
            findings.add(PROBLEM, "idle actor", path,
                         f"it never leaves its start in {len(played.runs)} runs",
                         "see what holds it there: start, ceiling, rules or inertia")  # fmt: skip
        _judge_north_star(path, code, seen, findings)


def _judge_north_star(path: Path, code: str, seen: Watched, findings: Findings) -> None:
    """A problem if the north star settles every decision: the policy then has no effect."""
    star = seen.restraint.get(code)
    if star is None or not sum(star.decisions) or sum(star.bound) < sum(star.decisions):
        return
    findings.add(PROBLEM, "settled by the north star", (*path, "policy", "north_star"),
                 f"it decides all of {sum(star.decisions)} decisions in {seen.runs} runs watched",
                 "raise its ceiling, or weaken what pushes this actor up")  # fmt: skip
