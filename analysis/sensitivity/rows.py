"""Rows of a table by the names of its columns."""

from typing import Any

import pandas as pd


def named_rows(table: pd.DataFrame) -> list[Any]:
    """One named tuple a row, whose fields are the columns.

    >>> named_rows(pd.DataFrame({"share": [0.5]}))[0].share
    0.5
    """
    return list(table.itertuples(index=False))
