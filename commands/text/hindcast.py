"""What ``brink hindcast`` prints: scores by era, and the rivals."""

from collections.abc import Iterator, Mapping
from typing import Any

from brinkmanship.analysis.statistics.names import RIVALS, score_text


def hindcast_text(summary: Mapping[str, Any]) -> str:
    """The whole text.

    Args:
        summary: As of ``commands.jobs.hindcast.Hindcast``.
    """
    return "\n".join(_lines(summary)) + "\n"


def _lines(summary: Mapping[str, Any]) -> Iterator[str]:
    crises, runs, seed = summary["crises"], summary["runs"], summary["seed"]
    yield f"Forecasts for {crises} crises, {runs:,} runs each, seed {seed}."
    for name, columns in summary["absent_columns"].items():
        if columns:
            yield f"{name} lacks {', '.join(columns)}: counted as unknown."
    ignored = sum(map(len, summary["ignored_columns"].values()))
    if ignored:
        yield f"{ignored} other columns were not read."
    if not summary["scores"]:
        yield "Too few outcomes to score."
    for era, scores in summary["scores"].items():
        yield ""
        yield f"Crises {era} (n = {scores['n']}); Brier scores, lower is better"
        for event in ("any", "serious", "war"):
            yield from _event_lines(event, scores[event])
    yield ""
    yield "Shares of simulated runs, not a forecast of what will happen."


def _event_lines(event: str, scores: Mapping[str, Any]) -> Iterator[str]:
    share, mean = scores["share"], scores["mean_forecast"]
    yield f"  {event:<9} {score_text(scores['brier'])}   happened {share:.3f}, forecast {mean:.3f}"
    for name, words in RIVALS.items():
        rival = scores["rivals"][name]
        yield f"    {score_text(rival['brier'])}   {words}; skill {score_text(rival['skill'])}"
