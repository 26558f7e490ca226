"""The page of ``brink compare``, ``explain`` and ``sensitivity``: one shape, a row each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.report.limits import SHORT, command, limits, reproduce
from brinkmanship.analysis.report.page import Block, Page, Points, Section, Text
from brinkmanship.analysis.report.scenario.sections import assumptions_section, scenario_section
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
from brinkmanship.analysis.tables.forms import COMPARE, EXPLAIN, SENSITIVITY
from brinkmanship.analysis.tables.sealed import MANIFEST, SealedFolder, open_folder, parse_mapping
from brinkmanship.files import is_inner_file

Manifest = Mapping[str, Any]
MOST_CHANGES = 40
SCENARIO = "scenario.yaml"
SHOWN = (".parquet", ".svg")  # what a page is made of


class Study(NamedTuple):
    """What differs between the pages of studies.

    Attributes:
        what: Of what it is a report.
        question: The blocks that say what was asked, from the folder.
        findings: The leading numbers, with intervals, from the tables.
    """

    what: str
    question: Callable[[SealedFolder], Sequence[Block]]
    findings: Callable[[Frames], Iterator[Point]]


def study_page(kind: str, folder: Path) -> Page:
    """Question, results, scenario, limits and commands of a study.

    Args:
        kind: ``compare``, ``explain`` or ``sensitivity``.
        folder: What the command of that name wrote.

    Raises:
        AnalysisError: A table or figure that the folder had is gone, or not as it was written.
    """
    study, sealed = STUDIES[kind], open_folder(folder)
    manifest = _with_first_part(sealed.manifest)
    _check_files(sealed)
    sealed.verify()
    document = _document(sealed)
    tables = read_tables(sealed)
    sections = [
        Section(id="question", heading="The question", blocks=study.question(sealed)),
        Section(id="results", heading="Results", blocks=folder_blocks(sealed, tables)),
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
        facts=[*_facts(manifest), ("tables", sealed.verdict)],
        sections=sections,
    )


def _points_or_none(points: Sequence[Point]) -> list[Block]:
    return [Points(points)] if points else [Text("The folder has no table that would say.")]


def _comparison_question(folder: SealedFolder) -> list[Block]:
    """The changes in words."""
    summary = read_summary(folder)
    alike = all(one.get("same_dice", True) for one in summary.get("variants", ()))
    dice = "on the same dice" if alike else "on the same dice except as noted"
    text = (
        f"What does a change change? Each run was played once with and once without it, {dice}"
        ", so the difference between the two is sharper than either share."
    )
    return [Text(text), Points(list(_changes(summary)))]


def _explain_question(folder: SealedFolder) -> list[Block]:
    """Which run, and how it was looked into."""
    manifest = folder.manifest
    open_explained(folder.path)  # refuses a folder that is not complete
    run = value_text(manifest.get("run", manifest.get("first_run", "")))
    text = (
        f"Where was run {run} of seed {value_text(manifest.get('seed', 0))} decided? Each "
        "decision was taken back, one at a time, and the crisis played on with another: "
        "a turn is a hinge if the share of runs with the outcome then changes."
    )
    return [Text(text), *_notes(manifest)]


def _sensitivity_question(folder: SealedFolder) -> list[Block]:
    """What was asked first, and each part with its method."""
    manifest = folder.manifest
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
    return limits(int(manifest.get("runs") or 0) or 1000, honesty=manifest.get("honesty"))


def _check_files(folder: SealedFolder) -> None:
    """Refuse to report on half of a folder."""
    for name in folder.manifest.get("files", ()):
        if Path(name).suffix in SHOWN and not (folder.path / name).is_file():
            what = "is missing, and its page would leave out what it says"
            raise AnalysisError(f"{folder.path / name}: {what}; {folder.cure(name)}")


def _facts(manifest: Manifest) -> Iterator[tuple[str, str]]:
    for key in ("runs", "pairs", "points", "run", "seed", "scenario"):
        if key in manifest and (key != "runs" or manifest[key]):
            value = manifest[key]
            yield key, number_text(value) if isinstance(value, int | float) else str(value)
    if manifest.get("digest"):
        yield "digest", str(manifest["digest"])[:SHORT]


def _with_first_part(manifest: Manifest) -> Manifest:
    """The manifest, with what its first part says of runs, points and seed."""
    first = next(iter(_parts(manifest)), {})
    known = {"points": first.get("points"), "runs": first.get("total"), "seed": first.get("seed")}
    return {**{key: value for key, value in known.items() if value is not None}, **manifest}


def _document(folder: SealedFolder) -> Mapping[str, Any]:
    """The scenario, wherever the folder keeps it; empty where it keeps none."""
    manifest = folder.manifest
    compared = [one.get("document") for one in manifest.get("compared", ())]
    if kept := manifest.get("document") or next(iter(compared), ""):
        return parse_mapping(kept, folder.path / f"{MANIFEST}: document", folder.cure(MANIFEST))
    if folder.has(SCENARIO):
        return folder.read_json(SCENARIO)
    for name in sorted(one.parent.name for one in folder.path.glob(f"*/{SCENARIO}")):
        if all(is_inner_file(folder.path, f"{name}/{one}") for one in (SCENARIO, MANIFEST)):
            return open_folder(folder.path / name).read_json(SCENARIO)
    return {}


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
