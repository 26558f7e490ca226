"""Names of outcomes, events, causes, routes and signals, for every table and figure."""

from collections.abc import Mapping, Sequence

OUTCOME_NAMES = {
    "nuclear_use": "nuclear use",
    "war": "war",
    "direct_clash": "direct clash",
    "settlement": "settlement",
    "deescalation": "de-escalation",
    "stalemate": "stalemate",
    "frozen": "frozen",
}
"""Terminal outcomes, the gravest first, and how a slide names them (MODEL section 7)."""

OUTCOMES = tuple(OUTCOME_NAMES)
CLASH_OR_WORSE = ("direct_clash", "war", "nuclear_use")

ENDING_NAMES = {
    "agreement": "agreement",
    "unilateral": "one gave in",
    "imposed": "imposed peace",
    "faded": "faded",
    "still": "nobody moved",
    "going_on": "going on",
}
"""How a crisis ended, whatever it came to before; labels as in ICB's outcomes."""

CLASH = "clash_or_worse"
EVENT_NAMES = {
    CLASH: "clash or worse",
    "settlement": "settlement",
    "deescalation": "de-escalation",
    "stalemate": "stalemate",
}
"""Competing events, of which the first takes a run out of the risk of the others."""

ENDS = tuple(EVENT_NAMES)

CAUSE_NAMES = {
    "choice": "a choice",
    "accident": "an accident",
    "tripwire": "a tripwire",
    "nuclear_chance": "nuclear chance",
    "scripted": "the scenario",
}
"""Causes of the last step of a run that clashed."""

ROUTE_NAMES = {
    "line_honoured": "red line honoured",
    "accident_answered": "accident answered",
    "troops_hit": "troops hit",
    "misperception": "misperception",
    "salami": "salami steps",
    "scripted": "force let happen by the scenario",
    "choice": "plain choice",
}
"""Routes of a crisis to its clash."""

SIGNAL_NAMES = {
    "assure": "assure",
    "consult": "consult",
    "ambiguity": "ambiguity",
    "warn": "warn",
    "threat": "threat",
    "commit": "commit",
    "nuclear_reminder": "nuclear reminder",
}
"""Kinds of signal, the mildest first."""

CHANCE_NAMES = {
    "nothing": "nothing",
    "accident": "accidents taken for attacks",
    "misperception": "misperception",
    "tripwire": "hits on troops",
    "all chance events": "any of these",
}
"""Kinds of chance that ``brink explain`` takes out of a run; an accident that nobody takes for an
attack stays in."""


def as_words(name: str) -> str:
    """A name from a file or a table, with blanks instead of underscores.

    >>> as_words("nuclear_signal")
    'nuclear signal'
    """
    return name.replace("_", " ")


def joined(names: Sequence[str]) -> str:
    """Names in a row, with "and" before the last one.

    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


RIVALS = {
    "climatology": "the share among all other crises",
    "trigger_table": "the share among others of its trigger",
    "logit": "a logit on the same facts",
    "stacked": "a logit on forecast and logit together",
}
"""Rivals of a forecast in words, by name."""


def score_text(one: Mapping[str, float] | None) -> str:
    """A score with its interval; a dash where the rival makes no error."""
    if one is None:
        return "-"
    return f"{one['value']:.3f} ({one['low']:.3f} to {one['high']:.3f})"
