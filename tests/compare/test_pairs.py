import numpy as np
import pytest

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.crisis.state.row import DIRECT, OUTCOME
from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.results.block import Block, Failure
from brinkmanship.sim.runs.pairs import Ensembles, Pairs, check_pairing, other_dice
from brinkmanship.sim.scenario import load_scenario
from tests.compare.small_pairs import CALM, HOT, paired, premise, rows


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder for the small scenario."""
    return tmp_path_factory.mktemp("pairs")


def test_a_scenario_differs_from_itself_nowhere(place):
    """The same scenario twice: no run differs, every difference is exactly 0, nothing flips."""
    (found,) = paired(premise(place), premise(place))

    assert (found.pairs, found.differing) == (60, 0)
    for row in rows(found).values():
        gap = row["difference"]
        assert gap.get("share", gap.get("mean")) == 0.0
        assert row.get("gained", 0) == row.get("lost", 0) == 0


def test_what_is_played_decides_whether_two_are_the_same(place):
    """Wording and rungs of interest are not played; a number is, whether or not a run feels it."""
    base = premise(place)
    found = [
        pairs.same
        for pairs in paired(
            base,
            premise(place),
            premise(place, "title=x", "thresholds=[clash]"),
            premise(place, "actors.DDD.exposure=2"),
            premise(place, HOT),
            runs=20,
        )
    ]

    assert found == [True, True, False, False]


def test_swapping_negates_every_difference(place):
    """A compared with B is B compared with A with the signs turned, ends included."""
    one, other = premise(place), premise(place, HOT)
    (forth,), (back,) = paired(one, other), paired(other, one)

    assert forth.differing == back.differing > 0
    for name, row in rows(forth).items():
        mirror = rows(back)[name]
        assert row["before"] == mirror["after"]
        gap, turned = row["difference"], mirror["difference"]
        assert (gap["low"], gap["high"]) == (-turned["high"], -turned["low"])
        assert row.get("gained") == mirror.get("lost")


def test_flips_reconcile_with_shares(place):
    """Gained less lost is the difference of the counts; shares are those of either alone."""
    one, other = premise(place), premise(place, HOT)
    (found,) = paired(one, other)
    alone = [Engine(which).play(0, 0, 60) for which in (one, other)]

    moved = 0
    for k, row in enumerate(list(rows(found).values())[:7]):
        counts = [int((played.ending[:, OUTCOME] == k).sum()) for played in alone]
        assert [row["before"]["n"], row["after"]["n"]] == counts
        assert row["gained"] - row["lost"] == counts[1] - counts[0]
        assert row["difference"]["share"] == (counts[1] - counts[0]) / 60
        moved += row["gained"]
    for rung, name in enumerate(one.scenario.ladder.ids):
        row = rows(found)[f"reach {name}"]
        counts = [int((played.ending[:, DIRECT] >= rung).sum()) for played in alone]
        assert [row["before"]["n"], row["after"]["n"]] == counts
        assert row["gained"] - row["lost"] == counts[1] - counts[0]
    assert moved > 0


def test_the_mean_is_that_of_the_runs(place):
    """The paired mean of a side is the mean of each run's own difference."""
    one, other = premise(place), premise(place, HOT)
    (found,) = paired(one, other)
    gaps = []
    for which in (one, other):
        played = Engine(which).play(0, 0, 60)
        member = which.codes.index("CCC")
        gaps.append(played.sums[:, member] / played.ending[:, 0])

    row = rows(found)["south"]

    assert row["difference"]["mean"] == pytest.approx(float(np.mean(gaps[1] - gaps[0])))
    assert row["difference"]["low"] < row["difference"]["mean"] < row["difference"]["high"]


def test_the_order_of_variants_means_nothing(place):
    """A variant comes to the same whatever else is compared, and in whatever order."""
    base, hot, calm = premise(place), premise(place, HOT), premise(place, CALM)

    forth, back, (alone,) = paired(base, hot, calm), paired(base, calm, hot), paired(base, calm)

    assert rows(forth[1]) == rows(back[0]) == rows(alone)
    assert rows(forth[0]) == rows(back[1]) != rows(alone)


def test_workers_and_blocks_change_nothing(place):
    """Two workers over three blocks give what one gives, to the last bit."""
    both = premise(place), premise(place, HOT)

    one, two = (paired(*both, runs=2100, workers=n)[0] for n in (1, 2))

    assert one.pairs == two.pairs == 2100
    assert rows(one) == rows(two)


def test_a_run_that_failed_is_no_pair(place):
    """A run that either of the two lacks is left out of both, and is counted as failed."""
    one, other = premise(place), premise(place, HOT)
    blocks = [Block(Engine(which).play(0, 0, 9)) for which in (one, other)]
    kept = np.arange(9) != 4
    short = type(blocks[1].played)(*(table[kept] for table in blocks[1].played))
    failed = blocks[1]._replace(played=short, failures=(Failure(0, 4, 0, "x"),))
    whole = Pairs(one, other)
    whole.add(type(short)(*(table[kept] for table in blocks[0].played)), short)
    counted = Ensembles([one, other])

    counted.count([blocks[0], failed])

    assert counted.pairs[0].pairs == 8
    assert rows(counted.pairs[0]) == rows(whole)
    assert (counted.failed, counted.failures[0][0]) == (1, 1)


def test_runs_that_failed_on_either_side_are_no_pairs(place):
    """As many runs on both sides, but not the same ones: only those that both have are pairs."""
    one = premise(place)
    played = Engine(one).play(0, 0, 9)
    first, second = (
        type(played)(*(table[np.arange(9) != lost] for table in played)) for lost in (2, 6)
    )
    pairs = Pairs(one, one)

    pairs.add(first, second)

    assert (pairs.pairs, pairs.differing) == (7, 0)


def test_an_actor_more_is_still_a_pair(place):
    """With a bystander more, runs pair all the same and differ in nothing."""
    extra = prepare(load_scenario(place / "small.yaml", ["title=x"]))
    written = (place / "small.yaml").read_text(encoding="utf-8")
    file = place / "more.yaml"
    file.write_text(written.replace("  DDD:", "  EEE: {name: Etaland}\n  DDD:"), encoding="utf-8")

    (found,) = paired(extra, prepare(load_scenario(file)))

    assert found.differing == 0


def test_other_ladders_are_refused_and_other_horizons_are_told(place):
    """Rungs of other names cannot be compared; a longer horizon is compared with a note."""
    one = premise(place)
    longer, same = premise(place, "clock.horizon=9"), premise(place, "actors.AAA.resolve=2")
    other = prepare(load_scenario("nato-ground-troops-2024"))

    with pytest.raises(BrinkError, match=r"n has another ladder than s \(16 rungs, not 7\)"):
        check_pairing(one, other, ("s", "n"))
    assert "s may last 6 turns and l 9" in check_pairing(one, longer, ("s", "l"))[0]
    assert check_pairing(one, same, ("s", "t")) == []


def test_sides_of_other_names_are_told(place):
    """Where sides have other names their means are left out, and the reader is told."""
    one = premise(place)
    text = (place / "small.yaml").read_text(encoding="utf-8")
    file = place / "renamed.yaml"
    file.write_text(text.replace("north: [AAA]", "upper: [AAA]").replace(
        "side: north", "side: upper"), encoding="utf-8")  # fmt: skip
    other = prepare(load_scenario(file))

    (found,) = paired(one, other)

    assert list(found.means) == ["south"]
    (note,) = check_pairing(one, other, ("s", "r"))
    assert "name their sides differently (north in s, upper in r)" in note
    assert note.endswith("meets other dice; the mean rungs of these sides are left out")


def test_a_renamed_actor_meets_other_dice(place):
    """An actor of another code is told to draw other chances; one more or less is not."""
    one = premise(place)
    text = (place / "small.yaml").read_text(encoding="utf-8")
    file = place / "recoded.yaml"
    file.write_text(text.replace("AAA", "ABA"), encoding="utf-8")
    more = place / "one-more.yaml"
    more.write_text(text.replace("  DDD:", "  EEE: {name: E}\n  DDD:"), encoding="utf-8")

    (note,) = other_dice(one, prepare(load_scenario(file)), ("s", "r"))

    assert "name their actors differently (AAA in s, ABA in r)" in note
    assert note.endswith("one that is only renamed meets other dice")
    assert other_dice(one, prepare(load_scenario(more)), ("s", "m")) == []
    assert other_dice(prepare(load_scenario(more)), one, ("m", "s")) == []


def test_a_renamed_alliance_meets_other_dice_where_it_draws(place):
    """Of an alliance a cohesion that is drawn has an address; a fixed one needs none."""
    alliance = "alliances: {{{}: {{members: [AAA, DDD], cohesion: {}}}}}\n"
    text = (place / "small.yaml").read_text(encoding="utf-8")
    found = {}
    for name in ("P", "Q"):
        for kind, cohesion in (("drawn", "{uniform: {low: 0, high: 1}}"), ("fixed", "0.5")):
            file = place / "allied.yaml"
            file.write_text(text + alliance.format(name, cohesion), encoding="utf-8")
            found[name, kind] = prepare(load_scenario(file))

    (note,) = other_dice(found["P", "drawn"], found["Q", "drawn"], ("p", "q"))

    assert "name their alliances differently (P in p, Q in q)" in note
    assert other_dice(found["P", "fixed"], found["Q", "fixed"], ("p", "q")) == []


def test_every_block_is_played_once(place):
    """The base is played once however many variants there are."""
    played = Ensembles([premise(place), premise(place, HOT), premise(place, CALM)])

    blocks = list(played.blocks(seed=0, runs=1500, workers=1))

    assert [block.runs for block in blocks] == [1000] * 3 + [500] * 3
