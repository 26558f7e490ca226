import sys

import pytest

from commands.progress import progress
from commands.summary import Tally, share
from sim.experiment import Block, Failure


@pytest.mark.parametrize("interactive", [True, False])
def test_a_bar_changes_nothing(monkeypatch, capsys, interactive):
    """With a bar or without, the blocks come through; only a person sees a bar, on stderr."""
    blocks = [Block((), (Failure(0, run, 0, ""),)) for run in range(3)]
    monkeypatch.setattr(sys.stderr, "isatty", lambda: interactive, raising=False)

    seen = list(progress(blocks, 3))

    shown = capsys.readouterr()
    assert seen == blocks
    assert shown.out == ""
    assert ("3/3" in shown.err) == interactive


def test_an_ensemble_remembers_few_failures():
    """However many runs fail, memory holds a hundred of them and a count."""
    tally = Tally(7)

    for run in range(250):
        tally.add(Block((), (Failure(0, run, 0, ""),)))

    assert tally.failed == 250
    assert [one.run for one in tally.failures] == list(range(100))


def test_a_share_has_wilsons_interval():
    """Three runs of a thousand: the interval that tables of Wilson's give."""
    found = share(3, 1000)

    assert (found["n"], found["share"]) == (3, 0.003)
    assert (round(found["low"], 4), round(found["high"], 4)) == (0.0010, 0.0088)
