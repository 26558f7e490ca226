"""The page docs/validity/february-2024.md, from what was computed."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite, isnan
from typing import NamedTuple

from brinkmanship.commands.jobs.february.base import Base, Row
from brinkmanship.commands.jobs.february.judging import (
    EXPECTED,
    Change,
    Gap,
    joint_verdict,
    verdict,
)
from brinkmanship.commands.jobs.february.levers import FACTS, SCENARIO, Lever
from brinkmanship.commands.jobs.february.measures import MEASURES
from brinkmanship.commands.jobs.february.playing import Player, Sample
from brinkmanship.commands.jobs.february.points import SPREAD, Signs, signs_of

COMMAND = "python -m brinkmanship.commands.jobs.february"
SMALL = 0.001
WAYS = {1: "up", -1: "down", 0: "either way", None: "in proportion"}
ASIDE = (
    "The directions were asked for before there was a model, and nothing was fitted to them; the",
    "rows that put them into numbers were chosen with runs of an earlier fit in view, two of them",
    "(the order of weapons, the veto) after its first results. A verdict follows from the",
    "intervals alone; under a seed a difference without any effect is called one in a twentieth",
    "of such rows, which is why each is tried under three.",
)


class Found(NamedTuple):
    """All that was computed.

    Attributes:
        base: The base case, and the sample it was played with.
        samples: One for each seed.
        gaps: What each lever does under each seed, in that order.
        hypercube, fitted: What each lever does at each point.
        point: The sample at each point.
    """

    base: tuple[Base, Sample]
    samples: Sequence[Sample]
    gaps: Mapping[Lever, Sequence[Gap]]
    hypercube: Mapping[Lever, Sequence[Gap]]
    fitted: Mapping[Lever, Sequence[Gap]]
    point: Sample


def page_lines(found: Found) -> list[str]:
    """The whole page."""
    return [
        "# February 2024, from facts",
        "",
        f"Written by `{COMMAND}`;",
        "nothing here is changed by hand. Shares are counts of simulated years of",
        f"`{SCENARIO}` under stated assumptions, not probabilities.",
        "",
        *not_as_expected(found),
        *base_lines(*found.base),
        *lever_lines(found),
        *sign_lines(found),
        *command_lines(found),
    ]


def not_as_expected(found: Found) -> Iterator[str]:
    """What does not come out, first of all."""
    yield from ("## What does not come out", "")
    base, _ = found.base
    told = [
        f"Base case: {row.name} {percent(row)}: {row.verdict}."
        for row in (*base.rows, base.chance)
        if row.verdict not in {"", EXPECTED}
    ]
    told += [
        f"Choice noise off: {name} changes by {number(one.gap.mean)} of {one.gap.first:.3f}: "
        f"{one.verdict}."
        for name, one in base.changes
        if one.verdict != "less than a quarter"
    ]
    for lever, gaps in found.gaps.items():
        said = joint(lever, gaps, found.samples)
        if said not in {EXPECTED, "moves it"}:
            told.append(f"({lever.fact}) {lever.claim}: {MEASURES[lever.measure].words}: {said}.")
    yield from (f"- {one}" for one in told or ["Nothing here."])
    yield ""


def base_lines(base: Base, sample: Sample) -> Iterator[str]:
    """The base case."""
    yield from ("## The base case", "")
    yield f"n = {sample.runs:,} runs, seed {sample.seed}; 95% intervals of chance. Moves are"
    yield f"counted in {sample.watched:,} of them ({base.moves:,} moves)."
    yield ""
    yield from ("| share of runs | | interval | asked for: |", "|---|---|---|---|")
    for row in (*base.rows, base.chance):
        yield f"| {row.name} | {row.share:.3f} | {row.low:.3f} to {row.high:.3f} | {row.verdict} |"
    yield from ("", "Choice noise off (rationality at its greatest), paired, for shares of 2% and")
    yield from ("more; asked for is a change by less than a quarter of the share:", "")
    yield from ("| | base | difference (95% interval) | |", "|---|---|---|---|")
    for name, one in base.changes:
        yield change_line(name, one)
    yield ""


def change_line(name: str, one: Change) -> str:
    """A row on a share without choice noise."""
    return f"| {name} | {one.gap.first:.3f} | {interval(one.gap)} | {one.verdict} |"


def lever_lines(found: Found) -> Iterator[str]:
    """The nine facts."""
    seeds = ", ".join(str(one.seed) for one in found.samples)
    sample = found.samples[0]
    yield from ("## The nine facts", "", f"Seeds {seeds}, tried before. {sample.runs:,}")
    yield f"pairs under each, {sample.watched:,} where turns are watched. Differences are B less A,"
    yield "with 95% intervals; gained and lost are runs that only B, or only A, counts, summed."
    yield from (*ASIDE, "")
    for fact, title in FACTS.items():
        yield from (f"### {fact}. {title}" if fact in range(1, 10) else f"### {title}", "")
        heads = " | ".join(f"seed {one.seed}" for one in found.samples)
        yield f"| B | what moves | expected | A | {heads} | gained, lost | verdict |"
        yield "|---" * (len(found.samples) + 6) + "|"
        mine = ((lever, gaps) for lever, gaps in found.gaps.items() if lever.fact == fact)
        for lever, gaps in mine:
            yield lever_line(lever, gaps, found.samples)
        yield ""
        if fact == AID:
            yield from release_lines(found.base[0], found.base[1])


AID = 4


def lever_line(lever: Lever, gaps: Sequence[Gap], samples: Sequence[Sample]) -> str:
    """The row of a lever."""
    size = f" by {lever.least:g} or more" if lever.least else ""
    flips = "" if gaps[0].gained < 0 else f"{total(gaps, 'gained')}, {total(gaps, 'lost')}"
    cells = [
        lever.claim,
        MEASURES[lever.measure].words,
        WAYS[lever.sign] + size,
        "" if lever.alone else number(gaps[0].first),
        *(interval(one) for one in gaps),
        flips,
        joint(lever, gaps, samples),
    ]
    return "| " + " | ".join(cells) + " |"


def total(gaps: Sequence[Gap], field: str) -> int:
    """The sum of a count over seeds."""
    return sum(int(getattr(one, field)) for one in gaps)


def joint(lever: Lever, gaps: Sequence[Gap], samples: Sequence[Sample]) -> str:
    """The verdict on a lever under all seeds."""
    verdicts = [verdict(one, lever.sign, lever.least) for one in gaps]
    return joint_verdict(verdicts, samples[0].count(MEASURES[lever.measure]))


def release_lines(base: Base, sample: Sample) -> Iterator[str]:
    """When each class of weapons is released."""
    yield f"Release by some member: share of {sample.watched:,} runs (seed {sample.seed}) from the"
    yield "starts of the file, and where all begin with the first class, with the week in the"
    yield "median. A member releases class by class by construction; that it climbs, and when, is"
    yield from ("the model's.", "", "| class | from the file | all from the first | week |")
    yield "|---|---|---|---|"
    for one in base.releases:
        week = "" if one.week is None else f"{one.week:g}"
        ends = f"{one.share:.3f} ({one.low:.3f} to {one.high:.3f})"
        yield f"| {one.name} | {one.base:.3f} | {ends} | {week} |"
    yield ""


def sign_lines(found: Found) -> Iterator[str]:
    """Signs at other points."""
    points = [next(iter(one.values()), ()) for one in (found.hypercube, found.fitted)]
    yield from ("## Signs elsewhere", "")
    yield f"At {len(points[0])} points of a Latin hypercube over all generic parameters, each times"
    yield f"{SPREAD[0]} to {SPREAD[1]} within its range, and under the {len(points[1])} vectors of"
    yield f"the fitted set; seed {found.point.seed}, n = {found.point.runs:,} pairs a point"
    yield f"({found.point.watched:,} where turns are watched). Right: the mean difference has the"
    yield "expected sign, resolved or not; where either is expected, only the resolved count."
    yield ""
    heads = "hypercube: right | resolved, right | set: right | resolved, right"
    yield from (f"| | B | what moves | {heads} |", "|---|---|---|---|---|---|---|")
    for lever in found.gaps:
        one = signs_of(lever, found.hypercube[lever])
        other = signs_of(lever, found.fitted[lever])
        if one is not None and other is not None:
            cells = f"{lever.fact} | {lever.claim} | {MEASURES[lever.measure].words}"
            yield f"| {cells} | {sign_cells(one)} | {sign_cells(other)} |"
    yield ""


def sign_cells(one: Signs) -> str:
    """Two cells on the signs of a lever."""
    return f"{one.right} of {one.points} | {one.resolved}, {one.resolved_right}"


def command_lines(found: Found) -> Iterator[str]:
    """A command for each row."""
    yield from ("## To run it", "")
    yield "With each of the seeds. `--show` names what comes nearest among the results of the"
    yield "command; what it does not print is in the folder that it writes, or with `--trace` in"
    yield from ("that of `brink run`.", "", "```sh")
    player = Player(found.samples[0])
    yield from dict.fromkeys(command_of(lever, player) for lever in found.gaps)
    yield from ("```", "")


def command_of(lever: Lever, player: Player) -> str:
    """What a reader types for a row."""
    measure = MEASURES[lever.measure]
    words = ["brink", "run" if lever.alone else "compare", SCENARIO]
    words += [lever.other] if lever.other != SCENARIO else []
    words += [f"--set={one}" for one in lever.common]
    if lever.alone:
        words.append("--trace")
    else:
        own = player.second_settings(lever)[len(lever.common) :]
        words += [f"--set-b={one}" for one in own]
        words.append(f"--show={measure.show}")
    sample = player.sample
    words += [f"--runs={sample.count(measure)}", f"--seed={sample.seed}"]
    return shlex.join(words)


def percent(row: Row) -> str:
    """A share with its interval."""
    return f"{row.share:.3f} ({row.low:.3f} to {row.high:.3f})"


def interval(gap: Gap) -> str:
    """A difference with its interval."""
    if not isfinite(gap.low) or isnan(gap.mean):
        return "too few cases"
    return f"{number(gap.mean)} ({number(gap.low)} to {number(gap.high)})"


def number(value: float) -> str:
    """A number to four places or, if it is small, to two digits; without a negative zero."""
    if isnan(value):
        return ""
    places = 4 if abs(value) >= SMALL else 5 if abs(value) < SMALL**2 else 6
    return f"{round(value, places) + 0.0:.4g}"
