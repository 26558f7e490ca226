"""Strategies for policies: goals, north stars, red lines, rules and styles."""

from hypothesis import strategies as st

from brinkmanship.sim.scenario.format.kinds import Between
from brinkmanship.sim.scenario.format.policy import Goals, Style
from brinkmanship.sim.scenario.format.vocabulary import ENDS_AT, LEADS_TO, SIGNAL_PLACES
from tests.strategies.amounts import Document, numbers, parts, values
from tests.strategies.ladders import Climb

OUTWARD = ("warn", "threaten", "assure", "ambiguity", "commit", "nuclear_signal")
FLAGS = ("attacked", "line_crossed")
ALL_SIGNALS = tuple(SIGNAL_PLACES)
REMINDER = "nuclear_reminder"
FEW = st.integers(0, 3)


@st.composite
def stars(draw: st.DrawFn, climb: Climb, start: int) -> Document | None:
    """No north star, a soft or a hard one; a hard one lies above the start."""
    known = [outcome for outcome, role in ENDS_AT.items() if climb.has(role)]
    avoid = draw(st.sampled_from([None, *known]))
    below = draw(st.sampled_from(range(len(climb.ids))))
    limit = place_of_outcome(climb, avoid) if avoid else below
    star: Document = {"avoid": avoid} if avoid else {"stay_below": climb.ids[below]}
    match draw(st.sampled_from(["none", "soft", "hard", "waived"])):
        case "none":
            return None
        case "hard" if limit > start:
            return {**star, "hard": True}
        case "waived":
            return {**star, "hard": True, "unless_attacked": True}
        case _:
            return {**star, "strength": draw(values(Between(0, 20)))}


def place_of_outcome(climb: Climb, outcome: str) -> int:
    """The lowest rung that can bring an outcome about; on a ladder without war that is a clash."""
    return climb.roles.get(LEADS_TO[outcome], climb.place("clash"))


def signals(climb: Climb):
    """Signals that make sense on a ladder: no reminder of weapons that it has no rung for."""
    return st.sampled_from([s for s in ALL_SIGNALS if s != REMINDER or climb.has("nuclear")])


def hard_limit(climb: Climb, star: Document | None) -> int:
    """The lowest rung a north star rules out whatever happens."""
    if not star or not star.get("hard") or star.get("unless_attacked"):
        return len(climb.ids)
    if "avoid" in star:
        return place_of_outcome(climb, star["avoid"])
    return climb.ids.index(star["stay_below"])


@st.composite
def red_lines(draw: st.DrawFn, climb: Climb, means: list[int]) -> Document:
    """A line at or below a rung that the actor can promise."""
    promise = draw(st.sampled_from(means) | st.just(means[-1]))
    at = draw(st.integers(0, promise))
    line: Document = {"at": climb.ids[at], "promise": climb.ids[promise]}
    return line | draw(st.fixed_dictionaries({}, optional={"public": values(Between(0, 1))}))


@st.composite
def spans(draw: st.DrawFn, quantity: str, climb: Climb) -> Document:
    """A lower edge, an upper edge, both or neither."""
    low, high = sorted(draw(st.integers(0, len(climb.ids) - 1)) for _ in range(2))
    keys = draw(st.sets(st.sampled_from(["least", "most"])))
    edges = {"least": climb.ids[low], "most": climb.ids[high]}
    return {f"{quantity}_at_{key}": edges[key] for key in sorted(keys)}


@st.composite
def conditions(draw: st.DrawFn, climb: Climb, number: int) -> Document:
    """When a rule applies; each rule begins on a turn of its own, so no two are the same."""
    when: Document = {"turn_at_least": number + 1}
    for quantity in draw(st.lists(st.sampled_from(["opponent", "own"]), max_size=1)):
        when |= draw(spans(quantity, climb))
    extra: dict[str, st.SearchStrategy[object]] = {
        "ally_at_least": st.sampled_from(climb.ids),
        "turn_at_most": st.integers(number + 1, 20),
        "client_war_at_least": numbers(Between(0, 1)),
        **dict.fromkeys(FLAGS, st.booleans()),
    }
    asked = draw(st.sets(st.sampled_from(sorted(extra)), max_size=1))
    return when | {key: draw(extra[key]) for key in sorted(asked)}


@st.composite
def rules(draw: st.DrawFn, climb: Climb, limit: int) -> list[Document]:
    """Up to four rules; what one requires another can only forbid in other situations."""
    flag, way = draw(st.sampled_from(FLAGS)), draw(st.booleans())
    found = []
    for number in range(draw(st.integers(0, 4))):
        when = draw(conditions(climb, number))
        act = draw(st.sampled_from(["prefer", "require", "require", "forbid"]))
        of_rungs = draw(st.booleans())
        what: Document = {"signal": draw(signals(climb))}
        if of_rungs:
            top = min(limit, len(climb.ids)) - 1 if act == "require" else len(climb.ids) - 1
            what = {"rung": climb.ids[draw(st.integers(0, top))]}
        if act == "prefer":
            what["weight"] = draw(values(Between(-20, 20)))
        else:
            when[flag] = way if act == "require" else not way
        if act == "forbid" and of_rungs:
            what["and_above"] = draw(st.booleans())
        found.append({"when": when, act: what})
    return found


@st.composite
def styles(draw: st.DrawFn, climb: Climb, means: list[int]) -> Document:
    """Propensities that leave room for silence, and what words hint at and promise."""
    shares = [draw(FEW) for _ in OUTWARD]
    talk = draw(st.floats(0, 1)) / max(sum(shares), 1)
    style: Document = {}
    for name, share in zip(OUTWARD, shares, strict=True):
        if name == "nuclear_signal" and not climb.has("nuclear"):
            continue
        chance = talk * share
        spread = chance > 0.0 and share == 1
        style[name] = {"uniform": {"low": 0.0, "high": chance}} if spread else chance
    style |= draw(parts(Style, climb.ids, *OUTWARD, "hint", "promise", "activity"))
    reach = st.sampled_from([climb.ids[rung] for rung in means])
    optional = {"hint": reach, "promise": reach, "activity": values(Between(0, 1))}
    return style | draw(st.fixed_dictionaries({}, optional=optional))


@st.composite
def policies(draw: st.DrawFn, climb: Climb, means: list[int], start: int) -> Document:
    """A whole policy for an actor that starts on a rung and has the means for some."""
    star = draw(stars(climb, start))
    lines = st.lists(red_lines(climb, means), max_size=3)
    policy = {
        "goals": draw(parts(Goals, climb.ids)),
        "red_lines": draw(lines),
        "rules": draw(rules(climb, hard_limit(climb, star))),
        "style": draw(styles(climb, means)),
    }
    return policy | ({"north_star": star} if star else {})
