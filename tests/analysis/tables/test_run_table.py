from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from scipy.stats import t

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.statistics.escalation import outcome_shares, threshold_shares
from brinkmanship.analysis.statistics.intervals import clustered_interval, share_interval
from brinkmanship.analysis.statistics.names import OUTCOMES
from brinkmanship.analysis.tables import open_table, pooling
from brinkmanship.analysis.tables.groups import with_mean_interval
from tests.analysis.run_folders import LADDER as SIXTEEN
from tests.analysis.run_folders import Plan, write_folder
from tests.analysis.sweep_folders import CEILING, LADDER, WARN, some_runs, write_sweep

EACH = 40


@pytest.fixture
def sweep(tmp_path):
    """A finished sweep of six points in seven blocks, and its runs in memory."""
    runs = some_runs(0, EACH)
    return open_table(write_sweep(tmp_path / "sweep", runs, 37)), runs


def war(runs):
    """Which runs ended in war."""
    return runs["outcome"] == "war"


def ordered(table, by):
    """A table in the order of its groups, each as it was inside."""
    return table.sort_values(list(by), kind="stable", ignore_index=True) if by else table


@pytest.mark.parametrize("by", [(), ("point",), (WARN,), (WARN, "peak_rung_direct")])
@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 2**32), each=st.integers(1, 30), block=st.integers(1, 200))
def test_what_is_grouped_on_disk_is_what_is_grouped_in_memory(by, seed, each, block):
    """However the runs are cut into files, shares are those of the table in memory."""
    runs = some_runs(seed, each)
    with TemporaryDirectory() as place:
        table = open_table(write_sweep(Path(place) / "sweep", runs, block))

        found = table.outcome_shares(by)
        reached = table.threshold_shares([name for name in by if name != "peak_rung_direct"])

    in_memory = ordered(outcome_shares(runs, by=by), by)
    assert_frame_equal(found, in_memory, check_dtype=False)
    kept = [name for name in by if name != "peak_rung_direct"]
    assert_frame_equal(reached, ordered(threshold_shares(runs, LADDER, by=kept), kept))


@pytest.mark.parametrize("column", ["mean_AAA", "first_clash", WARN])
@pytest.mark.parametrize("by", [(), (WARN,), (CEILING, "outcome"), ("first_clash",)])
def test_means_are_those_of_the_whole_table(sweep, column, by):
    """Mean and standard deviation of the parts together are those of all values at once."""
    table, runs = sweep

    found = table.means(column, by)

    plain = runs.assign(value=runs[column].astype(float), all=0)
    groups = plain.groupby([*by] or ["all"], dropna=False)["value"]
    assert found["of"].tolist() == groups.size().tolist()
    assert found["n"].tolist() == groups.count().tolist()
    np.testing.assert_allclose(found["mean"], groups.mean().astype(float), rtol=1e-12)
    np.testing.assert_allclose(found["sd"], groups.std().astype(float), rtol=1e-9, atol=1e-12)
    counted = plain.dropna(subset="value")
    for place, (_, part) in enumerate(groups):
        one = counted.loc[counted.index.intersection(part.index)]
        sums = one.groupby("run")["value"].agg(["sum", "count"])
        apart = sums["sum"] - one["value"].mean() * sums["count"]
        many = len(sums)
        if many < 2:
            assert pd.isna(found["high"][place])
            continue
        error = np.sqrt(many / (many - 1) * (apart**2).sum()) / len(one)
        half = t.ppf(0.975, many - 1) * error
        assert found["high"][place] - found["mean"][place] == pytest.approx(half, abs=1e-12)


def test_means_of_few_runs_cover_as_they_say():
    """Of ten thousand samples of three runs, 95% intervals hold the true mean of 5 as often."""
    values = pd.DataFrame(np.random.default_rng(3).normal(5.0, 2.0, size=(10_000, 3)))
    spread = values.var(axis=1) * 2
    found = with_mean_interval(
        pd.DataFrame({"n": 3, "mean": values.mean(axis=1), "spread": spread})
    )

    assert 0.94 < found["mean"].sub(5.0).abs().le(found["high"] - found["mean"]).mean() < 0.96


def test_a_mean_of_fewer_than_two_runs_has_no_interval():
    """Ends are null for one value and for none: nothing is known of how values differ."""
    table = pd.DataFrame({"n": [0, 1, 2], "mean": [0.0, 4.0, 4.0], "spread": [0.0, 0.0, 2.0]})
    found = with_mean_interval(table)

    assert found["mean"].isna().tolist() == [True, False, False]
    for name in ("sd", "low", "high"):
        assert found[name].isna().tolist() == [True, True, False]


def test_null_is_a_group(sweep):
    """Runs without a value of the column that groups are counted, not lost."""
    table, runs = sweep

    counts = table.counts(["route"])
    by_ceiling = table.counts([CEILING])

    assert counts["n"].sum() == by_ceiling["n"].sum() == len(runs)
    assert counts["n"][counts["route"].isna()].item() == runs["route"].isna().sum()
    assert by_ceiling["n"][by_ceiling[CEILING].isna()].item() == 3 * EACH


def test_points_that_share_their_luck_are_not_independent(sweep):
    """A group of many points has the interval of its run numbers, wider than Wilson's."""
    table, runs = sweep

    shares = table.outcome_shares([WARN]).set_index([WARN, "outcome"])

    found = shares.loc[(0.4, "war")]
    chosen = runs[runs[WARN] == 0.4].assign(hit=lambda one: one["outcome"] == "war")
    by_run = chosen.groupby("run")["hit"].agg(["sum", "count"])
    share, low, high = clustered_interval(by_run["sum"], by_run["count"])
    assert (found["n"], found["of"]) == (by_run["sum"].sum(), 2 * EACH)
    assert (found["share"], found["low"], found["high"]) == (share, low, high)
    narrow = share_interval(found["n"], found["of"])
    assert found["high"] - found["low"] > float(narrow[1] - narrow[0])


def test_a_group_of_one_point_has_wilsons_interval(sweep):
    """Runs of a single point are independent, however the point is named."""
    table, _ = sweep

    for one in (table.outcome_shares(["point"]), table.where({"point": 3}).outcome_shares()):
        low, high = share_interval(one["n"], one["of"])
        assert (one["low"].tolist(), one["high"].tolist()) == (low.tolist(), high.tolist())


def test_points_weigh_alike_however_many_runs_they_got(tmp_path):
    """Pooled, a point of 40 runs counts as much as one of 10: the share is the mean of shares."""
    runs = some_runs(0, EACH)
    runs = runs[(runs["run"] < 10) | (runs["point"] % 2 == 0)].reset_index(drop=True)
    table = open_table(write_sweep(tmp_path / "sweep", runs, 37))

    shares = table.outcome_shares().set_index("outcome")
    reached = table.threshold_shares([WARN])
    mean = table.means("mean_AAA")

    by_point = pd.crosstab(runs["point"], runs["outcome"], normalize="index")
    for outcome, share in by_point.mean().items():
        found = shares.loc[str(outcome)]
        assert found["share"] == pytest.approx(share)
        assert found["low"] < share < found["high"]
    assert shares["n"].sum() == len(runs)
    ever = runs["peak_rung_direct"].ge(2).groupby([runs[WARN], runs["point"]]).mean()
    told = reached[reached["rung"] == 2]["share"]
    assert told.tolist() == pytest.approx(ever.groupby(level=0).mean().tolist())
    known = runs.groupby("point")["mean_AAA"].mean().mean()
    assert mean["mean"].item() == pytest.approx(known)


def test_groups_are_pooled_some_at_a_time(sweep, monkeypatch):
    """However few groups fit in memory at once, shares and means are the same."""
    table, _ = sweep
    by = [WARN, "route"]
    known = table.outcome_shares(by), table.means("mean_AAA", by)

    monkeypatch.setattr(pooling, "CELLS", 1)

    assert_frame_equal(table.outcome_shares(by), known[0])
    assert_frame_equal(table.means("mean_AAA", by), known[1])


def test_rows_of_several_points_need_their_run_numbers(sweep):
    """A frame of a sweep without run numbers is refused, not taken for independent runs."""
    table, _ = sweep

    with pytest.raises(AnalysisError, match="share their luck"):
        outcome_shares(table.frame(["outcome"]))
    with pytest.raises(AnalysisError, match="share their luck"):
        outcome_shares(table.frame(["point", "outcome"]))
    whole = outcome_shares(table.frame(["outcome", "run"]))
    assert_frame_equal(whole, table.outcome_shares(), check_dtype=False)


@pytest.mark.parametrize(
    ("wanted", "same"),
    [
        ({WARN: 0.4}, lambda runs: runs[WARN] == 0.4),
        ({WARN: [0.0, 0.9], "outcome": "war"}, lambda runs: (runs[WARN] != 0.4) & war(runs)),
        ({CEILING: None}, lambda runs: runs[CEILING].isna()),
        ({"route": [None, "salami"]}, lambda runs: runs["route"] != "choice"),
        ({"point": (1, 2)}, lambda runs: runs["point"].isin([1, 2])),
    ],
)
def test_a_choice_of_rows_is_the_same_choice_in_memory(sweep, wanted, same):
    """What is asked of fewer rows is answered from these alone."""
    table, runs = sweep

    chosen = table.where(wanted)

    kept = runs[same(runs)].reset_index(drop=True)
    assert_frame_equal(chosen.outcome_shares(), outcome_shares(kept))
    assert (
        chosen.frame(["point", "run"]).to_numpy().tolist()
        == kept[["point", "run"]].to_numpy().tolist()
    )


def test_a_choice_of_a_choice_narrows_further(sweep):
    """Two choices, one after the other, are both kept."""
    table, runs = sweep

    n = table.where({WARN: 0.4}).where({"outcome": "war"}).counts([])["n"].item()

    assert n == ((runs[WARN] == 0.4) & (runs["outcome"] == "war")).sum()


def test_rows_come_in_their_order(sweep):
    """Batches and frames have the rows as they were written, file after file."""
    table, runs = sweep

    rows = sum(batch.num_rows for batch in table.batches(["run"]))
    whole = table.frame(["point", "run", "outcome"])

    assert rows == len(runs)
    assert_frame_equal(whole, runs[["point", "run", "outcome"]])
    assert table.columns["first_clash"] == "int32"


def test_a_run_folder_is_a_table_too(tmp_path):
    """The same questions are answered by a run folder, which has neither points nor parameters."""
    folder = write_folder(tmp_path, Plan(runs=300, horizon=8))
    table = open_table(folder)
    runs = pd.read_parquet(folder / "runs.parquet")

    assert table.parameters == ()
    assert_frame_equal(table.outcome_shares(), outcome_shares(runs))
    assert_frame_equal(
        table.threshold_shares(), threshold_shares(runs, [name for name, _ in SIXTEEN])
    )
    assert table.means("turns")["mean"].item() == pytest.approx(runs["turns"].mean())


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda table: table.counts(["outcme"]), 'no column "outcme"; did you mean "outcome"?'),
        (lambda table: table.means("mean_AA"), 'no column "mean_AA"; did you mean "mean_AAA"?'),
        (lambda table: table.frame(["xyz"]), 'no column "xyz"; known: point, '),
        (lambda table: list(table.batches(["xyz"])), 'no column "xyz"'),
        (lambda table: table.where({"rout": "salami"}), 'did you mean "route"?'),
        (lambda table: table.where({WARN: 0.5}), 'of "0.5"; known: 0.0, 0.4, 0.9'),
        (lambda table: table.where({CEILING: "thret"}), 'did you mean "threat"?'),
        (
            lambda table: table.where({"peak_rung_direct": "clash"}),
            "holds rungs by their number; write 3 for clash",
        ),
        (lambda table: table.means("outcome"), "holds string, which has no mean"),
        (lambda table: table.means("escalated"), "holds bool, which has no mean"),
        (lambda table: table.outcome_shares(["outcome"]), "shares of outcome by outcome"),
        (lambda table: table.counts([WARN, WARN]), "given twice"),
    ],
)
def test_a_question_without_sense_is_one_clear_message(sweep, ask, said):
    """A misspelt name, or a question that has no answer, is refused with what was meant."""
    with pytest.raises(AnalysisError) as refusal:
        ask(sweep[0])

    assert said in str(refusal.value)
    assert str(sweep[0].blocks.path) in str(refusal.value)


def test_many_files_add_up_like_few(tmp_path):
    """What is added up now and then on the way is what is added up at the end."""
    runs = some_runs(2, 20)
    many = open_table(write_sweep(tmp_path / "many", runs, 1))
    one = open_table(write_sweep(tmp_path / "one", runs, len(runs)))

    assert_frame_equal(many.counts(["route", WARN]), one.counts(["route", WARN]))
    assert_frame_equal(many.means("mean_AAA", [WARN]), one.means("mean_AAA", [WARN]))


def test_every_outcome_is_there_even_at_zero(tmp_path):
    """Outcomes and rungs that no run came to have their rows in each group."""
    runs = some_runs(1, 3).assign(outcome="frozen", peak_rung_direct=np.int32(1))
    table = open_table(write_sweep(tmp_path / "sweep", runs, 5))

    shares = table.outcome_shares([WARN])

    assert len(shares) == 3 * len(OUTCOMES)
    assert shares.groupby("outcome")["n"].sum().drop("frozen").eq(0).all()
    assert table.threshold_shares()["n"].tolist() == [18, 18, 0, 0]
