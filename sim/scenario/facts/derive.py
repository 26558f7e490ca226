"""Fills in what follows from facts, wherever a file does not say it directly.

Assumptions beyond the fitted rule are the constants below; each is listed in docs/validity.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations
from math import exp, log, sqrt
from typing import Any, TypeVar

from brinkmanship.sim.scenario.calendar import is_day
from brinkmanship.sim.scenario.facts.fitted import STAKES
from brinkmanship.sim.scenario.facts.stakes import StakeFacts, StakeRule, log_stake
from brinkmanship.sim.scenario.format.actor import Actor, Alliance
from brinkmanship.sim.scenario.format.base import Model
from brinkmanship.sim.scenario.format.facts import ActorFacts, CrisisFacts, Relations, TreatyFact
from brinkmanship.sim.scenario.format.inject import Incident, Inject
from brinkmanship.sim.scenario.format.policy import NorthStar, RedLine
from brinkmanship.sim.scenario.format.scenario import Scenario
from brinkmanship.sim.scenario.format.stage import ClientWar, Deescalation, Dispute
from brinkmanship.sim.scenario.format.values import Fixed

M = TypeVar("M", bound=Model)
Pair = tuple[str, ...]

PROTRACTED = {"none": 0.0, "conflict": 0.5, "long_war": 1.0}
TERRITORY = {True: 1.0, False: 0.2}
WAR_INTENSITY = {"none": 0.0, "low": 0.4, "high": 0.8}
POWER = {"small": 1.0, "middle": 3.0, "great": 9.0, "super": 27.0}
PUBLIC = 0.9  # how public a line is that was drawn in public
HORIZON = 104
QUIET = 8  # turns without more than a warning after which a crisis has faded


def fill_from_facts(scenario: Scenario, rule: StakeRule = STAKES) -> Scenario:
    """The scenario with everything that follows from its facts and relations.

    Args:
        scenario: A scenario without errors.
        rule: What gives a stake, and means of war, from facts; the shipped one if left out.
    """
    relations = with_guarantees(scenario)
    actors = _actors(scenario, rule) if any(one.facts for one in scenario.actors.values()) else {}
    update: dict[str, object] = {}
    if actors:
        update["actors"] = {**scenario.actors, **actors}
    if scenario.facts is not None:
        update |= _of_crisis(scenario, scenario.facts)
    if relations is not None:
        update |= _unless_given(scenario, _of_relations(scenario, relations))
    elif bonds := guarantees(scenario, {}):
        update |= _unless_given(scenario, {"alliances": _alliances(bonds)})
    update["dispute"] = _dispute(scenario)
    return scenario.model_copy(update=update)


def with_guarantees(scenario: Scenario) -> Relations | None:
    """The relations of a scenario, a treaty for each guarantee that none of its treaties gives."""
    relations = scenario.relations
    if relations is None:
        return None
    bonds = guarantees(scenario, relations.treaties)
    return relations.model_copy(update={"treaties": {**relations.treaties, **bonds}})


def guarantees(scenario: Scenario, treaties: Mapping[str, TreatyFact]) -> dict[str, TreatyFact]:
    """A treaty of defence for each state with a guarantor, unless a given one has both."""
    bound = [set(one.members) for one in treaties.values() if one.obligation == "defence"]
    pairs = {
        code: (code, actor.facts.guarantor)
        for code, actor in scenario.actors.items()
        if actor.facts is not None and actor.facts.guarantor is not None
    }
    return {
        f"guarantee_of_{code}": TreatyFact(members=pair)
        for code, pair in pairs.items()
        if not any(members.issuperset(pair) for members in bound)
    }


def _unless_given(part: Model, derived: Mapping[str, object]) -> dict[str, object]:
    """What of the derived fields a file leaves out."""
    return {name: one for name, one in derived.items() if name not in part.model_fields_set}


def _completed(part: M, derived: Mapping[str, object]) -> M:
    return part.model_copy(update=_unless_given(part, derived))


def _dispute(scenario: Scenario) -> Dispute:
    """The matter in dispute, each part of it by facts or relations unless the file gives it."""
    derived: dict[str, object] = {}
    if scenario.facts is not None:
        derived["territory"] = Fixed(TERRITORY[scenario.facts.territory])
        derived["protracted"] = Fixed(PROTRACTED[scenario.facts.protracted])
    if scenario.relations is not None:
        derived["borders"] = (*scenario.relations.borders, *_meetings(scenario))
    return _completed(scenario.dispute, derived)


def _meetings(scenario: Scenario) -> Iterator[Pair]:
    """States that reach each other since the troops of both stand in the contested area."""
    borders = scenario.relations.borders if scenario.relations else ()
    known = {frozenset(pair) for pair in borders}
    there = [
        code for code, one in scenario.actors.items() if one.facts and one.facts.troops_in_area
    ]
    yield from (pair for pair in combinations(there, 2) if frozenset(pair) not in known)


def _of_crisis(scenario: Scenario, facts: CrisisFacts) -> dict[str, object]:
    calm = {
        "absorb_on_clash": False,
        "stalemate": "none",
        "deescalation": Deescalation(turns=QUIET),
    }
    derived: dict[str, object] = {
        "clock": _completed(scenario.clock, {"horizon": HORIZON, "starts": _day(facts)}),
        "terminal": _completed(scenario.terminal, calm),
    }
    if facts.client_war.level != "none" and scenario.client_war is None:
        derived["client_war"] = _client_war(scenario, facts)
    if blow := _first_blow(scenario, facts):
        derived["injects"] = (*scenario.injects, blow)
    return derived


def _day(facts: CrisisFacts) -> str | None:
    """The day of the trigger, where the day is known."""
    day = facts.trigger.date if facts.trigger else None
    return day if day and is_day(day) else None


def _client_war(scenario: Scenario, facts: CrisisFacts) -> ClientWar:
    parties = (*facts.client_war.between, "others", "others")[:2]
    clients = scenario.relations.clients if scenario.relations else {}
    backers = tuple(code for code in scenario.actors if code in parties or code in clients)
    intensity = Fixed(WAR_INTENSITY[facts.client_war.level])
    return ClientWar(between=parties, intensity=intensity, backers=backers)


def _first_blow(scenario: Scenario, facts: CrisisFacts) -> Inject | None:
    """The blow that set off the crisis, if one actor struck another."""
    trigger = facts.trigger
    if trigger is None or trigger.kind != "violent":
        return None
    by, against = trigger.by or "", trigger.against or ""
    if by not in scenario.actors or against not in scenario.actors:
        return None
    incident = Incident(by=by, against=against, deliberate=not trigger.accident)
    return Inject(at=1, incident=incident, note="The blow that set off the crisis")


def _of_relations(scenario: Scenario, relations: Relations) -> dict[str, object]:
    derived: dict[str, object] = {"alliances": _alliances(relations.treaties)}
    if not scenario.sides:
        derived["sides"] = {code: (code,) for code in scenario.actors}
        derived["opponents"] = opposing_pairs(relations)
    return derived


def _alliances(treaties: Mapping[str, TreatyFact]) -> dict[str, Alliance]:
    return {
        name: Alliance(members=treaty.members, obligation=treaty.obligation)
        for name, treaty in treaties.items()
    }


def opposing_pairs(relations: Relations) -> tuple[Pair, ...]:
    """Who opposes whom: as coded, and who is bound to defend a state, its opponents.

    Nobody opposes a state that it is bound to as well.
    """
    bound = {
        frozenset(pair)
        for treaty in relations.treaties.values()
        if treaty.obligation == "defence"
        for pair in combinations(treaty.members, 2)
    }
    found = {frozenset(pair): tuple(pair) for pair in relations.opponents}
    for one, other in relations.opponents:
        for tie in sorted(bound, key=sorted):
            for mine, theirs in ((one, other), (other, one)):
                if mine in tie and theirs not in tie:
                    (ally,) = tie - {mine}
                    pair = frozenset((ally, theirs))
                    if pair not in bound and pair not in found:
                        found[pair] = (ally, theirs)
    return tuple(found.values())


def _actors(scenario: Scenario, rule: StakeRule) -> dict[str, Actor]:
    means = _capabilities(scenario, rule)
    return {
        code: _actor(
            scenario, code, actor.facts, means[code], log_stake(rule, stake_facts(scenario, code))
        )
        for code, actor in scenario.actors.items()
        if actor.facts is not None
    }


def _actor(
    scenario: Scenario, code: str, facts: ActorFacts, capability: float, stake: float
) -> Actor:
    trigger = scenario.facts.trigger if scenario.facts else None
    derived: dict[str, Any] = {
        "start": facts.start,
        "nuclear": facts.nuclear != "none",
        "resolve": Fixed(exp(stake)),
        "capability": Fixed(capability),
        "kept": Fixed(float(facts.kept)),
        "bluffs": Fixed(float(facts.bluffs)),
        "settled": trigger is None,
    }
    policy: dict[str, Any] = {}
    line, rank = facts.red_line, scenario.ladder.rank
    if line is not None and rank(line.promise) >= rank(line.at) >= 0:  # else it is a protest
        policy["red_lines"] = (RedLine(at=line.at, promise=line.promise, public=Fixed(PUBLIC)),)
    if facts.north_star is not None:
        policy["north_star"] = NorthStar(stay_below=facts.north_star.stay_below)
    actor = scenario.actors[code]
    completed = _completed(actor, derived)
    return completed.model_copy(update={"policy": _completed(actor.policy, policy)})


def stake_facts(scenario: Scenario, code: str) -> StakeFacts:
    """What the rule for stakes asks of an actor that has facts."""
    crisis, facts = scenario.facts or CrisisFacts(), scenario.actors[code].facts
    assert facts is not None  # noqa: S101 - the caller has looked
    trigger = crisis.trigger
    return StakeFacts(
        gravity=facts.gravity,
        protracted=crisis.protracted,
        ethnic=crisis.ethnic,
        year=_year(trigger.date) if trigger else None,
        trigger=trigger.kind if trigger else "",
        challenges=trigger is not None and trigger.by == code,
        regime=facts.regime,
    )


def _year(date: str | None) -> int | None:
    head = (date or "")[:4]
    return int(head) if head.isdigit() else None


def _capabilities(scenario: Scenario, rule: StakeRule) -> dict[str, float]:
    """Means of war: by standing, and for the two main opponents by their ratio of power."""
    means = {
        code: POWER[actor.facts.power] if actor.facts else 1.0
        for code, actor in scenario.actors.items()
    }
    pairs = scenario.relations.opponents if scenario.relations else ()
    if not pairs:
        return means
    one, other = pairs[0]
    facts = scenario.actors[one].facts, scenario.actors[other].facts
    ratio = next((found for found in (_ratio(facts[0]), _inverse(_ratio(facts[1]))) if found), 1.0)
    middle, spread = sqrt(means[one] * means[other]), exp(0.5 * rule.power * log(ratio))
    return means | {one: middle * spread, other: middle / spread}


def _ratio(facts: ActorFacts | None) -> float | None:
    return facts.power_ratio if facts else None


def _inverse(ratio: float | None) -> float | None:
    return 1.0 / ratio if ratio else None
