"""Messages about unknown names, which suggest the most similar known one."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

from brinkmanship.analysis.errors import AnalysisError

MOST = 12  # names in a message


def require_known(wanted: Iterable[str], known: Sequence[str], what: str, where: Path) -> None:
    """Check that all names are known.

    Args:
        wanted: Names to check.
        known: All known names.
        what: What they name, such as ``column``.
        where: File or folder, with which the message begins.

    Raises:
        AnalysisError: A name is unknown; suggests the most similar one.

    >>> require_known(["outcme"], ["outcome", "run"], "column", Path("out"))
    Traceback (most recent call last):
    brinkmanship.analysis.errors.AnalysisError: out: no column "outcme"; did you mean "outcome"?
    """
    there = set(known)
    missing = [name for name in dict.fromkeys(wanted) if name not in there]
    if missing:
        names = ", ".join(f'"{name}"' for name in missing)
        raise AnalysisError(f"{where}: no {what} {names}; {_suggestion(missing, known)}")


def _suggestion(missing: Sequence[str], known: Sequence[str]) -> str:
    """The most similar names, or the known ones where none is similar."""
    words = [name for name in missing if any(map(str.isalpha, name))]  # a number is no misspelling
    near = [get_close_matches(name, known, n=1, cutoff=0.6) for name in words]
    meant = [one[0] for one in near if one]
    if meant:
        return "did you mean " + ", ".join(f'"{name}"' for name in meant) + "?"
    left = len(known) - MOST
    return f"known: {', '.join(known[:MOST])}{f' and {left} more' if left > 0 else ''}"
