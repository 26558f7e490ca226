"""The stage as integers: what each actor is, the alliances, and the frame of the game."""

from collections.abc import Iterator, Sequence

from brinkmanship.sim.mechanisms.chance import key_of
from brinkmanship.sim.premise.parameters import Frame, Stature
from brinkmanship.sim.premise.rows import UNSET, Pact
from brinkmanship.sim.premise.vector import Vector
from brinkmanship.sim.scenario import Scenario
from brinkmanship.sim.scenario.format.vocabulary import OBLIGATIONS
from brinkmanship.sim.scenario.meaning import alliance_of, ceiling, highest_choice, side_of


def pacts(vector: Vector, scenario: Scenario) -> Iterator[Pact]:
    """The alliances in the order of their names; the cohesion of each goes to the vector."""
    for name, alliance in sorted(scenario.alliances.items()):
        consensus = len(scenario.ladder.rungs)
        if alliance.consensus_for is not None:
            consensus = scenario.ladder.index(alliance.consensus_for)
        place = vector.add_field(f"alliances.{name}", alliance, "cohesion")
        yield Pact(name, OBLIGATIONS[alliance.obligation], consensus, place)


def stature_of(scenario: Scenario, code: str, sides: Sequence[str]) -> Stature:
    """What one actor is in every run.

    Args:
        scenario: It is part of.
        code: Of the actor.
        sides: Names of sides 0 and 1.
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
        learns=int(actor.learns and scenario.mechanisms.credibility.enabled),
        mediator=int(actor.mediator),
        ceiling=ceiling(scenario, code),
        hard=int(star is not None and star.hard and scenario.mechanisms.north_star.enabled),
        unless_attacked=int(star is not None and star.unless_attacked),
        hint=rung(style.hint),
        promise=rung(style.promise),
    )


def war_side(scenario: Scenario, sides: Sequence[str]) -> int:
    """The side that fights the client war itself, or -1."""
    if scenario.client_war is None:
        return UNSET
    fighting = set(scenario.client_war.between)
    found = (i for i, side in enumerate(sides) if fighting & set(scenario.sides[side]))
    return next(found, UNSET)


def frame_of(scenario: Scenario, sides: Sequence[str]) -> Frame:
    """The key rungs of the ladder, weeks, tests and sides.

    Args:
        scenario: It is of.
        sides: Names of sides 0 and 1.
    """
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
        top_alone=highest_choice(ladder, fighting=False),
        top_fighting=highest_choice(ladder, fighting=True),
        hint_from=rung(parts.anticipation.hint_from),
        hint_weeks=parts.anticipation.weeks,
        due=parts.credibility.due,
        standing_due=parts.credibility.standing_due,
        lapse=parts.credibility.lapse,
        crossed_weeks=parts.deliberation.crossed_weeks,
        attack_weeks=parts.retaliation.weeks,
        answer_within=terminal.answer_within,
        absorb_on_clash=int(terminal.absorb_on_clash),
        war_turns=terminal.war_turns,
        calm_at=rung(terminal.deescalation.at_most),
        calm_turns=terminal.deescalation.turns,
        still_above=rung(still.above) if still else 0,
        still_turns=still.turns if still else 0,
        horizon=scenario.clock.horizon,
        sequential=int(scenario.clock.order == "sequential"),
        learning=int(parts.credibility.enabled),
        war_side=war_side(scenario, sides),
        war_rung=rung(scenario.client_war.rung) if scenario.client_war else 0,
        random_sequence=int(scenario.clock.sequence == "random"),
        side_key_0=key_of(sides[0]),
        side_key_1=key_of(sides[1]),
    )
