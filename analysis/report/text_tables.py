"""Statistics as tables of text, and how numbers are written in a report."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from brinkmanship.analysis.figures.style import DASH, percent
from brinkmanship.analysis.report.page import Table
from brinkmanship.analysis.statistics.names import as_words


class Column(NamedTuple):
    """A column of a statistic as a reader sees it.

    Attributes:
        name: Of the column of the statistic.
        head: Stands above it.
        form: How a number is written; None for a number or words as they are.
        flush: Whether it stands flush right and unbroken, as numbers always do.
    """

    name: str
    head: str
    form: Callable[[float], str] | None = None
    flush: bool = False


def share_text(value: float) -> str:
    """A share in per cent, or a dash where there is none."""
    return DASH if np.isnan(value) else percent(float(value))


def number_text(value: float) -> str:
    """A number with as many digits as help, or a dash where there is none.

    >>> number_text(3.0), number_text(0.123456), number_text(1234567)
    ('3', '0.123', '1,234,567')
    >>> number_text(float("nan")) == DASH
    True
    """
    if np.isnan(value):
        return DASH
    if float(value).is_integer():
        return f"{int(value):,}"
    return f"{value:,.1f}" if abs(value) >= 100 else f"{value:.3g}"  # noqa: PLR2004


def interval_text(low: float, high: float) -> str:
    """Both ends of an interval of a share.

    >>> interval_text(0.017, 0.037).replace(DASH, "-")
    '1.7-3.7%'
    """
    return f"{percent(low).removesuffix('%')}{DASH}{percent(high)}"


def points_text(difference: float) -> str:
    """A difference of shares in percentage points, with its sign.

    >>> points_text(0.0123)
    '+1.2'
    """
    return f"{100 * difference:+.1f}"


def points_interval_text(low: float, high: float) -> str:
    """Both ends of an interval of a difference, in percentage points.

    >>> points_interval_text(-0.6801, 0.0204)
    '-68.0 to +2.0'
    """
    return f"{points_text(low)} to {points_text(high)}"


def text_table(
    frame: pd.DataFrame, columns: Sequence[Column], caption: str, *, note: str = ""
) -> Table:
    """Columns of a statistic as a table of text; numbers stand flush right."""
    rows = [[_cell(row[one.name], one.form) for one in columns] for row in frame.to_dict("records")]
    numbers = {
        place
        for place, one in enumerate(columns)
        if one.flush or one.form is not None or pd.api.types.is_numeric_dtype(frame[one.name])
    }
    return Table(
        caption=caption,
        head=[one.head for one in columns],
        rows=rows,
        numbers=frozenset(numbers),
        note=note,
    )


def _cell(value: object, form: Callable[[float], str] | None) -> str:
    if form is not None and isinstance(value, int | float):
        return form(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return DASH if value is None or value is pd.NA else str(value)
    return number_text(value)


def estimate_columns(
    name: str, head: str, form: Callable[[float], str], ends: str = "{}_"
) -> tuple[Column, Column, Column]:
    """Columns of an estimate and of both ends of its interval.

    Args:
        name: Of the column of the estimate.
        head: Stands above it.
        form: How all three are written.
        ends: Prefix of the columns ``low`` and ``high``; ``{}`` stands for the name.

    >>> [column.name for column in estimate_columns("least", "Least", share_text)]
    ['least', 'least_low', 'least_high']
    """
    prefix = ends.format(name)
    return (
        Column(name, head, form),
        Column(f"{prefix}low", "from", form),
        Column(f"{prefix}high", "to", form),
    )


SHARE = estimate_columns("share", "Share", share_text, ends="")
"""A share and its 95% interval."""
COUNTS = (Column("n", "Runs"), *SHARE)
"""Runs, their share and its 95% interval."""


def with_names(frame: pd.DataFrame, column: str, names: Mapping[str, str]) -> pd.DataFrame:
    """The frame with the names of a column as readers know them; others as words."""
    words = [names.get(str(key), as_words(str(key))) for key in frame[column]]
    return frame.assign(**{column: words})


def thin_rows(frame: pd.DataFrame, rows: int) -> pd.DataFrame:
    """About ``rows`` rows of a path over turns, evenly apart; the last row is always kept."""
    step = max(1, -(-len(frame) // rows))
    return frame.iloc[::-1].iloc[::step].iloc[::-1]
