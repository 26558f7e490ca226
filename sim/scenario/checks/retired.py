"""Keys that the format had once, and what to write instead of each."""

from collections.abc import Collection

from brinkmanship.sim.scenario.tree import Path
from brinkmanship.sim.scenario.wording import Cure

ANY = "*"  # a code, a name or a position

RENAMED = {
    "mechanisms.aid.rate": "chance",
    "mechanisms.credibility": "learning",
    "mechanisms.settlement.rate": "chance",
}
"""The new name of keys that stand where they stood."""

REMOVED = {
    "actors.*.credibility": "write kept and bluffs, the threats it carried out and those it did "
    "not",
    "actors.*.credibility_strength": "take it out: kept and bluffs say how much is known of it",
    "ladder.rungs.*.price": "write kind, which mechanisms.costs gives a cost",
    "mechanisms.attention": "take it out: an actor bargains with one opponent at a time",
    "mechanisms.catastrophe": "write nuclear_fear, or survival in an actor's goals",
    "mechanisms.consensus.need": "take it out: weight is the price without any consensus",
    "mechanisms.deliberation": "write activity, the chance that an actor reconsiders",
    "mechanisms.firebreaks": "write costs and harm, which go by the kind of a rung",
    "mechanisms.learning.phi": "take it out: record is the weight of the cases before the start",
    "mechanisms.reciprocity": "write retaliation, which answers a blow",
    "mechanisms.retaliation.weeks": "write fade, the share of a blow forgotten each week",
    "mechanisms.shape": "write bargaining, with inertia, and leap for skipping",
    "mechanisms.sinking_costs": "write learning.costly, what a costly act tells",
}
"""What to do about keys that have no successor of the same shape."""


def retired_cure(path: Path, beside: Collection[str]) -> Cure | None:
    """What to write instead of a key that the format had once; None for any other key.

    Args:
        path: Where the key stands.
        beside: The keys that stand beside it; what is there already is not written again.

    >>> retired_cure(("mechanisms", "settlement", "rate"), ["enabled"])
    'it is called chance now'
    >>> retired_cure(("ladder", "rungs", 3, "price"), [])
    'it is gone; write kind, which mechanisms.costs gives a cost'
    >>> retired_cure(("clock", "rate"), [])
    """
    for known, cure in REMOVED.items():
        if _matches(path, known):
            return Cure(f"it is gone; {cure}")
    for known, now in RENAMED.items():
        if _matches(path, known):
            if now in beside:
                return Cure(f"it is called {now} now, which is there: take it out")
            return Cure(f"it is called {now} now", now)
    return None


def _matches(path: Path, known: str) -> bool:
    steps = known.split(".")
    return len(steps) == len(path) and all(
        step in {ANY, found} for step, found in zip(steps, map(str, path), strict=True)
    )
