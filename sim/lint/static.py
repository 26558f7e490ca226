"""Notes on a document that need no runs: missing sources, values at the edge of a range."""

from collections.abc import Iterator, Mapping

from brinkmanship.sim.lint.document import Document
from brinkmanship.sim.lint.finding import NOTE, Findings
from brinkmanship.sim.lint.places import Leaf, is_fact, leaves
from brinkmanship.sim.scenario.format.kinds import Between, Whole
from brinkmanship.sim.scenario.tree import Node, Path, dotted

SHOWN = 4  # values named in one line
SOURCED = ("actors", "alliances", "mechanisms", "client_war", "dispute", "ladder", "injects")
EDGED = ("actors", "alliances", "mechanisms", "client_war", "dispute")


def note_unsourced(document: Document, findings: Findings) -> None:
    """One note for each part of the document that has numbers without a source."""
    parts: dict[Path, list[Path]] = {}
    for leaf in leaves(document.root):
        if _is_number(leaf) and not _cited(leaf.path, document.cited):
            parts.setdefault(leaf.path[:2], []).append(leaf.path)
    for part, paths in parts.items():
        names = [dotted(path[len(part) :]) or dotted(path) for path in paths]
        row = ", ".join(names[:SHOWN]) + (" and more" if len(names) > SHOWN else "")
        many = "1 number" if len(names) == 1 else f"{len(names)} numbers"
        findings.add(NOTE, "source", part, f"{many} without a source ({row})",
                     "write source: KEY, or source: assumption")  # fmt: skip


def _is_number(leaf: Leaf) -> bool:
    return leaf.path[0] in SOURCED and isinstance(leaf.kind, Between)


def _cited(path: Path, cited: Mapping[str, str]) -> bool:
    """Whether a place, or a part around it, has a source."""
    return any(dotted(path[:length]) in cited for length in range(1, len(path) + 1))


def note_edges(document: Document, findings: Findings) -> None:
    """A note for each number at an end of its range, except 0 at the lower end, which is off.

    Of a distribution each number counts that must lie in the range: mean, mode, ends, options.
    """
    for leaf in leaves(document.root):
        if leaf.path[0] in EDGED and not (_in_condition(leaf.path) or is_fact(leaf.path)):
            for path, value in _numbers(document.root, leaf):
                if value in tuple(_edges(leaf)) and not isinstance(value, bool):
                    what = f"{value:g} is at the edge of its range"
                    cure = "see that it is meant; a sweep can only go one way from here"
                    findings.add(NOTE, "edge", path, what, cure)


def _numbers(root: Node, leaf: Leaf) -> Iterator[tuple[Path, object]]:
    """The number of a leaf, or those of its distribution, each with its place."""
    if leaf.value is None:
        yield from _distribution_numbers(root.find(leaf.path)[0], leaf.path)
    else:
        yield leaf.path, leaf.value


def _distribution_numbers(node: Node, path: Path) -> Iterator[tuple[Path, object]]:
    """The numbers of a distribution except its spread."""
    if not isinstance(node.value, dict | tuple):
        yield path, node.value
    for step, below in node.children():
        if step != "sd":
            yield from _distribution_numbers(below, (*path, step))


def _in_condition(path: Path) -> bool:
    """Whether a number is part of a rule's condition, where an edge means nothing."""
    return "when" in path


def _edges(leaf: Leaf) -> Iterator[float]:
    if isinstance(leaf.kind, Between | Whole):
        yield float(leaf.kind.high)
        if leaf.kind.low != 0.0:
            yield float(leaf.kind.low)
