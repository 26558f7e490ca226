"""What ``brink explain`` prints: sentences first, then the turns, then the actors' parts."""

from textwrap import wrap
from typing import Any

from brinkmanship.analysis.statistics.names import CHANCE_NAMES
from brinkmanship.analysis.statistics.studies.pivots import insignificant_note, significant_pivots
from brinkmanship.commands.jobs.explanation import Explanation, Responsibility
from brinkmanship.commands.text.explanation_sentences import (
    changed_thing,
    explanation_sentences,
    percents,
    replacement,
    share_text,
)
from brinkmanship.sim.story.text.chain import Link, causal_links, link_lines
from brinkmanship.sim.story.text.words import WIDTH, Words

CAVEAT = "Shares of simulated continuations and runs, not a forecast."
INDENT = " " * 6


def explanation_text(explanation: Explanation) -> str:
    """Title, sentences, pivotal turns, chance, parts of the actors, and the chain of events."""
    trace = explanation.hinges.trace
    lines = [trace.title, "", *wrap(" ".join(explanation_sentences(explanation)), WIDTH)]
    lines += ["", *_pivot_lines(explanation), "", *_spared_lines(explanation)]
    if explanation.responsibility is not None:
        lines += ["", *_parts_lines(explanation.responsibility)]
    links = link_lines(_links(explanation))
    lines += ["", *links] if links else []
    return "\n".join([*lines, "", CAVEAT]) + "\n"


def explanation_json(explanation: Explanation) -> dict[str, Any]:
    """The same as mappings, lists, numbers and words."""
    hinges, shares = explanation.hinges, explanation.responsibility
    parts = None
    if shares is not None:
        parts = {"all": shares.with_all, "neutral": shares.with_none, "exact": shares.exact,
                 "runs": shares.runs,
                 "difference": shares.total[["part", "low", "high"]].to_dict(),
                 "actors": shares.parts.to_dict("records")}  # fmt: skip
    pivots = explanation.pivots
    return {
        "scenario": explanation.name,
        "title": hinges.trace.title,
        "digest": hinges.trace.digest,
        "seed": hinges.trace.seed,
        "run": hinges.trace.run,
        "outcome": hinges.target.name,
        "turn": hinges.turn if hinges.turn >= 0 else None,
        "told": explanation_sentences(explanation),
        "changes": hinges.changes,
        "pivots": [] if pivots is None else pivots.to_dict("records"),
        "curve": explanation.curve.to_dict("records"),
        "spared": explanation.spared.to_dict("records"),
        "responsibility": parts,
        "chain": [link._asdict() for link in _links(explanation)],
    }


def _links(explanation: Explanation) -> list[Link]:
    """The events that led to the target; none where the run does not come to it."""
    hinges = explanation.hinges
    links = causal_links(Words(hinges.trace), hinges.trace)
    return [link for link in links if link.turn <= hinges.turn]


def _pivot_lines(explanation: Explanation) -> list[str]:
    """The table of changes that move the share for sure, and how many do not."""
    pivots, words = explanation.pivots, Words(explanation.hinges.trace)
    head = f"Pivotal turns ({explanation.hinges.changes} changes tried"
    if pivots is None:
        return [f"{head}: nothing could have been otherwise)"]
    head += f"; numbers from {pivots['n'].iloc[0]:,} continuations that the search did not use)"
    sure, left = significant_pivots(pivots), insignificant_note(pivots)
    columns = (
        f"{'turn':>4}  {'as it was':>16}  {'changed':>16}  {'difference, points':>20}  own luck"
    )
    lines = [head, columns] if len(sure) else [head]
    for _, row in sure.iterrows():
        low, high = 100 * row["effect_low"], 100 * row["effect_high"]
        effect = f"{100 * row['effect']:+.1f} ({low:+.1f} to {high:+.1f})"
        shares = f"{share_text(row, 'base_'):>16}  {share_text(row, 'changed_'):>16}"
        lines.append(f"{row['turn']:>4}  {shares}  {effect:>20}  {_own_luck(row)}")
        change = f"{changed_thing(words, row)}; {replacement(row)}"
        lines += wrap(change, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)
    return [*lines, f"{INDENT}{left}"] if left else lines


def _own_luck(row: Any) -> str:  # a row of a table
    """Whether the run itself, changed, comes to its target."""
    return "comes to it" if row["own"] else "does not"


def _spared_lines(explanation: Explanation) -> list[str]:
    """The table of whether the run comes to its target without each kind of chance."""
    spared = explanation.spared
    lines = [f"Chance taken out of the run (n = {spared['n'].iloc[0]:,})"]
    lines.append(f"{'without':<27}  {'own luck':<12}  other luck")
    lines += [
        f"{CHANCE_NAMES[row['kind']]:<27}  {_own_luck(row):<12}  {share_text(row)}"
        for _, row in spared.iterrows()
    ]
    return lines


def _parts_lines(shares: Responsibility) -> list[str]:
    """The table of each actor's part, and their sum."""
    method = "all coalitions" if shares.exact else "drawn orders"
    note = f"Shapley values, {method}, {shares.runs:,} runs"
    lines = [f"Parts of the actors' policies, in points ({note})"]
    lines += [_part_line(row["name"], row) for _, row in shares.parts.iterrows()]
    with_all, with_none = percents(shares.with_all, shares.with_none)
    total = f"all policies {with_all}% less none {with_none}%"
    return [*lines, f"{_part_line('sum', shares.total)}  {total}"]


def _part_line(name: str, row: Any) -> str:  # a row of a table
    ends = f"({100 * row['low']:+.2f} to {100 * row['high']:+.2f})"
    return f"  {name:<24} {100 * row['part']:+7.2f}  {ends}"
