"""The Parquet files of a run table, read one after the other; a damaged file is named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.tables.sealed import SealedFolder
from brinkmanship.analysis.tables.suggestions import require_known

BATCH = 131_072  # rows in memory at once: as fast as whole files, at any size of folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """Parquet files of the same columns, whose rows follow one another.

    Attributes:
        folder: The folder they are in.
        names: Names of the files, in the order of the rows; at least one.
        schema: Columns of the first file, which all must have.
    """

    folder: SealedFolder
    names: tuple[str, ...]
    schema: pa.Schema

    @property
    def path(self) -> Path:
        """The folder they are in, for messages."""
        return self.folder.path

    def require(self, columns: Sequence[str]) -> None:
        """Check that there are such columns.

        Raises:
            AnalysisError: There is no such column; names the most similar one.
        """
        require_known(columns, self.schema.names, "column", self.path)

    def batches(
        self, columns: Sequence[str], *, where: ds.Expression | None = None, coded: bool = False
    ) -> Iterator[pa.RecordBatch]:
        """The rows, in order, about 100,000 at a time; nothing else is kept in memory.

        Args:
            columns: Those wanted; no other is read from disk.
            where: Rows wanted; row groups that hold none are skipped.
            coded: Whether text is dictionary-encoded, which is twice as fast to group.

        Raises:
            AnalysisError: A file is missing, damaged, not as it was written, or has other columns.
        """
        texts = [one.name for one in self.schema if coded and pa.types.is_string(one.type)]
        options = ds.ParquetReadOptions(dictionary_columns=texts)
        layout = ds.ParquetFileFormat(read_options=options)
        for name in self.names:
            file, remedy = self.path / name, self.folder.cure(name)
            try:
                with self.folder.opened(name) as source:
                    fragment = layout.make_fragment(source)
                    if fragment.physical_schema.names != self.schema.names:
                        raise AnalysisError(f"{file}: its columns are of another table; {remedy}")
                    for part in fragment.split_by_row_group():  # a whole file is read far ahead
                        yield from part.to_batches(
                            schema=fragment.physical_schema,
                            columns=list(columns),
                            filter=where,
                            batch_size=BATCH,
                        )
            except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
                why = type(error).__name__
                raise AnalysisError(f"{file}: damaged ({why}); {remedy}") from error


def open_blocks(folder: SealedFolder, names: Sequence[str]) -> Blocks:
    """Files of a folder as one table.

    Args:
        folder: The folder.
        names: Names of the files, in the order of the rows; at least one.

    Raises:
        AnalysisError: The first of them is missing, damaged or not as it was written.
    """
    first = names[0]
    try:
        with folder.opened(first) as source:
            schema = pq.read_schema(source).remove_metadata()
    except (pa.ArrowException, OSError) as error:
        why, cure = type(error).__name__, folder.cure(first)
        raise AnalysisError(f"{folder.path / first}: damaged ({why}); {cure}") from error
    return Blocks(folder=folder, names=tuple(names), schema=schema)
