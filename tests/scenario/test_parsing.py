"""YAML 1.2 into nodes, with limits that hold against hostile files."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from brinkmanship.sim.errors import Problem, ScenarioError
from brinkmanship.sim.scenario.reading import parsing
from brinkmanship.sim.scenario.reading.parsing import parse
from brinkmanship.sim.scenario.reading.scalars import NotFinite, scalar_value

BROKEN = (
    "a: [1, 2\nb: 3\n",
    "a: {b: 1\nc: 2\n",
    'a: "open\nb: 1\n',
    "a: b: c\n",
    "a:\n  b: 1\n c: 2\n",
    "a: @home\n",
    "a:\n\tb: 1\n",
    "a: 1\nb\nc: 2\n",
    'a: "\\q"\n',
    "a: 1\n]\n",
    "a: {b: 1 c: 2}\n",
    "a\uff1a 1\nb: 2\n",
    "a: 'b's c'\n",
    'a: "open\nb: "c"\n',
    "a:\n  b 1\n  c: 2\n",
)


def messages_of(text):
    """The messages about a text."""
    problems: list[Problem] = []
    try:
        parse(text, "f.yaml", problems)
    except ScenarioError as error:
        return str(error)
    return "\n".join(map(str, problems))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("0o17", 15),
        ("0x1F", 31),
        ("017", 17),
        ("-5", -5),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("2024-02-27", "2024-02-27"),
        ("=", "="),
        ("1.2.3", "1.2.3"),
    ],
)
def test_plain_scalars_follow_yaml_1_2(text, value):
    """A plain scalar means what the core schema of YAML 1.2 says."""
    found = scalar_value(text)

    assert found == value
    assert type(found) is type(value)


@given(st.integers(-(10**18), 10**18))
def test_integers_come_back(number):
    """Every integer within the limit is read as itself."""
    assert scalar_value(str(number)) == number


@given(st.floats(-1e18, 1e18))
def test_floats_come_back(number):
    """Every finite float within the limit is read as itself."""
    assert scalar_value(repr(number)) == number


@pytest.mark.parametrize("text", [".nan", ".inf", "-.INF", "1e999", "9" * 5000, "-1e19"])
def test_what_is_not_finite_is_no_number(text):
    """Infinities, NaN and numbers beyond 1e18 are refused, however long they are written."""
    with pytest.raises(NotFinite):
        scalar_value(text)


def test_every_node_knows_its_line_and_column():
    """Places count from 1, in characters."""
    root = parse("ä: [1, {b: c}]\n", "f.yaml", [])
    inner, _ = root.find(("ä", 1, "b"))

    assert (inner.place.line, inner.place.column) == (1, 12)
    assert inner.key is not None
    assert inner.key.column == 9


@pytest.mark.parametrize(
    "text", ["[" * 10_000, "{a: " * 10_000, "- " * 10_000, "? " * 10_000, "[{a: " * 5_000 + "1"]
)
def test_deep_nesting_is_refused_where_it_becomes_too_deep(text):
    """10,000 levels are refused at level 65, whatever they are made of."""
    assert "nested deeper than 64 levels" in messages_of(text)


def test_64_levels_are_fine():
    """The limit itself is allowed, one more is not."""
    assert messages_of("[" * 64 + "1" + "]" * 64) == ""
    assert "nested deeper than 64 levels" in messages_of("[" * 65 + "1" + "]" * 65)


def test_an_alias_bomb_is_refused_before_it_goes_off():
    """Aliases of aliases count in full."""
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 12)]

    assert "more than 200,000 values, aliases counted in full" in messages_of("\n".join(rows))


def test_aliases_as_such_are_fine():
    """An alias stands for what its anchor marks."""
    root = parse("a: &x {b: 1}\nc: *x\n", "f.yaml", [])

    assert root.plain() == {"a": {"b": 1}, "c": {"b": 1}}


def test_too_many_values_are_refused():
    """200,000 values are the most, without any alias too."""
    assert "more than 200,000 values" in messages_of("[" + "1," * 200_001 + "]")


@pytest.mark.parametrize("text", BROKEN)
def test_the_words_do_not_depend_on_the_parser(text, monkeypatch):
    """With and without libyaml the message is the same."""
    fast = messages_of(text)
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)

    assert messages_of(text) == fast
    assert fast.startswith("f.yaml:")


def test_many_flaws_are_told_together_and_not_without_end():
    """All recoverable flaws are told, up to about fifty."""
    text = "".join(f"k{i}: .nan\n" for i in range(3))

    assert messages_of(text).count("\n") == 2
    assert messages_of(text * 200).count("\n") <= parsing.MOST_PROBLEMS


@given(st.text(max_size=60))
def test_any_text_is_a_document_or_a_message(text):
    """No text whatever gives anything but a tree or our own error."""
    try:
        parse(text, "f.yaml", [])
    except ScenarioError as error:
        assert str(error).startswith("f.yaml")  # noqa: PT017 - both ways are right


@given(st.text(alphabet="[]{}:,-?&*!|>'\"%@`# \n\tab1<~\\", max_size=40))
def test_any_heap_of_indicators_is_a_document_or_a_message(text):
    """The same for text made of what YAML takes for itself."""
    try:
        parse(text, "f.yaml", [])
    except ScenarioError as error:
        assert str(error).startswith("f.yaml")  # noqa: PT017 - both ways are right
