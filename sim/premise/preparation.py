"""From a checked scenario to the premise both engines run on."""

from collections.abc import Iterator
from typing import Any, get_args

from sim.chance import key_of
from sim.premise.parameters import Frame, Stature, Traits, World
from sim.premise.policies import inject_rows, rule_rows
from sim.premise.premise import Premise
from sim.premise.rows import UNSET, Pact, RedLine
from sim.premise.vector import Vector
from sim.scenario import Scenario
from sim.scenario.format.base import Model
from sim.scenario.format.kinds import Between
from sim.scenario.format.mechanisms.base import Mechanism
from sim.scenario.format.policy import NorthStar

OBLIGATIONS = {"defence": 1.0, "consultation": 0.4, "none": 0.0}
GOALS = (
    "prevail", "economy", "survival", "reciprocity", "loyalty", "autonomy", "honour",
)  # fmt: skip
STYLE = {
    "rationality": "rationality", "risk": "risk", "warn": "warn", "threaten": "threaten",
    "assure": "assure", "ambiguity": "ambiguity", "commit": "commit",
    "reminder": "nuclear_signal", "consult": "consult",
}  # fmt: skip
OWN = {
    "resolve": "resolve", "exposure": "exposure", "hostility": "hostility",
    "credibility": "credibility", "strength": "credibility_strength",
}  # fmt: skip
UNBOUNDED = 1e9
INSIDE = 1e-6  # how near a draw comes to an edge that its field excludes


def prepare(scenario: Scenario) -> Premise:
    """The premise of a scenario; equal scenarios give equal premises."""
    vector = Vector()
    codes = tuple(sorted(scenario.actors))
    sides = tuple(sorted(scenario.sides))
    _add_world(vector, scenario)
    for code in codes:
        _add_traits(vector, scenario, code)
    lines = tuple(tuple(_lines(vector, scenario, code)) for code in codes)
    rules = tuple(rule_rows(vector, scenario, code) for code in codes)
    pacts = tuple(_pacts(vector, scenario))
    statures = tuple(_stature(scenario, code, sides) for code in codes)
    return Premise(
        scenario=scenario,
        codes=codes,
        keys=tuple(key_of(code) for code in codes),
        statures=statures,
        frame=_frame(scenario),
        levels=tuple(rung.intensity for rung in scenario.ladder.rungs),
        prices=tuple(rung.price for rung in scenario.ladder.rungs),
        open_rungs=tuple(_open(scenario, code) for code in codes),
        lines=lines,
        rules=rules,
        pacts=pacts,
        injects=inject_rows(scenario, codes, sides, [pact.name for pact in pacts]),
        side_names=sides,
        side_keys=tuple(key_of(side) for side in sides),
        war_side=_war_side(scenario, sides),
        war_rung=_war_rung(scenario),
        base=tuple(vector.base),
        drawn=tuple(vector.drawn),
        listed=tuple(codes.index(code) for code in scenario.actors),
        random_sequence=int(scenario.clock.sequence == "random"),
    )


def add_field(vector: Vector, path: str, model: Model, name: str) -> int:
    """Append the number of a model's field, drawn within the range the field declares."""
    low, high = bounds(type(model), name)
    return vector.add(f"{path}.{name}", getattr(model, name), low, high)


def bounds(model: type[Model], name: str) -> tuple[float, float]:
    """The range within which a field of a model is drawn; an excluded edge is not reached.

    A normal deviate held at an excluded 0 would be divided by.
    """
    field = model.model_fields[name]
    kinds = [*field.metadata, *_nested(field.annotation)]
    found = next((kind for kind in kinds if isinstance(kind, Between)), None)
    if found is None:
        return -UNBOUNDED, UNBOUNDED
    return found.low + INSIDE * found.above, found.high - INSIDE * found.below


def _nested(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 - annotations are of any type
    yield from getattr(annotation, "__metadata__", ())
    for part in get_args(annotation):
        yield from _nested(part)


def _add_world(vector: Vector, scenario: Scenario) -> None:
    mechanisms = scenario.mechanisms
    for field in World._fields:
        part = next((name for name in type(mechanisms).model_fields if _of(field, name)), "")
        if not part:
            _add_war(vector, scenario, field)
            continue
        name = field[len(part) + 1 :]
        model = getattr(mechanisms, part)
        if isinstance(model, Mechanism) and not model.enabled and name in model.off:
            vector.add(field, model.off[name], -UNBOUNDED, UNBOUNDED)
        else:
            add_field(vector, f"mechanisms.{part}", model, name)


def _of(field: str, part: str) -> bool:
    return field.startswith(f"{part}_")


def _add_war(vector: Vector, scenario: Scenario, field: str) -> None:
    name = field.removeprefix("war_")
    if scenario.client_war is None:
        vector.add(f"client_war.{name}", 0.0, 0.0, 1.0)
    else:
        add_field(vector, "client_war", scenario.client_war, name)


def _add_traits(vector: Vector, scenario: Scenario, code: str) -> None:
    actor = scenario.actors[code]
    path, policy = f"actors.{code}", actor.policy
    for name in Traits._fields:
        if name in OWN:
            add_field(vector, path, actor, OWN[name])
        elif name in GOALS:
            add_field(vector, f"{path}.policy.goals", policy.goals, name)
        elif name in STYLE:
            add_field(vector, f"{path}.policy.style", policy.style, STYLE[name])
        elif name == "activity":
            _add_activity(vector, scenario, code)
        elif name == "north_star":
            _add_north_star(vector, f"{path}.policy.north_star", policy.north_star)
        else:
            _add_standing(vector, scenario, code, name)


def _add_activity(vector: Vector, scenario: Scenario, code: str) -> None:
    style, common = scenario.actors[code].policy.style, scenario.mechanisms.activity
    if not common.enabled:
        vector.add("", common.off["chance"], 0.0, 1.0)
    elif style.activity is None:
        # the same address for all: a common chance that is drawn is drawn once for all
        add_field(vector, "mechanisms.activity", common, "chance")
    else:
        add_field(vector, f"actors.{code}.policy.style", style, "activity")


def _add_north_star(vector: Vector, path: str, star: NorthStar | None) -> None:
    if star is None or star.hard:
        vector.add(path, 0.0, 0.0, 1.0)
    else:
        add_field(vector, path, star, "strength")


def _add_standing(vector: Vector, scenario: Scenario, code: str, name: str) -> None:
    plural, default = {"voice": ("voices", 1.0), "veto": ("vetoes", 0.0)}[name]
    for title, alliance in scenario.alliances.items():
        given = getattr(alliance, plural)
        if code in given:
            low, high = bounds(type(alliance), plural)
            vector.add(f"alliances.{title}.{plural}.{code}", given[code], low, high)
            return
    vector.add("", default, 0.0, 1.0)


def _lines(vector: Vector, scenario: Scenario, code: str) -> Iterator[RedLine]:
    for i, line in enumerate(scenario.actors[code].policy.red_lines):
        place = add_field(vector, f"actors.{code}.policy.red_lines.{i}", line, "public")
        rung = scenario.ladder.index
        yield RedLine(rung(line.at), rung(line.promise), place)


def _pacts(vector: Vector, scenario: Scenario) -> Iterator[Pact]:
    for name in sorted(scenario.alliances):
        alliance = scenario.alliances[name]
        consensus = len(scenario.ladder.rungs)
        if alliance.consensus_for is not None:
            consensus = scenario.ladder.index(alliance.consensus_for)
        place = add_field(vector, f"alliances.{name}", alliance, "cohesion")
        yield Pact(name, OBLIGATIONS[alliance.obligation], consensus, place)


def _stature(scenario: Scenario, code: str, sides: tuple[str, ...]) -> Stature:
    actor, rung = scenario.actors[code], scenario.ladder.index
    side = next((i for i, name in enumerate(sides) if code in scenario.sides[name]), UNSET)
    pacts = sorted(scenario.alliances)
    alliance = next(
        (i for i, name in enumerate(pacts) if code in scenario.alliances[name].members), UNSET
    )
    star, on = actor.policy.north_star, scenario.mechanisms.north_star.enabled
    return Stature(
        side=side,
        alliance=alliance if side >= 0 else UNSET,
        start=rung(actor.start),
        aid=scenario.aid.index(actor.start_aid) if actor.start_aid else 0,
        nuclear=int(actor.nuclear),
        learns=int(actor.learns and scenario.mechanisms.credibility.enabled),
        mediator=int(actor.mediator),
        ceiling=_ceiling(scenario, star) if star and on else len(scenario.ladder.rungs),
        hard=int(star is not None and star.hard and on),
        unless_attacked=int(star is not None and star.unless_attacked),
        hint=rung(actor.policy.style.hint),
        promise=rung(actor.policy.style.promise),
    )


def _ceiling(scenario: Scenario, star: NorthStar) -> int:
    """The first rung a north star forbids: named, or the rung that can bring the outcome on."""
    ladder = scenario.ladder
    if star.stay_below is not None:
        return ladder.index(star.stay_below)
    roles = ladder.roles
    leads = {"direct_clash": roles.force, "war": roles.clash, "nuclear_use": roles.war}
    return ladder.index(leads[star.avoid or "direct_clash"])


def _open(scenario: Scenario, code: str) -> tuple[int, ...]:
    nuclear = scenario.actors[code].nuclear
    return tuple(int(nuclear or rung.needs == "none") for rung in scenario.ladder.rungs)


def _war_side(scenario: Scenario, sides: tuple[str, ...]) -> int:
    if scenario.client_war is None:
        return UNSET
    for i, side in enumerate(sides):
        if set(scenario.client_war.between) & set(scenario.sides[side]):
            return i
    return UNSET


def _war_rung(scenario: Scenario) -> int:
    return scenario.ladder.index(scenario.client_war.rung) if scenario.client_war else 0


def _frame(scenario: Scenario) -> Frame:
    ladder, terminal, parts = scenario.ladder, scenario.terminal, scenario.mechanisms
    rung, roles = ladder.index, ladder.roles
    still = None if terminal.stalemate == "none" else terminal.stalemate
    ids = ladder.ids
    return Frame(
        rungs=len(ids),
        steps=len(scenario.aid.steps),
        aid=rung(roles.aid) if roles.aid else -9,
        warn=rung("warn") if "warn" in ids else 1,
        threat=rung("threat") if "threat" in ids else 1,
        display=rung(roles.display) if roles.display else rung(roles.collective),
        collective=rung(roles.collective),
        force=rung(roles.force),
        clash=rung(roles.clash),
        war=rung(roles.war),
        nuclear=rung(roles.nuclear),
        hint_from=rung(parts.anticipation.hint_from or roles.display or roles.collective),
        hint_weeks=parts.anticipation.weeks,
        due=parts.credibility.due,
        standing_due=parts.credibility.standing_due,
        lapse=parts.credibility.lapse,
        crossed_weeks=parts.deliberation.crossed_weeks,
        attack_weeks=parts.retaliation.weeks,
        answer_within=terminal.answer_within,
        absorb_on_clash=int(terminal.absorb_on_clash),
        war_turns=terminal.war_turns,
        calm_at=rung(terminal.deescalation.at_most),
        calm_turns=terminal.deescalation.turns,
        still_above=rung(still.above) if still else 0,
        still_turns=still.turns if still else 0,
        horizon=scenario.clock.horizon,
        sequential=int(scenario.clock.order == "sequential"),
        learning=int(parts.credibility.enabled),
    )
