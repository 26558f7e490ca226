"""Injects as rows of positions: what comes to the crisis from outside, and when."""

from collections.abc import Sequence

from brinkmanship.sim.premise.rows import UNSET, InjectRow
from brinkmanship.sim.scenario import Scenario
from brinkmanship.sim.scenario.format.inject import Condition, Incident, Inject
from brinkmanship.sim.scenario.format.vocabulary import SIGNAL_PLACES


def inject_rows(
    scenario: Scenario, codes: Sequence[str], sides: Sequence[str], pacts: Sequence[str]
) -> tuple[InjectRow, ...]:
    """The injects of a scenario, in the order of the file."""
    return tuple(_inject_row(scenario, inject, codes, sides, pacts) for inject in scenario.injects)


def _inject_row(
    scenario: Scenario,
    inject: Inject,
    codes: Sequence[str],
    sides: Sequence[str],
    pacts: Sequence[str],
) -> InjectRow:
    rung, who = scenario.ladder.index, codes.index
    join = inject.join
    return InjectRow(
        turn=inject.turn or UNSET,
        when=_when(scenario, inject.when, codes, sides) if inject.when else None,
        note=inject.note or "",
        posture=tuple((who(code), rung(name)) for code, name in sorted(inject.posture.items())),
        resolve=tuple((who(code), shift) for code, shift in sorted(inject.resolve_shift.items())),
        war=inject.client_war,
        signals=tuple(
            (who(code), SIGNAL_PLACES[name]) for code, name in sorted(inject.signal.items())
        ),
        incident=_incident(inject.incident, codes),
        join=(
            who(join.actor),
            sides.index(join.side),
            pacts.index(join.alliance) if join.alliance else UNSET,
        )
        if join
        else None,
        cohesion=tuple(
            (pacts.index(name), shift) for name, shift in sorted(inject.cohesion_shift.items())
        ),
    )


def forced_by(inject: InjectRow, force: int) -> set[int]:
    """Positions of the actors that an inject lets use force.

    Args:
        inject: The inject.
        force: The rung of force.
    """
    put = {who for who, rung in inject.posture if rung >= force}
    return put | ({inject.incident[0]} if inject.incident and inject.incident[2] else set())


def _incident(incident: Incident | None, codes: Sequence[str]) -> tuple[int, int, int] | None:
    """Who is held responsible for it, whom it hits, whether it was meant.

    None without an incident, and for one that nobody can be held responsible for.
    """
    if incident is None or incident.deniable:
        return None
    culprit = incident.attributed_to or incident.by
    return codes.index(culprit), codes.index(incident.against), int(incident.deliberate)


def _when(
    scenario: Scenario, when: Condition, codes: Sequence[str], sides: Sequence[str]
) -> tuple[int, int, int, int, int]:
    """Turn at least, side, actor, rung at least, actor attacked; UNSET where not asked."""
    return (
        when.turn_at_least or UNSET,
        sides.index(when.side) if when.side else UNSET,
        codes.index(when.actor) if when.actor else UNSET,
        scenario.ladder.index(when.at_least) if when.at_least else UNSET,
        codes.index(when.attacked) if when.attacked else UNSET,
    )
