import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.mechanisms.endings import OUTCOMES
from brinkmanship.sim.sweep.growth import extend_plan
from brinkmanship.sim.sweep.plan import Layer, Plan, Stop
from brinkmanship.sim.sweep.plan_file import from_json, to_json

VALUE = st.none() | st.booleans() | st.floats(-1e9, 1e9) | st.text(max_size=5)


def plan(**changes):
    """A plan of three points and ten runs at each, but for the changes."""
    nothing = {
        "sweep": "s",
        "title": "t",
        "scenario": "small",
        "digest": "00ff",
        "held": ('a="b"',),
        "paths": ("x", "y"),
        "spacings": ("linear", "values"),
        "design": "grid",
        "points": ((1.0, "a"), (2.0, "b"), (3.0, "c")),
        "layers": (Layer(range(3), 0, 10),),
        "until": None,
        "seed": 0,
        "block": 7,
        "outcomes": OUTCOMES,
        "thresholds": ("clash",),
        "ladder": ("calm", "clash"),
        "versions": {"numpy": "1"},
    }
    return Plan(**(nothing | changes))


@given(
    st.lists(st.integers(0, 500), min_size=1, max_size=20, unique=True).map(sorted),
    st.integers(0, 1000),
    st.integers(1, 40),
    st.integers(1, 100),
)
def test_blocks_are_a_partition_of_a_layer(points, first, runs, block):
    """Every run of every point is in one block; all blocks but the last are full."""
    values = tuple((float(i), "v") for i in range(501))
    whole, layer = plan(points=values, block=block), Layer(points, first, first + runs)

    blocks = list(whole.blocks(layer, 3))

    played = [
        (span.point, run)
        for one in blocks
        for span in one.spans
        for run in range(span.first, span.first + span.runs)
    ]
    assert played == [(point, run) for point in points for run in range(first, first + runs)]
    assert [one.runs for one in blocks[:-1]] == [block] * (len(blocks) - 1)
    assert [(one.name, one.runs) for one in blocks] == list(whole.names(layer, 3))


@given(st.lists(st.tuples(VALUE, VALUE), min_size=1, max_size=8), st.none() | st.just("frozen"))
def test_a_plan_survives_its_file(points, outcome):
    """What is written to plan.json is read back as the same plan."""
    until = Stop(outcome=outcome, width=0.1, at_most=9) if outcome else None
    before = plan(points=tuple(points), layers=(Layer(range(len(points)), 0, 4),), until=until)

    after = from_json(json.loads(json.dumps(to_json(before))), "plan.json")

    assert after == before


@given(st.lists(st.tuples(VALUE, VALUE), min_size=1, max_size=8))
def test_cells_have_the_type_of_their_column(points):
    """A column of one kind keeps it, one of many kinds is text; nothing stays nothing."""
    whole = plan(points=tuple(points))
    takes = {"str": str, "float64": int | float, "bool": bool}

    for place in range(len(points)):
        for (_, kind), cell in zip(whole.kinds, whole.cells(place, whole.kinds), strict=True):
            assert cell is None or isinstance(cell, takes[kind])


@given(st.integers(0, 4), st.integers(0, 30))
def test_growing_adds_and_never_moves(points, runs):
    """A grown plan has the old points and layers first, and covers what is asked for once."""
    old = plan()
    more = tuple((10.0 + i, "new") for i in range(points))
    asked = (*more, *old.points)
    new = plan(points=asked, layers=(Layer(range(len(asked)), 0, 10 + runs),))

    whole = extend_plan(old, new)

    assert whole.points == (*old.points, *more)
    assert whole.layers[0] == old.layers[0]
    cells = [(p, r) for one in whole.layers for p in one.points for r in range(one.first, one.stop)]
    assert sorted(cells) == [(p, r) for p in range(len(asked)) for r in range(10 + runs)]
    assert extend_plan(whole, new) == whole


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"seed": 1}, "seed: the folder has 0, this is 1"),
        ({"digest": "11"}, "digest"),
        ({"design": "list"}, "design"),
        ({"held": ()}, 'held: the folder has a="b", this is none'),
        ({"versions": {"numpy": "2"}}, "version of numpy: 1 wrote it, this is 2"),
        ({"points": ((1.0, "a"), (2.0, "z"))}, "points"),
        ({"layers": (Layer(range(3), 0, 9),)}, "runs: the folder has 10 a point, 9"),
        ({"points": (*plan().points, ("text", "d"))}, "another kind"),
        ({"until": Stop(outcome="war", width=0.1, at_most=99)}, "until"),
    ],
)
def test_another_sweep_is_refused(changes, said):
    """Whatever would make other runs than the folder's is named."""
    with pytest.raises(BrinkError, match=said):
        extend_plan(plan(), plan(**changes))


def test_another_block_size_is_refused():
    """A sweep file that insists on other files than the folder's is refused."""
    with pytest.raises(BrinkError, match="block: the folder has 7, this is 8"):
        extend_plan(plan(), plan(), 8)


def test_a_drawn_design_is_extended_at_its_end_only():
    """Where the points of a drawn design moved, nothing can be kept."""
    old = replace(plan(), design="latin_hypercube")

    with pytest.raises(BrinkError, match="points"):
        extend_plan(old, replace(old, points=tuple(reversed(old.points))))


def test_a_sweep_with_a_stopping_rule_is_not_extended():
    """Which runs come next depends on all points together, so none can join later."""
    stop = Stop(outcome="war", width=0.1, at_most=99)

    with pytest.raises(BrinkError, match="until"):
        extend_plan(plan(until=stop), plan(until=stop, layers=(Layer(range(3), 0, 20),)))


@pytest.mark.parametrize(
    "found",
    [{}, {"format": 1}, {**to_json(plan()), "format": 2}, {**to_json(plan()), "layers": 3}],
)
def test_what_is_no_plan_is_refused(found):
    """A plan.json of another make is one clear message."""
    with pytest.raises(BrinkError, match=r"plan\.json"):
        from_json(found, "plan.json")


@pytest.mark.parametrize(("changes", "same"), [
    ({"versions": {"numpy": "2"}}, True),
    ({"title": "another"}, True),
    ({"digest": "00fe"}, False),
    ({"seed": 1}, False),
    ({"held": ()}, False),
    ({"points": ((1.0, "a"), (2.0, "c"), (3.0, "c"))}, False),
])  # fmt: skip
def test_a_block_is_marked_by_what_is_played_in_it(changes, same):
    """Other scenarios, seeds and values mark it otherwise; versions do not, for rows decide."""
    one, other = plan(), plan(**changes)

    marks = [[block.mark for block in whole.blocks(whole.layers[0], 0)] for whole in (one, other)]

    assert (marks[0] == marks[1]) is same
    assert len(set(marks[0])) == len(marks[0])


@given(st.integers(1, 7), st.integers(1, 30), st.integers(0, 5), st.integers(1, 40))
def test_the_size_of_a_layer_is_that_of_its_blocks(points, runs, first, block):
    """Formulas give as many blocks, spans and runs as there are, in a layer and in each block."""
    layer = Layer(range(points), first, first + runs)
    whole = plan(points=tuple((float(i), "v") for i in range(points)), layers=(layer,), block=block)

    blocks = list(whole.blocks(layer, 0))

    assert whole.size(layer) == (len(blocks), sum(len(one.spans) for one in blocks), layer.runs)
    for one in blocks:
        assert whole.size_of(one.name) == (1, len(one.spans), one.runs)
    assert whole.size_of(f"00-{len(blocks):06d}.parquet") == (0, 0, 0)
