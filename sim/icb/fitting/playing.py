"""Crises of the data played under a vector of parameters."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp, log

import numpy as np

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.crisis.listening.reasons import SHOCK
from brinkmanship.sim.icb.facts import CrisisFacts
from brinkmanship.sim.icb.fitting.observing import Floats, Ints, Watched
from brinkmanship.sim.icb.fitting.vectors import Parameters
from brinkmanship.sim.icb.scenarios import CHALLENGED, CHALLENGER, document_of
from brinkmanship.sim.icb.scenarios import is_violent_from_the_start as begins_violent
from brinkmanship.sim.premise.parameters import Traits, World
from brinkmanship.sim.premise.preparation import prepare
from brinkmanship.sim.scenario.facts.derive import POWER, stake_facts
from brinkmanship.sim.scenario.facts.stakes import POST_WAR, StakeFacts, StakeRule, log_stake
from brinkmanship.sim.scenario.loading import draft_of

STEP = 8.0  # points of advantage within which two crises are played as one
MOST_ALIKE = 4  # like crises beyond so many add no runs
WAR_TURNS = 2


@dataclass(slots=True)
class Kind:
    """Crises that the model cannot tell apart.

    Attributes:
        engine: What plays them.
        facts: What the rule for stakes asks of each of the two actors.
        ratio: Power of the second over the first.
        members: Their places in the data.
        violent: Whether the trigger was violence between them.
    """

    engine: Engine
    facts: tuple[StakeFacts, ...]
    ratio: float
    members: list[int]
    violent: bool


@dataclass(frozen=True, slots=True)
class PlayedCrises:
    """All crises played under one vector.

    Attributes:
        shares: (C, 3) shares of runs with any violence, serious clashes and war, by crisis.
        watched: The runs, for the observer.
        endings: (R,) how each run ended.
        upward, by_chance: Weighted counts of moves to mobilisation or above, and of those that
            choice noise decided.
    """

    shares: Floats
    watched: Watched
    endings: Ints
    upward: float
    by_chance: float


def kinds_of(crises: Sequence[CrisisFacts]) -> list[Kind]:
    """The crises by kind, each kind with an engine that can be watched."""
    found: dict[str, Kind] = {}
    for place, crisis in enumerate(crises):
        document = document_of(_rounded(crisis))
        document["facts"]["trigger"]["date"] = era_of(crisis)
        key = repr({**document, "title": ""})
        if key not in found:
            scenario = draft_of({**document, "title": "Crises alike"}).scenario()
            engine = Engine(prepare(scenario), listening=True)
            facts = tuple(stake_facts(scenario, code) for code in (CHALLENGER, CHALLENGED))
            second = scenario.actors[CHALLENGED].facts
            ratio = second.power_ratio if second and second.power_ratio else 1.0
            found[key] = Kind(engine, facts, ratio, [], begins_violent(crisis))
        found[key].members.append(place)
    return list(found.values())


def era_of(crisis: CrisisFacts) -> str:
    """A year that stands for all that the rule for stakes cannot tell apart."""
    return str(POST_WAR if crisis.year >= POST_WAR else POST_WAR - 1)


def _rounded(crisis: CrisisFacts) -> CrisisFacts:
    """The crisis with its points of advantage rounded."""
    actors = tuple(
        replace(one, advantage=STEP * round((one.advantage or 0.0) / STEP)) for one in crisis.actors
    )
    return replace(crisis, actors=actors)


def play(kinds: Sequence[Kind], parameters: Parameters, runs: int, seed: int) -> PlayedCrises:
    """Play every kind under a vector.

    Args:
        kinds: The crises.
        parameters: What the vector means.
        runs: Runs of each crisis, at least 1.
        seed: Of all chance.
    """
    count = sum(len(one.members) for one in kinds)
    shares, first = np.zeros((count, 3)), 0
    parts: list[tuple[np.ndarray, ...]] = []
    weights: list[float] = []
    endings: list[int] = []
    starts, struck = [], []
    for kind in kinds:
        _set(kind, parameters)
        wanted = runs * min(len(kind.members), MOST_ALIKE)
        course, moments = kind.engine.arrays["course"][0], kind.engine.arrays["moments"]
        happened = np.zeros((wanted, 3))
        for run in range(wanted):
            kind.engine.begin(seed, first + run)
            kind.engine.play_turns(len(moments))
            course["notes"] = 0
            turns = int(course["turn"])
            rows = moments[:turns]
            parts.append(tuple(rows[name].copy() for name in ("rung", "acted", "attacked", "term")))
            war = course["warring"] >= WAR_TURNS
            serious = war or course["clash"] == 1
            frame = kind.engine.premise.frame
            some = kind.violent or serious or course["direct"] >= frame.force
            happened[run] = some, serious, war
            endings.append(int(course["ended"]))
            starts.append([one.start for one in kind.engine.premise.statures])
        first += wanted
        shares[kind.members] = happened.mean(axis=0)
        weights += [len(kind.members) / wanted] * wanted
        struck += [kind.violent] * wanted
    watched, terms = _padded(parts, np.array(starts), np.array(struck), np.array(weights))
    display = kinds[0].engine.premise.frame.display + 1
    upward, by_chance = _moves(watched, terms, display)
    return PlayedCrises(shares, watched, np.array(endings), upward, by_chance)


def _set(kind: Kind, parameters: Parameters) -> None:
    """Write a vector into the numbers from which runs of a kind are drawn."""
    base, width, step = kind.engine.arrays["base"], len(World._fields), len(Traits._fields)
    for name, value in parameters.numbers.items():
        base[World._fields.index(name)] = value
    rule = parameters.stakes
    for place, (facts, capability) in enumerate(zip(kind.facts, _means(kind, rule), strict=True)):
        at = width + step * place
        base[at + Traits._fields.index("resolve")] = exp(log_stake(rule, facts))
        base[at + Traits._fields.index("capability")] = capability
        for name, value in parameters.traits.items():
            base[at + Traits._fields.index(name)] = value


def _means(kind: Kind, rule: StakeRule) -> tuple[float, float]:
    spread = exp(0.5 * rule.power * log(kind.ratio))
    return POWER["middle"] / spread, POWER["middle"] * spread


def _padded(
    parts: Sequence[tuple[np.ndarray, ...]], starts: Ints, struck: np.ndarray, weights: Floats
) -> tuple[Watched, Ints]:
    length = np.array([len(one[0]) for one in parts])
    shape = (len(parts), int(length.max()), 2)
    rung, acted, term = (np.zeros(shape, np.int64) for _ in range(3))
    blow = np.zeros(shape)
    for run, one in enumerate(parts):
        turns = length[run]
        rung[run, :turns], acted[run, :turns], blow[run, :turns], term[run, :turns] = one
    watched = Watched(rung, acted > 0, blow, length, starts, struck, weights)
    return watched, term


def _moves(watched: Watched, terms: Ints, least: int) -> tuple[float, float]:
    """Weighted moves to a rung or above after the first turn, and those decided by chance."""
    rung = watched.rung
    before = np.concatenate([watched.start[:, None], rung[:, :-1]], axis=1)
    turns = np.arange(rung.shape[1])[None, :, None]
    inside = (turns > 0) & (turns < watched.length[:, None, None]) & watched.acted
    up = inside & (rung > before) & (rung >= least)
    weight = np.broadcast_to(watched.weight[:, None, None], up.shape)
    return float(weight[up].sum()), float(weight[up & (terms == SHOCK)].sum())
