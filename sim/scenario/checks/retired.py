"""Keys that the format had once, and what to write instead of each."""

from collections.abc import Collection

from brinkmanship.sim.scenario.tree import Path
from brinkmanship.sim.scenario.wording import Cure, quoted

ANY = "*"  # a code, a name or a position

RENAMED = {
    "mechanisms.aid.rate": "chance",
    "mechanisms.credibility": "learning",
    "mechanisms.settlement.rate": "chance",
}
"""The new name of keys that stand where they stood."""

REMOVED = {
    "actors.*.credibility": "write kept: NUMBER and bluffs: NUMBER, the threats it carried out and "
    "those it did not",
    "actors.*.credibility_strength": "take it out: kept and bluffs say how much is known of it",
    "ladder.rungs.*.price": "write kind: WORD, which mechanisms.costs gives a cost",
    "mechanisms.attention": "take it out: an actor bargains with one opponent at a time",
    "mechanisms.catastrophe": "write nuclear_fear: {fear: NUMBER}, or survival in an actor's goals",
    "mechanisms.consensus.need": "take it out: weight is the price without any consensus",
    "mechanisms.deliberation": "write activity: {chance: SHARE}, for reconsidering in a week",
    "mechanisms.firebreaks": "write costs: {…} and harm: {…}, which go by the kind of a rung",
    "mechanisms.learning.phi": "take it out: record is the weight of the cases before the start",
    "mechanisms.reciprocity": "write retaliation: {weight: NUMBER}, which answers a blow",
    "mechanisms.retaliation.weeks": "write fade: SHARE, what of a blow is forgotten each week",
    "mechanisms.shape": "write bargaining: {inertia: NUMBER, leap: NUMBER}; leap is for skipping",
    "mechanisms.sinking_costs": "write learning: {costly: NUMBER}, what a costly act tells",
}
"""What to do about keys that have no successor of the same shape."""


def retired_key(path: Path, beside: Collection[str]) -> tuple[str, Cure] | None:
    """What became of a key that the format had once, and the cure; None for any other key.

    Args:
        path: Where the key stands.
        beside: The keys that stand beside it; what is there already is not written again.

    >>> retired_key(("mechanisms", "settlement", "rate"), ["enabled"])
    ('the key "rate" is called "chance" now', 'write chance')
    >>> retired_key(("ladder", "rungs", 3, "price"), [])
    ('the key "price" is gone', 'write kind: WORD, which mechanisms.costs gives a cost')
    >>> retired_key(("clock", "rate"), [])
    """
    key = quoted(str(path[-1]))
    for known, words in REMOVED.items():
        if _matches(path, known):
            return f"the key {key} is gone", Cure(words)
    for known, now in RENAMED.items():
        if _matches(path, known):
            there = now in beside
            cure = (
                Cure("take it out, for that is there too") if there else Cure(f"write {now}", now)
            )
            return f"the key {key} is called {quoted(now)} now", cure
    return None


def _matches(path: Path, known: str) -> bool:
    steps = known.split(".")
    return len(steps) == len(path) and all(
        step in {ANY, found} for step, found in zip(steps, map(str, path), strict=True)
    )
