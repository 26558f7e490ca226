"""The summary of an ensemble as text."""

from collections.abc import Mapping
from typing import Any

from brinkmanship.analysis.report.honesty import honesty_lines
from brinkmanship.sim.scenario import Scenario

MANY = 10_000  # runs from which shares are printed to a thousandth of a per cent
HEADS = "{:<24}      runs     share   95% interval"
ROWS = "{:<24}  {:>8}  {:>8}   {} to {}"
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
        HEADS.format("the run ends in"),
        *_share_lines(outcomes, decimals),
        "",
        HEADS.format("a side itself reaches"),
        *_share_lines(interest, decimals),
        "",
        *honesty_lines(summary["honesty"]),
        CAVEAT,
    ]
    return "".join(f"{line}\n" for line in lines)


def _share_lines(rows: Mapping[str, Any], decimals: int) -> list[str]:
    return [
        ROWS.format(
            name.replace("_", " "),
            row["n"],
            *(f"{100.0 * row[key]:.{decimals}f}%" for key in ("share", "low", "high")),
        )
        for name, row in rows.items()
    ]
