"""Laws of the start of a run: who opposes whom, and what the matter is worth to each."""

import pytest
import yaml

from brinkmanship.sim.crisis.opening import (
    ATTEMPTS,
    draw_stake,
    stays_below,
    will_not_give_in,
)
from brinkmanship.sim.crisis.plain import begin_run, blank_crisis
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario

TRIANGLE = """\
title: Three quarrels at once
extends: ladders/seven-rungs.yaml
clock: {horizon: 6}
sides: {north: [AAA, BBB], south: [CCC], east: [DDD]}
actors:
  AAA: {name: Alphaland, resolve: 2, start: tripwire}
  BBB: {name: Betaland}
  CCC: {name: Gammaland, start: tripwire}
  DDD: {name: Deltaland, settled: false, start: tripwire}
  EEE: {name: Epsilonland}
"""
OPPONENTS = {
    "every two": (None, {"AAA": "CCC DDD", "BBB": "CCC DDD", "CCC": "AAA BBB DDD",
                         "DDD": "AAA BBB CCC", "EEE": ""}),
    "north against each": ([["north", "south"], ["east", "north"]],
                           {"AAA": "CCC DDD", "BBB": "CCC DDD", "CCC": "AAA BBB",
                            "DDD": "AAA BBB", "EEE": ""}),
    "one is left out": ([["north", "south"]],
                        {"AAA": "CCC", "BBB": "CCC", "CCC": "AAA BBB", "DDD": "", "EEE": ""}),
}  # fmt: skip


def opened(folder, run=0, **more):
    """Codes, and the crisis at the start of a run."""
    file = folder / "triangle.yaml"
    file.write_text(yaml.safe_dump(yaml.safe_load(TRIANGLE) | more), encoding="utf-8")
    premise = prepare(load_scenario(file))
    crisis = blank_crisis(premise)
    begin_run(crisis, seed=1, run=run)
    return premise.codes, crisis


def agrees(crisis, actor):
    """Whether an actor's stake fits its start: it would not climb from there, nor give in."""
    return stays_below(crisis, actor) and will_not_give_in(crisis, actor)


def would_agree(crisis, actor):
    """Whether each draw of an actor's stake that is tried agrees with its start."""
    for attempt in range(ATTEMPTS):
        draw_stake(crisis, actor, attempt)
        yield agrees(crisis, actor)


@pytest.mark.parametrize("name", OPPONENTS)
def test_the_roster_lists_who_opposes_whom(tmp_path, name):
    """Each actor has the opponents that the relation of the sides gives it, and no other."""
    pairs, wanted = OPPONENTS[name]

    codes, crisis = opened(tmp_path, **({} if pairs is None else {"opponents": pairs}))

    for actor in crisis.actors:
        places = list(crisis.roster[actor.place])[: actor.foes]
        assert [codes[place] for place in places] == wanted[codes[actor.place]].split()


def test_a_stake_is_drawn_for_who_is_on_a_side(tmp_path):
    """It differs from run to run and between actors; a bystander has none."""
    stakes = [[actor.resolve for actor in opened(tmp_path, run)[1].actors] for run in range(20)]

    for row in stakes:
        assert row[-1] == 0.0 < min(row[:-1])
        assert len(set(row[:-1])) == 4
    assert all(len(set(column)) == 20 for column in list(zip(*stakes, strict=True))[:-1])


def test_without_spread_a_stake_is_what_the_file_says(tmp_path):
    """Nothing is drawn then, whether the start has stood or not."""
    still = {"resolve": {"common_sd": 0, "private_sd": 0}}

    _, crisis = opened(tmp_path, mechanisms=still)

    assert [actor.resolve for actor in crisis.actors] == [2.0, 1.0, 1.0, 1.0, 0.0]


def test_a_start_that_has_stood_is_one_that_is_chosen(tmp_path):
    """A first draw may disagree with the start; settled, no draw that was made may agree then."""
    agreed = {0: 0, 1: 0}
    for run in range(60):
        for settled in (0, 1):
            _, crisis = opened(tmp_path, run, mechanisms={"resolve": {"settled": settled}})
            for actor in crisis.actors[:2]:
                does = agrees(crisis, actor)
                agreed[settled] += does
                assert does or not settled or not any(would_agree(crisis, actor))

    assert agreed[0] < agreed[1]


def test_if_no_draw_fits_the_greatest_that_would_not_climb_counts(tmp_path):
    """Where giving way costs nothing no start is held; who would climb at once is not taken."""
    free, met = {"bargaining": {"kept": 0.3, "conceded": 0.3}}, set()
    for run in range(30):
        _, crisis = opened(tmp_path, run, mechanisms=free)
        for actor in (crisis.actors[0], crisis.actors[2]):
            taken, calm = actor.resolve, []
            assert not any(would_agree(crisis, actor))
            for attempt in range(ATTEMPTS):
                draw_stake(crisis, actor, attempt)
                calm += [actor.resolve] if stays_below(crisis, actor) else []
            met.add(len(calm))
            assert taken == max(calm, default=actor.resolve)

    assert max(met) > 1


def test_who_was_just_challenged_is_drawn_once(tmp_path):
    """A start that is not settled tells nothing of the stake, so the first draw counts."""
    for run in range(20):
        stakes = []
        for settled in (0, 1):
            _, crisis = opened(tmp_path, run, mechanisms={"resolve": {"settled": settled}})
            stakes.append(crisis.actors[3].resolve)
        assert stakes[0] == stakes[1]
