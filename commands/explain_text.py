"""What ``brink explain`` prints: plain words first, then the turns, then the parts."""

from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from analysis.statistics.intervals import share_interval
from analysis.statistics.names import CHANCE_NAMES as CHANCE
from analysis.statistics.studies.pivots import (
    decisive_pivots as leading,
)
from analysis.statistics.studies.pivots import (
    insignificant_note as not_sure,
)
from analysis.statistics.studies.pivots import (
    larger_omissions as further,
)
from analysis.statistics.studies.pivots import (
    significant_pivots as sure_pivots,
)
from sim.explain.spare import ALL
from sim.explain.whole import Hinges
from sim.premise import Premise
from sim.story.chain import Link, chain, chain_lines
from sim.story.words import WIDTH, Words, capital

if TYPE_CHECKING:
    import pandas as pd

DASH = "-"
NO_HINGE = (
    "No single change before moves that share for sure and by five points: there is no hinge."
)
CAVEAT = "Shares of simulated continuations and runs, not a forecast."
SPARED = (
    "It comes to it even if no accident is taken for an attack, nothing is misread and no "
    "troops are hit"
)
INTENT = f"{SPARED}: what brings it is intent, decisions with the chance that is in each."
DRAWN = (
    f"{SPARED}; but it is itself drawn by chance each turn, at a rate that hangs on the rungs "
    "taken."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All that was found out about a run, as tables.

    Attributes:
        premise, name, overrides: What was played.
        hinges: The run, what is asked about, and the search.
        pivots: One row a change, or None if nothing could have been otherwise.
        curve: One row a turn.
        spared: One row a kind of chance.
        parts: One row an actor, or None if it was not asked for.
        whole: Share with all policies and with none of them, and whether parts are exact.
        total: What all policies together move the share by, as a part; None without parts.
        runs: Behind the parts.
    """

    premise: Premise
    name: str
    overrides: tuple[str, ...]
    hinges: Hinges
    pivots: "pd.DataFrame | None"
    curve: "pd.DataFrame"
    spared: "pd.DataFrame"
    parts: "pd.DataFrame | None"
    whole: tuple[float, float, bool]
    total: "pd.Series | None"
    runs: int


def percents(*shares: float) -> list[str]:
    """Shares in per cent without the sign, all with the digits that one of them needs.

    >>> percents(0.61), percents(0.043), percents(0.0), percents(0.87, 0.84, 0.902)
    (['61'], ['4.3'], ['0'], ['87.0', '84.0', '90.2'])
    """
    whole = all(share in (0.0, 1.0) or 0.1 <= share <= 0.9 for share in shares)  # noqa: PLR2004
    form = ".0f" if whole else ".1f"
    return [f"{100.0 * share:{'.0f' if share in (0.0, 1.0) else form}}" for share in shares]


def ranged(row: Any, name: str = "") -> str:  # noqa: ANN401 - a row of a table
    """A share with its interval: 4% (2-7)."""
    share, low, high = percents(*(row[f"{name}{end}"] for end in ("share", "low", "high")))
    return f"{share}% ({low}{DASH}{high})"


def what(words: Words, row: Any) -> str:  # noqa: ANN401
    """The thing that was changed, as a noun."""
    who = words.name(row["actor"])
    possessive = f"{who}'" if who.endswith("s") else f"{who}'s"
    match row["kind"]:
        case "accident":
            return f"the accident that {words.name(row['other'])} and {who} were in"
        case "troops_hit":
            return f"the hit on troops of {who} in the contested area"
        case "misread":
            return f"{possessive} taking an exercise for preparation"
        case "signal":
            return f"{possessive} signal ({row['did'].replace('_', ' ')})"
        case "stay":
            return f"{possessive} staying on *{row['did']}*"
    return f"{possessive} move to *{row['did']}*"


def instead(row: Any) -> str:  # noqa: ANN401
    """What is put in its place."""
    if row["instead"]:
        return f"with *{row['instead']}* in its place"
    return "without it"


def first_of(found: Found, *, last: bool) -> Any:  # noqa: ANN401
    """The hinge, or the leading change of the last turn; None without one.

    It leads away from what the run came to, for sure and by five points or more: what would
    have made that surer, or hardly less sure, decided nothing.
    What was done comes before what was left undone: a state that might have stood lower is
    named only if nothing done or suffered moved the share so far.
    """
    if found.pivots is None:
        return None
    table = found.pivots[found.pivots["last"] == last]
    came = found.hinges.turn >= 0
    rows = leading(table[(table["effect_high"] < 0.0) if came else (table["effect_low"] > 0.0)])
    return rows.iloc[0] if len(rows) else None


def sentences(found: Found) -> list[str]:
    """What was found, in three to seven sentences."""
    seen, words = found.hinges, Words(found.hinges.trace)
    target = f"*{seen.target.name}*"
    came = f"comes to {target} in turn {seen.turn}" if seen.turn > 0 else f"never comes to {target}"
    if seen.turn == 0:
        came = f"stands at {target} from the start"
    lines = [f"Run {seen.trace.run} of seed {seen.trace.seed} {came}."]
    start, before = found.curve.iloc[0], found.curve.iloc[max(len(found.curve) - 2, 0)]
    lines.append(
        f"With the same actors and other luck from the start, {ranged(start)} of {start['n']:,.0f} "
        f"continuations come to it; after turn {before['turn']:.0f}, {ranged(before)}."
    )
    hinge, final = first_of(found, last=False), first_of(found, last=True)
    if hinge is not None and found.pivots is not None:
        lines.append(f"The hinge is turn {hinge['turn']}: {_without(words, hinge)}.")
        undone = further(found.pivots, hinge)
        if len(undone):
            row = undone.iloc[0]
            what_else = f"turn {row['turn']}, {_without(words, row)}"
            lines.append(f"Something left undone would have moved it further: {what_else}.")
    elif seen.turn != 0:
        lines.append(NO_HINGE)
    if final is not None:
        lines.append(f"In turn {final['turn']} itself it is {_without(words, final)}.")
    return [*lines, *_chance(found), *_parts(found)]


def _without(words: Words, row: Any) -> str:  # noqa: ANN401
    change = f"{capital(instead(row))}, it comes to that in {ranged(row, 'changed_')}"
    return f"{what(words, row)}. {change} of continuations instead of {ranged(row, 'base_')}"


def _chance(found: Found) -> list[str]:
    """Which kinds of chance this very run needed."""
    if found.hinges.turn <= 0:
        return []
    rows = {row["kind"]: row for _, row in found.spared.iterrows()}
    needed = [k for k, row in rows.items() if k not in ("nothing", ALL) and not row["own"]]
    if needed:
        named = " or without ".join(CHANCE[kind] for kind in needed)
        return [f"With its own luck otherwise, the run would not have come to it without {named}."]
    if rows[ALL]["own"]:
        return [_by_decisions(found)]
    return ["No one kind of chance was needed, but some: without any, it does not come to it."]


def _by_decisions(found: Found) -> str:
    target = found.hinges.target
    if target.drawn or target.rung >= found.premise.frame.nuclear:
        return DRAWN
    return f"{SPARED}." if target.lasting else INTENT


def _parts(found: Found) -> list[str]:
    if found.parts is None or found.total is None:
        return []
    whole, none, _ = found.whole
    ends = f"({signed(found.total['low'])} to {signed(found.total['high'])})"
    sure = found.parts[(found.parts["low"] > 0.0) | (found.parts["high"] < 0.0)]
    named = [f"{row['name']} {points(row['part'])}" for _, row in sure.head(3).iterrows()]
    most = f"; the largest parts: {', '.join(named)}" if named else "; no actor's part is sure"
    told = (
        f"Over {found.runs:,} runs of the scenario the share is {_over(none, found.runs)} with all "
        f"policies neutral and {_over(whole, found.runs)} with the actors' own, a difference of "
        f"{points(found.total['part'])} {ends}{most}."
    )
    return [told]


def _over(share: float, runs: int) -> str:
    low, high = share_interval(share * runs, runs)
    return ranged({"share": share, "low": float(low), "high": float(high)})


def points(part: float) -> str:
    """A difference of shares in percentage points, signed.

    >>> points(0.012), points(-0.0001)
    ('+1.2 points', '0.0 points')
    """
    return f"{signed(part)} points"


def signed(part: float) -> str:
    """The same without the word."""
    return f"{round(100 * part, 1) + 0.0:+.1f}".replace("+0.0", "0.0")


def told(found: Found) -> str:
    """The whole text."""
    words = Words(found.hinges.trace)
    lines = [found.hinges.trace.title, "", *wrap(" ".join(sentences(found)), WIDTH)]
    lines += ["", *_pivot_lines(found, words), "", *_spared_lines(found)]
    if found.parts is not None:
        lines += ["", *_parts_lines(found)]
    links = chain_lines(_links(found))
    lines += ["", *links] if links else []
    return "\n".join([*lines, "", CAVEAT]) + "\n"


def _links(found: Found) -> list[Link]:
    """What led to what was asked about; nothing where the run does not come to it."""
    links = chain(Words(found.hinges.trace), found.hinges.trace)
    return [link for link in links if link.turn <= found.hinges.turn]


def _pivot_lines(found: Found, words: Words) -> list[str]:
    head = f"Pivotal turns ({found.hinges.changes} changes tried; numbers from"
    if found.pivots is None:
        return [f"{head} nothing: nothing could have been otherwise)"]
    head += f" {found.pivots['n'].iloc[0]:,} continuations that chose nothing)"
    sure, left = sure_pivots(found.pivots), not_sure(found.pivots)
    columns = (
        f"{'turn':>4}  {'as it was':>16}  {'changed':>16}  {'difference, points':>20}  own luck"
    )
    lines = [head, columns] if len(sure) else [head]
    for _, row in sure.iterrows():
        low, high = 100 * row["effect_low"], 100 * row["effect_high"]
        effect = f"{100 * row['effect']:+.1f} ({low:+.1f} to {high:+.1f})"
        own = "comes to it" if row["own"] else "does not"
        shares = f"{ranged(row, 'base_'):>16}  {ranged(row, 'changed_'):>16}"
        lines.append(f"{row['turn']:>4}  {shares}  {effect:>20}  {own}")
        lines += wrap(
            f"{what(words, row)}; {instead(row)}",
            WIDTH,
            initial_indent=" " * 6,
            subsequent_indent=" " * 6,
        )
    return [*lines, f"      {left}"] if left else lines


def _spared_lines(found: Found) -> list[str]:
    n = found.spared["n"].iloc[0]
    lines = [f"Chance taken out of the run (n = {n:,})"]
    lines.append(f"{'without':<27}  {'own luck':<12}  other luck")
    for _, row in found.spared.iterrows():
        own = "comes to it" if row["own"] else "does not"
        lines.append(f"{CHANCE[row['kind']]:<27}  {own:<12}  {ranged(row)}")
    return lines


def _parts_lines(found: Found) -> list[str]:
    if found.parts is None or found.total is None:
        return []
    whole, none, exact = found.whole
    way = "all coalitions" if exact else "drawn orders"
    note = f"Shapley values, {way}, {found.runs:,} runs"
    lines = [f"Parts of the actors' policies, in points ({note})"]
    lines += [_part_line(row["name"], row) for _, row in found.parts.iterrows()]
    with_all, with_none = percents(whole, none)
    total = f"all policies {with_all}% less none {with_none}%"
    return [*lines, f"{_part_line('sum', found.total)}  {total}"]


def _part_line(name: str, row: Any) -> str:  # noqa: ANN401 - a row of a table
    ends = f"({100 * row['low']:+.2f} to {100 * row['high']:+.2f})"
    return f"  {name:<24} {100 * row['part']:+7.2f}  {ends}"


def plain(found: Found) -> dict[str, Any]:
    """The same as mappings, lists, numbers and words."""
    seen, (whole, none, exact) = found.hinges, found.whole
    parts = None
    if found.parts is not None and found.total is not None:
        parts = {"all": whole, "neutral": none, "exact": exact, "runs": found.runs,
                 "difference": found.total[["part", "low", "high"]].to_dict(),
                 "actors": found.parts.to_dict("records")}  # fmt: skip
    return {
        "scenario": found.name,
        "title": seen.trace.title,
        "digest": seen.trace.digest,
        "seed": seen.trace.seed,
        "run": seen.trace.run,
        "outcome": seen.target.name,
        "turn": seen.turn if seen.turn >= 0 else None,
        "told": sentences(found),
        "changes": seen.changes,
        "pivots": [] if found.pivots is None else found.pivots.to_dict("records"),
        "curve": found.curve.to_dict("records"),
        "spared": found.spared.to_dict("records"),
        "responsibility": parts,
        "chain": [link._asdict() for link in _links(found)],
    }
