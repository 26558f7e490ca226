"""A plan: all that a sweep plays, as plain data; the same plan gives the same bytes."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from math import lcm
from typing import Any, NamedTuple

from brinkmanship.sim.results.columns import Column, kind_of, setting_of
from brinkmanship.sim.results.record import Cell
from brinkmanship.sim.scenario.reading.overrides import override_text

FEWEST, MOST = 1_000, 100_000  # runs in a file; of more than 100,000 readers gain nothing
MOST_BLOCKS = 1_000_000  # files of a layer: their names have six digits
FILES = 32  # at least so many, if each then has enough runs: work for many workers
NAME = re.compile(r"(\d{2,})-(\d{6,})\.parquet")


class Layer(NamedTuple):
    """Points times runs, added to a sweep at one time; its blocks never change afterwards.

    Attributes:
        points: Numbers of the points, rising.
        first, stop: Run numbers ``first`` to ``stop - 1`` at each of them.
    """

    points: Sequence[int]
    first: int
    stop: int

    @property
    def runs(self) -> int:
        """Runs over all points."""
        return len(self.points) * (self.stop - self.first)


class Span(NamedTuple):
    """Consecutive runs of one point.

    Attributes:
        point: Its number.
        first, runs: Number of the first run, and how many there are.
        overrides: ``PATH=VALUE`` of all that differs from the scenario, as for ``--set``.
        cells: Its values in the run table, one a parameter.
    """

    point: int
    first: int
    runs: int
    overrides: tuple[str, ...]
    cells: tuple[Cell, ...]


class Block(NamedTuple):
    """A fixed slice of a layer's runs, point after point; one file.

    Attributes:
        name: Of its file.
        spans: What is played, in order.
        mark: Digest of the spans, the scenario and the seed; it stands in the file, so that a file
            of another sweep is recognised. Versions do not count: equal rows are equal bytes.
    """

    name: str
    spans: tuple[Span, ...]
    mark: str = ""

    @property
    def runs(self) -> int:
        """Runs over all spans."""
        return sum(span.runs for span in self.spans)


class Size(NamedTuple):
    """How large a part of a sweep is.

    Attributes:
        blocks: Files.
        spans: Spans in them: how often a point is prepared.
        runs: Runs in them.
    """

    blocks: int
    spans: int
    runs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """When a point has been played enough; attributes as ``until`` in a sweep file."""

    outcome: str
    width: float
    at_most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a sweep plays; ``docs/reference/sweep-folder.md`` has its form on disk.

    Attributes:
        sweep, title: Name of the sweep file, and its title or the scenario's.
        scenario, digest: Name of the scenario, and digest of it before any change.
        held: ``PATH=VALUE`` of what holds at every point.
        paths: Of the parameters.
        spacings: How the values of each are spaced: values, linear, log, whole or whole log.
        design: Its name.
        points: Values of the parameters at each point.
        layers: What was asked for, in that order; only one with ``until``.
        until: The stopping rule, if runs are not fixed.
        seed: Of all chance, the same at every point.
        block: Runs in a file.
        outcomes, thresholds, ladder: Names that the summary counts.
        versions: Of all that may change a result.
        trace: Whether turns, signals, events and beliefs of every run are kept too.
        replaced: By path the distribution, in words, that the sweep replaces by fixed values.
    """

    sweep: str
    title: str
    scenario: str
    digest: str
    held: tuple[str, ...]
    paths: tuple[str, ...]
    spacings: tuple[str, ...]
    design: str
    points: tuple[tuple[Any, ...], ...]
    layers: tuple[Layer, ...]
    until: Stop | None
    seed: int
    block: int
    outcomes: tuple[str, ...]
    thresholds: tuple[str, ...]
    ladder: tuple[str, ...]
    versions: Mapping[str, str]
    trace: bool = False
    replaced: Mapping[str, str] = field(default_factory=dict)

    @property
    def runs(self) -> int:
        """Runs asked for; with ``until`` the least number."""
        return sum(layer.runs for layer in self.layers)

    @property
    def kinds(self) -> tuple[Column, ...]:
        """Name and type of each parameter's column; text if its values have several types."""
        found = []
        for path, values in zip(self.paths, zip(*self.points, strict=True), strict=True):
            cells = (setting_of(value) for value in values)
            kinds = {kind_of(cell) for cell in cells if cell is not None}
            found.append((path, kinds.pop() if len(kinds) == 1 else "str"))
        return tuple(found)

    def overrides(self, point: int) -> tuple[str, ...]:
        """``PATH=VALUE`` of all that a point changes in the scenario."""
        named = zip(self.paths, self.points[point], strict=True)
        return (*self.held, *(override_text(path, value) for path, value in named))

    def names(self, layer: Layer, number: int) -> Iterator[tuple[str, int]]:
        """Name of each block of a layer, and its runs; arguments as for :meth:`blocks`."""
        for place, start in enumerate(range(0, layer.runs, self.block)):
            yield _block_name(number, place), min(self.block, layer.runs - start)

    def blocks(self, layer: Layer, number: int) -> Iterator[Block]:
        """The blocks of a layer: slices of its runs, point after point, of ``block`` runs.

        Args:
            layer: What is cut.
            number: Of the layer, for the names of files.
        """
        kinds = self.kinds
        for place in range(self.size(layer).blocks):
            yield self.block_at(layer, number, place, kinds)

    def block_at(self, layer: Layer, number: int, place: int, kinds: Sequence[Column]) -> Block:
        """The block at a place, counted from 0; all else as for :meth:`blocks`."""
        start = place * self.block
        spans = _spans(layer, start, min(start + self.block, layer.runs))
        filled = (
            Span(point, first, count, self.overrides(point), self.cells(point, kinds))
            for point, first, count in spans
        )
        return self._with_mark(Block(_block_name(number, place), tuple(filled)))

    def size(self, layer: Layer) -> Size:
        """How many blocks, spans and runs a layer has, without making one."""
        blocks = -(-layer.runs // self.block)
        cuts = max(layer.runs - 1, 0) // lcm(layer.stop - layer.first, self.block)
        return Size(blocks, len(layer.points) + blocks - 1 - cuts, layer.runs)

    def size_of(self, name: str) -> Size:
        """The same of one block by the name of its file; nothing if it is not of this plan."""
        found = NAME.fullmatch(name)
        number, place = map(int, found.groups()) if found else (len(self.layers), 0)
        if number >= len(self.layers) or place >= self.size(self.layers[number]).blocks:
            return Size(0, 0, 0)
        layer = self.layers[number]
        width, start = layer.stop - layer.first, place * self.block
        stop = min(start + self.block, layer.runs)
        return Size(1, (stop - 1) // width - start // width + 1, stop - start)

    def _with_mark(self, block: Block) -> Block:
        played = [(span.point, span.first, span.runs, span.overrides) for span in block.spans]
        told = json.dumps([self.digest, self.seed, played])
        return block._replace(mark=sha256(told.encode()).hexdigest())

    def cells(self, point: int, kinds: Sequence[Column]) -> tuple[Cell, ...]:
        """The values of a point as the run table has them; ``kinds`` as of :attr:`kinds`."""
        named = zip(kinds, self.points[point], strict=True)
        return tuple(_as_kind(setting_of(value), kind) for (_, kind), value in named)


def _block_name(number: int, place: int) -> str:
    return f"{number:02d}-{place:06d}.parquet"


def block_size(runs: int) -> int:
    """Runs in a file, given all runs: large files, but enough of them for many workers.

    >>> block_size(500), block_size(1_000_000), block_size(100_000_000)
    (1000, 31250, 100000)
    """
    return min(max(-(-runs // FILES), FEWEST), MOST)


def _spans(layer: Layer, start: int, stop: int) -> Iterator[tuple[int, int, int]]:
    width = layer.stop - layer.first
    while start < stop:
        place, offset = divmod(start, width)
        count = min(width - offset, stop - start)
        yield layer.points[place], layer.first + offset, count
        start += count


def _as_kind(cell: Cell, kind: str) -> Cell:
    """A cell converted to the type of its column."""
    if cell is None or isinstance(cell, str):
        return cell
    return json.dumps(cell) if kind == "str" else cell
