"""The reports of ``brink compare``, ``explain`` and ``sensitivity``: one function a kind."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.errors import AnalysisError
from analysis.report.limits import SHORT, command, limits, reproduce
from analysis.report.page import Block, Page, Points, Section, Text
from analysis.report.scenario.sections import assumptions_section, document_of, scenario_section
from analysis.report.scenario.values import value_text
from analysis.report.studies.comparison import comparison_tables
from analysis.report.studies.explained import explain_tables
from analysis.report.studies.findings import findings
from analysis.report.studies.folder import folder_blocks, read_summary
from analysis.report.studies.sensitivity import sensitivity_tables
from analysis.report.text_tables import number_text
from analysis.statistics.names import as_words

Manifest = Mapping[str, Any]
MOST_CHANGES = 40
SHOWN = (".parquet", ".svg")  # what a page is made of


def compare_page(folder: Path) -> Page:
    """What a change changes: the changes in words, then the paired shares."""
    manifest, summary = _manifest(folder), read_summary(folder)
    alike = all(one.get("same_dice", True) for one in summary.get("variants", ()))
    dice = "on the same dice" if alike else "on the same dice except as noted"
    asked: list[Block] = [
        Text(
            f"What does a change change? Each run was played once with and once without it, {dice}"
            ", so the difference between the two is sharper than either share."
        ),
        Points(list(_changes(summary))),
    ]
    return _page(folder, manifest, "Report of a comparison", asked)


def explain_page(folder: Path) -> Page:
    """Why one run went as it did."""
    manifest = _manifest(folder)
    run = manifest.get("run", manifest.get("first_run", ""))
    asked: list[Block] = [
        Text(
            f"Where was run {value_text(run)} of seed {value_text(manifest.get('seed', 0))} decided? Each "
            "decision was taken back, one at a time, and the crisis played on with another: "
            "a turn is a hinge if the share of runs with the outcome then changes."
        )
    ]
    return _page(folder, manifest, "Report of an explained run", [*asked, *_notes(manifest)])


def sensitivity_page(folder: Path) -> Page:
    """Which parameters carry the result."""
    manifest = _manifest(folder)
    asked: list[Block] = [
        Text(f"{_wanted(manifest)} The method, and why it was chosen:"),
        Points([_part(one) for one in manifest.get("parts", ()) if isinstance(one, Mapping)]),
    ]
    asked += _notes(manifest)
    return _page(folder, _with_part(manifest), "Report of a sensitivity analysis", asked)


def _wanted(manifest: Manifest) -> str:
    """The question of a sensitivity analysis, by the first thing that was asked."""
    parts = [str(one.get("part")) for one in manifest.get("parts", ()) if isinstance(one, Mapping)]
    if parts[:1] == ["tipping"]:
        return "Where along one parameter does the share cross a level?"
    if parts[:1] == ["boxes"]:
        return "In which boxes of the space of assumptions is the result frequent?"
    return "Which parameters, and which assumptions among them, carry the result?"


def _with_part(manifest: Manifest) -> Manifest:
    """The manifest with what its first part says of runs, points and seed."""
    parts = [one for one in manifest.get("parts", ()) if isinstance(one, Mapping)]
    first = parts[0] if parts else {}
    known = {"points": first.get("points"), "runs": first.get("total"), "seed": first.get("seed")}
    return {**{key: value for key, value in known.items() if value is not None}, **manifest}


def _page(folder: Path, manifest: Manifest, what: str, asked: Sequence[Block]) -> Page:
    """Question, results, scenario, limits and commands of any study.

    Raises:
        AnalysisError: A table or figure that the folder had is gone.
    """
    _all_there(folder, manifest)
    document = _document(folder, manifest)
    name = folder.resolve().name
    own = {**comparison_tables(folder), **explain_tables(folder), **sensitivity_tables(folder)}
    sections = [
        Section(id="question", heading="The question", blocks=asked),
        Section(id="results", heading="Results", blocks=folder_blocks(folder, manifest, own)),
        Section(id="causes", heading="What carries the result", blocks=findings(folder, manifest)),
    ]
    if document:
        sections.append(scenario_section(document))
    sections.append(_limits(manifest))
    if document:
        sections.append(assumptions_section(document))
    typed = [str(word) for word in manifest.get("command", ())]
    lines = [command("brink", *typed)] if typed else []
    sections.append(reproduce(manifest, [*lines, command("brink", "report", name)]))
    return Page(
        what=what,
        title=str(manifest.get("title") or document.get("title") or name),
        lede=str(document.get("summary", "")),
        facts=list(_facts(manifest)),
        sections=sections,
    )


def _limits(manifest: Manifest) -> Section:
    """Of all runs, or of those at one point where points share their luck."""
    parts = [one for one in manifest.get("parts", ()) if isinstance(one, Mapping)]
    if parts and parts[0].get("runs"):
        return limits(int(parts[0]["runs"]), shared=True)
    return limits(int(manifest.get("runs") or 0) or 1000)


def _all_there(folder: Path, manifest: Manifest) -> None:
    """Refuse to report on half of a folder."""
    for name in manifest.get("files", ()):
        if Path(name).suffix in SHOWN and not (folder / name).is_file():
            what = "is missing, and its page would leave out what it says"
            raise AnalysisError(f"{folder / name}: {what}; write the folder again")


def _facts(manifest: Manifest) -> Iterator[tuple[str, str]]:
    for key in ("runs", "pairs", "points", "run", "seed", "scenario"):
        if key in manifest and (key != "runs" or manifest[key]):
            value = manifest[key]
            yield key, number_text(value) if isinstance(value, int | float) else str(value)
    if manifest.get("digest"):
        yield "digest", str(manifest["digest"])[:SHORT]


def _manifest(folder: Path) -> Manifest:
    found: Manifest = json.loads((folder / "manifest.json").read_bytes())
    return found


def _document(folder: Path, manifest: Manifest) -> Mapping[str, Any]:
    """The scenario, wherever the folder keeps it; empty where it keeps none."""
    where = f"{folder / 'manifest.json'}"
    if manifest.get("document"):
        return document_of(manifest["document"], where)
    compared = manifest.get("compared")
    if isinstance(compared, list) and compared and isinstance(compared[0], Mapping):
        return document_of(compared[0].get("document"), where)
    file = next(
        (
            one
            for one in (
                folder / "scenario.yaml",
                *sorted(folder.glob("*/scenario.yaml")),
                *_asked_of(manifest),
            )
            if one.is_file()
        ),
        None,
    )
    return document_of(file.read_text(encoding="utf-8"), str(file)) if file else {}


def _asked_of(manifest: Manifest) -> Iterator[Path]:
    """The scenario in the sweep folder that an analysis was asked of, wherever that was."""
    request = manifest.get("request")
    if isinstance(request, Mapping) and request.get("file"):
        yield Path(str(request["file"])) / "scenario.yaml"


def _changes(summary: Manifest) -> Iterator[tuple[str, str]]:
    """Each variant with its changes in words, one subject after the other; wording left out."""
    for variant in summary.get("variants", ()):
        changes = [one for one in variant.get("changes", ()) if not one["wording"]]
        subjects = list(dict.fromkeys(str(one["subject"]) for one in changes))
        told_of = [
            f"{who}: {'; '.join(str(one['words']) for one in changes if one['subject'] == who)}"
            for who in subjects[:MOST_CHANGES]
        ]
        left = len(subjects) - MOST_CHANGES
        more = [f"and {left} more"] if left > 0 else []
        notes = " ".join(str(note) for note in variant.get("notes", ()))
        text = ". ".join([*told_of, *more]) or "Nothing: the two mean the same"
        yield str(variant.get("name", "")), f"{text}. {notes}".strip()


def _part(one: Manifest) -> tuple[str, str]:
    """A part of a sensitivity analysis: what it is, how it was done, what to beware of."""
    facts = [str(one[key]).rstrip(".") for key in ("result", "method", "why") if one.get(key)]
    facts += [str(note).rstrip(".") for note in one.get("notes", ())]
    sentences = [f"{fact[:1].upper()}{fact[1:]}." for fact in facts]
    return as_words(str(one.get("part", ""))), " ".join(sentences)


def _notes(manifest: Manifest) -> list[Block]:
    """What the folder itself wants said."""
    told_of = manifest.get("notes") or ()
    return [Text(str(one)) for one in ([told_of] if isinstance(told_of, str) else told_of)]
