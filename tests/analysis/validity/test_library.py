"""The table of the library: ranges, misses, and a correlation of ranks with its interval."""

import pytest

from brinkmanship.analysis.validity.library import (
    Case,
    held_out,
    is_fitted,
    library_lines,
    spearman,
)
from tests.checkout import SCRIPT

ROOT = SCRIPT.parent
LADDER = ("calm", "warn", "limited_force", "clash", "war")


def case(history, *reached):
    """A crisis whose runs reach the rungs above the lowest with these shares."""
    return Case(f"c{history}-1930", LADDER, history, (1.0, *reached))


def test_quantiles_are_rungs_that_enough_runs_reach():
    """Half the runs reach the median, nine tenths the lower end, a tenth the upper one."""
    one = case(3, 0.95, 0.6, 0.3, 0.05)

    assert [one.quantile(share) for share in (0.1, 0.5, 0.9)] == [1, 2, 3]
    assert one.mean == pytest.approx(0.95 + 0.6 + 0.3 + 0.05)
    assert not one.missed
    assert case(4, 0.95, 0.6, 0.3, 0.05).missed
    assert case(0, 0.95, 0.6, 0.3, 0.05).missed


def ordered(histories):
    """Crises whose runs climb the higher the later they stand."""
    return [
        case(history, *(min(1.0, 0.1 * k + 0.01 * rung) for rung in (4, 3, 2, 1)))
        for k, history in enumerate(histories)
    ]


def test_the_correlation_is_of_ranks():
    """1 where the model orders as history did, -1 where the other way round."""
    same, other, mixed = (
        spearman(ordered(one)) for one in ([0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [0, 2, 1, 3, 4, 1, 3])
    )

    assert same is not None
    assert other is not None
    assert mixed is not None
    assert same.value == pytest.approx(1.0)
    assert other.value == pytest.approx(-1.0)
    assert mixed.low <= mixed.value <= mixed.high
    assert mixed.low < mixed.high


def test_few_or_equal_cases_have_no_correlation():
    """Three cases say nothing, nor do cases that all ended alike."""
    assert spearman(ordered([0, 1, 2])) is None
    assert spearman(ordered([2, 2, 2, 2, 2])) is None


def test_the_table_names_the_misses():
    """A row a case, and below it those outside the range."""
    lines = library_lines([case(4, 0.9, 0.1, 0.0, 0.0), case(1, 0.9, 0.1, 0.0, 0.0)])

    assert sum(line.startswith("| c") for line in lines) == 3
    assert lines[-1].endswith("the runs: c4-1930.")


def test_the_split_of_the_library_is_that_of_the_hold_out():
    """Seven crises to 1969 are held out, six may be looked at, none from 1970 on."""
    held = held_out(ROOT / "docs/history/hold-out.md")
    names = {file.stem for file in (ROOT / "scenarios/history").glob("*.yaml")}

    assert len(held) == 7
    assert held <= names
    assert {name for name in names if is_fitted(name, held)} == {
        "berlin-1948", "july-1914", "munich-1938", "rhineland-1936", "suez-1956", "tangier-1905",
    }  # fmt: skip
