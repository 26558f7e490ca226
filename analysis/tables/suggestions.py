"""An unknown name is answered with the one that was perhaps meant."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

from analysis.errors import AnalysisError

MOST = 12  # names in a message


def require_known(wanted: Iterable[str], known: Sequence[str], what: str, where: Path) -> None:
    """Refuse names that are not known.

    Args:
        wanted: Names somebody gave.
        known: All there are.
        what: What they name, such as ``column``.
        where: What to begin the message with.

    Raises:
        AnalysisError: One of them is unknown; says which was perhaps meant.

    >>> require_known(["outcme"], ["outcome", "run"], "column", Path("out"))
    Traceback (most recent call last):
    analysis.errors.AnalysisError: out: no column "outcme"; did you mean "outcome"?
    """
    missing = [name for name in dict.fromkeys(wanted) if name not in known]
    if missing:
        told = ", ".join(f'"{name}"' for name in missing)
        raise AnalysisError(f"{where}: no {what} {told}; {_instead(missing, known)}")


def _instead(missing: Sequence[str], known: Sequence[str]) -> str:
    words = [name for name in missing if any(map(str.isalpha, name))]  # a number is no slip
    near = [get_close_matches(name, known, n=1, cutoff=0.6) for name in words]
    meant = [one[0] for one in near if one]
    if meant:
        return "did you mean " + ", ".join(f'"{name}"' for name in meant) + "?"
    left = len(known) - MOST
    return f"known: {', '.join(known[:MOST])}{f' and {left} more' if left > 0 else ''}"
