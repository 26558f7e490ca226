import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar
from scipy.stats import poisson, ttest_rel

from brinkmanship.analysis.statistics.intervals import share_interval
from brinkmanship.analysis.statistics.paired import (
    flip_test,
    holm,
    mean_interval,
    mean_test,
    paired_interval,
    simultaneous_level,
)


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


@given(gained=st.integers(0, 200), lost=st.integers(0, 200), both=st.integers(0, 2000))
def test_p_and_interval_are_of_one_test(gained, lost, both):
    """A p value is below 0.05 if and only if the interval leaves out zero; 1 for equal flips."""
    p = flip_test(gained, lost)
    low, high = paired_interval(gained, lost, gained + lost + both)

    assert p == flip_test(lost, gained)
    assert 0.0 < p <= 1.0
    assert (p == 1.0) == (gained == lost)
    assert (p < 0.05) == bool(low > 0.0 or high < 0.0)


@given(
    values=st.lists(st.integers(-4, 4).map(float), min_size=2, max_size=30),
)
def test_p_and_interval_of_a_mean_are_of_one_test(values):
    """The p value of a mean is below 0.05 if and only if Student's interval leaves out zero."""
    gaps = np.array(values)
    _, low, high = mean_interval(gaps.sum(), (gaps * gaps).sum(), len(gaps))

    p = mean_test(gaps.sum(), (gaps * gaps).sum(), len(gaps))

    assert (p < 0.05) == (low > 0.0 or high < 0.0)


@pytest.mark.parametrize("mean", [1, 4, 15, 60])
def test_the_test_of_flips_keeps_its_level(mean):
    """Of flips that go either way alike, at most 5.5% are told as a difference."""
    counts = np.arange(400)
    gained, lost = np.meshgrid(counts, counts)
    told = (gained - lost) ** 2 > 1.959963984540054**2 * (gained + lost)

    share = (poisson.pmf(gained, mean / 2) * poisson.pmf(lost, mean / 2))[told].sum()

    assert share < 0.055


@given(values=st.lists(st.floats(0.0, 1.0), max_size=20))
def test_holms_values_are_in_the_order_of_p_and_never_smaller(values):
    """Adjusted values keep their order and are at least p, at most p times their number."""
    found = holm(values)

    for one, p in zip(found, values, strict=True):
        assert p <= one <= min(1.0, len(values) * p) + 1e-15
    order = np.argsort(values, kind="stable")
    assert np.all(np.diff(np.array(found)[order]) >= 0.0)


def test_holm_keeps_the_chance_of_any_false_alarm():
    """Of 2,000 families of twenty tests without effect about 5% have an adjusted p below 0.05."""
    dice = np.random.default_rng(0).random((2000, 20))

    alarms = sum(min(holm(list(row))) < 0.05 for row in dice)

    assert 70 < alarms < 130


@pytest.mark.parametrize("comparisons", [2, 9, 40])
def test_simultaneous_intervals_hold_together(comparisons):
    """In 95% of samples or more all intervals of differences from one base hold the truth."""
    dice, pairs, kept = np.random.default_rng(comparisons), 200, 0
    truth = np.linspace(0.1, 0.3, comparisons)
    level = simultaneous_level(comparisons)
    for _ in range(400):
        luck = dice.random(pairs)
        base = luck < 0.1
        hits = np.where(dice.random((comparisons, pairs)) < 0.7, luck, dice.random(
            (comparisons, pairs))) < truth[:, None]  # fmt: skip
        gained, lost = (hits & ~base).sum(axis=1), (~hits & base).sum(axis=1)
        low, high = paired_interval(gained, lost, pairs, level=level)
        kept += bool(np.all((low <= truth - 0.1) & (truth - 0.1 <= high)))

    assert kept >= 372


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
