"""Columns of cells as aligned lines."""

from collections.abc import Iterator, Sequence


def aligned_lines(rows: Sequence[Sequence[str]], *, left: int = 0) -> Iterator[str]:
    """One line a row, its cells two blanks apart and as wide as the widest of their column.

    Args:
        rows: Cells; each row has as many.
        left: How many columns, from the first, are aligned to the left; the others to the right.

    >>> list(aligned_lines([["name", "n"], ["a", "10"]], left=1))
    ['name   n', 'a     10']
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = zip(row, widths, strict=True)
        yield "  ".join(
            f"{cell:<{width}}" if place < left else f"{cell:>{width}}"
            for place, (cell, width) in enumerate(cells)
        )
