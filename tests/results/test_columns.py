import subprocess
import sys
from dataclasses import replace
from functools import partial

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brinkmanship.sim.mechanisms.endings import ACCIDENT, ACCIDENT_ANSWERED, DIRECT_CLASH, IMPOSED
from brinkmanship.sim.results.arrow import TYPES, schema_of, table_of
from brinkmanship.sim.results.columns import engaged, kind_of, run_columns, setting_of
from brinkmanship.sim.results.played import Played
from brinkmanship.sim.results.vectors import Vector, vectors_of
from tests.small import SHAPE, row, small_premise

text = partial(st.text, st.characters(exclude_categories=["Cs"]))
NUMBER = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False)
SCALAR = st.none() | st.booleans() | NUMBER | text()


@pytest.fixture(scope="module")
def premise(tmp_path_factory):
    """The small scenario made ready."""
    return small_premise(tmp_path_factory.mktemp("columns"))


def cells_of(premise, changed, settings=None):
    """A run as a mapping from the names of its columns."""
    found = settings or {}
    own = vectors_of(premise, Played.of([changed], SHAPE))
    same = {"scenario": "small", "digest": "00ff", "seed": 9, **found}
    (only,) = table_of(schema_of(run_columns(premise, found)), same, own, 1).to_pylist()
    return only


def test_every_value_stands_under_its_name(premise):
    """Each number of a run is in the column that is named after it."""
    found = cells_of(premise, row(), {"clock.horizon": 6})

    assert found == {
        "scenario": "small",
        "digest": "00ff",
        "seed": 9,
        "run": 3,
        "clock.horizon": 6,
        "outcome": "frozen",
        "outcome_turn": 6,
        "ending": "going_on",
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
        "threats_broken": 1,
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
    found = cells_of(premise, row(cause=ACCIDENT, route=ACCIDENT_ANSWERED, initiator=1))

    assert [found[name] for name in ("cause", "route", "initiator")] == [
        "accident",
        "accident_answered",
        "CCC",
    ]


def test_an_ending_has_its_word(premise):
    """How a crisis ended stands beside its outcome, each by its own name."""
    found = cells_of(premise, row(outcome=DIRECT_CLASH, ended=IMPOSED))

    assert (found["outcome"], found["ending"]) == ("direct_clash", "imposed")


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


ROWS = st.integers(1, 30)
FIT = {"int32": 2**31 - 1, "int64": 2**53, "float64": 2**53, "bool": 1}


@given(st.lists(text(max_size=6), min_size=1, max_size=4), st.data())
def test_words_stand_as_pyarrow_writes_them(words, data):
    """A column of words, some of them missing, is what pyarrow makes of the list."""
    size = data.draw(ROWS)
    places = data.draw(st.lists(st.integers(0, len(words) - 1), min_size=size, max_size=size))
    gone = data.draw(st.lists(st.booleans(), min_size=size, max_size=size))
    vector = Vector(np.array(places), np.array(gone), tuple(words))

    table = table_of(schema_of([("word", "str")]), {}, {"word": vector}, size)

    table.validate(full=True)
    wanted = [None if lost else words[place] for place, lost in zip(places, gone, strict=True)]
    assert table.column("word").combine_chunks().equals(pa.array(wanted, pa.string()))


@given(st.sampled_from(sorted(FIT)), st.data())
def test_numbers_stand_as_pyarrow_writes_them(kind, data):
    """A column of numbers, some of them missing, is what pyarrow makes of the list."""
    size, top = data.draw(ROWS), FIT[kind]
    values = data.draw(st.lists(st.integers(0, top), min_size=size, max_size=size))
    gone = data.draw(st.lists(st.booleans(), min_size=size, max_size=size))
    vector = Vector(np.array(values), np.array(gone))

    table = table_of(schema_of([("n", kind)]), {}, {"n": vector}, size)

    table.validate(full=True)
    wanted = [None if lost else value for value, lost in zip(values, gone, strict=True)]
    if kind == "bool":
        wanted = [None if one is None else bool(one) for one in wanted]
    assert table.column("n").combine_chunks().equals(pa.array(wanted, TYPES[kind]))


@given(st.none() | st.booleans() | NUMBER | text(), ROWS)
def test_what_is_the_same_in_all_rows_is_repeated(cell, rows):
    """One value throughout is that value in each row, with its type."""
    kind = kind_of(cell)

    table = table_of(schema_of([("one", kind)]), {"one": cell}, {}, rows)

    table.validate(full=True)
    assert table.column("one").combine_chunks().equals(pa.array([cell] * rows, TYPES[kind]))


def test_a_number_beyond_its_column_is_refused():
    """A value that 32 bits cannot hold is never written as another."""
    with pytest.raises(OverflowError, match="int32"):
        table_of(schema_of([("n", "int32")]), {}, {"n": Vector(np.array([2**31]))}, 1)


def test_a_run_is_written_without_what_it_does_not_need():
    """Neither pandas nor pyarrow's functions are loaded: they are a fifth of a second start."""
    lines = (
        "import sys, numpy as np",
        "from brinkmanship.sim.results.arrow import schema_of, table_of",
        "from brinkmanship.sim.results.vectors import Vector",
        "columns = [('a', 'str'), ('b', 'int32'), ('c', 'bool'), ('d', 'str'), ('e', 'str')]",
        "own = {'a': Vector(np.zeros(3, int), None, ('x',)), 'b': Vector(np.zeros(3, int))}",
        "table_of(schema_of(columns), {'c': True, 'd': None, 'e': 'x'}, own, 3)",
        "print(sorted({'pandas', 'pyarrow.compute'} & set(sys.modules)))",
    )

    said = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=True
    )

    assert said.stdout == "[]\n"
