import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brinkmanship.analysis.statistics.attribution import attribution
from brinkmanship.analysis.statistics.names import (
    CAUSE_NAMES,
    ENDING_NAMES,
    OUTCOMES,
    ROUTE_NAMES,
)
from brinkmanship.sim.mechanisms import endings

ROUTES = st.lists(st.sampled_from(list(ROUTE_NAMES)), min_size=1, max_size=30)


@given(routes=ROUTES, calm=st.integers(0, 5))
def test_routes_of_the_clashes_sum_to_one(routes, calm):
    """Only clashes count, each once; routes stand in falling order, unused ones at 0."""
    runs = pd.DataFrame(
        {
            "outcome": ["direct_clash"] * len(routes) + ["frozen"] * calm,
            "route": [*routes, *["choice"] * calm],
        }
    )
    table = attribution(runs)

    assert table["share"].sum() == pytest.approx(1.0)
    assert (table["of"] == len(routes)).all()
    assert table["n"].is_monotonic_decreasing
    assert set(table["route"]) == set(ROUTE_NAMES)


def test_unheard_of_and_missing_causes_are_shown():
    """A cause of another name keeps its name and a null is unknown; neither is dropped."""
    runs = pd.DataFrame({"outcome": ["war"] * 2, "cause": ["meteor", None]})
    table = attribution(runs, column="cause").set_index("cause")

    assert table.loc[["meteor", "unknown"], "n"].tolist() == [1, 1]
    assert set(CAUSE_NAMES) < set(table.index)


def test_no_clash_has_no_shares():
    """Without a clash the shares are unknown, not 0."""
    table = attribution(pd.DataFrame({"outcome": ["frozen"], "route": [None]}))

    assert table["share"].isna().all()
    assert (table["of"] == 0).all()


def test_whatever_the_model_says_has_a_name():
    """Outcomes, endings, causes and routes of the model all have words, and no others do."""
    assert set(OUTCOMES) == set(endings.OUTCOMES)
    assert set(ENDING_NAMES) == set(endings.ENDINGS)
    assert set(CAUSE_NAMES) == set(endings.CAUSES) - {""}
    assert set(ROUTE_NAMES) == set(endings.ROUTES) - {""}
