"""The library that draws, as it is found on this machine."""

from pathlib import Path
from typing import cast

import matplotlib as mpl
from matplotlib import font_manager

from brinkmanship.analysis.figures.style import SETTINGS


def font_in_use() -> str:
    """The version of Matplotlib, and the file of the font that figures are lettered with.

    Raises:
        ValueError: The font is missing.
    """
    family = cast("list[str]", SETTINGS["font.family"])[0]
    file = font_manager.findfont(family, fallback_to_default=False)
    return f"Matplotlib {mpl.__version__} letters with {Path(file).name}"
