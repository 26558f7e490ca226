"""Strategies for what comes to a crisis from outside."""

from dataclasses import dataclass

from hypothesis import strategies as st

from brinkmanship.sim.scenario.format.kinds import Between
from tests.strategies.amounts import Document, numbers
from tests.strategies.ladders import Climb
from tests.strategies.policies import signals


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What injects can be about.

    Attributes:
        climb: The ladder.
        codes: All actors.
        means: Rungs each of them can stand on.
        sides: Names of the sides.
        joiners: Bystanders that can take a side.
        pacts: Names of the alliances.
        war: Whether there is a client war.
    """

    climb: Climb
    codes: list[str]
    means: dict[str, list[int]]
    sides: list[str]
    joiners: list[str]
    pacts: list[str]
    war: bool


@st.composite
def triggers(draw: st.DrawFn, stage: Stage) -> Document:
    """A turn, or a condition with at least one part."""
    if draw(st.booleans()):
        return {"at": draw(st.integers(1, 8))}
    optional = {
        "turn_at_least": st.integers(1, 6),
        "attacked": st.sampled_from(stage.codes),
    }
    when = draw(st.fixed_dictionaries({}, optional=optional))
    who = draw(st.sampled_from(["", "side", "actor"]))
    if who or not when:
        names = stage.sides if who == "side" else stage.codes
        when[who or "actor"] = draw(st.sampled_from(names))
        when["at_least"] = draw(st.sampled_from(stage.climb.ids))
    return {"when": when}


@st.composite
def postures(draw: st.DrawFn, stage: Stage) -> Document:
    """Actors put on rungs they have the means for."""
    codes = draw(st.lists(st.sampled_from(stage.codes), min_size=1, max_size=2, unique=True))
    ids = stage.climb.ids
    return {code: ids[draw(st.sampled_from(stage.means[code]))] for code in codes}


@st.composite
def incidents(draw: st.DrawFn, stage: Stage) -> Document:
    """Force of one actor against another; perhaps somebody else is blamed for it, or nobody."""
    pair = st.lists(st.sampled_from(stage.codes), min_size=2, max_size=2, unique=True)
    by, against = draw(pair)
    blamed = draw(st.sampled_from([code for code in stage.codes if code != against]))
    ways: list[Document] = [{}, {"attributed_to": blamed}, {"deniable": True}]
    more = draw(st.sampled_from(ways))
    return {"by": by, "against": against, "deliberate": draw(st.booleans()), **more}


def joins(stage: Stage):
    """A bystander takes a side, perhaps in an alliance."""
    required = {"actor": st.sampled_from(stage.joiners), "side": st.sampled_from(stage.sides)}
    optional = {"alliance": st.sampled_from(stage.pacts)} if stage.pacts else {}
    return st.fixed_dictionaries(required, optional=optional)


def shifts(names: list[str], most: float):
    """Changes for one or two of the names."""
    change = st.floats(-most, most)
    return st.dictionaries(st.sampled_from(names), change, min_size=1, max_size=2)


@st.composite
def events(draw: st.DrawFn, stage: Stage) -> Document:
    """One inject with one to three effects of any kinds that this stage allows."""
    said = st.dictionaries(
        st.sampled_from(stage.codes), signals(stage.climb), min_size=1, max_size=3
    )
    effects = {
        "posture": postures(stage),
        "resolve_shift": shifts(stage.codes, 5.0),
        "signal": said,
        **({"incident": incidents(stage)} if stage.climb.has("force") else {}),
        **({"join": joins(stage)} if stage.joiners else {}),
        **({"cohesion_shift": shifts(stage.pacts, 1.0)} if stage.pacts else {}),
        **({"client_war": numbers(Between(0, 1))} if stage.war else {}),
    }
    kinds = draw(st.sets(st.sampled_from(sorted(effects)), min_size=1, max_size=3))
    return draw(triggers(stage)) | {kind: draw(effects[kind]) for kind in sorted(kinds)}


def injects(stage: Stage):
    """Up to four events from outside."""
    return st.lists(events(stage), max_size=4)
