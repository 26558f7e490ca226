"""When a rule applies: one interval for each quantity that its condition names."""

from brinkmanship.sim.scenario.format.policy import When
from brinkmanship.sim.scenario.format.scenario import Scenario

Spans = dict[str, tuple[float, float]]
RUNGS = ("opponent", "own", "ally")
LAST_TURN = 1000
FLAGS = ("attacked", "line_crossed")


def condition_spans(scenario: Scenario, when: When) -> Spans:
    """The intervals of a condition; a quantity that it does not name is left out.

    Rungs count as positions, truth values as 0 and 1, turns from 1.
    """
    rank, top = scenario.ladder.rank, len(scenario.ladder.rungs) - 1
    found: Spans = {}
    for quantity in RUNGS:
        low = rank(getattr(when, f"{quantity}_at_least", None))
        high = rank(getattr(when, f"{quantity}_at_most", None))
        if low >= 0 or high >= 0:
            found[quantity] = (max(low, 0), high if high >= 0 else top)
    if when.turn_at_least is not None or when.turn_at_most is not None:
        found["turn"] = (when.turn_at_least or 1, when.turn_at_most or LAST_TURN)
    for flag in FLAGS:
        wanted = getattr(when, flag)
        if wanted is not None:
            found[flag] = (wanted, wanted)
    if when.client_war_at_least is not None:
        found["client_war"] = (when.client_war_at_least, 1.0)
    return found


def can_both_hold(one: Spans, other: Spans) -> bool:
    """Whether there is a situation in which both conditions hold."""
    if empty_quantity(one) or empty_quantity(other):
        return False
    shared = one.keys() & other.keys()
    return all(
        max(one[name][0], other[name][0]) <= min(one[name][1], other[name][1]) for name in shared
    )


def empty_quantity(span: Spans) -> str:
    """A quantity whose interval is empty, or nothing."""
    return next((name for name, (low, high) in span.items() if low > high), "")


def always_holds(scenario: Scenario, span: Spans) -> bool:
    """Whether a condition holds in every situation; one on allies fails without allies."""
    top = float(len(scenario.ladder.rungs) - 1)
    widest = {
        **dict.fromkeys(("opponent", "own"), (0.0, top)),
        "turn": (1.0, float(scenario.clock.horizon)),
        "client_war": (0.0, 1.0),
    }
    return bool(span) and all(
        name in widest and low <= widest[name][0] and high >= widest[name][1]
        for name, (low, high) in span.items()
    )
