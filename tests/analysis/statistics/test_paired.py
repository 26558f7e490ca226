import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar
from scipy.stats import binomtest, ttest_rel

from brinkmanship.analysis.statistics.intervals import share_interval
from brinkmanship.analysis.statistics.paired import flip_test, mean_interval, paired_interval


@st.composite
def tables(draw):
    """Flips either way among some pairs."""
    pairs = draw(st.integers(1, 5000))
    gained = draw(st.integers(0, pairs))
    return gained, draw(st.integers(0, pairs - gained)), pairs


@given(table=tables())
def test_the_interval_contains_the_difference(table):
    """-1 <= low <= (gained - lost) / pairs <= high <= 1."""
    gained, lost, pairs = table

    low, high = paired_interval(gained, lost, pairs)

    assert -1.0 <= low <= (gained - lost) / pairs <= high <= 1.0


@given(table=tables())
def test_swapping_the_two_negates_the_interval(table):
    """What is gained one way is lost the other, to the last bit."""
    gained, lost, pairs = table

    low, high = paired_interval(gained, lost, pairs)

    assert paired_interval(lost, gained, pairs) == (-high, -low)


@given(pairs=st.integers(1, 10_000))
def test_without_a_flip_it_is_as_wide_as_wilsons(pairs):
    """No flip leaves what no hit leaves: the upper end is Wilson's, the lower its mirror."""
    low, high = paired_interval(0, 0, pairs)
    wilson = float(share_interval(0, pairs)[1])

    assert (float(low), float(high)) == pytest.approx((-wilson, wilson), abs=1e-12)


def test_without_a_pair_nothing_is_known():
    """No pair gives the whole of [-1, 1]."""
    low, high = paired_interval(0, 0, 0)

    assert (float(low), float(high)) == (-1.0, 1.0)


@given(table=tables())
def test_four_times_the_pairs_narrow_it(table):
    """The same shares of flips in four times the pairs give a narrower interval."""
    gained, lost, pairs = table

    low, high = paired_interval([gained, 4 * gained], [lost, 4 * lost], [pairs, 4 * pairs])

    assert high[1] - low[1] < high[0] - low[0]


def profile_score(gained, lost, pairs, delta):
    """The score statistic with its nuisance found by brute force instead of by formula."""
    rest = pairs - gained - lost

    def minus_likelihood(q):
        p = q + delta
        terms = ((gained, p), (lost, q), (rest, 1.0 - p - q))
        return -sum(k * np.log(max(share, 1e-300)) for k, share in terms if k)

    span = (max(0.0, -delta), (1.0 - delta) / 2.0)
    q = minimize_scalar(minus_likelihood, bounds=span, method="bounded", options={"xatol": 1e-12}).x
    variance = pairs * (2.0 * q + delta - delta * delta)
    return (gained - lost - pairs * delta) / np.sqrt(variance)


@pytest.mark.parametrize(
    ("gained", "lost", "pairs"), [(1, 7, 21), (6, 16, 161), (40, 20, 160), (22, 3, 1000)]
)
def test_the_ends_are_where_the_score_test_turns(gained, lost, pairs):
    """At each end the score, its nuisance maximised numerically, is 1.96 standard deviations."""
    low, high = paired_interval(gained, lost, pairs)

    assert profile_score(gained, lost, pairs, float(low)) == pytest.approx(1.95996, abs=1e-4)
    assert profile_score(gained, lost, pairs, float(high)) == pytest.approx(-1.95996, abs=1e-4)


def test_it_is_the_interval_of_the_literature():
    """A published table of 21 pairs, 1 and 7 of them discordant: -0.517 to -0.026."""
    low, high = paired_interval(1, 7, 21)

    assert (round(float(low), 3), round(float(high), 3)) == (-0.517, -0.026)


@pytest.mark.parametrize(
    ("gained", "lost"), [(0.05, 0.03), (0.02, 0.002), (0.3, 0.1), (0.02, 0.02), (0.01, 0.0)]
)
@pytest.mark.parametrize("pairs", [400, 1000])
def test_it_covers_what_it_says(gained, lost, pairs):
    """Simulated coverage of the 95% interval is 93% or more even with a handful of flips."""
    chance = np.random.default_rng(1)
    found = chance.multinomial(pairs, [gained, lost, 1.0 - gained - lost], size=20_000)

    low, high = paired_interval(found[:, 0], found[:, 1], pairs)

    covered = np.mean((low <= gained - lost) & (gained - lost <= high))
    assert 0.93 < covered < 0.985


@given(gained=st.integers(0, 200), lost=st.integers(0, 200))
def test_flips_are_tested_as_fair_coins(gained, lost):
    """McNemar's p is that of a fair coin, the same either way, and 1 for as many both ways."""
    p = flip_test(gained, lost)

    assert p == pytest.approx(flip_test(lost, gained))
    assert 0.0 < p <= 1.0
    if gained + lost:
        assert p == pytest.approx(binomtest(lost, gained + lost).pvalue)
    if gained == lost:
        assert p == 1.0


@given(values=st.lists(st.floats(-9, 9), min_size=2, max_size=50))
def test_a_mean_has_students_interval(values):
    """Mean and interval of paired differences are SciPy's, to rounding."""
    gaps = np.round(np.array(values), 3)

    mean, low, high = mean_interval(gaps.sum(), (gaps * gaps).sum(), len(gaps))

    assert mean == pytest.approx(gaps.mean(), abs=1e-12)
    if gaps.std() > 1e-3:
        known = ttest_rel(gaps, np.zeros(len(gaps))).confidence_interval()
        assert (low, high) == pytest.approx((known.low, known.high), abs=1e-6)


def test_one_pair_tells_no_spread():
    """With one pair the interval of a mean has no ends."""
    assert mean_interval(3.0, 9.0, 1) == (3.0, float("-inf"), float("inf"))
