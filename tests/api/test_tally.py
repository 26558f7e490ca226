from brinkmanship.api.tally import Tally, share_row
from brinkmanship.sim.results.block import Block, Failure
from brinkmanship.sim.results.played import Played
from tests.small import SHAPE, row

NOTHING = Played.of((), SHAPE)


def test_a_rung_counts_if_a_side_itself_reached_it():
    """The rung of a client war is nobody's own: shares of rungs leave it out."""
    tally = Tally(7)

    tally.add(Block(Played.of([row(peak=6, direct=2)], SHAPE)))

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
    found = share_row(3, 1000)

    assert (found["n"], found["share"]) == (3, 0.003)
    assert (round(found["low"], 4), round(found["high"], 4)) == (0.0010, 0.0088)
