"""How good forecasts are: scores by era beside those of simple rivals, and of both together."""

from collections.abc import Iterator, Mapping
from typing import Any

from brinkmanship.analysis.statistics.names import RIVALS, score_text

EVENTS = {"any": "any violence", "serious": "serious clashes or war", "war": "war"}


def hindcast_lines(summary: Mapping[str, Any]) -> list[str]:
    """Scores as Markdown.

    Args:
        summary: As ``brink hindcast --json`` prints it.
    """
    head = (
        f"{summary['crises']} crises, {summary['runs']:,} runs each, seed {summary['seed']}. Brier "
        "scores with 95% intervals of a bootstrap over crises; lower is better. Every rival is "
        "fitted to all crises but the one that it forecasts."
    )
    return [
        head,
        *([] if summary["scores"] else ["", "Too few outcomes to score."]),
        *(line for era, scores in summary["scores"].items() for line in _era(era, scores)),
    ]


def _era(era: str, scores: Mapping[str, Any]) -> Iterator[str]:
    yield ""
    yield f"## Crises {era} (n = {scores['n']})"
    yield ""
    yield "| event | forecast by | Brier score | skill of the model over it |"
    yield "|---|---|---|---|"
    for event, words in EVENTS.items():
        one = scores[event]
        happened = f"happened {one['share']:.3f}, forecast {one['mean_forecast']:.3f}"
        yield f"| {words} ({happened}) | the model | {score_text(one['brier'])} | |"
        for name, meaning in RIVALS.items():
            rival = one["rivals"][name]
            yield f"| | {meaning} | {score_text(rival['brier'])} | {score_text(rival['skill'])} |"
