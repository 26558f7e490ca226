import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brinkmanship.analysis.sensitivity.tipping.search import SCAN, Sample, Search


def logistic(value):
    """Rises from 0 to 1 around 2."""
    return 1.0 / (1.0 + math.exp(-(value - 2.0) / 0.6))


def searched(share, level, *, low=-2.0, high=6.0, runs=500, seed=0):
    """The crossings of a share along a value, and all that was played to find them."""
    return gone_through(Search(low, high, level, runs), share, seed)


def gone_through(search, share, seed):
    """The same of any search."""
    luck, runs = np.random.default_rng(seed).random(search.runs), search.runs
    seen: list[Sample] = []
    while values := search.values(seen):
        seen += [Sample(one, int((luck < share(one)).sum()), runs) for one in values]
    return search.crossings(seen), seen


@pytest.mark.parametrize(("level", "runs"), [(0.5, 200), (0.05, 500), (0.9, 300)])
def test_intervals_hold_the_truth(level, runs):
    """Of 300 searches on a known curve at least 92 in 100 intervals hold the tipping point."""
    truth = 2.0 + 0.6 * math.log(level / (1.0 - level))
    held = 0

    for seed in range(300):
        (tip,), _ = searched(logistic, level, runs=runs, seed=seed)
        low = -math.inf if tip.low is None else tip.low
        high = math.inf if tip.high is None else tip.high
        held += low <= truth <= high

    assert held >= 276


@settings(deadline=None, max_examples=40)
@given(st.floats(0.02, 0.98), st.integers(50, 5000), st.integers(0, 100))
def test_a_tip_lies_in_its_interval_and_the_range(level, runs, seed):
    """An end of the interval is never on the wrong side, nor outside the range."""
    tips, seen = searched(logistic, level, runs=runs, seed=seed)

    assert len(seen) == len({one.value for one in seen}) < 80
    for tip in tips:
        assert (tip.low or -2.0) <= tip.value <= (6.0 if tip.high is None else tip.high)
        assert -2.0 <= tip.value <= 6.0
        assert tip.rising


def test_many_runs_find_the_point_itself():
    """With very many runs the estimate is the truth, and the interval narrow."""
    (tip,), _ = searched(logistic, 0.5, runs=200_000)

    assert tip.value == pytest.approx(2.0, abs=0.02)
    assert tip.high - tip.low < 0.05


def test_a_level_that_is_not_reached_has_no_tip():
    """Above all shares or below, no crossing is made up, and no search goes on."""
    tips, seen = searched(logistic, 0.5, low=4.0)

    assert tips == []
    assert len(seen) == SCAN
    assert Search(4.0, 6.0, 0.5, 500).undecided(seen) == []


def flat(shares, runs, level):
    """A search of which every value has been seen, at these shares, one apart."""
    seen = [Sample(float(i), round(share * runs), runs) for i, share in enumerate(shares)]
    return Search(0.0, len(shares) - 1.0, level, runs), seen


@pytest.mark.parametrize(("share", "runs", "level"), [(0.0, 2, 0.5), (0.1, 60, 0.2)])
def test_a_level_that_no_test_refuses_may_be_crossed_anywhere(share, runs, level):
    """Few runs refuse a level nowhere: no crossing is found, and none is excluded."""
    search, seen = flat([share] * SCAN, runs, level)

    assert search.crossings(seen) == []
    assert search.undecided(seen) == [(None, None)]


@pytest.mark.parametrize(
    ("shares", "low", "high"),
    [
        ([0.1] * 6 + [0.46] * 3, 5.0, None),
        ([0.46] * 3 + [0.1] * 6, None, 3.0),
        ([0.9] * 3 + [0.54] * 2 + [0.9] * 4, 2.0, 5.0),
    ],
)
def test_where_the_level_is_not_refused_it_may_be_crossed(shares, low, high):
    """Values at which a test does not refuse the level are told, be it at an end or between."""
    search, seen = flat(shares, 500, 0.5)

    ((left, right),) = search.undecided(seen)

    assert search.crossings(seen) == []
    assert left is None if low is None else low < left < low + 1.0
    assert right is None if high is None else high - 1.0 < right < high


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 40), min_size=SCAN, max_size=SCAN), st.floats(0.05, 0.95))
def test_no_value_that_is_not_refused_goes_unsaid(hits, level):
    """Each value at which the level is not refused lies at a crossing, or where one may be."""
    search, seen = flat([one / 40 for one in hits], 40, level)
    tips, spans = search.crossings(seen), search.undecided(seen)
    ends = [(tip.low, tip.high) for tip in tips] + spans

    open_ = [one.value for one in seen if abs(one.share - level) < 0.999 * search.slack]

    for value in open_:
        assert any(
            (low is None or low <= value) and (high is None or value <= high) for low, high in ends
        )
    assert bool(tips or spans) or not open_


def test_the_ends_of_what_is_not_excluded_are_searched_for():
    """As those of a crossing: until they are known to a part in five hundred of the range."""
    _, seen = searched(lambda x: 0.1 + 0.37 * (x > 3.3), 0.5, seed=1)
    search = Search(-2.0, 6.0, 0.5, 500)

    ((low, high),) = search.undecided(seen)

    assert low == pytest.approx(3.3, abs=0.02)
    assert high is None


def test_a_share_that_rises_and_falls_tips_twice():
    """Each crossing is found with the way it goes."""
    tips, _ = searched(lambda x: 0.8 * math.exp(-((x - 2.0) ** 2)), 0.5)

    assert [tip.rising for tip in tips] == [True, False]
    assert tips[0].value == pytest.approx(4.0 - tips[1].value, abs=0.1)


def test_an_interval_may_go_on_beyond_the_range():
    """Where the level is not refused at the edge, the end is left open."""
    (tip,), _ = searched(logistic, 0.5, low=1.95, runs=100)

    assert tip.low is None
    assert tip.high is not None


@settings(deadline=None, max_examples=20)
@given(st.randoms(use_true_random=False))
def test_a_stopped_search_goes_on_as_if_it_had_not_been(random):
    """What is asked next depends on what was seen, not on the order of seeing it."""
    _, seen = searched(logistic, 0.3)
    search, part = Search(-2.0, 6.0, 0.3, 500), seen[: random.randrange(len(seen))]
    shuffled = random.sample(part, len(part))

    assert search.values(shuffled) == search.values(part)


def test_a_falling_share_tips_downwards():
    """The mirror image of a curve tips at the mirror image of its point."""
    (tip,), _ = searched(lambda x: logistic(4.0 - x), 0.5, runs=20_000)

    assert not tip.rising
    assert tip.value == pytest.approx(2.0, abs=0.05)


@pytest.mark.parametrize("level", [0.2, 0.5, 0.7])
def test_the_interval_of_a_falling_share_is_the_mirror_image(level):
    """Both ends too: low is below the crossing and high above it, whichever way the share goes."""
    (rising,), _ = searched(logistic, level)
    (falling,), _ = searched(lambda x: logistic(4.0 - x), level)

    assert falling.low < falling.value < falling.high
    assert falling.low == pytest.approx(4.0 - rising.high, abs=0.02)
    assert falling.high == pytest.approx(4.0 - rising.low, abs=0.02)


@settings(deadline=None, max_examples=60)
@given(st.integers(-20, 20), st.integers(1, 300), st.floats(0.02, 0.98), st.integers(0, 100))
def test_of_whole_numbers_only_whole_ones_are_played(low, wide, level, seed):
    """Each once, and as many as it takes to have the two on either side of each crossing."""
    high = low + wide
    search = Search(float(low), float(high), level, 500, whole=True)
    tips, seen = gone_through(search, lambda x: logistic(9.0 * (x - low) / wide - 2.5), seed)

    values = [one.value for one in seen]
    assert all(value.is_integer() and low <= value <= high for value in values)
    assert len(values) == len(set(values))
    for tip in tips:
        assert {math.floor(tip.value), math.ceil(tip.value)} <= set(values)
