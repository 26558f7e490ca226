"""What a north star keeps an actor from, and what it gives up for it, by its own weights."""

from typing import TYPE_CHECKING

from sim.decision import Decision, weigh_rung, within_means
from sim.mechanisms.choice import dissent, total

if TYPE_CHECKING:
    from sim.actor import Actor


def note_restraint(actor: "Actor", decision: Decision, collective: int) -> None:
    """Fill in what an actor would have done this turn without its north star.

    All else stands as it was: what it saw, its shocks, and what its alliance said. What it gave
    up is the difference of the scores, without the star, of that rung and of the one chosen.
    """
    if not decision.acted or not has_star(actor):
        return
    scores = {
        rung: free_score(actor, decision, rung, collective)
        for rung in range(actor.frame.rungs)
        if within_means(actor, rung)
    }
    required = actor.ruling.required
    if required in scores:
        decision.unbound = required
    else:
        decision.unbound = max(scores, key=lambda rung: scores[rung], default=decision.rung)
    if decision.unbound != decision.rung and decision.rung in scores:
        decision.forgone = scores[decision.unbound] - scores[decision.rung]


def has_star(actor: "Actor") -> bool:
    """Whether an actor has a north star that can bind at all."""
    star = actor.stature
    return star.ceiling < actor.frame.rungs and (star.hard == 1 or actor.outlook.strength > 0.0)


def free_score(actor: "Actor", decision: Decision, rung: int, collective: int) -> float:
    """What a rung scores for an actor, its north star left out; as ``decide`` adds it up."""
    terms = actor.options.terms.get(rung)
    if terms is None:
        terms = weigh_rung(actor, rung, actor.aid, actor.impression.threats[rung])
    weight, attacked = actor.world.consensus_weight, actor.attacked
    shock = actor.shocks[rung] / actor.traits.rationality
    price = dissent(weight, attacked, decision.gate, rung, collective)
    return total(terms._replace(north_star=0.0)) + shock + price
