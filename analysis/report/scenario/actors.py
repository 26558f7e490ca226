"""An actor of a scenario in words: facts, goals, north star, red lines, rules and style."""

from collections.abc import Iterator, Mapping
from typing import Any

from brinkmanship.analysis.report.scenario.facts import facts_text
from brinkmanship.analysis.report.scenario.values import value_text
from brinkmanship.analysis.statistics.names import as_words, joined

Node = Mapping[str, Any]
GOALS = {
    "prevail": "what is at stake",
    "economy": "keeping costs low",
    "survival": "what a war costs",
    "reciprocity": "answering a blow",
    "loyalty": "not lagging behind its allies",
    "autonomy": "not running ahead of its allies",
    "honour": "its public word",
}
NUMBERS = ("resolve", "capability", "exposure", "hostility", "kept", "bluffs")
SPEECH = {
    "warn": "warn",
    "threaten": "threaten",
    "assure": "assure its opponents",
    "ambiguity": "leave open what it might do",
    "commit": "commit itself",
    "nuclear_signal": "recall its nuclear weapons",
    "consult": "call its allies together",
}
STYLE = {
    "hint": "What it hints at: {}.",
    "promise": "What its threats promise: {}.",
    "rationality": "Rationality {}.",
    "risk": "Taste for risk {}.",
    "activity": "Chance a turn that it thinks afresh: {}.",
}
WHEN = {
    "opponent_at_least": "an opponent is seen at {} or above",
    "opponent_at_most": "no opponent is seen above {}",
    "own_at_least": "it stands at {} or above",
    "own_at_most": "it stands at {} or below",
    "ally_at_least": "an ally stands at {} or above",
    "turn_at_least": "from turn {} on",
    "turn_at_most": "up to turn {}",
    "client_war_at_least": "the client war has at least intensity {}",
}


def describe_actor(actor: Node, names: Mapping[str, str] | None = None) -> str:
    """One actor in a few sentences; what a file leaves out follows from facts or a default.

    Args:
        actor: Its part of the document.
        names: Names of all actors, by code.
    """
    policy = _part(actor, "policy")
    sentences = [
        facts_text(_part(actor, "facts"), names or {}),
        _start_text(actor),
        _goals_text(_part(policy, "goals")),
        _north_star_text(policy.get("north_star")),
        *(_red_line_text(line) for line in policy.get("red_lines") or ()),
        *_rule_texts(policy.get("rules") or ()),
        _style_text(_part(policy, "style")),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _part(node: Node, key: str) -> Node:
    part = node.get(key)
    return part if isinstance(part, Mapping) else {}


def _start_text(actor: Node) -> str:
    """Where it begins, and its numbers."""
    start = actor.get("start")
    parts = []
    if start is not None:
        step = f" ({value_text(actor['start_aid'])})" if "start_aid" in actor else ""
        parts.append(f"starts on {value_text(start)}{step}")
    if actor.get("nuclear"):
        parts.append("has nuclear weapons")
    parts += [f"{key} {value_text(actor[key])}" for key in NUMBERS if key in actor]
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _goals_text(goals: Node) -> str:
    weights = [
        f"{GOALS.get(name, as_words(name))} ({value_text(weight)})"
        for name, weight in goals.items()
    ]
    return f"Its own weights: {joined(weights)}." if weights else ""


def _north_star_text(star: object) -> str:
    if not isinstance(star, Mapping):
        return ""
    if star.get("avoid") is not None:
        what = f"to avoid the outcome {value_text(star['avoid'])}"
    else:
        what = f"to stay below {value_text(star.get('stay_below'))}"
    strength = value_text(star["strength"]) if "strength" in star else "as by default"
    how = "nothing outweighs it" if star.get("hard") else f"strength {strength}"
    waived = ", waived while it believes it is attacked" if star.get("unless_attacked") else ""
    return f"North star: {what} ({how}{waived})."


def _red_line_text(line: Node) -> str:
    public = (
        f", committed in public to {value_text(line['public'])} of 1" if "public" in line else ""
    )
    return (
        f"Red line: if an opponent reaches {value_text(line.get('at'))}, "
        f"it promises {value_text(line.get('promise'))}{public}."
    )


def _rule_texts(rules: Any) -> Iterator[str]:  # noqa: ANN401 - any part of a document
    """Rules in words; those with the same condition and kind of effect share a sentence."""
    together: dict[tuple[str, str], list[str]] = {}
    for rule in rules:
        for effect in ("forbid", "require", "prefer"):
            if isinstance(rule.get(effect), Mapping):
                key = (_condition_text(_part(rule, "when")), effect)
                together.setdefault(key, []).append(_effect_text(effect, rule[effect]))
    verbs = {"forbid": "it never chooses", "require": "it must choose", "prefer": "it leans to"}
    for (when, effect), what in together.items():
        start = f"{when}, {verbs[effect]}" if when else verbs[effect]
        yield f"{start[:1].upper()}{start[1:]} {joined(what)}."


def _effect_text(effect: str, node: Node) -> str:
    what = value_text(node.get("rung", node.get("signal")))
    if effect == "prefer":
        return f"{what} ({value_text(node.get('weight'))})"
    above = effect == "forbid" and "rung" in node and node.get("and_above", True)
    return f"{what} or anything above" if above else what


def _condition_text(when: Node) -> str:
    """Conditions in words; empty for one that holds from the first turn on."""
    if dict(when) == {"turn_at_least": 1}:
        return ""
    parts = []
    for key, value in when.items():
        if key in WHEN:
            parts.append(WHEN[key].format(value_text(value)))
        else:
            parts.append(f"{as_words(key)}: {value_text(value)}")
    return f"when {joined(parts)}"


def _style_text(style: Node) -> str:
    """Its style of signalling; chances are per turn."""
    signals = [f"{SPEECH[key]} ({value_text(style[key])})" for key in SPEECH if key in style]
    sentences = [f"In a turn it may, by chance, {joined(signals)}."] if signals else []
    sentences += [STYLE[key].format(value_text(style[key])) for key in STYLE if key in style]
    return " ".join(sentences)
