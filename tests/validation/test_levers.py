"""What must hold of the first scenario whatever was fitted; what is asked of it stands elsewhere.

Signs and sizes that a fit may or may not give are not pinned here: ``python -m
brinkmanship.commands.jobs.february`` reports them.
"""

import numpy as np
import pytest

from brinkmanship.commands.jobs.february.judging import OPPOSITE, verdict
from brinkmanship.commands.jobs.february.levers import LEVERS
from brinkmanship.commands.jobs.february.measures import MEASURES, Seen
from brinkmanship.commands.jobs.february.playing import Player, Sample
from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.crisis.state.row import OUTCOME, ROUTE
from brinkmanship.sim.mechanisms.endings import DIRECT_CLASH, NO_ROUTE, OUTCOMES
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from tests.validation.levers import BASE, RUNS, ensemble

ONE_WAY = (
    "North Star off",
    "release off",
    "consensus rule off",
    "accidents off",
    "accidents at twice the rate",
    "Russia strikes the transit in Poland, by script in week 4",
)
"""Levers that take a price or a cause away, or add one, and have no other way to act."""
STOPPED = "mechanisms.settlement.enabled=false"
"""With it, and with nobody's silence ending the crisis, all runs last the year."""


@pytest.fixture(scope="module")
def player():
    """Plays each side once."""
    return Player(Sample(0, RUNS, 100))


@pytest.mark.parametrize(
    "lever", [one for one in LEVERS if one.claim in ONE_WAY and one.sign], ids=str
)
def test_a_lever_with_one_way_to_act_never_acts_the_other(player, lever):
    """However little it does, it does not surely go against what it is."""
    assert verdict(player.gap(lever), lever.sign) != OPPOSITE


def test_the_base_case_is_not_degenerate():
    """Years end in several ways, and no way is that of nearly all."""
    _, played = ensemble()
    shares = [float(np.mean(played.ending[:, OUTCOME] == k)) for k in range(len(OUTCOMES))]

    assert sum(share > 0.005 for share in shares) >= 3
    assert max(shares) < 0.95


@pytest.mark.xfail(strict=True, reason="deeds outweigh empty words: docs/validity")
def test_russian_credibility_falls_over_a_year_of_empty_warnings():
    """In years without force, what is believed of a Russia without a record ends below its start.

    Nothing but force ends these runs, so that the others last the year.
    """
    settings = ("actors.RUS.bluffs=0", "terminal.yield_weeks=104", STOPPED)
    premise = prepare(load_scenario(BASE, settings))
    russia, engine, paths = premise.codes.index("RUS"), Engine(premise, listening=True), []
    for run in range(60):
        _, traces = engine.play_traced(0, run)
        mine = traces.moments[traces.moment_actors == russia]
        if len(mine) == 52 and mine["rung"].max() < premise.frame.force:
            paths.append(mine["credibility"])
    whole = np.array(paths)

    assert len(whole) > 5
    assert whole[:, -1].mean() < whole[:, 0].mean()


def test_a_record_of_empty_threats_is_believed_less():
    """In the first week Russia's nineteen empty threats make its word count for less."""
    believed = []
    for overrides in ((), ("actors.RUS.bluffs=0",)):
        premise = prepare(load_scenario(BASE, overrides))
        _, traces = Engine(premise, listening=True).play_traced(0, 0)
        mine = traces.moments[traces.moment_actors == premise.codes.index("RUS")]
        believed.append(mine["credibility"][0])

    assert believed[0] < believed[1]


def test_every_clash_has_a_road_and_there_are_several():
    """Nothing that did not clash has one, and not all clashes come the same way."""
    _, played = ensemble(runs=4 * RUNS)
    clashed = played.ending[:, OUTCOME] <= DIRECT_CLASH
    roads = played.ending[:, ROUTE]

    assert np.array_equal(roads != NO_ROUTE, clashed)
    assert len(set(roads[clashed].tolist())) >= 2


def test_common_random_numbers_pay(player):
    """Pairing runs on the same dice narrows the interval of a lever's effect."""
    (lever,) = [one for one in LEVERS if one.claim in ONE_WAY[2:3] and one.measure == "tripwire"]
    measure = MEASURES[lever.measure]
    first, second = (
        measure.rate(Seen(*ensemble(BASE, settings))).hits for settings in ((), lever.changes)
    )
    gap = player.gap(lever)

    assert gap.high - gap.low < 2 * 1.96 * np.sqrt((first.var() + second.var()) / RUNS)
