"""The values that a filter asks for, checked against what their column can hold."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.tables.suggestions import require_known

SEVERAL = (list, tuple, set, frozenset, range, np.ndarray, pd.Series, pd.Index)
BOOLEANS = {"true": True, "false": False, "yes": True, "no": False, "1": True, "0": False}


class Filtered(NamedTuple):
    """A column by which rows are chosen.

    Attributes:
        folder: For messages.
        name: Of the column.
        kind: Type of its cells.
        known: Every value that it can have; None for numbers of which any may occur.
        rungs: Ids of the ladder, if it holds rungs by their number; else none.
    """

    folder: Path
    name: str
    kind: pa.DataType
    known: Sequence[Any] | None = None
    rungs: Sequence[str] = ()

    def values(self, wanted: object) -> list[Any]:
        """The values asked for, checked.

        Args:
            wanted: A value, or several; null is one too.

        Raises:
            AnalysisError: None is given, one is of another type than the column, which says the
                right form, or one that the column never has, which suggests the nearest.
        """
        values = list(wanted) if isinstance(wanted, SEVERAL) else [wanted]
        if not values:
            raise AnalysisError(f"{self.folder}: no value of {self.name} is given; give one")
        checked = [self._typed(value) for value in values]
        if self.known is not None:
            known = list(map(_text, self.known))
            require_known(map(_text, checked), known, f"{self.name} of", self.folder)
        return checked

    def _typed(self, value: object) -> Any:  # noqa: ANN401 - of whatever type the column has
        """The value as the column holds it."""
        if is_null(value):
            return None
        plain = value.item() if isinstance(value, np.generic) else value
        if pa.types.is_boolean(self.kind):
            fits, holds = isinstance(plain, bool), "true or false"
        elif _is_number(self.kind):
            fits = isinstance(plain, int | float) and not isinstance(plain, bool)
            holds = "rungs by their number" if self.rungs else "numbers"
        else:
            fits, holds = isinstance(plain, str), "text"
        if not fits:
            what = f"{_quoted(plain)} is {_kind_of(plain)}, and {self.name} holds {holds}"
            raise AnalysisError(f"{self.folder}: {what}; {self._right_form(plain)}")
        try:
            held = pa.scalar(plain, self.kind).as_py()
        except (pa.ArrowException, OverflowError):
            held = None
        if held != plain:  # Arrow drops the fraction of a number where whole ones are held
            what = f"{plain} is no value of {self.name}, which holds {self.kind}"
            raise AnalysisError(f"{self.folder}: {what}; give another")
        return held

    def _right_form(self, value: object) -> str:
        """How to write a value of another type."""
        text = str(value).strip().lower()
        if pa.types.is_boolean(self.kind):
            meant = BOOLEANS.get(text)
            return "write True or False" if meant is None else f"write {meant}, without quotes"
        if not _is_number(self.kind):
            return f'write "{value}"'
        if text in self.rungs:
            return f"write {list(self.rungs).index(text)} for {text}"
        if self.rungs and isinstance(value, str):
            ladder = ", ".join(f"{place} {name}" for place, name in enumerate(self.rungs))
            return f"the rungs are {ladder}"
        try:
            number = float(text)
        except ValueError:
            return "write a number"
        return f"write {int(number) if number.is_integer() else number}, without quotes"


def is_null(value: object) -> bool:
    """Whether it stands for no value; a column of numbers holds nan there."""
    return value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value))


def places_of(column: "pd.Series[Any]", values: Iterable[object]) -> list[int]:
    """Labels of the rows of a column that have one of the values; null is a value too."""
    wanted = list(values)
    chosen = column.isin([one for one in wanted if one is not None])
    if None in wanted:
        chosen |= column.isna()
    return [int(place) for place in column.index[chosen]]


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))


def _kind_of(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    return "text" if isinstance(value, str) else f"a {type(value).__name__}"


def _quoted(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def _text(value: object) -> str:
    return "null" if is_null(value) else str(value)
