import numpy as np
import pytest

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.results.columns import HEAD, engaged, run_columns
from brinkmanship.sim.results.vectors import vectors_of
from brinkmanship.sim.scenario import load_scenario
from tests.small import small_file


def cells(vector):
    """A column as plain values."""
    nulls = vector.nulls if vector.nulls is not None else np.zeros(len(vector.values), bool)
    values = [vector.words[value] if vector.words else value for value in vector.values.tolist()]
    return [None if null else value for value, null in zip(values, nulls, strict=True)]


def row_of(record, premise):
    """A run in words as a row of the run table, but for what stands before its number."""
    places = engaged(premise)
    return [
        record.run,
        record.outcome,
        record.outcome_turn,
        record.ending,
        record.turns,
        record.peak_rung,
        record.peak_rung_direct,
        *(turn if turn >= 0 else None for turn in record.first[1:]),
        *(word or None for word in (record.cause, record.route, record.initiator)),
        *record.counts,
        *(record.peaks[place] for place in places),
        *(record.means[place] for place in places),
    ]


@pytest.mark.parametrize("name", ["small", "nato-ground-troops-2024"])
def test_columns_are_the_records_turned(tmp_path, name):
    """Column by column stands what each run comes to in words."""
    path = small_file(tmp_path) if name == "small" else name
    engine = Engine(prepare(load_scenario(path, ["mechanisms.accidents.rate=1"])))
    rows = [row_of(record, engine.premise) for record in engine.records(3, 40, 60)]

    vectors = vectors_of(engine.premise, engine.play(3, 40, 60))

    names = [column for column, _ in run_columns(engine.premise, {})][len(HEAD) - 1 :]
    assert list(vectors) == names
    for place, column in enumerate(names):
        assert [row[place] for row in rows] == cells(vectors[column]), column
