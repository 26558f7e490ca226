"""Which crises may be fitted: those before 1970, but for the held-out part of the library."""

from brinkmanship.sim.icb.facts import CrisisFacts

FITTED_BEFORE = 1970
"""First year of the crises that are never fitted."""

HELD_OUT = frozenset({132, 133, 166, 185, 196, 231})
"""ICB numbers of crises before it that the library holds out (docs/history/hold-out.md)."""


def may_be_fitted(crisis: CrisisFacts) -> bool:
    """Whether a loss may contain a crisis."""
    return crisis.year < FITTED_BEFORE and crisis.number not in HELD_OUT
