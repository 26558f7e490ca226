"""The stage as integers: what each actor is, the alliances, and the frame of the game."""

from collections.abc import Iterator, Sequence

from brinkmanship.sim.premise.parameters import Frame, Stature
from brinkmanship.sim.premise.rows import UNSET, Pact
from brinkmanship.sim.premise.vector import Vector, field_range
from brinkmanship.sim.scenario import Scenario
from brinkmanship.sim.scenario.format.actor import Alliance
from brinkmanship.sim.scenario.format.ladder import Ladder
from brinkmanship.sim.scenario.format.vocabulary import OBLIGATIONS
from brinkmanship.sim.scenario.meaning import alliance_of, ceiling, highest_choice, side_of

DAYS = {"1 day": 1.0, "1 week": 7.0, "1 month": 30.4375}
"""Days in a turn, by the length a file gives it."""
WORDS_AND_SANCTIONS = ("talk", "pressure")
CROSSED_LATELY = 8  # weeks for which a crossed line counts as the road to force


def first_deed(ladder: Ladder) -> int:
    """The lowest rung above words and sanctions; one beyond the ladder without any."""
    places = range(len(ladder.rungs))
    return next((one for one in places if ladder.kind(one) not in WORDS_AND_SANCTIONS), len(places))


def opposed_sides(scenario: Scenario, sides: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """1 for two sides that oppose each other; every two do if the scenario does not say."""
    given = scenario.opponents
    pairs = None if given is None else {frozenset(pair) for pair in given}
    return tuple(
        tuple(int(one != other and (pairs is None or {one, other} in pairs)) for other in sides)
        for one in sides
    )


def near_actors(scenario: Scenario, codes: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """1 for two actors that reach each other by land or narrow water; all if nothing is said."""
    given = scenario.dispute.borders
    pairs = None if given is None else {frozenset(pair) for pair in given}
    return tuple(
        tuple(int(pairs is None or {one, other} in pairs) for other in codes) for one in codes
    )


def backers(scenario: Scenario, codes: Sequence[str]) -> tuple[int, ...]:
    """1 for an actor that fights the client war or arms a party to it."""
    war = scenario.client_war
    if war is None:
        return (0,) * len(codes)
    if war.backers:
        return tuple(int(code in war.backers) for code in codes)
    fights = any(code in war.between for side in scenario.sides.values() for code in side)
    return tuple(int(fights and side_of(scenario, code) != "") for code in codes)


def pacts(vector: Vector, scenario: Scenario, codes: Sequence[str]) -> Iterator[Pact]:
    """The alliances in the order of their names; the numbers of each go to the vector.

    Cohesion, then a voice for each actor, then a veto for each; one that a run lets join speaks
    with the voice of a member that is not named.
    """
    for name, alliance in sorted(scenario.alliances.items()):
        consensus = len(scenario.ladder.rungs)
        if alliance.consensus_for is not None:
            consensus = scenario.ladder.index(alliance.consensus_for)
        place = vector.add_field(f"alliances.{name}", alliance, "cohesion")
        voices = [_add_standing(vector, name, alliance, "voices", code, 1.0) for code in codes]
        vetoes = [_add_standing(vector, name, alliance, "vetoes", code, 0.0) for code in codes]
        owed = OBLIGATIONS[alliance.obligation]
        yield Pact(name, alliance.members, owed, consensus, place, voices[0], vetoes[0])


def _add_standing(
    vector: Vector, name: str, alliance: Alliance, table: str, code: str, default: float
) -> int:
    given = getattr(alliance, table)
    if code not in given:
        return vector.fix(default)
    path = f"alliances.{name}.{table}.{code}"
    return vector.add(path, given[code], *field_range(type(alliance), table))


def stature_of(scenario: Scenario, code: str, sides: Sequence[str]) -> Stature:
    """What one actor is in every run.

    Args:
        scenario: It is part of.
        code: Of the actor.
        sides: Names of the sides.
    """
    actor, rung = scenario.actors[code], scenario.ladder.index
    star, style = actor.policy.north_star, actor.policy.style
    side, alliance = side_of(scenario, code), alliance_of(scenario, code)
    return Stature(
        side=sides.index(side) if side else UNSET,
        alliance=sorted(scenario.alliances).index(alliance) if side and alliance else UNSET,
        start=rung(actor.start),
        aid=scenario.aid.index(actor.start_aid),
        nuclear=int(actor.nuclear),
        learns=int(actor.learns and scenario.mechanisms.learning.enabled),
        mediator=int(actor.mediator),
        settled=int(actor.settled),
        ceiling=ceiling(scenario, code),
        hard=int(star is not None and star.hard and scenario.mechanisms.north_star.enabled),
        unless_attacked=int(star is not None and star.unless_attacked),
        hint=rung(style.hint),
        promise=rung(style.promise),
    )


def war_side(scenario: Scenario, sides: Sequence[str]) -> int:
    """The first side that fights the client war itself, or -1."""
    if scenario.client_war is None:
        return UNSET
    fighting = set(scenario.client_war.between)
    found = (i for i, side in enumerate(sides) if fighting & set(scenario.sides[side]))
    return next(found, UNSET)


def frame_of(scenario: Scenario, sides: Sequence[str]) -> Frame:
    """The key rungs of the ladder, weeks, tests and sides.

    Args:
        scenario: It is of.
        sides: Names of the sides.
    """
    days = DAYS[scenario.clock.turn]

    def turns(weeks: int) -> int:
        return max(1, round(weeks * DAYS["1 week"] / days)) if weeks > 0 else 0

    ladder, terminal, parts = scenario.ladder, scenario.terminal, scenario.mechanisms
    rung, place = ladder.index, ladder.place
    still = None if terminal.stalemate == "none" else terminal.stalemate
    return Frame(
        rungs=len(ladder.rungs),
        steps=len(scenario.aid.steps),
        aid=place("aid"),
        warn=ladder.word_place("warn"),
        threat=ladder.word_place("threat"),
        display=place("display"),
        collective=place("collective"),
        force=place("force"),
        clash=place("clash"),
        war=place("war"),
        nuclear=place("nuclear"),
        top=highest_choice(ladder),
        line_from=first_deed(ladder) * len(scenario.aid.steps),
        hint_from=rung(parts.anticipation.hint_from),
        hint_weeks=turns(parts.anticipation.weeks),
        due=turns(parts.learning.due),
        standing_due=turns(parts.learning.standing_due),
        lapse=turns(parts.learning.lapse),
        crossed_weeks=turns(CROSSED_LATELY),
        answer_within=terminal.answer_within,
        absorb_on_clash=int(terminal.absorb_on_clash),
        war_turns=terminal.war_turns,
        yield_turns=turns(terminal.yield_weeks),
        calm_at=rung(terminal.deescalation.at_most),
        calm_turns=terminal.deescalation.turns,
        still_above=rung(still.above) if still else 0,
        still_turns=still.turns if still else 0,
        horizon=scenario.clock.horizon,
        sequential=int(scenario.clock.order == "sequential"),
        learning=int(parts.learning.enabled),
        war_side=war_side(scenario, sides),
        war_rung=rung(scenario.client_war.rung) if scenario.client_war else 0,
        random_sequence=int(scenario.clock.sequence == "random"),
    )
