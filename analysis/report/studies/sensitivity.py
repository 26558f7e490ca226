"""The tables of a sensitivity analysis as a reader wants them: every number with its interval."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from analysis.figures.slides.sweep import short_path
from analysis.report.page import Table
from analysis.report.text_tables import Column, number_text, share_text, text_table
from analysis.tables.runs import read_manifest, read_table

KIND = "sensitivity"
SOBOL = (
    Column("parameter", "Parameter"),
    Column("first", "Alone", number_text),
    Column("first_low", "from", number_text),
    Column("first_high", "to", number_text),
    Column("total", "With others", number_text),
    Column("total_low", "from", number_text),
    Column("total_high", "to", number_text),
    Column("range", "Range"),
)
MORRIS = (
    Column("parameter", "Parameter"),
    Column("mu_star", "Mean effect", number_text),
    Column("mu_star_low", "from", number_text),
    Column("mu_star_high", "to", number_text),
    Column("sigma", "Spread", number_text),
    Column("by_chance", "By chance", number_text),
    Column("sure", "Told from chance"),
    Column("range", "Range"),
)
PAIRS = (
    Column("one", "Parameter"),
    Column("other", "With"),
    Column("second", "Together", number_text),
    Column("low", "from", number_text),
    Column("high", "to", number_text),
)
TIPPING = (
    Column("parameter", "Parameter"),
    Column("level", "Share", share_text),
    Column("value", "Crossed at", number_text),
    Column("low", "from", number_text),
    Column("high", "to", number_text),
)
CURVE = (
    Column("value", "Value", number_text),
    Column("of", "Runs", number_text),
    Column("share", "Share", share_text),
    Column("low", "from", share_text),
    Column("high", "to", share_text),
)
BOXES = (
    Column("method", "Method"),
    Column("box", "Number"),
    Column("limits", "Box"),
    Column("mass", "Of the space", share_text),
    Column("share", "Share", share_text),
    Column("low", "from", share_text),
    Column("high", "to", share_text),
    Column("sure", "Surely above the rest"),
)
CAPTIONS: Mapping[str, tuple[str, Sequence[Column]]] = {
    "pairs": ("Pairs of parameters", PAIRS),
    "tipping": ("Where the share crosses the level", TIPPING),
    "curve": ("The share along the parameter", CURVE),
    "boxes": (
        "Boxes: PRIM's as they were found, then CART's by share in the points that found them",
        BOXES,
    ),
}


def sensitivity_tables(folder: Path) -> Mapping[str, Table]:
    """The tables of a folder of ``brink sensitivity`` by name; none for another kind of folder.

    Raises:
        AnalysisError: One is not readable as Parquet.
    """
    if read_manifest(folder).get("kind") != KIND:
        return {}
    found = {}
    for file in sorted(folder.glob("*.parquet")):
        frame = read_table(file)
        caption, columns = _form(file.stem, frame)
        if columns and len(frame):
            found[file.stem] = text_table(_worded(frame), columns, caption)
    return found


def _form(name: str, frame: pd.DataFrame) -> tuple[str, Sequence[Column]]:
    """Caption and columns of a table."""
    if "total" in frame:
        return "Sobol indices: part of the variance between points", SOBOL
    if "mu_star" in frame:
        return "Morris's measures, in units of the result", MORRIS
    return CAPTIONS.get(name, ("", ()))


def _worded(frame: pd.DataFrame) -> pd.DataFrame:
    rows = frame.to_dict("records")
    more = {}
    if "lowest" in frame:
        more["range"] = [f"{row['lowest']:g} to {row['highest']:g}" for row in rows]
    if "told" in frame:
        more["sure"] = ["yes" if row["told"] else "no" for row in rows]
    if "path" in frame and "parameter" not in frame:
        more["parameter"] = [short_path(str(row["path"])) for row in rows]
    return frame.assign(**more)
