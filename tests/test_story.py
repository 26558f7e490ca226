"""A story says what happened, no more and no less, and its trace adds up."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from cli import main
from sim.mechanisms.choice import Terms
from sim.model import play
from sim.prepare import prepare
from sim.scenario import load_scenario
from sim.story import tell, watch
from sim.story.item import SURE, Item
from sim.story.turns import Page, told
from sim.story.words import Words, row_of
from sim.trace import Trace

ROOT = Path(__file__).parent.parent
SHIPPED = "nato-ground-troops-2024"
CLOSE = 1e-9
DULL = ("mechanisms.misperception.pi=0", "mechanisms.accidents.rate=0")


def watched(run=0, *settings):
    """The trace of one run of the shipped crisis."""
    return watch(prepare(load_scenario(SHIPPED, settings)), run=run)


@pytest.fixture(scope="module")
def traces():
    """A few runs, one of them with a clash: the tests ask what each of them shows."""
    premise = prepare(load_scenario(SHIPPED))
    return [watch(premise, run=run) for run in (0, 3, 8, 12, 45)]


@pytest.fixture(scope="module")
def stormy():
    """Runs with many accidents and misread weeks, so that each kind of event occurs."""
    settings = ["mechanisms.accidents.rate=1", "mechanisms.misperception.pi=0.1"]
    premise = prepare(load_scenario(SHIPPED, settings))
    return [watch(premise, run=run) for run in range(6)]


def moments(trace):
    """All actors in all turns."""
    return [moment for turn in trace.turns for moment in turn.moments]


def spans(text):
    """The turns each heading of a story covers."""
    found = re.findall(r"^Turns? (\d+)(?:-(\d+))?(?=$|:)", text, re.MULTILINE)
    return [(int(first), int(last or first)) for first, last in found]


def invoke(*words):
    """The command as a user types it."""
    return CliRunner().invoke(main, ["story", *words])


def test_the_same_run_is_told_in_the_same_bytes():
    """Nothing but scenario, seed and run decides a story."""
    assert tell(watched(5)).encode() == tell(watched(5)).encode()


def test_another_run_is_another_story():
    """Runs differ beyond the number in their first lines."""
    first, second = (tell(watched(run)).split("At the start")[1] for run in (5, 6))

    assert first != second


def test_watching_changes_nothing(traces):
    """A watched run has the row of the run table that a run played plainly has."""
    premise = prepare(load_scenario(SHIPPED))

    assert all(play(premise, run=trace.run).record() == trace.record for trace in traces)


def test_a_story_fits_a_page_and_a_screen(traces, stormy):
    """At most 120 lines of at most 88 characters, no control characters, whatever happens."""
    for trace in (*traces, *stormy):
        lines = tell(trace).splitlines()

        assert len(lines) <= 120
        assert all(len(line) <= 88 for line in lines)
        assert all(char.isprintable() for line in lines for char in line)


def test_every_turn_is_told_or_summarised_once(traces):
    """The headings of a story cover the turns played without gap or overlap."""
    for trace in traces:
        for whole in (False, True):
            turns = [t for a, b in spans(tell(trace, whole=whole)) for t in range(a, b + 1)]

            assert turns == list(range(1, trace.record.turns + 1))


def test_a_story_told_whole_names_every_move(traces):
    """With all told, each move stands in its turn with the rungs it led from and to."""
    for trace in traces:
        words, parts = Words(trace), by_turn(tell(trace, whole=True))
        for turn in trace.turns:
            for moment in turn.moments:
                choice = moment.choice
                if choice.acted and choice.rung != moment.before and not choice.vetoed:
                    start = words.posture(moment.before, moment.aid_before)
                    end = words.posture(choice.rung, choice.aid)
                    assert words.name(moment.actor) in parts[turn.turn].replace("The ", "the ")
                    assert f"from {start} to {end}" in parts[turn.turn]


def by_turn(text):
    """What is told under each heading, on one line."""
    pieces = re.split(r"^Turns? (\d+)", text.split("\nThe end\n")[0], flags=re.MULTILINE)[1:]
    flat = [" ".join(piece.split()) for piece in pieces]
    return {int(number): body for number, body in zip(flat[::2], flat[1::2], strict=True)}


def test_turns_asked_for_are_told_and_no_others(traces):
    """``turns`` cuts the story, and tells in full what is left."""
    text = tell(traces[0], turns=(10, 14))

    assert {t for a, b in spans(text) for t in range(a, b + 1)} == set(range(10, 15))


def test_a_story_says_what_it_is(traces):
    """Title, seed, run, outcome, routes and the warning that it is one run of many."""
    for trace in traces:
        text = " ".join(tell(trace).split())

        assert text.startswith(trace.title)
        assert f"seed 0 run {trace.run}; not a forecast" in text
        assert f"{trace.record.outcome} in turn {trace.record.outcome_turn}" in text
        assert all(f"{name} (turn {turn}" in text for name, turn in trace.routes.items())


def test_nobody_says_how_likely_a_war_is(traces):
    """One run has no probability, and a story never names one."""
    assert not any("probab" in tell(trace, whole=True) for trace in traces)


def test_events_that_turn_a_run_are_never_left_out(traces, stormy):
    """Accidents, force, troops hit and clashes are told however long the story gets."""
    marks = {"accident": "An accident, meant by nobody", "force": " force against ",
             "clash": "a direct clash between", "troops_hit": "in the contested area are hit"}  # fmt: skip
    seen = set()
    for trace in (*traces, *stormy):
        parts = by_turn(tell(trace))
        for turn in trace.turns:
            for event in turn.events:
                if event.kind in marks:
                    seen.add(event.kind)
                    assert marks[event.kind] in parts[turn.turn]
    assert {"accident", "force", "clash"} <= seen


def test_a_misread_week_can_be_recognised(stormy):
    """Told whole, each misreading stands there with what was perceived and what was shown."""
    for trace in stormy:
        parts = by_turn(tell(trace, whole=True))
        for turn in trace.turns:
            for moment in turn.moments:
                numbers = f"perceived {moment.perceived:.2f}, shown {moment.shown:.2f}"
                assert not moment.misread or numbers in parts[turn.turn]


def test_an_accident_is_answered_absorbed_or_taken_for_what_it_was(stormy):
    """The three ways an accident can be taken are told apart, each as the log has it."""
    endings = {"blamed": "for an attack (", "absorbed": "lets it pass", "": "for what it was"}
    for trace in stormy:
        parts = by_turn(tell(trace))
        for turn in trace.turns:
            kinds = {event.kind for event in turn.events}
            if "accident" in kinds:
                taken = next((kind for kind in ("blamed", "absorbed") if kind in kinds), "")
                assert endings[taken] in parts[turn.turn]


def test_no_storm_no_word_of_it():
    """Without accidents and misreadings a story speaks of neither."""
    text = tell(watched(12, *DULL), whole=True)

    assert "An accident" not in text
    assert "misread" not in text


def test_a_line_is_crossed_by_somebody_who_stands_beyond_it(traces, stormy):
    """The line an event names is the one that the other side's postures went over."""
    crossed = 0
    for trace in (*traces, *stormy):
        for turn in trace.turns:
            for event in turn.events:
                if event.kind == "line_crossed":
                    crossed += 1
                    side = trace.actors[event.actor].side
                    assert event.line is not None
                    assert any(
                        m.grade >= event.line and trace.actors[m.actor].side != side
                        for m in turn.moments
                    )
    assert crossed > 0


def test_the_terms_of_a_rung_add_up_to_its_score(traces):
    """utility is the sum of the named terms; the score adds dissent and the shock."""
    for option in (o for trace in traces for m in moments(trace) for o in m.choice.options):
        assert list(option.terms) == list(Terms._fields)
        assert sum(option.terms.values()) == pytest.approx(option.utility, abs=CLOSE)
        whole = option.utility + option.dissent + option.shock
        assert whole == pytest.approx(option.score, abs=CLOSE)


def test_who_acts_takes_the_rung_that_scored_best(traces, stormy):
    """Unless a rule required another, no option weighed beats the one chosen."""
    for choice in (m.choice for trace in (*traces, *stormy) for m in moments(trace)):
        if choice.acted and not choice.required and choice.options:
            best = max(option.score for option in choice.options)
            taken = next(o.score for o in choice.options if o.rung == choice.rung)
            assert taken == best


def test_gains_add_up_to_the_margin(traces):
    """What spoke for a choice against its rival, term by term, is the whole difference."""
    for choice in (m.choice for trace in traces for m in moments(trace)):
        if choice.gains:
            assert sum(choice.gains.values()) == pytest.approx(choice.margin, abs=CLOSE)
            deciding = {name: gain for name, gain in choice.gains.items() if name != "consensus"}
            assert choice.term == max(deciding, key=deciding.__getitem__)


def test_a_veto_names_the_rung_that_was_wanted(traces, stormy):
    """Who is vetoed wanted the collective rung or more, and stands below it."""
    for trace in (*traces, *stormy):
        for choice in (m.choice for m in moments(trace) if m.choice.vetoed):
            assert choice.alone >= trace.roles["collective"] > choice.rung


def test_an_actor_that_joins_is_on_its_side_but_not_at_the_start():
    """Sweden is told as a member once it is one, and not before."""
    trace = watch(prepare(load_scenario("nato-32-2024")))
    text = tell(trace)

    assert trace.actors["SWE"].joined
    assert Words(trace).facing("SWE") == "Russia"
    assert "Sweden" not in text.split("At the start")[1].split("\nTurn")[0]
    assert "From outside: Sweden becomes" in text


ITEMS = st.builds(
    Item,
    weight=st.integers(0, 100),
    text=st.text("abc ", min_size=1, max_size=300).filter(str.strip),
    who=st.sampled_from(("RUS", "FRA")),
)
PAGES = st.lists(st.lists(ITEMS, max_size=6), min_size=1, max_size=12).map(
    lambda turns: [Page(i + 1, tuple(items), ()) for i, items in enumerate(turns)]
)


@pytest.fixture(scope="module")
def words(traces):
    """The names of the shipped crisis."""
    return Words(traces[0])


@given(pages=PAGES, room=st.integers(0, 80))
def test_a_story_keeps_to_its_room_unless_all_that_is_left_is_sure(words, pages, room):
    """What does not fit goes, the slightest first; what turns a run stays."""
    lines = told(words, pages, room)
    sure = [i._replace(text=" ".join(i.text.split())) for p in pages for i in p.items
            if i.weight >= SURE]  # fmt: skip
    body = " ".join(" ".join(lines).replace("  - ", " ").split())

    assert len(lines) <= room or lines == told(words, pages, 0)
    assert all(item.text in body for item in sure)


@given(st.lists(st.text("ab", min_size=1, max_size=3), min_size=1, max_size=9))
def test_a_row_of_names_loses_nobody(names):
    """Names told and names counted are all there are."""
    row = row_of(names)
    counted = re.search(r"and (\d+) others$", row)

    told_names = re.split(r", | and ", row.split(" and ")[0] if counted else row)
    assert len(told_names) + int(counted[1] if counted else 0) == len(names)


def test_json_is_the_whole_trace_and_nothing_else():
    """stdout is one JSON document with the fields of the trace, and twice the same."""
    first, second = (invoke(SHIPPED, "--run", "8", "--json") for _ in range(2))
    document = json.loads(first.stdout)

    assert first.stdout == second.stdout
    assert list(document) == list(Trace.__dataclass_fields__)
    assert document["run"] == 8
    assert len(document["turns"]) == document["record"]["turns"]


def test_every_field_of_the_trace_is_documented():
    """docs/reference/trace.md names each key that the JSON has."""
    page = (ROOT / "docs" / "reference" / "trace.md").read_text(encoding="utf-8")
    document = json.loads(invoke(SHIPPED, "--run", "12", "--json").stdout)

    assert not {key for key in keys_of(document) if f"`{key}`" not in page}


def keys_of(node):
    """All fixed keys of a trace; codes, terms and names of alliances are data."""
    data = ("actors", "beliefs", "cohesion", "routes", "terms", "gains")
    if isinstance(node, list):
        return {key for part in node for key in keys_of(part)}
    if not isinstance(node, dict):
        return set()
    found = set(node)
    for key, part in node.items():
        inside = part.values() if key in data and isinstance(part, dict) else [part]
        found |= {deep for one in inside for deep in keys_of(one)}
    return found


def test_find_tells_the_first_run_that_takes_the_route():
    """The run told is the one named, none before it takes the route, and stderr says so."""
    found = invoke(SHIPPED, "--find", "settlement", "--search", "60", "--turns", "1")
    run = int(re.search(r"run (\d+); not a forecast", found.stdout)[1])

    assert found.exit_code == 0
    assert f"Run {run} is the first from run 0 on that takes settlement." in found.stderr
    assert "settlement" in watched(run).routes
    assert not any("settlement" in watched(earlier).routes for earlier in range(run))


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--find", "settlment"), 2, 'no route "settlment"; did you mean "settlement"?'),
        (("--turns", "7-3"), 2, '"7-3" is no range of turns'),
        (("--turns", "x"), 2, '"x" is no range of turns'),
        (("--run", "-1"), 2, "-1"),
        (("--set", "clock.horizon=0"), 2, "horizon"),
        (("--find", "tripwire", "--search", "1"), 1, "none of runs 0 to 0 takes tripwire"),
    ],
)
def test_what_cannot_be_told_is_said_in_one_message(words, code, message):
    """Wrong input is 2, a search without a find 1; no traceback, nothing on stdout."""
    result = invoke(SHIPPED, *words)

    assert result.exit_code == code
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert not result.stdout


def test_a_story_needs_no_tables_and_no_figures():
    """The command imports neither the compiled engine nor what reads and draws results."""
    heavy = ("numba", "pandas", "pyarrow", "matplotlib")
    program = (
        "import sys; from commands.story import story\n"
        f"story(['{SHIPPED}', '--turns', '1'], standalone_mode=False)\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "[]"
