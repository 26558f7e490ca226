"""From a checked scenario to the premise that every engine runs on."""

from brinkmanship.sim.mechanisms.acts import KINDS
from brinkmanship.sim.mechanisms.chance import key_of
from brinkmanship.sim.premise.injects import inject_rows
from brinkmanship.sim.premise.numbers import add_traits, add_world
from brinkmanship.sim.premise.policies import red_lines, rule_rows
from brinkmanship.sim.premise.premise import Premise
from brinkmanship.sim.premise.stage import (
    backers,
    frame_of,
    near_actors,
    opposed_sides,
    pacts,
    stature_of,
)
from brinkmanship.sim.premise.vector import Vector
from brinkmanship.sim.scenario import Scenario
from brinkmanship.sim.scenario.meaning import can_choose


def prepare(scenario: Scenario) -> Premise:
    """The premise of a scenario; equal scenarios give equal premises."""
    vector, ladder = Vector(), scenario.ladder
    codes, sides = tuple(sorted(scenario.actors)), tuple(sorted(scenario.sides))
    # every call that takes the vector appends to it, so their order is that of its numbers
    add_world(vector, scenario)
    for code in codes:
        add_traits(vector, scenario, code)
    lines = tuple(tuple(red_lines(vector, scenario, code)) for code in codes)
    rules = tuple(rule_rows(vector, scenario, code) for code in codes)
    alliances = tuple(pacts(vector, scenario, codes))
    return Premise(
        scenario=scenario,
        codes=codes,
        keys=tuple(key_of(code) for code in codes),
        statures=tuple(stature_of(scenario, code, sides) for code in codes),
        frame=frame_of(scenario, sides),
        levels=tuple(rung.intensity for rung in ladder.rungs),
        kinds=tuple(KINDS.index(ladder.kind(rung)) for rung in range(len(ladder.rungs))),
        open_rungs=tuple(
            tuple(int(can_choose(scenario, code, rung)) for rung in range(len(ladder.rungs)))
            for code in codes
        ),
        lines=lines,
        rules=rules,
        pacts=alliances,
        injects=inject_rows(scenario, codes, sides, [pact.name for pact in alliances]),
        side_names=sides,
        opposed=opposed_sides(scenario, sides),
        near=near_actors(scenario, codes),
        backers=backers(scenario, codes),
        weekly=tuple(vector.weekly),
        base=tuple(vector.base),
        drawn=tuple(vector.drawn),
        listed=tuple(codes.index(code) for code in scenario.actors),
    )
