"""Knobs of a policy do what their names say: direction of each, on crises it was not made for.

A knob is turned from low to high for one actor while all else stays, on the same dice. It is right
where some case moves surely the way that its documentation claims and none surely the other way;
wrong where one does; dead where nothing moves surely anywhere.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from brinkmanship.sim.crisis.listening.reasons import SHOCK
from brinkmanship.sim.crisis.state.row import BROKEN
from brinkmanship.sim.mechanisms.words.signals import SIGNALS
from tests.validation.battery.cases import (
    NATO,
    Effect,
    Floats,
    effect,
    mean_rung,
    play,
    watch,
)

HISTORY = {"july-1914": "RUS", "munich-1938": "DEU", "suez-1956": "GBR", "tangier-1905": "DEU"}
WHOSE = {"pair": "BBB", "trade-war": "AAA", NATO: "FRA", **HISTORY}
"""In each case, the actor whose knob is turned."""
STRIKERS = {"pair": "AAA", NATO: "RUS", "suez-1956": "EGY", "july-1914": "DEU"}
"""In some, an opponent that a script lets strike it."""
ALLIED = ("trade-war", NATO, "july-1914", "munich-1938", "suez-1956")

Measure = Callable[[str, tuple[str, ...], str, int], Floats]


class Knob(NamedTuple):
    """One knob, and what its documentation claims.

    Attributes:
        path: Below the actor.
        low, high: Between which it is turned.
        measure: A number a run.
        sign: Which way that number goes as the knob is turned up.
        cases: Where it is tried.
        struck: Whether an opponent strikes the actor in turn 3.
        beside: Settings in which it is tried.
    """

    path: str
    low: object
    high: object
    measure: Measure
    sign: int
    cases: tuple[str, ...] = tuple(WHOSE)
    struck: bool = False
    beside: tuple[str, ...] = ()


def own_rung(name: str, settings: tuple[str, ...], code: str, runs: int) -> Floats:
    """The mean rung of the actor."""
    return mean_rung(*play(name, settings, runs), [code])


def own_force(name: str, settings: tuple[str, ...], code: str, runs: int) -> Floats:
    """Whether the actor comes to use force."""
    premise, played = play(name, settings, runs)
    peaks = played.peaks[:, premise.codes.index(code)]
    return np.asarray(peaks >= min(premise.frame.force, premise.frame.rungs - 1), float)


def own_war(name: str, settings: tuple[str, ...], code: str, runs: int) -> Floats:
    """Whether the actor comes to go to war; to the highest rung on a ladder without one."""
    premise, played = play(name, settings, runs)
    peaks = played.peaks[:, premise.codes.index(code)]
    return np.asarray(peaks >= min(premise.frame.war, premise.frame.rungs - 1), float)


def blamed(name: str, settings: tuple[str, ...], code: str, runs: int) -> Floats:
    """How far the actor believes that it was attacked, on average over its turns."""
    seen = watch(name, settings, code, min(runs, 100))
    return seen.mean(seen.moments["attacked"], min(runs, 100))


def believed(name: str, settings: tuple[str, ...], code: str, runs: int) -> Floats:
    """How far its opponents believe that the actor would fight."""
    seen = watch(name, settings, code, min(runs, 100))
    return seen.mean(seen.moments["credibility"], min(runs, 100))


def lag(name: str, settings: tuple[str, ...], code: str, runs: int) -> Floats:
    """By how many rungs the actor stands below the mean of its allies, if it does."""
    return np.maximum(-_ahead(name, settings, code, runs), 0.0)


def lead(name: str, settings: tuple[str, ...], code: str, runs: int) -> Floats:
    """By how many rungs the actor stands above the mean of its allies, if it does."""
    return np.maximum(_ahead(name, settings, code, runs), 0.0)


def _ahead(name: str, settings: tuple[str, ...], code: str, runs: int) -> Floats:
    premise, played = play(name, settings, runs)
    allies = [one for pact in premise.pacts if code in pact.members for one in pact.members]
    others = sorted({one for one in allies if one != code})
    return mean_rung(premise, played, [code]) - mean_rung(premise, played, others)


def says(kind: str) -> Measure:
    """The share of turns in which the actor sends a signal of a kind."""

    def share(name: str, settings: tuple[str, ...], code: str, runs: int) -> Floats:
        seen = watch(name, settings, code, min(runs, 100))
        return seen.mean(seen.moments["signal"] == SIGNALS.index(kind), min(runs, 100))

    return share


def consults(name: str, settings: tuple[str, ...], code: str, runs: int) -> Floats:
    """The share of turns in which the actor calls its allies together."""
    seen = watch(name, settings, code, min(runs, 100))
    return seen.mean(seen.moments["consult"], min(runs, 100))


def cohesion(name: str, settings: tuple[str, ...], code: str, runs: int) -> Floats:
    """The mean cohesion of the actor's alliance."""
    seen = watch(name, settings, code, min(runs, 100))
    return seen.mean(seen.moments["cohesion"], min(runs, 100))


def restlessness(name: str, settings: tuple[str, ...], code: str, runs: int) -> Floats:
    """The share of turns in which the actor reconsiders its rung."""
    seen = watch(name, settings, code, min(runs, 100))
    return seen.mean(seen.moments["acted"], min(runs, 100))


def whims(name: str, settings: tuple[str, ...], code: str, runs: int) -> Floats:
    """The share of turns in which chance, and not a reason of the model, decided for the actor."""
    seen = watch(name, settings, code, min(runs, 100))
    return seen.mean(seen.moments["term"] == SHOCK, min(runs, 100))


def broken(name: str, settings: tuple[str, ...], code: str, runs: int) -> Floats:
    """How many lines are tested and not kept."""
    del code
    return play(name, settings, runs)[1].ending[:, BROKEN].astype(float)


KNOBS = {
    "goals.prevail": Knob("policy.goals.prevail", 0.5, 2, own_rung, 1),
    "goals.economy": Knob("policy.goals.economy", 0, 5, own_rung, -1),
    "goals.survival": Knob("policy.goals.survival", 0.3, 5, own_force, -1),
    "goals.reciprocity": Knob(
        "policy.goals.reciprocity", 0, 4, own_force, 1, tuple(STRIKERS), struck=True
    ),
    "goals.loyalty": Knob("policy.goals.loyalty", 0, 8, lag, -1, ALLIED),
    "goals.autonomy": Knob("policy.goals.autonomy", 0, 8, lead, -1, ALLIED),
    "goals.honour": Knob("policy.goals.honour", 0, 8, broken, -1),
    "style.risk": Knob("policy.style.risk", -0.9, 0.9, own_war, 1),
    "style.rationality": Knob("policy.style.rationality", 5, 400, whims, -1),
    "style.activity": Knob("policy.style.activity", 0.1, 1, restlessness, 1),
    "style.warn": Knob("policy.style.warn", 0, 0.5, says("warn"), 1),
    "style.threaten": Knob("policy.style.threaten", 0, 0.5, says("threat"), 1),
    "style.assure": Knob("policy.style.assure", 0, 0.5, says("assure"), 1),
    "style.ambiguity": Knob("policy.style.ambiguity", 0, 0.5, says("ambiguity"), 1),
    "style.commit": Knob("policy.style.commit", 0, 0.5, says("commit"), 1),
    "style.consult": Knob("policy.style.consult", 0, 0.8, consults, 1, ALLIED),
    "style.consult, cohesion": Knob("policy.style.consult", 0, 0.8, cohesion, 1, ALLIED),
    "north_star.strength": Knob(
        "policy.north_star", "{stay_below: CEILING, strength: 0}",
        "{stay_below: CEILING, strength: 5}", own_force, -1,
    ),
    "resolve": Knob("resolve", 0.5, 3, own_rung, 1, tuple(one for one in WHOSE if one != NATO)),
    "capability": Knob("capability", 0.5, 5, own_rung, 1),
    "hostility": Knob(
        "hostility", 0, 1, blamed, 1, beside=("mechanisms.accidents={rate: 5, absorb: 1}",)
    ),
    "bluffs": Knob("bluffs", 0, 20, believed, -1),
    "kept": Knob("kept", 0, 20, believed, 1),
}  # fmt: skip
"""What is documented of each knob; a chance a week of a word is the share of turns with it."""


def settings_for(knob: Knob, name: str, value: object) -> tuple[str, ...]:
    """Settings that turn a knob to a value in a case."""
    code, premise = WHOSE[name], play(name, (), 2)[0]
    rungs = premise.scenario.ladder.ids
    ceiling = rungs[min(premise.frame.force, premise.frame.rungs - 1)]
    written = str(value).replace("CEILING", ceiling)
    found = (
        *knob.beside,
        f"actors.{code}.{knob.path}={written}",
    )
    if knob.struck:
        blow = f"incident: {{by: {STRIKERS[name]}, against: {code}, deliberate: true}}"
        found += (f"injects=[{{at: 3, {blow}}}]",)
    return found


def turned(knob: Knob, runs: int) -> Iterator[tuple[str, Effect]]:
    """For each case, what turning the knob up does to its measure."""
    for name in knob.cases:
        low, high = (
            knob.measure(name, settings_for(knob, name, value), WHOSE[name], runs)
            for value in (knob.low, knob.high)
        )
        yield name, effect(low, high)


def verdict(knob: Knob, effects: list[Effect]) -> str:
    """right, wrong, mixed or dead."""
    signs = {knob.sign * one.sign for one in effects}
    if signs == {0}:
        return "dead"
    if -1 in signs:
        return "mixed" if 1 in signs else "wrong"
    return "right"
