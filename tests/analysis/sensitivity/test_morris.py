import numpy as np
import pandas as pd
import pytest

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.sensitivity.indices.morris import morris_effects
from brinkmanship.analysis.sensitivity.notes import morris_notes
from tests.analysis.sensitivity.samples import certain, design, lucky

SLOPES = np.array([0.4, -0.2, 0.1, 0.0])
NAMES = list("abcd")
LINEAR = ["linear"] * len(NAMES)


def effects(values, points, seed):
    """What a screening of these ranges says."""
    table = pd.DataFrame(points, columns=NAMES)
    return morris_effects(values, table, NAMES, spacings=LINEAR, seed=seed)


def screened(values, points, seed=0):
    """The table in the order of the parameters."""
    result = morris_effects(
        values, pd.DataFrame(points, columns=NAMES), NAMES, spacings=LINEAR, seed=seed
    )
    return result.table.sort_values("parameter", ignore_index=True)


def test_a_linear_function_has_its_slopes():
    """The effect of a parameter over its whole range is its slope, the same everywhere."""
    points = design("morris", 4, 6)

    table = screened(certain(points @ SLOPES), points)

    assert table["mu"].to_numpy() == pytest.approx(SLOPES)
    assert table["mu_star"].to_numpy() == pytest.approx(np.abs(SLOPES))
    assert (table["sigma"] == 0.0).all()
    assert table["told"].tolist() == [True, True, True, False]


def test_an_interaction_is_seen_in_sigma():
    """Where the effect depends on another parameter, it differs from place to place."""
    points = design("morris", 4, 20)

    table = screened(certain(points[:, 0] * points[:, 1]), points)

    assert (table["sigma"].iloc[:2] > 0.2).all()
    assert (table["sigma_low"].iloc[:2] > 0.1).all()
    assert (table["sigma"].iloc[2:] == 0.0).all()


def test_with_shared_luck_an_inert_parameter_has_no_effect_at_all():
    """The same luck at each point: what moves nothing shows exactly nothing."""
    points = design("morris", 4, 10)

    table = screened(lucky(0.3 + 0.5 * points @ SLOPES, 100, seed=0, shared=1.0), points)

    assert table["mu_star"].iloc[3] == table["by_chance"].iloc[3] == 0.0
    assert not table["told"].iloc[3]


def test_luck_is_not_taken_for_an_effect():
    """Without shared luck an inert parameter shows about what chance is said to show."""
    points = design("morris", 4, 40)

    values = lucky(np.full(len(points), 0.2), 100, seed=0, shared=0.0)
    result = morris_effects(
        values, pd.DataFrame(points, columns=NAMES), NAMES, spacings=LINEAR, seed=0
    )

    assert not result.table["told"].any()
    assert result.table["mu_star"].to_numpy() == pytest.approx(result.table["by_chance"], rel=0.3)
    assert "4 of 4 parameters cannot be told from chance" in " ".join(morris_notes(result, 100))


def test_what_chance_would_show_is_the_mean_size_of_normal_noise():
    """Where nothing has an effect, mu_star and ``by_chance`` agree over many trajectories."""
    points = design("morris", 4, 400)
    values = np.random.default_rng(0).normal(size=(len(points), 30))

    table = screened(values, points)

    assert table["mu_star"].mean() == pytest.approx(table["by_chance"].mean(), rel=0.05)


@pytest.mark.parametrize("runs", [20, 2000])
def test_the_same_result_everywhere_is_said_to_be_so(runs):
    """Points that agree in their share have nothing to attribute, whatever rounding leaves.

    Not to have seen an effect is no proof of none: its interval has a width, less with more runs.
    """
    points = design("morris", 4, 6)
    values = np.zeros((len(points), runs))
    values[:, : runs // 20] = 1.0

    result = morris_effects(
        values, pd.DataFrame(points, columns=NAMES), NAMES, spacings=LINEAR, seed=0
    )

    assert (result.chance.variance, result.chance.part, result.chance.part_alone) == (0, 0, 0)
    notes = morris_notes(result, runs)
    assert "The result is the same at every point" in notes[0]
    assert not any("Chance is" in note for note in notes)
    (bound,) = set(result.table["mu_star_high"])
    assert 2.0 / runs < bound < 6.0 / runs
    assert f"{bound:.2g} could not be seen in {runs} runs a point" in notes[1]
    assert not result.table["told"].any()


def test_an_effect_is_never_more_than_the_whole_share():
    """Where one run shows nothing, an effect may be all there is, and not more."""
    points = design("morris", 4, 6)

    table = screened(np.ones((len(points), 1)), points)

    assert (table["mu_star_high"] == 1.0).all()


def test_intervals_hold_the_truth():
    """Of 60 samples at least nine in ten intervals of a lasting effect hold it."""
    held = 0

    for seed in range(60):
        points = design("morris", 4, 10, seed=seed)
        row = screened(lucky(0.3 + 0.5 * points @ SLOPES, 200, seed=seed), points).iloc[0]
        held += row["mu_star_low"] <= 0.2 <= row["mu_star_high"]

    assert held >= 54


def test_seed_nought_is_a_seed():
    """Intervals of seed 0 are the same again, whatever numpy's global state; 1 has others."""
    points = design("morris", 4, 8)
    values = lucky(0.3 + 0.5 * points @ SLOPES, 50, seed=0)

    tables = []
    for state, seed in ((1, 0), (2, 0), (1, 1)):
        np.random.seed(state)  # noqa: NPY002 - what SALib must not fall back to
        tables.append(screened(values, points, seed))

    assert tables[0].equals(tables[1])
    assert not tables[0]["mu_star_high"].equals(tables[2]["mu_star_high"])


def test_what_is_no_morris_design_is_refused():
    """Points that do not move one parameter at a time have no elementary effects."""
    points = design("latin_hypercube", 4, 10)

    with pytest.raises(AnalysisError, match="not a Morris design"):
        screened(certain(points @ SLOPES), points)
