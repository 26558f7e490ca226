"""Red lines, rules and the rest of a policy as rows of positions."""

from collections.abc import Iterator

from brinkmanship.sim.mechanisms.policy import RuleRow
from brinkmanship.sim.premise.rows import UNSET, RedLine
from brinkmanship.sim.premise.vector import Vector
from brinkmanship.sim.scenario import Scenario
from brinkmanship.sim.scenario.format.policy import Ban, Preference, Requirement, Rule
from brinkmanship.sim.scenario.format.vocabulary import EFFECTS, SIGNAL_PLACES


def red_lines(vector: Vector, scenario: Scenario, code: str) -> Iterator[RedLine]:
    """The standing red lines of one actor; how publicly each is held goes to the vector."""
    rung = scenario.ladder.index
    for i, line in enumerate(scenario.actors[code].policy.red_lines):
        place = vector.add_field(f"actors.{code}.policy.red_lines.{i}", line, "public")
        yield RedLine(rung(line.at), rung(line.promise), place)


def rule_rows(vector: Vector, scenario: Scenario, code: str) -> tuple[RuleRow, ...]:
    """The rules of one actor; the weights of preferences go to the vector."""
    rules = scenario.actors[code].policy.rules
    path = f"actors.{code}.policy.rules"
    return tuple(_rule_row(vector, scenario, f"{path}.{i}", rule) for i, rule in enumerate(rules))


def _rule_row(vector: Vector, scenario: Scenario, path: str, rule: Rule) -> RuleRow:
    effect, what = effect_of(rule)
    weight = UNSET
    if isinstance(what, Preference):
        weight = vector.add_field(f"{path}.prefer", what, "weight")
    when, rung = rule.when, scenario.ladder.rank
    return RuleRow(
        opponent_at_least=rung(when.opponent_at_least),
        opponent_at_most=rung(when.opponent_at_most),
        own_at_least=rung(when.own_at_least),
        own_at_most=rung(when.own_at_most),
        ally_at_least=rung(when.ally_at_least),
        attacked=UNSET if when.attacked is None else int(when.attacked),
        line_crossed=UNSET if when.line_crossed is None else int(when.line_crossed),
        turn_at_least=when.turn_at_least or UNSET,
        turn_at_most=when.turn_at_most or UNSET,
        war=-1.0 if when.client_war_at_least is None else when.client_war_at_least,
        effect=effect,
        signal=int(what.signal is not None),
        target=SIGNAL_PLACES[what.signal] if what.signal else rung(what.rung),
        above=int(isinstance(what, Ban) and what.and_above),
        weight=weight,
    )


def effect_of(rule: Rule) -> tuple[int, Preference | Requirement | Ban]:
    """What a rule does, and to what; a checked rule has one effect."""
    given = ((EFFECTS[name], getattr(rule, name)) for name in EFFECTS)
    return next((effect, what) for effect, what in given if what is not None)
