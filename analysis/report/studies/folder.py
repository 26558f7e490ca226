"""The figures of a study's folder, with words and numbers, and its small tables."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pandas as pd

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.figures.style import FRAME
from brinkmanship.analysis.report.page import Block, Figure, Heading, Table, Text
from brinkmanship.analysis.report.studies.tables import study_tables
from brinkmanship.analysis.report.svg import SVG, inline_svg
from brinkmanship.analysis.report.text_tables import Column, text_table
from brinkmanship.analysis.statistics.names import as_words
from brinkmanship.analysis.tables.forms import check_summary
from brinkmanship.analysis.tables.sealed import SealedFolder
from brinkmanship.files import is_inner_file

Frames = Mapping[str, pd.DataFrame]
SUMMARY = "summary.json"
ROWS = 60  # of a table that are shown
COLUMNS = 12
NO_FIGURES = "The folder holds no figure (--no-figures, or deleted since); its tables follow."
LARGEST = 3_000_000  # bytes of a figure that are taken into a page
TOP, BOTTOM = 0.135, 0.885  # where a slide's heading ends and its foot begins
COMMENT: Any = ET.Comment
ID = f"{{{SVG}}}g"


def read_tables(folder: SealedFolder) -> Frames:
    """Every table of a folder by name, in the order of the names.

    Raises:
        AnalysisError: One is not readable as Parquet, or not as it was written.
    """
    return {name.removesuffix(".parquet"): folder.read_table(name)
            for name in folder.names("*.parquet")}  # fmt: skip


def read_summary(folder: SealedFolder) -> Mapping[str, Any]:
    """``summary.json`` of a comparison; empty where there is none.

    Raises:
        AnalysisError: It is not readable, or not as it was written.
    """
    summary = folder.read_json(SUMMARY) if folder.has(SUMMARY) else {}
    check_summary(summary, folder.path / SUMMARY, folder.cure(SUMMARY))
    return summary


def folder_blocks(folder: SealedFolder, frames: Frames) -> list[Block]:
    """Every figure and every small table of a folder, in the order of their names.

    Args:
        folder: The folder.
        frames: Its tables.
    """
    tables = {**small_tables(frames), **study_tables(frames)}
    figures = [
        _figure(folder, file, tables)
        for file in sorted((folder.path / "figures").glob("*.svg"))
        if is_inner_file(folder.path, f"figures/{file.name}") and file.stat().st_size <= LARGEST
    ]
    blocks: list[Block] = [*figures] if figures else [Text(NO_FIGURES)]
    drawn = [figure.table for figure in figures]
    others = [table for table in tables.values() if not any(table is one for one in drawn)]
    if others:
        blocks += [Heading("The other tables" if figures else "The tables"), *others]
    return blocks


def small_tables(frames: Frames) -> dict[str, Table]:
    """The tables that have a row, as they are on disk; of long or wide ones the beginning."""
    tables = {}
    for name, frame in frames.items():
        if not len(frame):
            continue
        part = frame.iloc[:ROWS, :COLUMNS].dropna(axis="columns", how="all")
        left = [f"{len(frame) - len(part):,} more rows"] if len(frame) > len(part) else []
        left += ["more columns"] if frame.shape[1] > COLUMNS else []
        note = f"And {' and '.join(left)}: {name}.parquet." if left else ""
        columns = [Column(str(one), as_words(str(one))) for one in part]
        tables[name] = text_table(
            _with_words(part), columns, as_words(name).capitalize(), note=note
        )
    return tables


def _with_words(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its names of things as words."""
    kinds = pd.api.types
    texts = [
        name
        for name in frame
        if kinds.is_bool_dtype(frame[name]) or not kinds.is_numeric_dtype(frame[name])
    ]
    return frame.assign(**{str(name): [_cell_text(cell) for cell in frame[name]] for name in texts})


def _cell_text(cell: object) -> str:
    if cell is None or cell is pd.NA or (isinstance(cell, float) and pd.isna(cell)):
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    text = str(cell)
    return text if "." in text else as_words(text)


def _own_words(manifest: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """What a manifest says of a figure under ``figures``: ``title``, ``alt`` and ``table``."""
    figures = manifest.get("figures")
    words = figures.get(name) if isinstance(figures, Mapping) else None
    return words if isinstance(words, Mapping) else {}


def _figure(folder: SealedFolder, file: Path, tables: Mapping[str, Table]) -> Figure:
    """A figure; one that the manifest does not list was drawn later, by ``brink plot``."""
    own, listed = _own_words(folder.manifest, file.stem), f"figures/{file.name}"
    drawn = folder.read(listed) if listed in folder.digests else file.read_bytes()
    content, heading, note = without_frame(drawn, file)
    title = str(own.get("title") or heading or as_words(file.stem.replace("-", " ")).capitalize())
    numbers = _numbers(file.stem, tables, str(own.get("table", "")))
    alt = str(own.get("alt") or f"{title}. {note} The numbers are in the table below.")
    name = f"figure-{re.sub(r'[^a-z0-9]+', '-', file.stem.lower()).strip('-')}"
    svg = inline_svg(content, name, title=title, alt=" ".join(alt.split()))
    return Figure(id=name, title=title, note=note, alt=alt, svg=svg, table=numbers)


def _numbers(name: str, tables: Mapping[str, Table], wanted: str) -> Table:
    """The table that a figure shows: the one named, the one called alike, else the first."""
    alike: Sequence[str] = [one for one in tables if name.startswith(one) or one.startswith(name)]
    for one in (wanted, name, *alike, *tables):
        if one in tables:
            return tables[one]
    return Table(caption="No table", head=("What",), rows=[("The folder holds no table.",)])


def without_frame(drawn: bytes, file: Path) -> tuple[bytes, str, str]:
    """A slide without its heading and foot, and what they said.

    Args:
        drawn: The slide as SVG.
        file: Where it is, for messages.

    Returns:
        The SVG, the heading, and the note; empty where the slide has none.

    Raises:
        AnalysisError: It is not SVG.
    """
    try:
        builder = ET.TreeBuilder(insert_comments=True)
        root = ET.fromstring(drawn, ET.XMLParser(target=builder))  # noqa: S314 - expat limits entities; inline_svg() checks every name
    except ET.ParseError as error:
        raise AnalysisError(f"{file}: not readable as SVG ({error})") from error
    frame: dict[str, list[str]] = {}
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == ID and child.get("id") in FRAME:
                frame[str(child.get("id"))] = _lines(child)
                parent.remove(child)
                root.extend(child.iter(f"{{{SVG}}}defs"))  # a letter is drawn where it comes first
    if "heading" in frame:
        legend = any(
            (node.get("id") or "").startswith("legend_") for node in root.iterfind(f"{ID}/{ID}")
        )
        _crop(root, 0.0 if legend else TOP)
    note = " ".join(frame.get("foot", [])[:-1])  # its last line is the footer
    return ET.tostring(root), " ".join(frame.get("heading", [])), note


def _lines(node: ET.Element) -> list[str]:
    """The lines of a text: letters, or outlines with the letters as a comment."""
    return [
        one.text.strip()
        for one in node.iter()
        if one.text and one.text.strip() and (one.tag == COMMENT or str(one.tag).endswith("}text"))
    ]


def _crop(root: ET.Element, top: float) -> None:
    """Cut off the empty bands where heading and foot stood; a legend may stand above."""
    box = [float(part) for part in (root.get("viewBox") or "0 0 960 540").split()]
    height = box[3] * (BOTTOM - top)
    root.set("viewBox", f"{box[0]:g} {box[1] + top * box[3]:g} {box[2]:g} {height:g}")
