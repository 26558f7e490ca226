import sys
from typing import NamedTuple

import pytest

from brinkmanship.commands.shared.bars import run_bar
from brinkmanship.commands.shared.progress import task_bars, with_count_bar, with_run_bar


class Lot(NamedTuple):
    """A number of runs."""

    runs: int


LOTS = [Lot(1), Lot(0), Lot(2)]


@pytest.mark.parametrize("interactive", [True, False])
def test_only_a_person_gets_a_bar(monkeypatch, interactive):
    """The bar is used where stderr is a terminal, and nowhere else."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: interactive, raising=False)
    monkeypatch.setattr("brinkmanship.commands.shared.bars.run_bar", lambda *_: iter(["bar"]))

    assert list(with_run_bar(LOTS, lambda: 3)) == (["bar"] if interactive else LOTS)


def test_a_bar_changes_nothing(monkeypatch, capsys):
    """All blocks come through the bar, which is on stderr and counts runs."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)

    seen = list(run_bar(LOTS, lambda lot: lot.runs, lambda: 3))

    shown = capsys.readouterr()
    assert seen == LOTS
    assert shown.out == ""
    assert "3/3" in shown.err


def test_a_bar_follows_a_total_that_grows(monkeypatch, capsys):
    """Of a sweep whose rounds are decided as it goes the bar shows the last total."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    total = 0

    def growing():
        nonlocal total
        for lot in LOTS:
            total += 10
            yield lot

    assert list(run_bar(growing(), lambda lot: lot.runs, lambda: total)) == LOTS
    assert "3/30" in capsys.readouterr().err


@pytest.mark.parametrize("interactive", [True, False])
def test_items_come_through_a_count(monkeypatch, capsys, interactive):
    """The items are the same with and without a bar, and without one nothing is written."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: interactive, raising=False)

    assert list(with_count_bar("abc", 3, "looking")) == ["a", "b", "c"]

    shown = capsys.readouterr()
    assert shown.out == ""
    assert bool(shown.err) == interactive


@pytest.mark.parametrize("interactive", [True, False])
def test_a_task_has_a_bar_only_for_a_person(monkeypatch, interactive):
    """Off a terminal nothing is to be told of a task's progress."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: interactive, raising=False)

    with task_bars() as start_bar:
        advance = start_bar(10)
        if advance is not None:
            advance(10)

    assert (advance is not None) == interactive
