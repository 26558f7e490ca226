"""Draw the figures of one run folder, or compare several; copy this script and make it yours.

python analysis/plot_escalation.py out/demo
python analysis/plot_escalation.py out/base out/no-north-star --out out/compared
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

PACKAGE = "brinkmanship"


def main(words: Sequence[str] | None = None) -> int:
    """Write the figures and print their names.

    Args:
        words: Arguments; those of the command line by default.

    Returns:
        Exit code: 2, after one message on stderr, where a folder is not right.
    """
    from brinkmanship.analysis.errors import AnalysisError  # noqa: PLC0415
    from brinkmanship.analysis.figures.write import (  # noqa: PLC0415 - --help stays quick
        open_comparable,
        write_comparison,
        write_figures,
    )
    from brinkmanship.printable import printable  # noqa: PLC0415

    given = _parser().parse_args(words)
    several = len(given.folders) > 1
    try:
        if several:
            open_comparable(given.folders)  # refused before anything is drawn
        for folder in given.folders:
            out = given.out / folder.resolve().name if given.out and several else given.out
            _print(write_figures(folder, out))
        if several:
            _print(write_comparison(given.folders, given.out or Path("compared")))
    except AnalysisError as error:
        sys.stderr.write(f"{printable(str(error))}\n")
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Draw the figures of run folders.")
    parser.add_argument("folders", metavar="DIR", nargs="+", type=Path, help="a run folder")
    text = "where to write (default: figures/ in the folder; compared/ here for a comparison)"
    parser.add_argument("--out", metavar="DIR", type=Path, help=text)
    return parser


def _print(files: Sequence[Path]) -> None:
    """Print the names of the PNG files."""
    from brinkmanship.printable import printable  # noqa: PLC0415

    for file in files:
        if file.suffix == ".png":
            sys.stdout.write(f"{printable(str(file))}\n")


def _import_from_here() -> None:
    """Import the ``brinkmanship`` that this file belongs to; a copy elsewhere, the installed one.

    Started as a file, Python would look for modules in the file's folder first.
    """
    above = (str(folder) for folder in Path(__file__).resolve().parents)
    homes = [folder for folder in above if Path(folder, PACKAGE, "__init__.py").is_file()]
    sys.path[:1] = homes[:1]


if __name__ == "__main__":
    _import_from_here()
    sys.exit(main())
