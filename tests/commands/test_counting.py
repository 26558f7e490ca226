import sys

import pytest

from commands.bar import bar
from commands.progress import progress
from commands.summary import Tally, share
from sim.runs.blocks import Block, Failure
from sim.results.played import Played
from tests.small import row

NOTHING = Played.of((), 7, 3)
BLOCKS = [Block(NOTHING, (Failure(0, run, 0, ""),)) for run in range(3)]


@pytest.mark.parametrize("interactive", [True, False])
def test_only_a_person_gets_a_bar(monkeypatch, interactive):
    """The bar is used where stderr is a terminal, and nowhere else."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: interactive, raising=False)
    monkeypatch.setattr("commands.bar.bar", lambda _, runs: iter(["bar of", runs]))

    assert list(progress(BLOCKS, 3)) == (["bar of", 3] if interactive else BLOCKS)


def test_a_bar_changes_nothing(monkeypatch, capsys):
    """All blocks come through the bar, which is on stderr and counts runs."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)

    seen = list(bar(BLOCKS, 3))

    shown = capsys.readouterr()
    assert seen == BLOCKS
    assert shown.out == ""
    assert "3/3" in shown.err


def test_a_rung_counts_if_a_side_itself_reached_it():
    """The rung of a client war is nobody's own: shares of rungs leave it out."""
    tally = Tally(7)

    tally.add(Block(Played.of([row(peak=6, direct=2)], 7, 3)))

    assert tally.peaks == [0, 0, 1, 0, 0, 0, 0]


def test_an_ensemble_remembers_few_failures():
    """However many runs fail, memory holds a hundred of them and a count."""
    tally = Tally(7)

    for run in range(250):
        tally.add(Block(NOTHING, (Failure(0, run, 0, ""),)))

    assert tally.failed == 250
    assert [one.run for one in tally.failures] == list(range(100))


def test_a_share_has_wilsons_interval():
    """Three runs of a thousand: the interval that tables of Wilson's give."""
    found = share(3, 1000)

    assert (found["n"], found["share"]) == (3, 0.003)
    assert (round(found["low"], 4), round(found["high"], 4)) == (0.0010, 0.0088)
