"""What one actor did in one turn, read off the engine's actor right after the turn."""

from sim.actor import Actor
from sim.decision import Decision
from sim.mechanisms.choice import dissent
from sim.record import Row, believed
from sim.story.lines import LineState
from sim.trace import Choice, Counts, Held, Moment, Option, Said

ACTS = ("act", "renew", "signal", "consult")
SENSES = ("misread", "noise", "release", "order")


def spoken(actor: Actor, row: Row | None, was: LineState) -> Said | None:
    """The signal an actor sent this turn, from its row of the log; None without one."""
    if row is None:
        return None
    _, _, _, kind, at, promise, hint, stake = row
    line = None
    if at is not None:
        near = actor.near.grade if actor.near.grade >= 0 else was.grade
        line = near if near >= 0 else int(at) * actor.frame.steps
    return Said(
        kind=str(kind),
        fresh=line is not None and was.grade < 0,
        line=line,
        promise=None if promise is None else int(promise),
        hint=None if hint is None else int(hint),
        stake=float(stake or 0.0),
    )


def drawn_line(said: Said | None) -> int | None:
    """Grade of the line a signal draws or repeats."""
    return said.line if said else None


def moment(actor: Actor, aid: int, said: Said | None) -> Moment:
    """The record of an actor that has just played a turn; ``aid`` is its release before."""
    model, place, outlook = actor.model, actor.place, actor.outlook
    turn, impression = model.turn, actor.impression
    act, sense = actor.dice.act(turn, place), actor.dice.sense(turn, place)
    aiding = model.frame.aid
    return Moment(
        actor=actor.code,
        before=outlook.rung,
        aid_before=aid if outlook.rung == aiding else 0,
        rung=actor.rung,
        aid=actor.aid if actor.rung == aiding else 0,
        grade=actor.grade,
        displayed=model.shown_rung[place],
        intensity=model.shown_level[place],
        perceived=impression.seen,
        shown=impression.shown,
        pressed=impression.pressed,
        misread=actor.misread_weeks == 0,
        resolve=outlook.resolve,
        attacked=outlook.attacked,
        attacked_after=actor.attacked,
        stake=actor.stake,
        word=outlook.stake + outlook.standing,
        credibility=believed(model, actor),
        signal=said,
        consults=actor.decision.consults,
        choice=choice_of(actor),
        beliefs=beliefs_of(actor),
        draws=dict(zip((*ACTS, *SENSES), (*act, *sense), strict=True)),
    )


def beliefs_of(actor: Actor) -> dict[str, Held]:
    """What it holds of those who oppose it now, by code."""
    return {
        other.code: Held(
            credibility=actor.beliefs[other.place].credibility,
            hostility=actor.beliefs[other.place].hostility,
            reference=actor.beliefs[other.place].reference,
        )
        for other in actor.model.principals
        if other.side == 1 - actor.side
    }


def choice_of(actor: Actor) -> Choice:
    """Its decision, with every rung it weighed and what made the difference."""
    decision, options = actor.decision, options_of(actor)
    rival = rival_of(actor.outlook.rung, decision, options)
    best = options.get(decision.rung)
    gains, margin = {}, 0.0
    if best is not None and rival in options:
        gains, margin = _gains(best, options[rival]), best.score - options[rival].score
    return Choice(
        acted=decision.acted,
        rung=decision.rung,
        aid=decision.aid if decision.rung == actor.frame.aid else 0,
        term=decision.term,
        rival=rival if rival >= 0 else None,
        margin=margin,
        gains=gains,
        alone=_alone(decision.rung, options) if decision.acted else decision.rung,
        gate=decision.gate,
        vetoed=decision.vetoed,
        required=decision.required,
        unbound=decision.unbound if decision.unbound >= 0 else None,
        forgone=decision.forgone,
        rules=actor.ruling.applied,
        options=tuple(options.values()),
    )


def rival_of(before: int, decision: Decision, options: dict[int, Option]) -> int:
    """The rung a choice is compared with, -1 for none: as the engine names its deciding term.

    The old rung after a move, else the second best; the engine's own function cannot be
    asked, because by now the actor has moved.
    """
    if not decision.acted or decision.required:
        return -1
    if decision.rung != before and before in options:
        return before
    others = [option for option in options.values() if option.rung != decision.rung]
    best = max(others, key=lambda option: option.utility + option.shock, default=None)
    return best.rung if best else -1


def options_of(actor: Actor) -> dict[int, Option]:
    """The rungs weighed, by rung, each with the price of dissent and its shock."""
    collective = actor.model.collective(actor.alliance)
    weight, attacked = actor.world.consensus_weight, actor.outlook.attacked
    found = {}
    for rung, terms in actor.options.terms.items():
        utility, shock = actor.options.utility[rung], actor.shocks[rung] / actor.traits.rationality
        alone = dissent(weight, attacked, actor.decision.gate, rung, collective)
        found[rung] = Option(
            rung=rung,
            terms=terms._asdict(),
            utility=utility,
            dissent=alone,
            shock=shock,
            score=utility + shock + alone,
        )
    return found


def _gains(best: Option, rival: Option) -> Counts:
    """Term by term, what spoke for the best against its rival."""
    gains = {name: worth - rival.terms[name] for name, worth in best.terms.items()}
    gains["consensus"] = best.dissent - rival.dissent
    gains["shock"] = best.shock - rival.shock
    return gains


def _alone(chosen: int, options: dict[int, Option]) -> int:
    """The rung it would have taken without asking anyone."""
    if not options:
        return chosen
    return max(options.values(), key=lambda option: option.utility + option.shock).rung
