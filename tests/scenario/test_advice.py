"""Whoever follows a message is done with what it says: no advice leads to the next refusal."""

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml

from brinkmanship.sim.errors import ScenarioError
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.scenario.reading.overrides import split_path
from brinkmanship.sim.scenario.reading.parsing import parse

HERE = Path(__file__).parent
FILES = sorted(path.name for path in (HERE / "bad").glob("*.yaml"))
GONE = object()
MOST_STEPS = 20

THREE_RUNGS = """\
ladder:
  rungs:
    - {id: quiet, label: Q, intensity: 0}
    - {id: show, label: S, intensity: 0.5}
    - {id: tripwire, label: T, intensity: 1.0}
"""

# What no program can choose: here is what somebody does who was told so.
BY_HAND = {
    "alias-of-itself.yaml": ("&a {SYL: *a}", "{SYL: {learns: true}}"),
    "alias-unknown.yaml": ("*nobody", "{learns: true}"),
    "alliance-bystander.yaml": ("OTHER: {members: [PER]}", "PACT: {members: [SYL, NO, ALB]}"),
    "alliance-voice.yaml": ("{BOR: 1}", "{SYL: 1}"),
    "both-sides.yaml": ("[BOR, SYL]", "[BOR]"),
    "calm-too-high.yaml": ("at_most: clash", "at_most: warn"),
    "circle-one.yaml": ("extends: circle-two.yaml", "extends: bases/good.yaml"),
    "circle-self.yaml": ("circle-self.yaml", "bases/good.yaml"),
    "circle-two.yaml": ("[circle-one.yaml]", "[bases/good.yaml]"),
    "clock-starts.yaml": ("14 February 2019", "2019-02-14"),
    "code-of-digits-unknown.yaml": (", 12", ""),
    "distribution-crossed.yaml": ("mode: 0.5", "mode: 1.5"),
    "distribution-incomplete.yaml": ("{mean: 1}", "{mean: 1.0, sd: 0.2}"),
    "distribution-negative-sd.yaml": ("sd: -0.2", "sd: 0.2"),
    "distribution-point.yaml": ("{uniform: {low: 1, high: 1}}", "1"),
    "distribution-two.yaml": ("{normal: {mean: 1, sd: 0.2}, uniform: {low: 0, high: 1}}",
                              "{normal: {mean: 1, sd: 0.2}}"),
    "distribution-unknown.yaml": ("gaussian", "normal"),
    "empty-side.yaml": ("east: []", "east: [BOR]"),
    "empty.yaml": ("", "title: T\nextends: bases/good.yaml\n"),
    "facts-guarantor-itself.yaml": ("guarantor: SYL", "guarantor: NO"),
    "facts-guarantor-unarmed.yaml": ("guarantor: BOR", "guarantor: NO"),
    "facts-missing.yaml": ("{power", "{gravity: economic, power"),
    "facts-outside.yaml": ("actors:", "sides: {east: [BOR, LAX]}\nactors:"),
    "facts-pairs.yaml": (", [BOR, SYL]]", "]", "[[SYL, SYL]]", "[[SYL, BOR]]"),
    "facts-start-nuclear.yaml": ("{facts: {start", "{nuclear: true, facts: {start"),
    "facts-treaty-twice.yaml": ("[SYL, NO, SYL]", "[SYL, NO]", "[BOR]}", "[Khemed]}"),
    "facts-trigger-itself.yaml": ("against: BOR", "against: SYL"),
    "facts-war-of-nobody.yaml": ("between: null", "between: [Khemed]"),
    "facts-war-with-itself.yaml": ("[BOR, BOR]", "[BOR]"),
    "facts-without-opponents.yaml": ("null", "[[SYL, BOR]]"),
    "extends-number.yaml": ("3", "bases/good.yaml"),
    "inject-attributed.yaml": (
        "attributed_to: NO}", "attributed_to: SYL}", ", deniable: true", "", "XYZ", "SYL",
    ),
    "inject-day.yaml": (
        "2019-02-13", "2019-02-14", "2019-03-14", "2019-03-13", "2019-02-30", "2019-02-28",
        "2019-2-26", "2019-02-26", "soon", "2",
    ),
    "inject-day-without-start.yaml": ("sides:", "clock: {starts: 2019-02-14}\nsides:"),
    "inject-join.yaml": ("ALB, side", "SAN, side", "actor: PER", "actor: SAN"),
    "inject-no-war.yaml": ("client_war: null\n", ""),
    "inject-posture-nuclear.yaml": ("nuclear_signal", "warn"),
    "inject-self.yaml": ("against: ALB", "against: BOR"),
    "inject-side-and-actor.yaml": ("side: west, ", ""),
    "inject-triggers.yaml": (
        "  - {client_war", "  - {at: 2, client_war", "at: 2, when: {attacked: ALB}", "at: 2",
        "{at: 3}", "{at: 3, client_war: 0.1}", "when: {}", "when: {turn_at_least: 4}",
        "once: false, ", "",
        "{side: west}", "{side: west, at_least: show}", "when: {at_least",
        "when: {side: west, at_least"),
    "invisible.yaml": ("\a", ""),
    "key-like-a-mark.yaml": ('"<b>": 1\n', "", ', "[key]": 2', ""),
    "ladder-bad-rung.yaml": (
        "intensity: 2", "intensity: 0.5",
        "{label: T, intensity: 0.3}", "{id: tripwire, label: T, intensity: 1.0}",
        THREE_RUNGS, ""),
    "ladder-not-rising.yaml": (
        "intensity: 0.1}", "intensity: 0}", "label: T, intensity: 0.3", "label: T, intensity: 0.35",
        "id: tripwire, label: T, intensity: 0.4", "id: blow, label: T, intensity: 0.4"),
    "ladder-roles-fall.yaml": ("{force: tripwire, clash: war}", "{force: limited_force}"),
    "ladder-short.yaml": ("ladder:\n  rungs: [{id: quiet, label: Q, intensity: 0}]\n", ""),
    "line-promises-less.yaml": ("promise: sanction", "promise: tripwire"),
    "line-promises-nuclear.yaml": ("nuclear_limited", "clash"),
    "list-as-key.yaml": ("[1, 2]: 3", "horizon: 3"),
    "list-for-mapping.yaml": ("[52]", "{horizon: 52}"),
    "mapping-for-list.yaml": ("{low: tripwire}", "[tripwire]"),
    "mediator-on-side.yaml": ("mediator: true", "mediator: false"),
    "merge-key.yaml": ("<<: *s", "resolve: 1"),
    "missing-in-list.yaml": ("{at: tripwire}", "{at: tripwire, promise: clash}"),
    "missing-keys.yaml": (
        "yaml\n", "yaml\nactors: {AA: {name: A}, BB: {name: B}}\n",
        "actors", "sides: {west: [AA], east: [BB]}\nactors"),
    "missing-ladder.yaml": ("title: T\n", "title: T\nextends: ladders/sixteen-rungs.yaml\n"),
    "missing-name.yaml": ("start: warn", "name: Xylia, start: warn"),
    "not-a-number.yaml": (".nan", "1", "-.inf", "1", "1e999", "1"),
    "not-yaml-bracket.yaml": ("[SYL, NO", "[SYL, NO, ALB"),
    "number-as-key.yaml": ("1914", "july1914"),
    "null-needed.yaml": ("null", "Albany"),
    "one-actor.yaml": ("Alone}", "Alone}, BB: {name: B}", "b: []", "b: [BB]"),
    "one-side.yaml": ("east: null", "east: [BOR]"),
    "only-comment.yaml": ("# nothing", "title: T\nextends: bases/good.yaml\n# nothing"),
    "only-list.yaml": ("- a\n- b\n", "title: T\nextends: bases/good.yaml\n"),
    "only-text.yaml": ("a crisis", "title: a crisis\nextends: bases/good.yaml"),
    "role-aid-highest.yaml": ("[one, two]", "[one]"),
    "role-force-first.yaml": ("force: calm", "force: tariff"),
    "role-spoken-of.yaml": (
        "avoid: war", "stay_below: tariff",
        "rules: [{when: {turn_at_least: 2}, prefer: {signal: nuclear_reminder, weight: 0.1}}]",
        "rules: []", "{nuclear_signal: 0.1}", "{}",
        "  - {at: 1, signal: {AA: nuclear_reminder}}\n", "",
        "injects:\n  - {at: 2, incident: {by: AA, against: BB}}\n", ""),
    "role-war-missing.yaml": ("[There, BB]", "[There, BB], rung: tariff"),
    "role-without-its-base.yaml": ("{clash: blockade}", "{force: tariff, clash: blockade}"),
    "pair-of-one-side.yaml": (
        "[[west, west], [west, east], [east, west]]", "[[west, east]]",
        "[[SYL, SYL]]", "[[SYL, BOR]]"),
    "retired-keys.yaml": (
        "credibility: 0.2", "kept: 3, bluffs: 1",
        "catastrophe: {scale: 0}", "nuclear_fear: {fear: 0}",
        "deliberation: {renewal: 0.1}", "activity: {chance: 0.5}",
        "firebreaks: {enabled: false}", "costs: {force: 0.1}",
        "reciprocity: {scale: 0}", "retaliation: {weight: 0, weeks: 3}", "weeks: 3", "fade: 0.3",
        "shape: {inertia: 2}", "bargaining: {inertia: 0.2}",
        "sinking_costs: {psi: 1}", "learning: {costly: 6}"),
    "retired-price.yaml": ("price: 0.3", "kind: pressure"),
    "require-above-star-by-outcome.yaml": ("limited_force", "warn"),
    "require-above-star.yaml": ("limited_force", "warn"),
    "rule-never.yaml": ("own_at_least: show, own_at_most: warn",
                        "own_at_least: warn, own_at_most: show"),
    "rule-without-act.yaml": (
        "{when: {attacked: true}}", "{when: {attacked: true}, require: {rung: show}}",
        ", forbid: {}", "", "when: {}", "when: {opponent_at_least: clash}", "rung: show, signal",
        "signal"),
    "rules-contradict-signal.yaml": ("        - {when: {line_crossed: true}, forbid", "        #"),
    "rules-contradict.yaml": ("        - {when: {attacked: true, turn", "        #"),
    "rules-leave-nothing.yaml": ("turn_at_least: 1", "turn_at_least: 9"),
    "rules-require-two.yaml": ("{rung: show}", "{rung: limited_force}"),
    "rung-by-number.yaml": ("5", "arms_aid"),
    "star-at-first-rung.yaml": ("hard: true", "hard: false"),
    "star-below-start.yaml": ("stay_below: warn", "stay_below: tripwire"),
    "star-both.yaml": (", avoid: war", ""),
    "star-by-outcome-below-start.yaml": ("start: limited_force", "start: warn"),
    "star-hard-and-strong.yaml": ("{hard: true}", "{hard: false}"),
    "star-neither.yaml": ("{hard: true}", "{hard: true, stay_below: tripwire}"),
    "start-nuclear.yaml": ("nuclear_signal", "warn"),
    "style-nuclear.yaml": ("nuclear_limited", "clash"),
    "style-too-much.yaml": ("warn: 0.9", "warn: 0.1"),
    "tag.yaml": ('!!python/object/apply:os.system ["true"]', "T"),
    "too-many-lines.yaml": ("        - {at: show, promise: clash}\n", ""),
    "two-documents.yaml": ("---\n", ""),
    "unknown-key-elsewhere.yaml": (
        "north_star: {stay_below: tripwire}", "policy: {north_star: {stay_below: tripwire}}"),
    "unknown-key-empty.yaml": ('{"": 1}', "1"),
    "war-of-three.yaml": ("[BOR, A, B]", "[BOR, A]"),
    "war-with-itself.yaml": ("[BOR, BOR]", "[BOR, SYL]"),
}  # fmt: skip


def by_fix(problem, text):
    """The text after the edit that comes with the message, if there is one."""
    return problem.fix.apply(text) if problem.fix else None


def by_words(problem, text):
    """The text after the value at the path is chosen as the words of the cure say, or None."""
    value = chosen(problem.cure)
    path = split_path(problem.path)
    if value is None or not path:
        return None
    document = json.loads(json.dumps(parse(text, "f.yaml", []).plain()))
    place = document
    for step in path[:-1]:
        place = place[step if isinstance(step, int) else str(step)]
    if value is GONE:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return json.dumps(document, ensure_ascii=False)


def chosen(cure):  # noqa: PLR0911 - one line for each form of advice
    """A value that the words of a cure ask for; GONE if the key is to go, None if unclear."""
    if re.search(r"take (it|the key) out|keep one of them|keep it in one|list it once", cure):
        return GONE
    if found := re.search(
        r"write (a whole |a )?number (?:from|above) (-?[\d.]+) .*?(-?[\d.]+)$", cure
    ):
        low, high = float(found[2]), float(found[3])
        return int((low + high) // 2) if "whole" in (found[1] or "") else (low + high) / 2
    if re.fullmatch(r"write (some )?text", cure):
        return "some text"
    if cure == "write true or false":
        return True
    if found := re.fullmatch(r"write (\[[^…]*\])", cure):
        return yaml.safe_load(found[1])
    if found := re.match(r"(?:write one of|known:) ([\w.-]+)", cure):
        return found[1]
    if found := re.fullmatch(r"write (\d+|\{[^…]*\})", cure):
        return yaml.safe_load(found[1])
    return None


def by_hand(steps, text):
    """The text after the next of the edits of a reader, and the edits that are left."""
    old, new, *left = steps
    assert old in text
    return text.replace(old, new, 1), left


def problems_of(path):
    """What is wrong with a file; nothing if it is accepted."""
    try:
        load_scenario(path)
    except ScenarioError as error:
        return error.problems
    return ()


def follow_to_the_end(path, hand=()):
    """Follow the first message of a file until it is accepted; how each one was followed."""
    ways = []
    problems = problems_of(path)
    while problems:
        first = problems[0]
        place = Path(first.file) if Path(first.file).is_file() else Path(path)
        text, own = (one.read_text(encoding="utf-8") for one in (place, Path(path)))
        new, way = by_fix(first, text), "edit"
        if new is None and not (hand and hand[0] in own):
            new, way = by_words(first, text), "words"
        if new is None:
            assert hand, f"nobody can follow: {first}"
            place, way = Path(path), "hand"
            new, hand = by_hand(hand, own)
        place.write_text(new, encoding="utf-8")
        ways.append(way)
        after = problems_of(path)
        assert_done_with(first, problems, after)
        assert len(ways) < MOST_STEPS
        problems = after
    return ways


def assert_done_with(followed, before, after):
    """Nothing is said now of the place that was mended, unless it was said before."""
    old = {(one.path, one.problem) for one in before if one != followed}
    for one in after:
        same = one.path == followed.path and (one.path or one.line == followed.line)
        assert not same or (one.path, one.problem) in old, f"{followed}\n  leads to\n{one}"


@pytest.fixture
def _corpus(tmp_path, monkeypatch):
    """A folder for a file of the corpus, with what the files extend."""
    shutil.copytree(HERE / "bad" / "bases", tmp_path / "bad" / "bases")
    monkeypatch.chdir(tmp_path / "bad")


@pytest.mark.usefixtures("_corpus")
@pytest.mark.parametrize("name", FILES)
def test_advice_is_followed_to_an_accepted_file(name):
    """Each message, followed as it says, is not followed by another one about its place."""
    for one in {name, "circle-one.yaml", "circle-two.yaml"}:
        shutil.copy(HERE / "bad" / one, one)

    assert follow_to_the_end(name, BY_HAND.get(name, ()))
