"""Rows of a table by the names of its columns."""

from typing import Any

import pandas as pd


def named_rows(table: pd.DataFrame) -> list[Any]:
    """One named tuple a row; what a column holds is known to whoever made the table.

    >>> named_rows(pd.DataFrame({"share": [0.5]}))[0].share
    0.5
    """
    return list(table.itertuples(index=False))
