from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, binomtest, t

from brinkmanship.analysis.statistics.intervals import (
    cautious_variance,
    clustered_interval,
    clustered_ratio,
    monte_carlo_error,
    share_interval,
    student,
    variance_interval,
)

COUNTS = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(counts=COUNTS, level=st.sampled_from([0.5, 0.9, 0.95, 0.99]))
def test_interval_is_wilsons(counts, level):
    """The interval is SciPy's Wilson interval to ten digits."""
    hits, total = counts
    known = binomtest(hits, total).proportion_ci(confidence_level=level, method="wilson")

    low, high = share_interval(hits, total, level=level)

    assert (float(low), float(high)) == pytest.approx((known.low, known.high), abs=1e-10)


@given(counts=COUNTS)
def test_interval_contains_the_share(counts):
    """0 <= low <= share <= high <= 1, with the ends exact at no hit and at all hits."""
    hits, total = counts
    low, high = share_interval(hits, total)

    assert 0.0 <= low <= hits / total <= high <= 1.0
    assert (low == 0.0) == (hits == 0)
    assert (high == 1.0) == (hits == total)


@given(counts=COUNTS)
def test_interval_narrows_with_runs(counts):
    """Four times the runs at the same share give a narrower interval."""
    hits, total = counts
    low, high = share_interval([hits, 4 * hits], [total, 4 * total])

    assert high[1] - low[1] < high[0] - low[0]


def test_no_trial_tells_nothing():
    """Without a trial the interval is all of [0, 1]."""
    low, high = share_interval(0, 0)

    assert (float(low), float(high)) == (0.0, 1.0)


@given(hits=st.lists(st.booleans(), min_size=30, max_size=300))
def test_runs_of_one_event_are_independent(hits):
    """One event a run gives Wilson's interval, but for what the variance and t take off."""
    share, low, high = clustered_interval(np.array(hits, int), np.ones(len(hits)))
    known = share_interval(sum(hits), len(hits))

    assert share == pytest.approx(sum(hits) / len(hits))
    assert (low, high) == pytest.approx((float(known[0]), float(known[1])), abs=0.02)


@given(hits=st.lists(st.integers(0, 8), min_size=2, max_size=20), extra=st.integers(0, 5))
def test_runs_of_equal_size_are_judged_by_the_spread_of_their_shares(hits, extra):
    """The effective number is that of the shares' cautious variance, at most all."""
    size = 8 + extra
    shares = np.array(hits) / size
    share, error = shares.mean(), shares.std(ddof=1) / np.sqrt(len(hits))
    if not error or share in (0.0, 1.0):
        return
    worth = share * (1 - share) / cautious_variance(share, error**2, len(hits), len(hits))
    known = share_interval(share * min(worth, size * len(hits)), min(worth, size * len(hits)))

    found = clustered_interval(hits, np.full(len(hits), size))[1:]

    assert found == pytest.approx(tuple(map(float, known)), abs=1e-6)


@pytest.mark.parametrize(("runs", "some"), [(1, 0), (3, 0), (3, 10), (40, 10)])
def test_runs_without_a_spread_count_as_one_event_each(runs, some):
    """Where no event hit, or all did, ten alike events of a run may be no more than one."""
    known = share_interval(runs if some else 0, runs)

    found = clustered_interval(np.full(runs, some), np.full(runs, 10))[1:]

    assert found == tuple(map(float, known))


def test_runs_that_all_say_the_same_are_worth_more_than_one_event_each():
    """Where all runs agree on a share between 0 and 1 they are worth more than their number."""
    low, high = clustered_interval([5] * 30, [10] * 30)[1:]
    few, many = share_interval(15, 30), share_interval(150, 300)

    assert few[0] < low < 0.5 < high < few[1]
    assert (low, high) == pytest.approx(tuple(map(float, many)), abs=0.01)


@given(share=st.floats(0.001, 0.999), variance=st.floats(1e-9, 0.2), clusters=st.integers(2, 2000))
def test_a_cautious_variance_is_never_smaller(share, variance, clusters):
    """It is at least that of Student's interval, and at most the greatest possible or that."""
    students = variance * (t.ppf(0.975, clusters - 1) / 1.959964) ** 2

    found = float(cautious_variance(share, variance, clusters, clusters))

    most = max(students, share * (1.0 - share) / clusters)
    assert students * (1.0 - 1e-6) <= found <= most * (1.0 + 1e-6)


@pytest.mark.parametrize("runs", [3, 5, 10])
@pytest.mark.parametrize(("alpha", "beta"), [(2.0, 2.0), (2.0, 6.0), (1.0, 1.0)])
def test_clustered_intervals_of_few_runs_cover_as_they_say(runs, alpha, beta):
    """However few runs there are, 95% intervals hold the true share about as often."""
    dice = np.random.default_rng(9)
    held = 0
    for _ in range(3000):
        total = dice.integers(5, 31, size=runs)
        hits = dice.binomial(total, dice.beta(alpha, beta, size=runs))
        _, low, high = clustered_interval(hits, total)
        held += low <= alpha / (alpha + beta) <= high

    assert 0.925 < held / 3000 < 0.985


def test_alike_events_of_a_run_count_as_one():
    """Ten equal events a run know no more than one: the interval is that of the runs."""
    hits = np.array([10, 0] * 50)
    _, low, high = clustered_interval(hits, np.full(100, 10))
    known = share_interval(50, 100)

    assert (low, high) == pytest.approx((float(known[0]), float(known[1])), abs=0.002)


@given(
    runs=st.lists(
        st.integers(0, 9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), max_size=40
    )
)
def test_clustered_interval_contains_the_share(runs):
    """The interval over runs stays in [0, 1] and holds the pooled share; nan without an event."""
    hits, total = [run[0] for run in runs], [run[1] for run in runs]
    share, low, high = clustered_interval(hits, total)

    assert 0.0 <= low <= high <= 1.0
    assert low <= share <= high if sum(total) else np.isnan(share)
    assert not sum(total) or share == pytest.approx(sum(hits) / sum(total))


@given(counts=COUNTS)
def test_the_binomial_variance_gives_wilsons_interval(counts):
    """Known by its variance or by its trials, a share has the same interval, at 0 and 1 too."""
    hits, total = counts
    share = hits / total
    known = share_interval(hits, total)
    found = variance_interval(share, share * (1 - share) / total, trials=total, most=total)

    assert np.array(found) == pytest.approx(np.array(known), abs=1e-12)


@given(share=st.floats(0.01, 0.99), variance=st.floats(1e-6, 10.0))
def test_a_variance_is_worth_one_trial_to_all(share, variance):
    """However great or small the variance, the interval is that of 1 to all trials."""
    low, high = variance_interval(share, variance, trials=50, most=100)
    widest, narrowest = (share_interval(share * runs, runs) for runs in (1, 100))

    assert widest[0] - 1e-12 <= low <= narrowest[0] + 1e-12
    assert narrowest[1] - 1e-12 <= high <= widest[1] + 1e-12


def test_the_error_of_a_share_is_how_far_seeds_differ():
    """Shares of 2,000 ensembles scatter by the Monte Carlo error."""
    shares = np.random.default_rng(4).binomial(500, 0.2, size=2000) / 500

    assert shares.std() == pytest.approx(float(monte_carlo_error(0.2, 500)), rel=0.05)


def test_ratios_of_shares_cover_as_they_say():
    """Where acts of a run go together, 95% intervals hold a true ratio of 2 about as often."""
    dice = np.random.default_rng(8)
    held = 0
    for _ in range(400):
        mood = dice.beta(2.0, 2.0, size=80)  # the same for all acts of a run; mean one half
        hits, less = dice.binomial(6, 0.8 * mood), dice.binomial(9, 0.4 * mood)
        ratio, low, high = clustered_ratio((hits, np.full(80, 6)), (less, np.full(80, 9)))
        held += low <= 2.0 <= high
        assert low <= ratio <= high

    assert 0.92 < held / 400 < 0.98


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        (([0], [4]), ([2], [4]), 0.0),
        (([2], [4]), ([0], [4]), float("inf")),
        (([0], [4]), ([0], [4]), float("nan")),
        (([2], [4]), ([0], [0]), float("nan")),
        (([2], [4]), ([1], [4]), 2.0),
    ],
)
def test_a_ratio_without_both_shares_knows_nothing(one, other, ratio):
    """Where a share is 0 or has no event, or there is one run, any ratio is possible."""
    assert clustered_ratio(one, other) == pytest.approx((ratio, 0.0, float("inf")), nan_ok=True)


@given(runs=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=2, max_size=20))
def test_ratios_of_runs_of_equal_size_by_the_spread_of_their_logarithm(runs):
    """The reach is Student's t times the standard error of the runs' pulls on the log ratio."""
    one, other = np.array(runs).T
    if not one.any() or not other.any():
        return
    pull = one / one.mean() - other / other.mean()
    error = pull.std(ddof=1) / np.sqrt(len(runs))
    if error < 1e-6:
        return

    ratio, low, high = clustered_ratio((one, np.full(len(runs), 6)), (other, np.full(len(runs), 6)))

    reach = np.exp(t.ppf(0.975, len(runs) - 1) * error)
    assert (ratio / low, high / ratio) == pytest.approx((reach, reach))
    assert ratio == pytest.approx(one.mean() / other.mean())


@pytest.mark.parametrize("runs", [3, 5, 10])
def test_ratios_of_few_runs_cover_as_they_say(runs):
    """However few runs there are, 95% intervals hold a true ratio of 2 about as often."""
    dice = np.random.default_rng(9)
    held = 0
    for _ in range(2000):
        hits, less = dice.binomial(20, 0.8, size=runs), dice.binomial(20, 0.4, size=runs)
        _, low, high = clustered_ratio((hits, np.full(runs, 20)), (less, np.full(runs, 20)))
        held += low <= 2.0 <= high

    assert 0.925 < held / 2000 < 0.975


@given(
    shares=st.tuples(st.integers(1, 4), st.integers(1, 4)),
    sizes=st.lists(st.integers(1, 9), min_size=2, max_size=20),
)
def test_a_ratio_on_which_all_runs_agree_is_that_of_independent_events(shares, sizes):
    """Without a spread over runs the interval has a width, and 100 times the events narrow it."""
    counts = [(part * np.array(sizes), 4 * np.array(sizes)) for part in shares]
    ratio, low, high = clustered_ratio(*counts)
    more = clustered_ratio(*((100 * hits, 100 * total) for hits, total in counts))

    assert ratio == more[0] == pytest.approx(shares[0] / shares[1])
    assert low < more[1] < ratio < more[2] < high


@pytest.mark.parametrize(("events", "one", "other"), [(8, 0.6, 0.3), (20, 0.8, 0.4)])
def test_alike_runs_of_ratios_cover_as_they_say(events, one, other):
    """Of all pairs of runs that chance makes agree, 95% of intervals hold the true ratio of 2."""
    counts = np.arange(1, events + 1)
    weight = np.outer(*(binom.pmf(counts, events, share) ** 2 for share in (one, other)))
    held = 0.0
    for hits, less in product(counts, counts):
        _, low, high = clustered_ratio(([hits] * 2, [events] * 2), ([less] * 2, [events] * 2))
        held += weight[hits - 1, less - 1] * (low <= 2.0 <= high)

    assert 0.94 < held / weight.sum() < 0.96


def test_beside_a_share_known_exactly_a_ratio_is_known_as_the_other_share():
    """Divided by one half of a billion alike events, a share has twice Wilson's interval."""
    many = ([10**9 // 2] * 2, [10**9] * 2)
    known = share_interval(6, 40)

    found = clustered_ratio(([3, 3], [20, 20]), many)

    assert found == pytest.approx((0.3, 2 * float(known[0]), 2 * float(known[1])), rel=1e-6)


def test_runs_without_an_event_say_nothing_of_a_ratio():
    """A ratio and its interval are the same with and without runs in which nothing happened."""
    hits, less, total = np.array([3, 5, 2, 0]), np.array([2, 1, 2, 0]), np.array([6, 6, 5, 0])

    found = clustered_ratio((hits, total), (less, total))

    assert found == clustered_ratio((hits[:3], total[:3]), (less[:3], total[:3]))


@given(st.floats(0.1, 1e9), st.sampled_from([0.5, 0.8, 0.95, 0.99, 0.999, 0.99999]))
def test_students_t_is_that_of_scipy(freedom, level):
    """To eleven digits, from less than one degree of freedom to very many."""
    found = student([freedom, round(freedom) + 1.0], level=level)

    expected = t.ppf(0.5 + level / 2.0, [freedom, round(freedom) + 1.0])
    assert found == pytest.approx(expected, rel=1e-11)
