"""The tables that runs become, with the columns and types that every folder has."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brinkmanship.sim.premise import Premise
from brinkmanship.sim.results.arrow import schema_of, table_of
from brinkmanship.sim.results.block import Block
from brinkmanship.sim.results.columns import TRACE, input_columns, run_columns
from brinkmanship.sim.results.record import Cell
from brinkmanship.sim.results.traces import trace_vectors
from brinkmanship.sim.results.vectors import input_vectors, vectors_of

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What every row of a run table repeats.

    Attributes:
        scenario: Name of the scenario.
        digest: Of the scenario, in hexadecimal.
        seed: Of the ensemble.
        settings: Value of each path that ``--set`` changed.
    """

    scenario: str
    digest: str
    seed: int
    settings: Mapping[str, Cell]

    @property
    def cells(self) -> Mapping[str, Cell]:
        """The columns that are the same in every row."""
        head: dict[str, Cell] = {
            "scenario": self.scenario,
            "digest": self.digest,
            "seed": self.seed,
        }
        return {**head, **self.settings}


class Tables:
    """Makes the tables of blocks of runs: ``runs``, ``inputs`` and, of traced ones, four more.

    Args:
        premise: What is played.
        label: What every row of the run table repeats.
        trace: Whether turns, signals, events and beliefs are wanted too.

    Attributes:
        columns: Names and types of the columns, by table.
    """

    def __init__(self, premise: Premise, label: Label, *, trace: bool) -> None:
        self.premise, self.label = premise, label
        self.columns = {
            "runs": run_columns(premise, label.settings),
            "inputs": input_columns(premise),
            **(TRACE if trace else {}),
        }
        self._schemas = {name: schema_of(columns) for name, columns in self.columns.items()}

    def of(self, block: Block) -> "dict[str, pa.Table]":
        """The tables of a block, by name; one that was traced if traces are wanted."""
        vectors = {
            "runs": vectors_of(self.premise, block.played),
            "inputs": input_vectors(self.premise, block.played),
        }
        if block.traces is not None:
            vectors |= trace_vectors(self.premise, block.traces)
        cells = self.label.cells
        return {
            name: table_of(schema, cells, vectors[name], len(vectors[name]["run"].values))
            for name, schema in self._schemas.items()
        }
