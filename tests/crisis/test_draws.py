"""Laws of draws in the text: each has an address of its own, and nobody's company matters."""

from dataclasses import asdict

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from brinkmanship.sim.crisis.draws import (
    common_uniform,
    draw_shocks,
    draw_turn,
    type_uniforms,
    uniforms,
)
from brinkmanship.sim.crisis.plain import begin_run, blank_crisis
from brinkmanship.sim.crisis.seeing import stake_now
from brinkmanship.sim.mechanisms.chance import (
    ACT,
    COMMON,
    LAST_RUN,
    LAST_SEED,
    SENSE,
    SHOCK,
    key_of,
)
from brinkmanship.sim.mechanisms.numeric import gumbel, normal
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from tests.small import SMALL

ADDRESSES = st.integers(0, LAST_SEED), st.integers(0, LAST_RUN)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    """The crisis of the small scenario, and that of the same with two states more."""
    folder, found = tmp_path_factory.mktemp("crowd"), []
    for more in ({}, {"AAB": {"name": "Betaland"}, "ZZZ": {"name": "Zetaland"}}):
        document = yaml.safe_load(SMALL)
        document["actors"] |= more
        file = folder / f"{len(more)}.yaml"
        file.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
        premise = prepare(load_scenario(file))
        found.append((premise.codes, blank_crisis(premise)))
    return found


def drawn(crisis, seed, run, turn):
    """The same crisis with the draws of a turn of a run."""
    begin_run(crisis, seed=seed, run=run)
    crisis.course.turn = turn
    draw_turn(crisis)
    return crisis


@given(*ADDRESSES, st.integers(1, 60))
def test_a_turns_draws_are_those_of_single_addresses(crowd, seed, run, turn):
    """What is drawn for all in one go is what each would draw alone."""
    for codes, crisis in crowd:
        drawn(crisis, seed, run, turn)
        for code, dice, noise in zip(codes, crisis.dice, crisis.noises, strict=True):
            acts = uniforms(seed, run, turn, ACT, 0, key_of(code))
            senses = uniforms(seed, run, turn, SENSE, 0, key_of(code))
            assert tuple(asdict(dice).values()) == (*acts, *senses)
            assert noise == normal(senses[1])


@given(*ADDRESSES)
def test_company_re_rolls_nobodys_dice(crowd, seed, run):
    """An actor's draws do not depend on who else is in the crisis, nor on its position there."""
    (few, alone), (many, among) = crowd

    drawn(alone, seed, run, 2)
    drawn(among, seed, run, 2)

    for place, code in enumerate(few):
        other = many.index(code)
        assert alone.dice[place] == among.dice[other]
        assert alone.noises[place] == among.noises[other]
        for crisis, at in ((alone, place), (among, other)):
            draw_shocks(crisis, crisis.actors[at])
        assert alone.shocks[place] == among.shocks[other]


@given(*ADDRESSES)
def test_a_shock_has_the_address_of_its_rung_and_turn(crowd, seed, run):
    """Rung by rung a Gumbel deviate, in shares of the stake; in one turn they are drawn once."""
    codes, crisis = crowd[0]
    drawn(crisis, seed, run, 5)
    actor = crisis.actors[0]

    draw_shocks(crisis, actor)

    scale, key = stake_now(crisis, actor) / crisis.traits[0].rationality, key_of(codes[0])
    words = [u for slot in (0, 1) for u in uniforms(seed, run, 5, SHOCK, slot, key)]
    assert crisis.shocks[0] == [gumbel(u) * scale for u in words]
    crisis.shocks[0][0] = 0.0
    draw_shocks(crisis, actor)
    assert crisis.shocks[0][0] == 0.0
    crisis.course.turn = 6
    draw_shocks(crisis, actor)
    assert crisis.shocks[0][0] == gumbel(uniforms(seed, run, 6, SHOCK, 0, key)[0]) * scale


@given(*ADDRESSES, st.integers(0, 7))
def test_a_stake_has_a_part_of_its_own_and_one_that_all_share(crowd, seed, run, attempt):
    """The common part has one address a run; an actor's own differs by attempt and by actor."""
    _, crisis = crowd[0]
    begin_run(crisis, seed=seed, run=run)

    assert common_uniform(crisis) == uniforms(seed, run, 0, COMMON, 0, 0)[0]
    own = [
        type_uniforms(crisis, actor, number)
        for actor in crisis.actors
        for number in (attempt, attempt + 1)
    ]
    assert len(set(own)) == 2 * len(crisis.actors)


def test_uniforms_are_spread_evenly():
    """Uniforms over many addresses have the mean and variance of a uniform."""
    keys = [key_of(f"A{i}") for i in range(20)]

    found = np.array(
        [uniforms(0, 0, turn, ACT, 0, key) for turn in range(1, 1001) for key in keys]
    ).ravel()

    assert abs(found.mean() - 0.5) < 4 * (1 / 12 / found.size) ** 0.5
    assert abs(found.var() - 1 / 12) < 0.002
    assert np.abs(np.corrcoef(found[:-1], found[1:])[0, 1]) < 4 / found.size**0.5


@given(st.sampled_from([0, 1, 31, 32, 62]))
def test_every_bit_of_a_seed_counts(bit):
    """Seed 0 is a seed, and one that differs in a single bit, high or low, is another."""
    key = key_of("FRA")

    assert uniforms(0, 0, 1, SHOCK, 0, key) == uniforms(0, 0, 1, SHOCK, 0, key)
    assert uniforms(0, 0, 1, SHOCK, 0, key) != uniforms(2**bit, 0, 1, SHOCK, 0, key)
