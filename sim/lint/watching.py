"""Watches runs turn by turn on the Mesa engine: who decides, what binds, what happens."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from sim.actor import Actor
from sim.compliance import has_star
from sim.mechanisms.choice import CLOSED
from sim.model import CrisisModel
from sim.premise import Premise

Spot = tuple[str, int]


@dataclass(slots=True)
class Restraint:
    """How a north star bound one actor.

    Attributes:
        decisions, bound: Decisions in each run; those in which the star changed the rung.
        forgone: Utility given up in each decision that was bound.
        instead: How often which rung was taken for which, as (wanted, taken).
    """

    decisions: list[int] = field(default_factory=list)
    bound: list[int] = field(default_factory=list)
    forgone: list[float] = field(default_factory=list)
    instead: Counter[tuple[int, int]] = field(default_factory=Counter)


@dataclass(slots=True)
class Watched:
    """What was seen in all runs watched.

    Attributes:
        runs: How many.
        sided: Actors that stood on a side in some turn.
        acts: Decisions of each actor.
        only: Of these, how many left it one rung to choose.
        moved: Actors that changed rung or aid by a decision of their own.
        fired: Turns in which each rule applied, by actor and place.
        crossed: Turns in which each standing red line was crossed.
        happened: Runs in which each inject happened, by its place.
        restraint: Of actors with a north star.
    """

    runs: int = 0
    sided: set[str] = field(default_factory=set)
    acts: Counter[str] = field(default_factory=Counter)
    only: Counter[str] = field(default_factory=Counter)
    moved: set[str] = field(default_factory=set)
    fired: Counter[Spot] = field(default_factory=Counter)
    crossed: Counter[Spot] = field(default_factory=Counter)
    happened: Counter[int] = field(default_factory=Counter)
    restraint: dict[str, Restraint] = field(default_factory=dict)


def watch_runs(premise: Premise, *, seed: int, runs: int) -> Iterator[Watched]:
    """Watch runs 0 to ``runs - 1``; yields the counts so far after each run."""
    seen = Watched()
    for run in range(runs):
        _watch_run(premise, seed, run, seen)
        seen.runs += 1
        yield seen


def _watch_run(premise: Premise, seed: int, run: int, seen: Watched) -> None:
    model = CrisisModel(premise, seed=seed, run=run, trace=True)
    for star in seen.restraint.values():
        star.decisions.append(0)
        star.bound.append(0)
    while model.running:
        before = {actor.place: (actor.rung, actor.aid) for actor in model.actors}
        model.step()
        for actor in model.principals:
            _count_turn(actor, seen, before[actor.place])
    waiting = [id(row) for row in model.injects.waiting]
    seen.happened.update(i for i, row in enumerate(premise.injects) if id(row) not in waiting)


def _count_turn(actor: Actor, seen: Watched, before: tuple[int, int]) -> None:
    """Count one actor's turn."""
    code, decision = actor.code, actor.decision
    seen.sided.add(code)
    seen.fired.update((code, i) for i in actor.ruling.applied)
    seen.crossed.update((code, i) for i, line in enumerate(actor.standing) if line.weeks >= 0)
    if has_star(actor):
        _count_restraint(actor, seen)
    if not decision.acted:
        return
    seen.acts[code] += 1
    seen.only[code] += decision.required or _open_count(actor) <= 1
    if (decision.rung, decision.aid) != before:
        seen.moved.add(code)


def _open_count(actor: Actor) -> int:
    """How many rungs were open to an actor this turn, required or not."""
    return sum(worth > CLOSED for worth in actor.options.utility)


def _count_restraint(actor: Actor, seen: Watched) -> None:
    """Count whether an actor's north star bound it this turn."""
    decision = actor.decision
    star = seen.restraint.setdefault(
        actor.code, Restraint([0] * (seen.runs + 1), [0] * (seen.runs + 1))
    )
    if not decision.acted:
        return
    star.decisions[-1] += 1
    if decision.unbound not in (-1, decision.rung):
        star.bound[-1] += 1
        star.forgone.append(decision.forgone)
        star.instead[decision.unbound, decision.rung] += 1
