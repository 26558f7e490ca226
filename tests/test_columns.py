from dataclasses import replace
from functools import partial

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.arrow import TYPES, schema_of, table_of
from sim.columns import engaged, kind_of, run_columns, setting_of
from sim.mechanisms.endings import ACCIDENT, ACCIDENT_ANSWERED
from sim.played import Played
from sim.vectors import vectors_of
from tests.small import row, small_premise

text = partial(st.text, st.characters(exclude_categories=["Cs"]))
NUMBER = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False)
SCALAR = st.none() | st.booleans() | NUMBER | text()


@pytest.fixture(scope="module")
def premise(tmp_path_factory):
    """The small scenario made ready."""
    return small_premise(tmp_path_factory.mktemp("columns"))


def told(premise, changed, settings=None):
    """A run as a mapping from the names of its columns."""
    found = settings or {}
    own = vectors_of(premise, Played.of([changed], len(premise.levels), len(premise.codes)))
    same = {"scenario": "small", "digest": "00ff", "seed": 9, **found}
    (only,) = table_of(schema_of(run_columns(premise, found)), same, own, 1).to_pylist()
    return only


def test_every_value_stands_under_its_name(premise):
    """Each number of a run is in the column that is named after it."""
    found = told(premise, row(), {"clock.horizon": 6})

    assert found == {
        "scenario": "small",
        "digest": "00ff",
        "seed": 9,
        "run": 3,
        "clock.horizon": 6,
        "outcome": "frozen",
        "outcome_turn": 6,
        "turns": 6,
        "peak_rung": 5,
        "peak_rung_direct": 2,
        "first_warn": 0,
        "first_tripwire": 4,
        **dict.fromkeys(["first_force", "first_clash", "first_war", "first_nuclear"]),
        **dict.fromkeys(["cause", "route", "initiator"]),
        "threats_made": 6,
        "threats_tested": 5,
        "threats_kept": 4,
        "accidents": 3,
        "absorbed": 2,
        "vetoed": 1,
        "peak_AAA": 2,
        "peak_CCC": 1,
        "peak_DDD": 0,
        "mean_AAA": 1.5,
        "mean_CCC": 1.0,
        "mean_DDD": 0.5,
    }


def test_a_clash_says_how_it_came(premise):
    """With a clash, cause, route and initiator are told."""
    found = told(premise, row(cause=ACCIDENT, route=ACCIDENT_ANSWERED, initiator=1))

    assert [found[name] for name in ("cause", "route", "initiator")] == [
        "accident",
        "accident_answered",
        "CCC",
    ]


def test_who_may_join_has_columns(premise):
    """An actor that only an inject brings to a side has its columns; a bystander has none."""
    calm = replace(premise, injects=())

    with_inject, without = (engaged(one) for one in (premise, calm))

    assert [premise.codes[place] for place in with_inject] == ["AAA", "CCC", "DDD"]
    assert [premise.codes[place] for place in without] == ["AAA", "CCC"]


@given(
    st.recursive(
        SCALAR,
        lambda inner: st.lists(inner) | st.dictionaries(text(max_size=5), inner),
        max_leaves=8,
    )
)
def test_whatever_is_set_fits_its_column(value):
    """What stands in a document becomes one cell of the type that its column gets."""
    cell = setting_of(value)

    column = pa.array([cell], TYPES[kind_of(cell)])
    assert column.null_count == (cell is None)
