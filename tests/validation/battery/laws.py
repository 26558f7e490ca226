"""Laws that hold of the model whatever was fitted; each gives rows that say where it held."""

from collections.abc import Iterator
from math import sqrt
from typing import NamedTuple

import numpy as np

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.crisis.state.row import ACCIDENTS, INITIATOR, OUTCOME, TURNS
from brinkmanship.sim.mechanisms.endings import SETTLEMENT
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from tests.validation.battery.cases import (
    MAIN,
    Effect,
    actors_of,
    effect,
    for_all,
    mean_rung,
    measures,
    play,
)

SURE_RATIONALITY = 500  # the most that the format takes: choice noise is next to none
LEAST_SHARE, MOST_CHANGE = 0.02, 0.25
ERRORS = 3.5  # standard errors within which two counts of equal chances lie


class Row(NamedTuple):
    """One thing looked at.

    Attributes:
        law, case: Which, and on what.
        found: The figures.
        held: Whether the law held.
    """

    law: str
    case: str
    found: str
    held: bool


def text_of(one: Effect) -> str:
    """A paired effect in figures."""
    return f"{one.base:.3f} {one.mean:+.3f} (+-{one.half:.3f})"


def noise_off(name: str, runs: int) -> Iterator[Row]:
    """Without choice noise, shares of at least 2% change by less than a quarter of themselves."""
    with_noise = measures(*play(name, (), runs))
    rational = for_all(name, "policy.style.rationality", SURE_RATIONALITY)
    without = measures(*play(name, rational, runs))
    for what, shares in with_noise.items():
        gap = effect(shares, without[what])
        if gap.base >= LEAST_SHARE:
            held = abs(gap.mean) - gap.half <= MOST_CHANGE * gap.base
            yield Row("noise off", f"{name}, {what}", text_of(gap), held)


TWINS = {
    "sixteen rungs": ("pair", "actors={AAA: {name: A, start: TALK}, BBB: {name: B, start: TALK}}"),
    "a grave matter": (
        "pair",
        "actors={AAA: {name: A, start: TALK, resolve: 3}, BBB: {name: B, start: TALK, resolve: 3}}",
    ),
}
WAYS = (("start", "mobilise", "warn"), ("resolve", 2, 0.7), ("capability", 3, 1))


def twins(name: str, runs: int) -> Iterator[Row]:
    """Two sides that are alike begin as many clashes each, and stand equally high."""
    file, actors = TWINS[name]
    premise, played = play(file, (actors.replace("TALK", "warn"),), runs)
    began = played.ending[:, INITIATOR]
    one, other = int((began == 0).sum()), int((began == 1).sum())
    alike = abs(one - other) <= ERRORS * sqrt(max(one + other, 1))
    yield Row("symmetric twins", name, f"{one} and {other} clashes begun", alike)
    rungs = effect(mean_rung(premise, played, ["AAA"]), mean_rung(premise, played, ["BBB"]))
    level = abs(rungs.mean) <= ERRORS / 1.96 * rungs.half
    yield Row("symmetric twins", f"{name}, rungs", text_of(rungs), level)


def mirrored(way: tuple[str, object, object], runs: int) -> Iterator[Row]:
    """What A and B do is what B and A do once all that differs between them is swapped."""
    key, high, low = way
    base = ("actors.AAA.start=warn", "actors.BBB.start=warn")
    here = play("pair", (*base, f"actors.AAA.{key}={high}", f"actors.BBB.{key}={low}"), runs)
    there = play("pair", (*base, f"actors.AAA.{key}={low}", f"actors.BBB.{key}={high}"), runs)
    for what, mine, theirs in (("higher", "AAA", "BBB"), ("lower", "BBB", "AAA")):
        one, other = mean_rung(*here, [mine]), mean_rung(*there, [theirs])
        error = sqrt((one.var() + other.var()) / runs)
        found = f"{one.mean():.3f} and {other.mean():.3f}"
        alike = abs(one.mean() - other.mean()) <= ERRORS * error
        yield Row("mirror image", f"{key}, {what}", found, bool(alike))


def alone(name: str, runs: int) -> Iterator[Row]:
    """Who opposes nobody does nothing: no move up, no accident, no fight, no agreement."""
    premise, played = play(name, ("opponents=[]", "injects=[]"), runs)
    ending = played.ending
    quiet = (ending[:, ACCIDENTS] == 0) & (ending[:, OUTCOME] > SETTLEMENT)
    principals = [k for k, stature in enumerate(premise.statures) if stature.side >= 0]
    starts = [
        premise.scenario.ladder.index(premise.scenario.actors[c].start) for c in premise.codes
    ]
    moved = (played.peaks[:, principals] > np.array(starts)[principals]).any(axis=1)
    found = f"{int((moved | ~quiet).sum())} of {runs} runs in which anything happens"
    yield Row("single actor", name, found, bool((quiet & ~moved).all()))


FOUR = (
    "sides={a: [AAA], b: [BBB], c: [CCC], d: [DDD]}",
    "opponents=[[a, b], [c, d]]",
    "actors.CCC={name: C, start: mobilise, settled: false}",
    "terminal.deescalation.turns=104",
    "terminal.yield_weeks=104",
    "mechanisms.settlement.enabled=false",
    "mechanisms.accidents={enabled: false}",
)
STRANGERS = {
    "words and deeds short of force": ("clock.horizon=20", "RULES"),
    "force next door": ("clock.horizon=20",),
    "accidents next door": ("clock.horizon=20", "RULES", "mechanisms.accidents={rate: 5}"),
}


def uncoupled(name: str, runs: int) -> Iterator[Row]:
    """A pair of opponents does the same, bit by bit, whatever an unrelated pair is about."""
    rules = "{rules: [{when: {turn_at_least: 1}, forbid: {rung: limited_force}}]}"
    beside = [one for one in STRANGERS[name] if one != "RULES"]
    policy = rules if "RULES" in STRANGERS[name] else "{}"
    paths = []
    for stake in (0.1, 5):
        other = f"actors.DDD={{name: D, start: warn, settled: false, resolve: {stake}}}"
        bound = [f"actors.{code}.policy={policy}" for code in ("AAA", "BBB", "CCC", "DDD")]
        settings = [*FOUR[:3], other, *FOUR[3:], *beside, *bound]
        engine = Engine(prepare(load_scenario("pair", settings)), listening=True)
        paths.append([_path(engine, run, (0, 1)) for run in range(runs)])
    differ = 0
    for one, two in zip(*paths, strict=True):
        both = min(len(one), len(two))
        differ += not np.array_equal(one[:both], two[:both])
    yield Row("zero coupling", name, f"{differ} of {runs} runs differ", differ == 0)


def _path(engine: Engine, run: int, places: tuple[int, ...]) -> np.ndarray:
    """The rungs of some actors in a run, a row a turn."""
    _, traces = engine.play_traced(0, run)
    rows = [traces.moments["rung"][traces.moment_actors == place] for place in places]
    return np.stack(rows, axis=1)


def monotone_stakes(name: str, runs: int) -> Iterator[Row]:
    """A main opponent to which the matter is worth four times as much stands no lower."""
    for code in MAIN[name]:
        rungs = [
            mean_rung(*play(name, (f"actors.{code}.resolve={worth}",), runs), [code])
            for worth in (0.5, 2)
        ]
        gap = effect(*rungs)
        yield Row("monotone in stake", f"{name}, {code}", text_of(gap), gap.sign >= 0)


def monotone_costs(name: str, runs: int) -> Iterator[Row]:
    """Dearer pressure and readiness lower the mean rung; nuclear fear leaves fewer wars."""
    codes = actors_of(name)
    low, high = (
        play(
            name, tuple(f"mechanisms.costs.{key}={cost}" for key in ("pressure", "readiness")), runs
        )
        for cost in (0, 2)
    )
    gap = effect(mean_rung(*low, codes), mean_rung(*high, codes))
    yield Row("monotone in cost", f"{name}, acts", text_of(gap), gap.sign <= 0)
    armed = for_all(name, "nuclear", "true")
    bold = measures(*play(name, (*armed, "mechanisms.nuclear_fear.fear=0"), runs))["war"]
    afraid = measures(*play(name, (*armed, "mechanisms.nuclear_fear.fear=5"), runs))["war"]
    gap = effect(bold, afraid)
    yield Row("monotone in cost", f"{name}, fear of nuclear war", text_of(gap), gap.sign <= 0)


CLOCKS = {"1 day": 7.0, "1 month": 7.0 / 30.4375}
"""Turns of each length in a week."""
BOUND, LENGTH_BOUND = 0.10, 1.5


def same_in_any_clock(name: str, unit: str, runs: int) -> Iterator[Row]:
    """A crisis in days or months ends like the same one in weeks, and lasts as long."""
    per_week, horizon = CLOCKS[unit], 104
    weeks = play(name, (f"clock.horizon={horizon}",), runs)
    quiet = weeks[0].scenario.terminal.deescalation.turns
    other = play(
        name,
        (
            f"clock.turn={unit}", f"clock.horizon={round(horizon * per_week)}",
            f"terminal.deescalation.turns={max(1, round(quiet * per_week))}",
            f"terminal.war_turns={max(1, round(weeks[0].scenario.terminal.war_turns * per_week))}",
            f"terminal.answer_within={min(8, max(1, round(2 * per_week)))}",
        ),
        runs,
    )  # fmt: skip
    shares = [measures(*one) for one in (weeks, other)]
    for what in ("clash", "war"):
        one, two = (float(found[what].mean()) for found in shares)
        held = abs(one - two) <= BOUND
        yield Row(f"{unit} and weeks", f"{name}, {what}", f"{one:.3f} and {two:.3f}", held)
    lengths = np.median(weeks[1].ending[:, TURNS]), np.median(other[1].ending[:, TURNS]) / per_week
    ratio = max(lengths) / max(min(lengths), 0.1)
    found = f"median of {lengths[0]:.0f} and {lengths[1]:.1f} weeks"
    yield Row(f"{unit} and weeks", f"{name}, length", found, bool(ratio <= LENGTH_BOUND))
