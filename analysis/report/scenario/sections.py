"""Sections on the scenario: in words, as a short ODD, and every assumption with its source."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from brinkmanship.analysis.report.page import Block, Fold, Heading, Points, Section, Table, Text
from brinkmanship.analysis.report.scenario.actors import WHEN, describe_actor
from brinkmanship.analysis.report.scenario.facts import engaged_codes, facts_text, relations_text
from brinkmanship.analysis.report.scenario.values import (
    ASSUMED,
    BARE,
    Value,
    document_values,
    value_text,
)
from brinkmanship.analysis.statistics.names import as_words, joined

Document = Mapping[str, Any]


def scenario_section(document: Document, *, note: str = "") -> Section:
    """The actors, their goals and the rules of the crisis, after a note."""
    return Section(
        id="scenario",
        heading="The scenario in words",
        blocks=[
            Text(f"{note} {_setting_text(document)}".strip()),
            Heading("The actors"),
            Points(list(_actors(document))),
            *_alliances(document),
            *_injects(document),
            Heading("What works and what is switched off"),
            Points(list(_mechanisms(document))),
            *_ladder(document),
        ],
    )


def assumptions_section(document: Document) -> Section:
    """Every number of the file with its source, and the list of sources."""
    values = document_values(document)
    counts = {
        "assumption": sum(one.source == ASSUMED for one in values),
        "bare": sum(one.source == BARE for one in values),
    }
    cited = len(values) - sum(counts.values())
    lead = (
        f"The file states {len(values)} numbers or groups of numbers. {counts['assumption']} are "
        f"marked as assumptions, {counts['bare']} name no source and are assumptions too, {cited} "
        "name a source. Whatever the file does not state has the default of the version of Brink "
        "that is named below; those defaults are assumptions as well."
    )
    return Section(
        id="assumptions",
        heading="Every assumption",
        blocks=[
            Text(lead),
            Fold(
                summary=f"All {len(values)} values and where they come from",
                table=_values_table(values),
            ),
            *_sources(document, values),
        ],
    )


def _values_table(values: Sequence[Value]) -> Table:
    names = {BARE: "none given"}
    return Table(
        caption="Values of the scenario file, after everything it is built on",
        head=("Where", "Value", "Source"),
        rows=[(one.path, one.text, names.get(one.source, one.source)) for one in values],
    )


def _sources(document: Document, values: Sequence[Value]) -> list[Block]:
    used = dict.fromkeys(one.source for one in values)
    known = _part(document, "sources")
    points = []
    for key in used:
        source = known.get(key)
        if isinstance(source, Mapping):
            checked = "" if source.get("verified", True) else " (not verified)"
            link = f" {source['url']}" if source.get("url") else ""
            points.append((key, f"{source.get('text', '')}{link}{checked}"))
        elif isinstance(source, str):
            points.append((key, source))
    return [Heading("The sources named"), Points(points)] if points else []


def _part(node: Document, key: str) -> Document:
    part = node.get(key)
    return part if isinstance(part, Mapping) else {}


def _setting_text(document: Document) -> str:
    """Facts, sides, clock and client war in one paragraph."""
    actors = _part(document, "actors")
    name = {code: str(_part(actors, code).get("name", code)) for code in actors}
    engaged = engaged_codes(document)
    others = [name[code] for code in actors if code not in engaged]
    clock = _part(document, "clock")
    text = "".join(
        f"{part} "
        for part in (facts_text(_part(document, "facts"), name), relations_text(document, name))
        if part
    )
    if others:
        text += f"On no side: {joined(others)}. "
    text += f"A turn is {value_text(clock.get('turn', '1 week'))}"
    text += (
        f", and a run lasts at most {value_text(clock['horizon'])} turns. "
        if "horizon" in clock
        else ". "
    )
    war = _part(document, "client_war")
    if war:
        between = [name.get(code, code) for code in war.get("between", ())]
        text += (
            f"A war between {joined(between)} (intensity {value_text(war.get('intensity'))} of 1) "
            "feeds the crisis from outside. "
        )
    return text + (
        "Each turn every actor reads its opponents, bargains with the one that presses it most, "
        "weighs the rungs open to it, may move, and may say something."
    )


def _actors(document: Document) -> Iterator[tuple[str, str]]:
    """The actors in words, by side; those with the same description share it."""
    actors, sides = _part(document, "actors"), _part(document, "sides")
    side_of = {code: str(side) for side, codes in sides.items() for code in codes}
    order = [*side_of, *(code for code in actors if code not in side_of)]
    names = {code: str(_part(actors, code).get("name", code)) for code in actors}
    engaged = engaged_codes(document)
    alike: dict[tuple[str, str], list[str]] = {}
    for code in order:
        actor = _part(actors, code)
        words = describe_actor(actor, names) or "Nothing is said of it."
        side = side_of.get(code, "" if code in engaged else "on no side")
        alike.setdefault((side, words), []).append(names[code])
    for (side, words), alike_names in alike.items():
        yield f"{joined(alike_names)} ({side})" if side else joined(alike_names), words


def _alliances(document: Document) -> list[Block]:
    points = []
    treaties = _part(_part(document, "relations"), "treaties")
    for name, one in {**treaties, **_part(document, "alliances")}.items():
        parts = [f"{len(one.get('members', ()))} members: {joined(list(one.get('members', ())))}"]
        labels = {
            "obligation": "obligation: {}",
            "cohesion": "cohesion {} of 1 at the start",
            "consensus_for": "consensus needed for {} and above",
            "voices": "weight of a voice: {} (others 1)",
            "vetoes": "weight of a veto: {}",
        }
        parts += [text.format(value_text(one[key])) for key, text in labels.items() if key in one]
        points.append((str(name), "; ".join(parts) + "."))
    return [Heading("Alliances"), Points(points)] if points else []


def _injects(document: Document) -> list[Block]:
    points = []
    for one in document.get("injects") or ():
        trigger = one.get("at")
        lead = (
            f"Turn {value_text(trigger)}"
            if trigger is not None
            else _condition_text(_part(one, "when"))
        )
        effects = [
            f"{as_words(str(key))}: {value_text(value)}"
            for key, value in one.items()
            if key not in ("at", "when", "note")
        ]
        note = f"{str(one['note']).rstrip('.')}. " if one.get("note") else ""
        points.append((lead, f"{note}{'; '.join(effects)}."))
    return [Heading("From outside"), Points(points)] if points else []


def _condition_text(when: Document) -> str:
    parts = [
        WHEN.get(key, f"{as_words(key)} {{}}").format(value_text(value))
        for key, value in when.items()
    ]
    return f"Once {joined(parts)}" if parts else "Once"


def _mechanisms(document: Document) -> Iterator[tuple[str, str]]:
    """Mechanisms that are off, those with values other than the default, and when a run ends."""
    mechanisms = _part(document, "mechanisms")
    off = [
        as_words(key)
        for key, one in mechanisms.items()
        if isinstance(one, Mapping) and one.get("enabled") is False
    ]
    yield (
        "Switched off",
        f"{joined(off)}." if off else "nothing; every mechanism of the model works.",
    )
    changed = [
        f"{as_words(key)}: {value_text({k: v for k, v in one.items() if k != 'enabled'})}"
        for key, one in mechanisms.items()
        if isinstance(one, Mapping) and set(one) - {"enabled"}
    ]
    if changed:
        yield "Set by the file", f"{'; '.join(changed)}. The others have their default values."
    terminal = _part(document, "terminal")
    if terminal:
        yield (
            "When a run ends",
            f"{'; '.join(f'{as_words(k)}: {value_text(v)}' for k, v in terminal.items())}.",
        )


def _ladder(document: Document) -> list[Block]:
    ladder = document.get("ladder")
    rungs = ladder.get("rungs") if isinstance(ladder, Mapping) else ladder
    if not isinstance(rungs, list):
        return []
    of_interest = set(document.get("thresholds") or ())
    rows = [
        (
            str(place),
            as_words(str(rung.get("id"))),
            str(rung.get("label", "")),
            value_text(rung.get("intensity", "")),
            "yes" if rung.get("id") in of_interest else "",
        )
        for place, rung in reversed(list(enumerate(rungs)))
    ]
    table = Table(
        caption="Only the order of the rungs is defended; intensities are a convention",
        head=("Rung", "Name", "Meaning", "Intensity", "Threshold"),
        rows=rows,
        numbers=frozenset({0, 3}),
    )
    return [Fold(summary=f"The ladder: {len(rungs)} rungs, the gravest on top", table=table)]
