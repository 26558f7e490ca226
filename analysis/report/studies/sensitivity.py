"""The tables of a sensitivity analysis as a reader wants them: every number with its interval."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from analysis.figures.slides.sweep import short_path
from analysis.report.page import Table
from analysis.report.text_tables import Shown, number, share, table
from analysis.tables.runs import read_manifest, read_table

KIND = "sensitivity"
SOBOL = (
    Shown("parameter", "Parameter"),
    Shown("first", "Alone", number),
    Shown("first_low", "from", number),
    Shown("first_high", "to", number),
    Shown("total", "With others", number),
    Shown("total_low", "from", number),
    Shown("total_high", "to", number),
    Shown("range", "Range"),
)
MORRIS = (
    Shown("parameter", "Parameter"),
    Shown("mu_star", "Mean effect", number),
    Shown("mu_star_low", "from", number),
    Shown("mu_star_high", "to", number),
    Shown("sigma", "Spread", number),
    Shown("by_chance", "By chance", number),
    Shown("sure", "Told from chance"),
    Shown("range", "Range"),
)
PAIRS = (
    Shown("one", "Parameter"),
    Shown("other", "With"),
    Shown("second", "Together", number),
    Shown("low", "from", number),
    Shown("high", "to", number),
)
TIPPING = (
    Shown("parameter", "Parameter"),
    Shown("level", "Share", share),
    Shown("value", "Crossed at", number),
    Shown("low", "from", number),
    Shown("high", "to", number),
)
CURVE = (
    Shown("value", "Value", number),
    Shown("of", "Runs", number),
    Shown("share", "Share", share),
    Shown("low", "from", share),
    Shown("high", "to", share),
)
BOXES = (
    Shown("method", "Method"),
    Shown("box", "Number"),
    Shown("limits", "Box"),
    Shown("mass", "Of the space", share),
    Shown("share", "Share", share),
    Shown("low", "from", share),
    Shown("high", "to", share),
    Shown("sure", "Surely above the rest"),
)
CAPTIONS: Mapping[str, tuple[str, Sequence[Shown]]] = {
    "pairs": ("Pairs of parameters", PAIRS),
    "tipping": ("Where the share crosses the level", TIPPING),
    "curve": ("The share along the parameter", CURVE),
    "boxes": (
        "Boxes: PRIM's as they were found, then CART's by share in the points that found them",
        BOXES,
    ),
}


def sensed_tables(folder: Path) -> Mapping[str, Table]:
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
            found[file.stem] = table(_worded(frame), columns, caption)
    return found


def _form(name: str, frame: pd.DataFrame) -> tuple[str, Sequence[Shown]]:
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
