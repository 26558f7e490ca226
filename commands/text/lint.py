"""What a closer look at a scenario found, as text."""

from collections.abc import Mapping
from typing import Any

from brinkmanship.sim.lint.finding import NOTE, PROBLEM

ROW = "{:<22} {:>9}  {:>24}  {:>14}  {}"


def lint_text(result: Mapping[str, Any]) -> str:
    """The findings, a line each, then what each north star did, then the count.

    Args:
        result: As of ``lint_scenario``.
    """
    lines = [one["text"] for one in result["findings"]]
    if result["compliance"]:
        lines.append(f"\nWhat the north stars did, in {result['watched']} runs watched")
        lines.append(ROW.format("actor", "decisions", "bound (95% interval)", "utility given",
                                "most often"))  # fmt: skip
        lines += [_compliance_line(row) for row in result["compliance"]]
    if result["unsourced"]:
        carrying, varied = len(result["carrying"]), result["unsourced"]
        lines.append(
            f"\n{carrying} of {varied} numbers and facts without a source carry the result: varied "
            f"one by one in {result['runs']:,} runs each, they change a share by more than luck "
            "explains"
        )
    problems, notes = result["problems"], len(result["findings"]) - result["problems"]
    lines.append(
        f"\n{_count(problems, PROBLEM)}, {_count(notes, NOTE)}: {result['levers']['pulled']} "
        f"levers pulled in {result['runs']:,} runs each, idle ones in {result['most']:,}, "
        f"{result['watched']:,} runs watched, seed {result['seed']}"
    )
    return "".join(f"{line}\n" for line in lines)


def _compliance_line(row: Mapping[str, Any]) -> str:
    if row["share"] is None:
        return ROW.format(row["name"], 0, "-", "-", "").rstrip()
    ends = f"({100.0 * row['low']:.1f} to {100.0 * row['high']:.1f})"
    given = "-" if row["forgone"] is None else f"{row['forgone']:.2f}"
    usual = f"{row['taken']} instead of {row['wanted']}" if row["wanted"] else "it never bound"
    share = f"{100.0 * row['share']:.1f}% {ends}"
    return ROW.format(row["name"], row["decisions"], share, given, usual)


def _count(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
