"""The neutral doctrine: what an actor does of whose policy a file says nothing.

It is the policy that the format gives an actor without a ``policy:`` (the defaults of
``sim/scenario/format/policy.py``): every goal at its usual weight, no word unless common to all, no
red line, no north star. One thing is kept of the actor's own: a rung that its rules forbid
without condition, for that says what it cannot do rather than what it chooses. Its resolve,
exposure, images, alliance and voice are its own too; they are who it is, not its policy.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from brinkmanship.sim.mechanisms.policy import FORBID, RuleRow
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.premise.parameters import Traits, World
from brinkmanship.sim.premise.rows import UNSET
from brinkmanship.sim.premise.vector import Drawn

ALWAYS = (UNSET,) * 7


def neutral_settings(document: Any) -> list[str]:  # noqa: ANN401 - a document is of any form
    """What ``--set`` must say so that nobody has a policy of its own."""
    actors = document["actors"].items()
    return [f"actors.{code}.policy=null" for code, actor in actors if actor and "policy" in actor]


@dataclass(frozen=True, slots=True)
class Doctrines:
    """A premise, and the same crisis in which nobody has a policy of its own."""

    own: Premise
    neutral: Premise

    def premise(self, members: Collection[int]) -> Premise:
        """The crisis in which the actors at these positions keep their policies."""
        own, neutral = self.own, self.neutral
        kept = [place in members for place in range(len(own.codes))]
        pairs = list(zip(own.statures, neutral.statures, kept, strict=True))
        start, width = len(World._fields), len(Traits._fields)
        swapped = {
            at
            for place, keeps in enumerate(kept)
            if not keeps
            for at in range(start + width * place, start + width * (place + 1))
        }
        return replace(
            own,
            statures=tuple(mine if keeps else plain for mine, plain, keeps in pairs),
            lines=tuple(one if k else () for one, k in zip(own.lines, kept, strict=True)),
            rules=tuple(
                one if k else tuple(rule for rule in one if forbids_always(rule))
                for one, k in zip(own.rules, kept, strict=True)
            ),
            base=tuple(
                neutral.base[at] if at in swapped else worth for at, worth in enumerate(own.base)
            ),
            drawn=_drawn(own, neutral, swapped),
        )


def _drawn(own: Premise, neutral: Premise, swapped: set[int]) -> tuple[Drawn, ...]:
    mine = [one for one in own.drawn if one.place not in swapped]
    plain = [one for one in neutral.drawn if one.place in swapped]
    return tuple(sorted([*mine, *plain], key=lambda one: one.place))


def forbids_always(rule: RuleRow) -> bool:
    """Whether a rule forbids a rung from the first turn on, whatever happens."""
    return (
        rule.effect == FORBID
        and rule.signal == 0
        and rule[:7] == ALWAYS
        and rule.turn_at_least in (UNSET, 0, 1)
        and rule.turn_at_most == UNSET
        and rule.war < 0.0
    )
