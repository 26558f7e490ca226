"""The Parquet files of a run table, read one after the other; a damaged file is named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from pyarrow.fs import LocalFileSystem

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.tables.suggestions import require_known

BATCH = 131_072  # rows in memory at once: as fast as whole files, at any size of folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """Parquet files of the same columns, whose rows follow one another.

    Attributes:
        path: The folder they are in, for messages.
        files: In the order of the rows; at least one.
        schema: Columns of the first file, which all must have.
        remedy: What to do about a damaged file, for messages.
    """

    path: Path
    files: tuple[Path, ...]
    schema: pa.Schema
    remedy: str

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
            AnalysisError: A file is missing, damaged, or has other columns.
        """
        texts = [one.name for one in self.schema if coded and pa.types.is_string(one.type)]
        options = ds.ParquetReadOptions(dictionary_columns=texts)
        layout = ds.ParquetFileFormat(read_options=options)
        for file in self.files:
            try:
                fragment = layout.make_fragment(str(file), LocalFileSystem())
                if fragment.physical_schema.names != self.schema.names:
                    raise AnalysisError(f"{file}: its columns are of another table; {self.remedy}")
                for part in fragment.split_by_row_group():  # a whole file would be read far ahead
                    yield from part.to_batches(
                        schema=fragment.physical_schema,
                        columns=list(columns),
                        filter=where,
                        batch_size=BATCH,
                    )
            except FileNotFoundError as error:
                raise AnalysisError(f"{file}: is missing; {self.remedy}") from error
            except (pa.ArrowException, OSError) as error:
                why = type(error).__name__
                raise AnalysisError(f"{file}: damaged ({why}); {self.remedy}") from error


def open_blocks(path: Path, files: Sequence[Path], remedy: str) -> Blocks:
    """The files of a folder as one table.

    Args:
        path: The folder.
        files: In the order of the rows; at least one.
        remedy: What to do about a damaged file, for messages.

    Raises:
        AnalysisError: The first of them is missing or damaged.
    """
    try:
        schema = pq.read_schema(files[0]).remove_metadata()
    except (pa.ArrowException, OSError) as error:
        raise AnalysisError(f"{files[0]}: damaged ({type(error).__name__}); {remedy}") from error
    return Blocks(path=path, files=tuple(files), schema=schema, remedy=remedy)
