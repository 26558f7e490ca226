"""Parameters of a sweep: short names for tables and figures, and which have numbers."""

from collections.abc import Sequence

import pandas as pd

DROPPED = ("actors", "policy", "goals", "style", "mechanisms", "alliances")
ENDS = {"normal.mean": "(mean)", "normal.sd": "(sd)"}


def short_names(paths: Sequence[str]) -> list[str]:
    """The paths without steps that are obvious; in full where two would have the same name.

    >>> short_names(["actors.USA.policy.north_star.strength", "actors.FRA.resolve.normal.mean"])
    ['USA north_star.strength', 'FRA resolve (mean)']
    """
    short = [_short(path) for path in paths]
    return [path if short.count(name) > 1 else name
            for path, name in zip(paths, short, strict=True)]  # fmt: skip


def n_parameters(count: int) -> str:
    """A number of parameters with its noun.

    >>> n_parameters(1), n_parameters(10)
    ('1 parameter', '10 parameters')
    """
    return f"{count} parameter{'' if count == 1 else 's'}"


def is_numeric(table: pd.DataFrame, name: str) -> bool:
    """Whether a parameter has numbers that can be cut at a limit."""
    column = table[name]
    return bool(pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column))


def _short(path: str) -> str:
    end = next((one for one in ENDS if path.endswith(f".{one}")), "")
    body = path.removesuffix(f".{end}") if end else path
    steps = body.split(".")
    kept = [step for step in steps[:-1] if step not in DROPPED] + steps[-1:]
    whose = steps[0] in {"actors", "alliances"} and len(kept) > 1
    name = f"{kept[0]} {'.'.join(kept[1:])}" if whose else ".".join(kept)
    return f"{name} {ENDS[end]}" if end else name
