"""Rules and injects of a scenario as rows of positions."""

from collections.abc import Sequence

from sim.mechanisms.policy import FORBID, PREFER, REQUIRE, RuleRow
from sim.mechanisms.signals import CONSULT, SIGNALS
from sim.premise.rows import UNSET, InjectRow
from sim.premise.vector import Vector
from sim.scenario import Scenario
from sim.scenario.format.inject import Condition, Inject
from sim.scenario.format.policy import Ban, Preference, Requirement, Rule


def rule_rows(vector: Vector, scenario: Scenario, code: str) -> tuple[RuleRow, ...]:
    """The rules of one actor; the weights of preferences go to the vector."""
    rules = scenario.actors[code].policy.rules
    path = f"actors.{code}.policy.rules"
    return tuple(_rule(vector, scenario, f"{path}.{i}", rule) for i, rule in enumerate(rules))


def _rule(vector: Vector, scenario: Scenario, path: str, rule: Rule) -> RuleRow:
    effect, what = _effect(rule)
    weight = UNSET
    if isinstance(what, Preference):
        weight = vector.add(f"{path}.prefer.weight", what.weight, -20.0, 20.0)
    when, rung = rule.when, scenario.ladder.index

    def position(name: str | None) -> int:
        return UNSET if name is None else rung(name)

    return RuleRow(
        opponent_at_least=position(when.opponent_at_least),
        opponent_at_most=position(when.opponent_at_most),
        own_at_least=position(when.own_at_least),
        own_at_most=position(when.own_at_most),
        ally_at_least=position(when.ally_at_least),
        attacked=UNSET if when.attacked is None else int(when.attacked),
        line_crossed=UNSET if when.line_crossed is None else int(when.line_crossed),
        turn_at_least=when.turn_at_least or UNSET,
        turn_at_most=when.turn_at_most or UNSET,
        war=-1.0 if when.client_war_at_least is None else when.client_war_at_least,
        effect=effect,
        signal=int(what.signal is not None),
        target=rung(what.rung) if what.rung is not None else signal_place(what.signal or "none"),
        above=int(isinstance(what, Ban) and what.and_above),
        weight=weight,
    )


def _effect(rule: Rule) -> tuple[int, Preference | Requirement | Ban]:
    if rule.prefer is not None:
        return PREFER, rule.prefer
    if rule.require is not None:
        return REQUIRE, rule.require
    if rule.forbid is None:
        message = "a checked rule has one effect"
        raise AssertionError(message)
    return FORBID, rule.forbid


def signal_place(name: str) -> int:
    """Position of a signal; consultation comes after the outward ones."""
    return CONSULT if name == "consult" else SIGNALS.index(name)


def inject_rows(
    scenario: Scenario, codes: Sequence[str], sides: Sequence[str], pacts: Sequence[str]
) -> tuple[InjectRow, ...]:
    """The injects of a scenario, in the order of the file."""
    return tuple(_inject(scenario, inject, codes, sides, pacts) for inject in scenario.injects)


def _inject(
    scenario: Scenario,
    inject: Inject,
    codes: Sequence[str],
    sides: Sequence[str],
    pacts: Sequence[str],
) -> InjectRow:
    rung, who = scenario.ladder.index, codes.index
    incident, join = inject.incident, inject.join
    return InjectRow(
        turn=inject.at or UNSET,
        when=_when(scenario, inject.when, codes, sides) if inject.when else None,
        note=inject.note or "",
        posture=tuple((who(code), rung(name)) for code, name in sorted(inject.posture.items())),
        resolve=tuple((who(code), shift) for code, shift in sorted(inject.resolve_shift.items())),
        war=inject.client_war,
        signals=tuple(
            (who(code), signal_place(name)) for code, name in sorted(inject.signal.items())
        ),
        incident=(who(incident.by), who(incident.against), int(incident.deliberate))
        if incident
        else None,
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
