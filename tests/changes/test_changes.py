import json

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from brinkmanship.printable import printable
from brinkmanship.sim.errors import ScenarioError
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.scenario.changes.between import changes_between
from brinkmanship.sim.scenario.changes.text import SAME, lines_by_subject
from brinkmanship.sim.scenario.tree import dotted

BASE = "nato-ground-troops-2024"
WEST = "[FRA, USA, GBR, DEU, POL, EST, LVA, LTU, CAN, TUR, NORDIC, SOUTH, CENTRAL]"
MUTATIONS = (
    "title=Another title",
    "facts.territory=false",
    "actors.FRA.facts.gravity=territory",
    "actors.FRA.facts.guarantor=USA",
    "actors.FRA.facts.power=super",
    "history={highest_rung: show, highest_rung_any: show, outcome: faded}",
    "dispute.protracted=0.5",
    "actors.FRA.name=Gaul",
    "actors.FRA.note=x",
    "actors.FRA.resolve=1.5",
    "actors.FRA.resolve={normal: {mean: 1.3, sd: 0.1}}",
    "actors.FRA.policy.goals.prevail=2",
    "actors.FRA.policy.style.hint=clash",
    "actors.FRA.policy.rules=[{when: {attacked: true}, require: {rung: limited_force}}]",
    "actors.USA.policy.north_star=null",
    "actors.USA.policy.north_star.unless_attacked=true",
    "actors.DEU.policy.north_star.strength=3",
    "actors.USA.policy.north_star.stay_below=limited_force",
    "actors.RUS.policy.red_lines[0].at=show",
    "actors.RUS.policy.red_lines=[]",
    "actors.RUS.policy.rules=[{when: {turn_at_least: 1}, forbid: {rung: show}}]",
    "actors.RUS.start=show",
    "actors.UKR.mediator=true",
    "alliances.NATO.vetoes.USA=0",
    "alliances.NATO.vetoes.FRA=0.2",
    "alliances.NATO.voices=null",
    "alliances.NATO.consensus_for=null",
    "mechanisms.accidents.enabled=false",
    "mechanisms.accidents.rate=0.05",
    "client_war=null",
    "client_war.intensity=0.5",
    "clock.horizon=26",
    "terminal.stalemate={turns: 5}",
    "terminal.absorb_on_clash=false",
    "thresholds=[clash]",
    "thresholds=[clash, mobilise, nuclear_signal, tripwire, limited_force]",
    f"sides.west={WEST}",
    f"alliances.NATO.members={WEST}",
    "injects=[{at: 3, client_war: 0.9}]",
    "ladder.rungs[3].label=Other words",
    "ladder.rungs[3].intensity=0.17",
    "sides.east=[RUS]",
    "aid.steps=[infantry_weapons, artillery, air_defence, tanks, aircraft, missiles]",
)  # fmt: skip
LAW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SETS = st.lists(st.sampled_from(MUTATIONS), max_size=5, unique=True)


@pytest.fixture(scope="module")
def base():
    """The first scenario."""
    return load_scenario(BASE)


def loaded(*lists):
    """The base under each list of changes; changes that contradict one another are passed over."""
    try:
        return [load_scenario(BASE, changes) for changes in lists]
    except ScenarioError:
        assume(False)  # noqa: FBT003 - Hypothesis' own word
        raise


def leaves(part, path=()):
    """Every leaf of a document with its path."""
    if isinstance(part, dict) and part:
        for key, below in part.items():
            yield from leaves(below, (*path, key))
    elif isinstance(part, (list, tuple)) and part:
        for i, below in enumerate(part):
            yield from leaves(below, (*path, i))
    else:
        yield dotted(path), json.dumps(part)


def covered(path, changes):
    """Whether some change stands at a path or above it."""
    return any(
        path == one.path or path.startswith((f"{one.path}.", f"{one.path}[")) for one in changes
    )


@LAW
@given(first=SETS, second=SETS)
def test_every_changed_path_is_covered(first, second):
    """Each leaf that differs lies at or below the place of a change, and each change is real."""
    before, after = loaded(first, second)
    one, other = dict(leaves(before.model_dump())), dict(leaves(after.model_dump()))
    apart = {path for path in one | other if one.get(path) != other.get(path)}
    differing = {path for path in apart if not any(o.startswith(f"{path}.") for o in apart)}

    changes = changes_between(before, after)

    assert {path for path in differing if not covered(path, changes)} == set()
    for change in changes:
        assert change.path == "source" or any(covered(path, [change]) for path in differing)


@LAW
@given(first=SETS, second=SETS)
def test_only_wording_changed_where_the_digests_agree(first, second):
    """Two scenarios mean the same exactly where all their changes are wording."""
    before, after = loaded(first, second)

    meant = [one for one in changes_between(before, after) if not one.wording]

    assert (meant == []) == (before.digest == after.digest)


@LAW
@given(first=SETS, second=SETS)
def test_changes_are_told_in_words(first, second):
    """Each line is one line of printable words that names a subject, and no raw path."""
    changes = changes_between(*loaded(first, second))

    lines = list(lines_by_subject(changes))

    for line in lines:
        assert printable(line) == line
        assert not any(mark in line for mark in ("actors.", "policy.", "[0]", "None", "True", "{"))


@LAW
@given(first=SETS, second=SETS)
def test_what_is_added_one_way_is_removed_the_other(first, second):
    """Both ways have as many changes, at the same places."""
    before, after = loaded(first, second)

    there, back = changes_between(before, after), changes_between(after, before)

    assert sorted(one.path for one in there) == sorted(one.path for one in back)


@pytest.mark.parametrize("change", MUTATIONS)
def test_each_kind_of_change_is_told(base, change):
    """One change by --set gives one subject (and perhaps wording), or nothing if it is none."""
    after = load_scenario(BASE, [change])

    lines = [
        line
        for line in lines_by_subject(changes_between(base, after))
        if not line.startswith(("Only wording", "Only facts"))
    ]

    assert len(lines) == 1
    assert (lines == [SAME]) == (base.digest == after.digest)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("actors.USA.policy.north_star=null",
         "United States: north star removed (was: stay below tripwire, whatever else)"),
        ("actors.USA.policy.north_star.stay_below=limited_force",
         "United States: ceiling tripwire -> limited_force"),
        ("mechanisms.accidents.enabled=false", "accidents (mechanism): switched off"),
        ("actors.FRA.resolve=1.1", "France: resolve {resolve:.6g} -> 1.1"),
        ("alliances.NATO.vetoes.USA=0.60000001", "NATO: vetoes USA 0.6 -> 0.60000001"),
        ("actors.RUS.policy.red_lines=[]",
         "Russia: red line removed (was: at tripwire, promise clash, public 0.9)"),
        ("actors.RUS.policy.red_lines[0].at=show", "Russia: red line 1 at tripwire -> show"),
        ("alliances.NATO.vetoes.USA=0.2", "NATO: vetoes USA 0.6 -> 0.2"),
        ("terminal.absorb_on_clash=false",
         "what ends a run: absorb on clash: no, was yes"),
        ("thresholds=[mobilise, tripwire, clash]",
         "the rungs of interest: without nuclear_signal, limited_force"),
    ],
)  # fmt: skip
def test_a_change_reads_like_a_sentence(base, change, words):
    """What an author meant by a change is what the reader is told."""
    lines = list(lines_by_subject(changes_between(base, load_scenario(BASE, [change]))))

    assert lines[0] == words.format(resolve=base.actors["FRA"].resolve.mean)  # from its facts


def test_the_order_of_actors_is_told_where_it_means_something(tmp_path):
    """Where actors move as listed, another order of the file is a change."""
    text = (
        "title: t\nextends: ladders/seven-rungs.yaml\n"
        "clock: {order: sequential, sequence: listed}\n"
        "sides: {n: [AAA], s: [BBB]}\nactors:\n"
    )
    files = [tmp_path / "one.yaml", tmp_path / "two.yaml"]
    for file, names in zip(files, (("AAA", "BBB"), ("BBB", "AAA")), strict=True):
        file.write_text(text + "".join(f"  {n}: {{name: {n}}}\n" for n in names), encoding="utf-8")

    changes = changes_between(*(load_scenario(file) for file in files))

    assert [one.words for one in changes] == ["the actors move in another order"]
