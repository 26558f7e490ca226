import numpy as np
import pytest

from sim.columns import HEAD, engaged, run_columns, run_row
from sim.ensemble.engine import Engine
from sim.prepare import prepare
from sim.scenario import load_scenario
from sim.sweep.columns import vectors_of
from tests.small import small_file


@pytest.mark.parametrize("name", ["small", "nato-ground-troops-2024"])
def test_columns_are_the_rows_turned(tmp_path, name):
    """Column by column stands what the run table says row by row."""
    path = small_file(tmp_path) if name == "small" else name
    engine = Engine(prepare(load_scenario(path, ["mechanisms.accidents.rate=1"])))
    rows = [
        run_row(one, engaged(engine.premise), ("s", "d", 3), ())
        for one in engine.records(3, 40, 60)
    ]

    vectors = vectors_of(engine.premise, engine.play(3, 40, 60), 40)

    names = [column for column, _ in run_columns(engine.premise, {})][len(HEAD) - 1 :]
    assert list(vectors) == names
    for place, column in enumerate(names, len(HEAD) - 1):
        assert [row[place] for row in rows] == cells(vectors[column]), column


def cells(vector):
    """A column as plain values."""
    nulls = vector.nulls if vector.nulls is not None else np.zeros(len(vector.values), bool)
    values = [vector.words[value] if vector.words else value for value in vector.values.tolist()]
    return [None if null else value for value, null in zip(values, nulls, strict=True)]
