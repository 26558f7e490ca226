"""The summary of an ensemble as text."""

from collections.abc import Mapping
from typing import Any

from brinkmanship.analysis.report.honesty import honesty_lines
from brinkmanship.sim.scenario import Scenario

MANY = 10_000  # runs from which shares are printed to a thousandth of a per cent
HEADS = "{:<24}      runs     share   95% interval"
ROWS = "{:<24}  {:>8}  {:>8}   {} to {}"
WIDE = 64  # columns up to the range over a set
OPEN = "Over the {vectors} parameter vectors of {name}: the range that the data leave open."
CAVEAT = "Shares of simulated runs, not a forecast."


def ensemble_text(scenario: Scenario, summary: Mapping[str, Any]) -> str:
    """Aligned text: how often runs end in each outcome, then how often they reach each threshold.

    Args:
        scenario: What was played; names the thresholds.
        summary: The content of ``summary.json``.
    """
    outcomes, reached = summary["outcomes"], summary["thresholds"]
    interest = {name: reached[name] for name in scenario.ladder.ids if name in scenario.thresholds}
    decimals = 3 if summary["runs"] >= MANY else 1
    lines = [
        summary["title"],
        f"n = {summary['runs']} simulated runs, seed {summary['seed']}",
        "",
        _head("the run ends in", summary),
        *_share_lines(outcomes, decimals),
        "",
        _head("a side itself reaches", summary),
        *_share_lines(interest, decimals),
        "",
        *([OPEN.format(**summary["parameters"])] if "parameters" in summary else []),
        *honesty_lines(summary["honesty"]),
        CAVEAT,
    ]
    return "".join(f"{line}\n" for line in lines)


def _head(what: str, summary: Mapping[str, Any]) -> str:
    found = summary.get("parameters")
    head = HEADS.format(what)
    return f"{head:<{WIDE}}  over {found['vectors']} vectors" if found else head


def _range_text(row: Mapping[str, Any], decimals: int) -> str:
    """The range of a share over a set of parameters; nothing where there is no set."""
    if "set_low" not in row:
        return ""
    low, high = (f"{100.0 * row[key]:.{decimals}f}%" for key in ("set_low", "set_high"))
    return f"{low} to {high}"


def _share_lines(rows: Mapping[str, Any], decimals: int) -> list[str]:
    lines = []
    for name, row in rows.items():
        cells = (f"{100.0 * row[key]:.{decimals}f}%" for key in ("share", "low", "high"))
        line = ROWS.format(name.replace("_", " "), row["n"], *cells)
        lines.append(f"{line:<{WIDE}}  {_range_text(row, decimals)}".rstrip())
    return lines
