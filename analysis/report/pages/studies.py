"""The page of ``brink compare``, ``explain`` and ``sensitivity``: one shape, a row each."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.report.limits import SHORT, command, limits, reproduce
from brinkmanship.analysis.report.page import Block, Page, Points, Section, Text
from brinkmanship.analysis.report.scenario.sections import (
    assumptions_section,
    parse_document,
    scenario_section,
)
from brinkmanship.analysis.report.scenario.values import value_text
from brinkmanship.analysis.report.studies.findings import (
    Frames,
    Point,
    comparison_findings,
    explain_findings,
    sensitivity_findings,
)
from brinkmanship.analysis.report.studies.folder import folder_blocks, read_summary, read_tables
from brinkmanship.analysis.report.text_tables import number_text
from brinkmanship.analysis.statistics.names import as_words
from brinkmanship.analysis.tables.explained import open_explained
from brinkmanship.analysis.tables.manifest import COMPARE, EXPLAIN, SENSITIVITY

Manifest = Mapping[str, Any]
MOST_CHANGES = 40
SHOWN = (".parquet", ".svg")  # what a page is made of


class Study(NamedTuple):
    """What differs between the pages of studies.

    Attributes:
        what: Of what it is a report.
        question: The blocks that say what was asked, from the folder and its manifest.
        findings: The leading numbers, with intervals, from the tables.
    """

    what: str
    question: Callable[[Path, Manifest], Sequence[Block]]
    findings: Callable[[Frames], Iterator[Point]]


def study_page(kind: str, folder: Path) -> Page:
    """Question, results, scenario, limits and commands of a study.

    Args:
        kind: ``compare``, ``explain`` or ``sensitivity``.
        folder: What the command of that name wrote.

    Raises:
        AnalysisError: A table or figure that the folder had is gone.
    """
    study, manifest = STUDIES[kind], _read_manifest(folder)
    _check_files(folder, manifest)
    document = _document(folder, manifest)
    tables = read_tables(folder)
    sections = [
        Section(id="question", heading="The question", blocks=study.question(folder, manifest)),
        Section(id="results", heading="Results", blocks=folder_blocks(folder, manifest, tables)),
        Section(
            id="causes",
            heading="What carries the result",
            blocks=_points_or_none(list(study.findings(tables))),
        ),
    ]
    if document:
        sections.append(scenario_section(document))
    sections.append(_limits(manifest))
    if document:
        sections.append(assumptions_section(document))
    name = folder.resolve().name
    typed = [str(word) for word in manifest.get("command", ())]
    lines = [command("brink", *typed)] if typed else []
    sections.append(reproduce(manifest, [*lines, command("brink", "report", name)]))
    return Page(
        what=study.what,
        title=str(manifest.get("title") or document.get("title") or name),
        lede=str(document.get("summary", "")),
        facts=list(_facts(manifest)),
        sections=sections,
    )


def _points_or_none(points: Sequence[Point]) -> list[Block]:
    return [Points(points)] if points else [Text("The folder has no table that would say.")]


def _comparison_question(folder: Path, _: Manifest) -> list[Block]:
    """The changes in words."""
    summary = read_summary(folder)
    alike = all(one.get("same_dice", True) for one in summary.get("variants", ()))
    dice = "on the same dice" if alike else "on the same dice except as noted"
    text = (
        f"What does a change change? Each run was played once with and once without it, {dice}"
        ", so the difference between the two is sharper than either share."
    )
    return [Text(text), Points(list(_changes(summary)))]


def _explain_question(folder: Path, manifest: Manifest) -> list[Block]:
    """Which run, and how it was looked into."""
    open_explained(folder)  # refuses a folder that is not complete
    run = value_text(manifest.get("run", manifest.get("first_run", "")))
    text = (
        f"Where was run {run} of seed {value_text(manifest.get('seed', 0))} decided? Each "
        "decision was taken back, one at a time, and the crisis played on with another: "
        "a turn is a hinge if the share of runs with the outcome then changes."
    )
    return [Text(text), *_notes(manifest)]


def _sensitivity_question(_: Path, manifest: Manifest) -> list[Block]:
    """What was asked first, and each part with its method."""
    parts = [_part(one) for one in _parts(manifest)]
    text = f"{_sensitivity_aim(manifest)} The method, and why it was chosen:"
    return [Text(text), Points(parts), *_notes(manifest)]


def _sensitivity_aim(manifest: Manifest) -> str:
    """The question of a sensitivity analysis, by its first part."""
    first = [str(one.get("part")) for one in _parts(manifest)][:1]
    if first == ["tipping"]:
        return "Where along one parameter does the share cross a level?"
    if first == ["boxes"]:
        return "In which boxes of the space of assumptions is the result frequent?"
    return "Which parameters, and which assumptions among them, carry the result?"


STUDIES: Mapping[str, Study] = {
    COMPARE: Study("Report of a comparison", _comparison_question, comparison_findings),
    EXPLAIN: Study("Report of an explained run", _explain_question, explain_findings),
    SENSITIVITY: Study(
        "Report of a sensitivity analysis", _sensitivity_question, sensitivity_findings
    ),
}
"""The pages of studies, by kind of folder."""


def _parts(manifest: Manifest) -> list[Manifest]:
    """The parts of a sensitivity analysis; none of another study."""
    return [one for one in manifest.get("parts", ()) if isinstance(one, Mapping)]


def _limits(manifest: Manifest) -> Section:
    """Of all runs, or of those at one point where points share their luck."""
    parts = _parts(manifest)
    if parts and parts[0].get("runs"):
        return limits(int(parts[0]["runs"]), shared=True)
    return limits(int(manifest.get("runs") or 0) or 1000)


def _check_files(folder: Path, manifest: Manifest) -> None:
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


def _read_manifest(folder: Path) -> Manifest:
    """The manifest, with what its first part says of runs, points and seed."""
    manifest: Manifest = json.loads((folder / "manifest.json").read_bytes())
    first = next(iter(_parts(manifest)), {})
    known = {"points": first.get("points"), "runs": first.get("total"), "seed": first.get("seed")}
    return {**{key: value for key, value in known.items() if value is not None}, **manifest}


def _document(folder: Path, manifest: Manifest) -> Mapping[str, Any]:
    """The scenario, wherever the folder keeps it; empty where it keeps none."""
    where = f"{folder / 'manifest.json'}"
    if manifest.get("document"):
        return parse_document(manifest["document"], where)
    compared = manifest.get("compared")
    if isinstance(compared, list) and compared and isinstance(compared[0], Mapping):
        return parse_document(compared[0].get("document"), where)
    below = sorted(folder.glob("*/scenario.yaml"))
    places = (folder / "scenario.yaml", *below, *_swept_scenario(manifest))
    file = next((one for one in places if one.is_file()), None)
    return parse_document(file.read_text(encoding="utf-8"), str(file)) if file else {}


def _swept_scenario(manifest: Manifest) -> Iterator[Path]:
    """The scenario in the sweep folder that an analysis was asked of, wherever that was."""
    request = manifest.get("request")
    if isinstance(request, Mapping) and request.get("file"):
        yield Path(str(request["file"])) / "scenario.yaml"


def _changes(summary: Manifest) -> Iterator[tuple[str, str]]:
    """Each variant with its changes in words, one subject after the other; wording left out."""
    for variant in summary.get("variants", ()):
        changes = [one for one in variant.get("changes", ()) if not one["wording"]]
        subjects = list(dict.fromkeys(str(one["subject"]) for one in changes))
        sentences = [
            f"{who}: {'; '.join(str(one['words']) for one in changes if one['subject'] == who)}"
            for who in subjects[:MOST_CHANGES]
        ]
        left = len(subjects) - MOST_CHANGES
        more = [f"and {left} more"] if left > 0 else []
        notes = " ".join(str(note) for note in variant.get("notes", ()))
        text = ". ".join([*sentences, *more]) or "Nothing: the two mean the same"
        yield str(variant.get("name", "")), f"{text}. {notes}".strip()


def _part(one: Manifest) -> tuple[str, str]:
    """A part of a sensitivity analysis: what it is, how it was done, what to beware of."""
    facts = [str(one[key]).rstrip(".") for key in ("result", "method", "why") if one.get(key)]
    facts += [str(note).rstrip(".") for note in one.get("notes", ())]
    sentences = [f"{fact[:1].upper()}{fact[1:]}." for fact in facts]
    return as_words(str(one.get("part", ""))), " ".join(sentences)


def _notes(manifest: Manifest) -> list[Block]:
    """The notes of the folder, a paragraph each."""
    notes = manifest.get("notes") or ()
    return [Text(str(note)) for note in ([notes] if isinstance(notes, str) else notes)]
