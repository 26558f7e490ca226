import pytest

from brinkmanship.sim.lint.finding import NOTE, Findings
from brinkmanship.sim.lint.notes import note_oddities
from tests.lint.dead_wood import open_planted

HEAD = "title: t\nextends: ladders/seven-rungs.yaml\nclock: {horizon: 10}\n"
CAST = "sides: {a: [AAA], b: [BBB]}\nactors: {AAA: {name: Alpha}, BBB: {name: Beta}}\n"
STAR = "north_star: {stay_below: tripwire, hard: true, unless_attacked: true}"


def cast(name="Beta", start="warn", policy=""):
    """Two actors, the second as given."""
    return (
        "sides: {a: [AAA], b: [BBB]}\nactors:\n  AAA: {name: Alpha}\n"
        f"  BBB: {{name: {name}, start: {start}, policy: {{{policy}}}}}\n"
    )


def rule(when, act):
    """A policy of one rule beside the star that is waived under attack."""
    return f"{STAR}, rules: [{{when: {{{when}}}, {act}}}]"


ODD = {
    "same name": (cast("Alpha"), "actors.BBB.name"),
    "same name in other letters": (cast('" ALPHA"'), "actors.BBB.name"),
    "late inject": (CAST + "injects: [{at: 11, resolve_shift: {AAA: 1}}]\n", "injects[0].at"),
    "late condition": (
        CAST + "injects: [{when: {turn_at_least: 11}, resolve_shift: {AAA: 1}}]\n",
        "injects[0].when.turn_at_least",
    ),
    "late rule": (
        cast(policy="rules: [{when: {turn_at_least: 11}, forbid: {rung: clash}}]"),
        "actors.BBB.policy.rules[0].when.turn_at_least",
    ),
    "force of nobody": (
        CAST.replace("}}", "}, CCC: {name: C}}")
        + "injects: [{at: 2, incident: {by: CCC, against: AAA}}]\n",
        "injects[0].incident.by",
    ),
    "empty list": (CAST + "thresholds: []\n", "thresholds"),
    "start above": (cast(start="tripwire", policy=STAR), "actors.BBB.start"),
    "rule above": (
        cast(policy=rule("turn_at_least: 2", "require: {rung: tripwire}")),
        "actors.BBB.policy.rules[0].require.rung",
    ),
}
PLAIN = {
    "two names": cast(),
    "last turn": CAST + "injects: [{at: 10, resolve_shift: {AAA: 1}}]\n",
    "a proxy": CAST.replace("}}", "}, CCC: {name: C}}")
    + "injects: [{at: 2, incident: {by: CCC, against: AAA, attributed_to: BBB}}]\n",
    "deniable": CAST.replace("}}", "}, CCC: {name: C}}")
    + "injects: [{at: 2, incident: {by: CCC, against: AAA, deniable: true}}]\n",
    "a threshold": CAST + "thresholds: [clash]\n",
    "start below": cast(policy=STAR),
    "soft star": cast(start="tripwire", policy="north_star: {stay_below: tripwire}"),
    "star off": cast(start="tripwire", policy=STAR)
    + "mechanisms: {north_star: {enabled: false}}\n",
    "attacked": cast(policy=rule("attacked: true", "require: {rung: tripwire}")),
    "lower rung": cast(policy=rule("turn_at_least: 2", "require: {rung: warn}")),
}


def notes_in(folder, text):
    """The notes on a scenario."""
    document = open_planted(folder, HEAD + text)
    findings = Findings(document.root)
    note_oddities(document.root, document.scenario, findings)
    return findings.all


@pytest.mark.parametrize("name", ODD)
def test_what_cannot_be_meant_has_one_note(name, tmp_path):
    """Each oddity gives one note, at its line, and says what to do."""
    text, path = ODD[name]

    [found] = notes_in(tmp_path, text)

    assert (found.level, found.problem.path) == (NOTE, path)
    assert found.problem.line > 3
    assert found.problem.cure


@pytest.mark.parametrize("name", PLAIN)
def test_what_can_be_meant_has_none(name, tmp_path):
    """The nearest text that makes sense gives no note."""
    assert notes_in(tmp_path, PLAIN[name]) == []
