"""Laws of the game behind a choice: who gives way, who fights, and what is learnt of it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brinkmanship.sim.mechanisms.bargaining import (
    attack_chance,
    drawn_towards,
    fights_chance,
    odds,
    record_shift,
    retaliation,
    settlement_chance,
    share_below,
    sharpened,
    surprised,
    war_cost,
    yield_price,
    yields_chance,
)
from brinkmanship.sim.mechanisms.values import in_a_turn

SHARE = st.floats(0, 1)
MEAN, DOUBT = st.floats(-3, 3), st.floats(0.1, 3)
PRICE, MARGIN = st.floats(0.001, 5), st.floats(0.1, 1)
CLOSE = 1e-9


@given(MEAN, MEAN, MEAN, DOUBT)
def test_a_share_below_rises_with_the_level_and_falls_with_the_mean(level, more, mean, doubt):
    """It is a chance, half at the mean, and close to that of a normal belief."""
    low, high = sorted((level, more))
    normal = 0.5 * (1 + math.erf((level - mean) / doubt / math.sqrt(2)))

    assert 0.0 <= share_below(low, mean, doubt) <= share_below(high, mean, doubt) <= 1.0
    assert share_below(level, low, doubt) >= share_below(level, high, doubt)
    assert share_below(mean, mean, doubt) == 0.5
    assert abs(share_below(level, mean, doubt) - normal) < 0.01


@given(PRICE, PRICE, MARGIN, MEAN, DOUBT)
def test_more_harm_makes_yielding_likelier_and_more_at_stake_less(price, more, margin, mean, doubt):
    """Who loses more by standing firm gives way rather; who cares more does not."""
    low, high = sorted((price, more))

    assert yields_chance(low, margin, mean, doubt) <= yields_chance(high, margin, mean, doubt)
    assert yields_chance(low, margin, mean, doubt) >= yields_chance(low, margin, mean + 1, doubt)


@given(SHARE, SHARE, SHARE, SHARE, st.floats(1, 5))
def test_an_act_presses_more_the_more_a_fight_is_expected(harm, level, fights, more, cost):
    """Standing firm costs at least the harm; words of who would never fight cost no more."""
    low, high = sorted((fights, more))

    assert yield_price(harm, 1.0, level, 0.0, cost) == harm
    assert harm <= yield_price(harm, 1.0, level, low, cost)
    assert yield_price(harm, 1.0, level, low, cost) <= yield_price(harm, 1.0, level, high, cost)


@given(st.floats(0, 50), SHARE, SHARE, SHARE)
def test_only_nuclear_arms_of_the_other_make_a_war_dearer(fear, arsenal, umbrella, own):
    """A war with a state without them costs 1, and none costs less."""
    assert war_cost(fear, 0.0, umbrella, own) == 1.0
    assert war_cost(0.0, arsenal, umbrella, own) == 1.0
    assert 1.0 <= war_cost(fear, arsenal, umbrella, own) <= 1.0 + fear + CLOSE
    assert war_cost(fear, arsenal, umbrella, 0.0) <= war_cost(fear, arsenal, umbrella, 1.0) + CLOSE


@given(st.floats(0.001, 1000), st.floats(0.001, 1000))
def test_odds_of_the_two_sum_to_one(own, other):
    """Only the ratio of means counts, and what one may win the other may lose."""
    assert odds(own, other) + odds(other, own) == pytest.approx(1.0)
    assert odds(own, own) == 0.5


@given(MEAN, DOUBT, MEAN, st.floats(-3, 3), SHARE)
def test_what_frightens_makes_an_attack_likelier(mean, doubt, price, restraint, alarm):
    """Seen intensity speaks for it and restraint against it; a dear war is less likely chosen."""
    calm = attack_chance(mean, doubt, price, restraint, 0.0)

    assert calm <= attack_chance(mean, doubt, price, restraint, alarm)
    assert calm >= attack_chance(mean, doubt, price, restraint + 1.0, 0.0)
    assert fights_chance(price, mean, doubt) >= fights_chance(price + 1.0, mean, doubt)


@given(st.floats(0, 10), st.floats(0.01, 20), SHARE, SHARE, st.floats(0.01, 1))
def test_a_blow_speaks_for_what_hurts(weight, stake, blow, harm, force):
    """What hurts as much as limited force answers it; who was not struck answers nothing."""
    less = retaliation(weight, stake, blow, harm, force)

    assert less <= 0.0
    assert retaliation(weight, stake, blow, force, force) == 0.0
    assert retaliation(weight, stake, 0.0, harm, force) == 0.0
    assert less <= retaliation(weight, stake, blow, min(2 * harm, 1.0), force)


@given(SHARE, SHARE, SHARE, st.floats(-2, 2), st.floats(0.05, 5))
def test_who_expects_less_of_going_on_settles_rather(rate, first, second, gap, width):
    """The chance is at most the rate, and the same whoever is asked first."""
    chance = settlement_chance(rate, first, second, gap, width)

    assert 0.0 <= chance <= rate
    assert chance == pytest.approx(settlement_chance(rate, second, first, gap, width))
    assert chance <= settlement_chance(rate, 0.5 * first, second, gap, width) + CLOSE


@given(MEAN, DOUBT, st.floats(0.01, 3), SHARE)
def test_a_surprise_moves_a_belief_its_way(mean, doubt, rate, expected):
    """What was expected for sure teaches nothing; over all that may happen nothing is learnt."""
    up = surprised(mean, doubt, rate, 1.0, expected) - mean
    down = surprised(mean, doubt, rate, 0.0, expected) - mean

    assert down <= 0.0 <= up
    assert surprised(mean, doubt, rate, 1.0, 1.0) == mean == surprised(mean, doubt, rate, 0.0, 0.0)
    assert expected * up + (1.0 - expected) * down == pytest.approx(0.0, abs=CLOSE)


@given(MEAN, DOUBT, MEAN, st.floats(0, 50), st.floats(0.01, 0.1))
def test_what_is_seen_draws_a_belief_and_sharpens_it(mean, doubt, observed, precision, least):
    """The mean ends between belief and observation, nearer to it the more precise it is."""
    after = drawn_towards(mean, doubt, observed, precision)
    low, high = sorted((mean, observed))

    assert low - CLOSE <= after <= high + CLOSE
    assert drawn_towards(mean, doubt, observed, 0.0) == mean
    further = abs(drawn_towards(mean, doubt, observed, 2 * precision) - observed)
    assert further <= abs(after - observed) + CLOSE
    assert least <= sharpened(doubt, precision, least) <= doubt


@given(st.floats(0, 3), st.floats(0, 1000), st.floats(0, 1000))
def test_a_record_is_read_for_and_against(weight, kept, broken):
    """No record and an even one say nothing; kept and broken threats mirror each other."""
    assert record_shift(weight, 0.0, 0.0) == 0.0
    assert record_shift(weight, kept, broken) == pytest.approx(-record_shift(weight, broken, kept))
    assert record_shift(weight, 1.0, 0.0) >= 0.0 >= record_shift(weight, 0.0, 1.0)


@given(st.floats(0, 0.999), st.floats(0.1, 5), st.floats(0.1, 5))
def test_a_share_a_week_is_the_same_over_any_turns(share, first, second):
    """Two turns leave what one as long as both leaves; a week leaves the share itself."""
    left = (1.0 - in_a_turn(share, first)) * (1.0 - in_a_turn(share, second))

    assert left == pytest.approx(1.0 - in_a_turn(share, first + second), abs=CLOSE)
    assert in_a_turn(share, 1.0) == pytest.approx(share, abs=CLOSE)
    assert 0.0 <= in_a_turn(share, first) <= 1.0
    assert in_a_turn(1.0, first) == 1.0
