"""An explanation in three to seven sentences."""

from typing import Any

from brinkmanship.analysis.statistics.intervals import share_interval
from brinkmanship.analysis.statistics.names import CHANCE_NAMES
from brinkmanship.analysis.statistics.studies.pivots import decisive_pivots, larger_omissions
from brinkmanship.commands.jobs.explanation import Explanation
from brinkmanship.sim.explain.spare import ALL
from brinkmanship.sim.story.text.words import Words, capitalised

DASH = "-"
ROUNDED_FROM, ROUNDED_TO = 0.1, 0.9  # shares in this range are printed in whole per cents
NO_HINGE = (
    "No single change before moves that share for sure and by five points: there is no hinge."
)
SPARED = (
    "The run comes to it even if no accident is taken for an attack, nothing is misread and "
    "no troops are hit"
)
INTENT = f"{SPARED}: what brings it about is intent, decisions with the chance in each."
DRAWN = (
    f"{SPARED}; but it is itself drawn by chance each turn, at a rate that depends on the rungs "
    "taken."
)

SOME_CHANCE = (
    "No single kind of chance was needed, but some chance was: without any, the run does not "
    "come to it."
)


def explanation_sentences(explanation: Explanation) -> list[str]:
    """When the run came to its target, what decided that, what chance did, and the largest parts.

    The target is the rung or the outcome that the explanation is about.
    """
    hinges, words = explanation.hinges, Words(explanation.hinges.trace)
    curve, pivots = explanation.curve, explanation.pivots
    start, before = curve.iloc[0], curve.iloc[max(len(curve) - 2, 0)]
    lines = [f"Run {hinges.trace.run} of seed {hinges.trace.seed} {_arrival(explanation)}."]
    lines.append(
        f"With the same actors and other luck from the start, {share_text(start)} of "
        f"{start['n']:,.0f} continuations come to it; after turn {before['turn']:.0f}, "
        f"{share_text(before)}."
    )
    hinge, final = leading_change(explanation, last=False), leading_change(explanation, last=True)
    if hinge is not None and pivots is not None:
        lines.append(f"The hinge is turn {hinge['turn']}: {_effect(words, hinge)}.")
        undone = larger_omissions(pivots, hinge)
        if len(undone):
            row = undone.iloc[0]
            change = f"turn {row['turn']}, {_effect(words, row)}"
            lines.append(f"Something left undone would have moved it further: {change}.")
    elif hinges.turn != 0:
        lines.append(NO_HINGE)
    if final is not None:
        lines.append(f"In turn {final['turn']} itself it is {_effect(words, final)}.")
    return [*lines, *_chance_sentence(explanation), *_parts_sentence(explanation)]


def leading_change(explanation: Explanation, *, last: bool) -> Any:  # a row
    """The hinge, or the leading change of the last turn; None without one.

    Its change makes what the run came to less likely, for sure and by five points or more; a
    change that makes it more likely, or hardly less, decided nothing.
    What was done comes before what was left undone: a state that might have stood lower is
    named only if nothing done or suffered moved the share so far.
    """
    pivots = explanation.pivots
    if pivots is None:
        return None
    table = pivots[pivots["last"] == last]
    came = explanation.hinges.turn >= 0
    rows = decisive_pivots(
        table[(table["effect_high"] < 0.0) if came else (table["effect_low"] > 0.0)]
    )
    return rows.iloc[0] if len(rows) else None


def changed_thing(words: Words, row: Any) -> str:  # a row of a table
    """The thing that was changed, as a noun."""
    who = words.name(row["actor"]) if row["actor"] else ""
    possessive = f"{who}'" if who.endswith("s") else f"{who}'s"
    match row["kind"]:
        case "scripted":
            thing = f"what the scenario lets happen{scripted_text(words, row)}"
        case "accident":
            thing = f"the accident that {words.name(row['other'])} and {who} were in"
        case "troops_hit":
            thing = f"the hit on troops of {who} in the contested area"
        case "misread":
            thing = f"{possessive} taking an exercise for preparation"
        case "signal":
            thing = f"{possessive} signal ({row['did'].replace('_', ' ')})"
        case "stay":
            thing = f"{possessive} staying on *{row['did']}*"
        case _:
            thing = f"{possessive} move to *{row['did']}*"
    return thing


def scripted_text(words: Words, row: Any) -> str:  # a row of a table
    """What an event of the scenario is, in brackets; nothing if the scenario does not say."""
    said = row["did"].rstrip(".")
    if not said and row["actor"]:
        said = f"force of {words.name(row['other'])} against {words.name(row['actor'])}"
    return f" ({said})" if said else ""


def replacement(row: Any) -> str:  # a row of a table
    """What is put in the place of the thing that was changed."""
    if row["instead"]:
        return f"with *{row['instead']}* in its place"
    return "without it"


def percents(*shares: float) -> list[str]:
    """Shares in per cent without the sign, all with the digits that one of them needs.

    >>> percents(0.61), percents(0.043), percents(0.0), percents(0.87, 0.84, 0.902)
    (['61'], ['4.3'], ['0'], ['87.0', '84.0', '90.2'])
    """
    whole = all(share in (0.0, 1.0) or ROUNDED_FROM <= share <= ROUNDED_TO for share in shares)
    form = ".0f" if whole else ".1f"
    return [f"{100.0 * share:{'.0f' if share in (0.0, 1.0) else form}}" for share in shares]


def share_text(row: Any, column: str = "") -> str:  # a row of a table
    """A share with its interval, such as 4% (2-7).

    Args:
        row: Has ``share``, ``low`` and ``high``.
        column: What the names of these columns begin with.
    """
    share, low, high = percents(*(row[f"{column}{end}"] for end in ("share", "low", "high")))
    return f"{share}% ({low}{DASH}{high})"


def signed_points(part: float) -> str:
    """A difference of shares in percentage points, signed.

    >>> signed_points(0.012), signed_points(-0.0001)
    ('+1.2', '0.0')
    """
    return f"{round(100 * part, 1) + 0.0:+.1f}".replace("+0.0", "0.0")


def _arrival(explanation: Explanation) -> str:
    """When the run came to its target."""
    target, turn = f"*{explanation.hinges.target.name}*", explanation.hinges.turn
    if turn == 0:
        return f"stands at {target} from the start"
    return f"comes to {target} in turn {turn}" if turn > 0 else f"never comes to {target}"


def _effect(words: Words, row: Any) -> str:  # a row of a table
    """A change, and the share of continuations with it instead of without."""
    change = f"{capitalised(replacement(row))}, it comes to that in {share_text(row, 'changed_')}"
    thing = changed_thing(words, row)
    return f"{thing}. {change} of continuations instead of {share_text(row, 'base_')}"


def _chance_sentence(explanation: Explanation) -> list[str]:
    """Which kinds of chance this run needed; nothing if it never came to its target."""
    if explanation.hinges.turn <= 0:
        return []
    rows = {row["kind"]: row for _, row in explanation.spared.iterrows()}
    needed = [k for k, row in rows.items() if k not in ("nothing", ALL) and not row["own"]]
    if needed:
        named = " or without ".join(CHANCE_NAMES[kind] for kind in needed)
        return [f"With its own luck otherwise, the run would not have come to it without {named}."]
    if rows[ALL]["own"]:
        return [_without_chance(explanation)]
    return [SOME_CHANCE]


def _without_chance(explanation: Explanation) -> str:
    """What brings a run to its target that needs none of the kinds of chance."""
    target = explanation.hinges.target
    if target.drawn or target.rung >= explanation.premise.frame.nuclear:
        return DRAWN
    return f"{SPARED}." if target.lasting else INTENT


def _parts_sentence(explanation: Explanation) -> list[str]:
    shares = explanation.responsibility
    if shares is None:
        return []
    total, parts, runs = shares.total, shares.parts, shares.runs
    ends = f"({signed_points(total['low'])} to {signed_points(total['high'])})"
    sure = parts[(parts["low"] > 0.0) | (parts["high"] < 0.0)].head(3)
    named = [f"{row['name']} {signed_points(row['part'])} points" for _, row in sure.iterrows()]
    most = f"; the largest parts: {', '.join(named)}" if named else "; no actor's part is sure"
    sentence = (
        f"Over {runs:,} runs of the scenario the share is {_share_of(shares.with_none, runs)} with "
        f"all policies neutral and {_share_of(shares.with_all, runs)} with the actors' own, a "
        f"difference of {signed_points(total['part'])} points {ends}{most}."
    )
    return [sentence]


def _share_of(share: float, runs: int) -> str:
    low, high = share_interval(share * runs, runs)
    return share_text({"share": share, "low": float(low), "high": float(high)})
