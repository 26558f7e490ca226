"""Rules must be able to apply, must not contradict one another, and must leave a rung."""

from collections.abc import Iterator
from itertools import combinations

from brinkmanship.sim.scenario.checks.finding import Finding, needs_role
from brinkmanship.sim.scenario.checks.spans import (
    Spans,
    always_holds,
    can_both_hold,
    condition_spans,
    empty_quantity,
)
from brinkmanship.sim.scenario.format.policy import Ban, Preference, Requirement, Rule
from brinkmanship.sim.scenario.format.scenario import Scenario
from brinkmanship.sim.scenario.format.vocabulary import EFFECTS
from brinkmanship.sim.scenario.meaning import banned_rungs, choosable_rungs, closed_from
from brinkmanship.sim.scenario.tree import Path
from brinkmanship.sim.scenario.wording import quoted


def check_rules(scenario: Scenario) -> Iterator[Finding]:
    """Findings about rules, one by one and together."""
    for code, actor in scenario.actors.items():
        path: Path = ("actors", code, "policy")
        reach = [condition_spans(scenario, rule.when) for rule in actor.policy.rules]
        for i, rule in enumerate(actor.policy.rules):
            yield from _check_rule(rule, reach[i], (*path, "rules", i))
            yield from _role_of_signal(scenario, rule, (*path, "rules", i))
            yield from _above_star(scenario, code, rule, (*path, "rules", i))
        for (i, one), (j, other) in combinations(enumerate(actor.policy.rules), 2):
            where = (*path, "rules", j)
            if can_both_hold(reach[i], reach[j]):
                same = reach[i] == reach[j]
                yield from _contradictions(scenario, i, one, other, where, same=same)
        yield from _nothing_left(scenario, code, reach)


def _check_rule(rule: Rule, reach: Spans, path: Path) -> Iterator[Finding]:
    given = [act for act in EFFECTS if getattr(rule, act)]
    if len(given) != 1:
        found = " and ".join(given) if given else "none of prefer, require, forbid"
        yield Finding(path, f"the rule has {found}", "write exactly one of them")
    if not rule.when.model_fields_set:
        cure = "write for example {opponent_at_least: RUNG}"
        yield Finding((*path, "when"), "the rule says not when it applies", cure, at_key=True)
    never = empty_quantity(reach)
    if never:
        what = f"this can never hold: {never}_at_least is above {never}_at_most"
        yield Finding((*path, "when"), what, "exchange the two", at_key=True)
    for act in given:
        yield from _check_act(getattr(rule, act), (*path, act))


def _check_act(act: Preference | Requirement | Ban, path: Path) -> Iterator[Finding]:
    if (act.rung is None) == (act.signal is None):
        found = "both rung and signal" if act.rung else "neither rung nor signal"
        yield Finding(path, f"there is {found}", "write exactly one of them", at_key=True)
    elif isinstance(act, Ban) and act.signal and "and_above" in act.model_fields_set:
        what = "signals have no above and below"
        yield Finding((*path, "and_above"), what, "take it out", at_key=True)


def _above_star(scenario: Scenario, code: str, rule: Rule, path: Path) -> Iterator[Finding]:
    wanted = rule.require and rule.require.rung
    if wanted and scenario.ladder.rank(wanted) >= closed_from(scenario, code):
        what = f"the rule requires {quoted(wanted)}, which the hard north star forbids"
        yield Finding(
            (*path, "require", "rung"), what, "require a lower rung, or write hard: false"
        )


def _role_of_signal(scenario: Scenario, rule: Rule, path: Path) -> Iterator[Finding]:
    """A ban on a signal that has no role does no harm; to ask for one does."""
    for act in ("prefer", "require"):
        asked = getattr(rule, act)
        if asked and asked.signal:
            yield from needs_role(scenario, asked.signal, (*path, act, "signal"))


def _contradictions(
    scenario: Scenario, number: int, one: Rule, other: Rule, path: Path, *, same: bool
) -> Iterator[Finding]:
    first = f"rules[{number}]"
    for require, forbid, act in ((one, other, "forbid"), (other, one, "require")):
        wanted = _required_and_banned(scenario, require.require, forbid.forbid)
        if wanted:
            verbs = ("requires", "forbids") if act == "forbid" else ("forbids", "requires")
            what = f"{first} {verbs[0]} {quoted(wanted)}, which this rule {verbs[1]}"
            cure = "let their when exclude each other, or take one out"
            yield Finding((*path, act), what, cure, at_key=True)
    if same and one.require and other.require:
        for field in ("rung", "signal"):
            pair = getattr(one.require, field), getattr(other.require, field)
            if None not in pair and pair[0] != pair[1]:
                what = f"{first} requires {quoted(pair[0])} under the same when"
                yield Finding((*path, "require", field), what, "require one of the two")


def _required_and_banned(
    scenario: Scenario, require: Requirement | None, forbid: Ban | None
) -> str:
    """What one rule requires and the other forbids, or nothing."""
    if require is None or forbid is None:
        return ""
    if require.signal and require.signal == forbid.signal:
        return require.signal
    wanted = scenario.ladder.rank(require.rung)
    return str(require.rung) if wanted in banned_rungs(scenario.ladder, forbid) else ""


def _nothing_left(scenario: Scenario, code: str, reach: list[Spans]) -> Iterator[Finding]:
    left, policy = choosable_rungs(scenario, code), scenario.actors[code].policy
    if not left or not policy.rules:
        return  # a ceiling at the first rung has its own message
    for rule, span in zip(policy.rules, reach, strict=True):
        if rule.forbid and always_holds(scenario, span):
            left.difference_update(banned_rungs(scenario.ladder, rule.forbid))
    if not left:
        what = f"what always holds here leaves {code} no rung to stand on"
        cure = "let one rung be allowed in every situation"
        yield Finding(("actors", code, "policy", "rules"), what, cure, at_key=True)
