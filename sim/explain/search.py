"""The pivotal turns of a run: screened with a few continuations, measured with many fresh ones.

The best of a thousand noisy numbers is too good to be true. So luck is spent in three lots
that share no continuation: a few for everything (screening), more for what leads
(shortlist), and many for the few that are reported. Which change comes first is settled by the
shortlist; every number that is reported comes of the last lot, which had no say in that. It has
one in what is called a hinge, which must move the share for sure and by five points: near
that edge what is reported is a little too large.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from brinkmanship.sim.crisis.state.fork import Fork
from brinkmanship.sim.explain.changes import Change
from brinkmanship.sim.explain.rewind import Hits, Luck, Progress, Restart, Rewinder


class Budget(NamedTuple):
    """How many continuations go where.

    Attributes:
        screen: For each change.
        shortlist: For each of the ``leaders``.
        final: For each of the ``top``.
        curve: For each turn of the curve.
        leaders, top: How many changes are on the shortlist, and are reported.
    """

    screen: int = 24
    shortlist: int = 200
    final: int = 1000
    curve: int = 400
    leaders: int = 30
    top: int = 8

    @property
    def lots(self) -> tuple[Luck, Luck, Luck, Luck]:
        """The luck of each stage and of the curve; no continuation is in two."""
        sizes = (self.screen, self.shortlist, self.final, self.curve)
        screen, shortlist, final, curve = (
            Luck(sum(sizes[:place]), size) for place, size in enumerate(sizes)
        )
        return screen, shortlist, final, curve

    def runs(self, changes: int, turns: int) -> int:
        """Continuations that a search takes, at most: of changes, and of their turns unchanged."""
        stages = (
            (self.screen, changes), (self.shortlist, self.leaders), (self.final, self.top),
        )  # fmt: skip
        return sum(size * (min(changes, n) + min(changes, n, turns)) for size, n in stages)


class Pivot(NamedTuple):
    """One change and what came of it.

    Attributes:
        change: What was changed.
        n: Continuations, the same ones with and without the change.
        base, changed: How many reached the target without and with it.
        both: How many reached it either way.
        own: Whether the run reached it, changed, with its own luck.
    """

    change: Change
    n: int
    base: int
    changed: int
    both: int
    own: bool

    @property
    def effect(self) -> float:
        """Change of the share, in [-1, 1]."""
        return (self.changed - self.base) / self.n


class Step(NamedTuple):
    """A point of the curve: ``hits`` of ``n`` continuations after a turn reach the target."""

    turn: int
    n: int
    hits: int


def curve(
    rewinder: Rewinder, last: int, luck: Luck, progress: Progress | None = None
) -> list[Step]:
    """After each turn, given all that had happened by then, how many continuations reach it.

    Turn 0 is the start: who the actors are in this run is settled, all luck is open.
    """
    played = rewinder.hits((Restart(Fork(turn)) for turn in range(last + 1)), luck, progress)
    return [Step(turn, len(hits), int(hits.sum())) for turn, hits in enumerate(played)]


def find_pivots(
    rewinder: Rewinder,
    changes: Sequence[Change],
    budget: Budget,
    *,
    reached: bool,
    progress: Progress | None = None,
) -> list[Pivot]:
    """The changes that moved the share most, the greatest first; one for each decision.

    Args:
        rewinder: Of the run.
        changes: What could have been otherwise.
        budget: How many continuations.
        reached: Whether the run reached its target: then what lowers the share leads, else
            what raises it.
        progress: Called with the number of continuations played.
    """
    sign = -1.0 if reached else 1.0
    screened = _pivots_of(rewinder, changes, budget.lots[0], progress)
    leaders = [screened[i] for i in _ranked_places(screened, sign)[: budget.leaders]]
    listed = _pivots_of(rewinder, [one.change for one in leaders], budget.lots[1], progress)
    chosen = list(_distinct([listed[i] for i in _ranked_places(listed, sign)]))[: budget.top]
    return _pivots_of(rewinder, [one.change for one in chosen], budget.lots[2], progress)


def _ranked_places(pivots: Sequence[Pivot], sign: float) -> list[int]:
    """Places by effect; among equals what came later, then what was tried first."""
    keys = [(-sign * one.effect, -one.change.turn, i) for i, one in enumerate(pivots)]
    return [place for _, _, place in sorted(keys)]


def _distinct(pivots: Sequence[Pivot]) -> Iterator[Pivot]:
    """The first for each thing that was changed."""
    seen = set()
    for one in pivots:
        if one.change.what not in seen:
            seen.add(one.change.what)
            yield one


def _pivots_of(
    rewinder: Rewinder, changes: Sequence[Change], luck: Luck, progress: Progress | None
) -> list[Pivot]:
    turns = sorted({change.turn for change in changes})
    plain = [Restart(Fork(turn)) for turn in turns]
    bases = dict(zip(turns, rewinder.hits(plain, luck, progress), strict=True))
    restarts = [Restart(change.fork, change.inject) for change in changes]
    own = rewinder.own_hits(restarts)
    played = rewinder.hits(restarts, luck, progress)
    return [
        _pivot(change, bases[change.turn], hits, same)
        for change, hits, same in zip(changes, played, own, strict=True)
    ]


def _pivot(change: Change, base: Hits, changed: Hits, own: bool) -> Pivot:  # noqa: FBT001
    both = int(np.sum(base & changed))
    return Pivot(change, len(base), int(base.sum()), int(changed.sum()), both, own)
