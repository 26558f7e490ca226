import pytest

from brinkmanship.commands.jobs.variants import parse_variant, parse_variants
from brinkmanship.sim.errors import BrinkError

HOT = "actors.AAA.resolve=4"


def test_a_scenario_named_twice_keeps_two_names():
    """The same file as A and B is told apart by a letter."""
    found = parse_variants(("x.yaml", "x.yaml"), (), (HOT,), ())

    assert [one.name for one in found] == ["x", "x (b)"]
    assert [one.overrides for one in found] == [(), (HOT,)]


def test_settings_go_where_they_belong():
    """--set changes all, --set-b all but A, a variant only itself; B without a file is A."""
    names = {
        one.name: one.overrides
        for one in parse_variants(("x", "y"), ("a=1",), ("b=2",), ("v: c=3",))
    }

    assert names == {"x": ("a=1",), "y": ("a=1", "b=2"), "v": ("a=1", "c=3")}


@pytest.mark.parametrize("text", ["x", "x:", ": a=1", "a.b=1: c=2", ""])
def test_a_variant_has_a_name_and_a_change(text):
    """Without a name or a change, --variant is refused with an example."""
    with pytest.raises(BrinkError, match="write for example"):
        parse_variant(text)


def test_values_of_a_variant_may_hold_blanks():
    """Blanks in brackets, braces and quotes belong to the value."""
    name, changes = parse_variant("a b:  x.y=[A, B]  z='two words' w={k: 1, m: {n: 2}} ")

    assert name == "a b"
    assert changes == ("x.y=[A, B]", "z='two words'", "w={k: 1, m: {n: 2}}")
