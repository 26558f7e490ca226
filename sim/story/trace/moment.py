"""What one actor did in one turn, read off the state as the turn left it."""

from brinkmanship.sim.crisis.alliances import collective_rung
from brinkmanship.sim.crisis.listening.notes import believed
from brinkmanship.sim.crisis.listening.reasons import OPEN, RULE, TERMS, kept_terms
from brinkmanship.sim.crisis.listening.records import Note
from brinkmanship.sim.crisis.state.heights import grade_of
from brinkmanship.sim.crisis.state.records import ActorState, Crisis
from brinkmanship.sim.mechanisms.choice import dissent, total
from brinkmanship.sim.mechanisms.numeric import exp
from brinkmanship.sim.mechanisms.words.signals import SIGNALS
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.story.trace.records import Belief, Choice, Counts, Moment, Option, SentSignal

DRAWS = {
    "act": "acts", "signal": "said", "consult": "called",
    "misread": "misread", "noise": "noise", "release": "released", "order": "order",
}  # fmt: skip
"""The uniforms of an actor by what they decide, and by their names in the state."""


def signal_of(note: Note | None) -> SentSignal | None:
    """The signal that was noted; None without one."""
    if note is None:
        return None
    return SentSignal(
        kind=SIGNALS[note.signal],
        fresh=note.fresh == 1,
        line=note.line if note.line >= 0 else None,
        promise=note.promise if note.promise >= 0 else None,
        hint=note.hint if note.hint >= 0 else None,
        stake=note.stake,
    )


def moment_of(
    premise: Premise, crisis: Crisis, actor: ActorState, said: SentSignal | None
) -> Moment:
    """The record of an actor that has just played a turn."""
    place, aiding = actor.place, crisis.frame.aid
    return Moment(
        actor=premise.codes[place],
        before=actor.before,
        aid_before=actor.aid_before if actor.before == aiding else 0,
        rung=actor.rung,
        aid=actor.aid if actor.rung == aiding else 0,
        grade=grade_of(crisis, actor),
        displayed=actor.shown_rung,
        intensity=actor.shown_level,
        target=premise.codes[actor.target] if actor.target >= 0 else "",
        perceived=actor.seen,
        shown=actor.shown,
        pressed=actor.pressed,
        misread=actor.misread_weeks == 0,
        resolve=actor.present_resolve,
        attacked=actor.attacked_before,
        attacked_after=actor.attacked,
        stake=actor.stake,
        word=actor.word,
        credibility=believed(crisis, actor),
        signal=said,
        consults=actor.consults == 1,
        choice=choice_of(crisis, actor),
        beliefs=beliefs_of(premise, crisis, actor),
        draws={use: getattr(crisis.dice[place], name) for use, name in DRAWS.items()},
    )


def beliefs_of(premise: Premise, crisis: Crisis, actor: ActorState) -> dict[str, Belief]:
    """What an actor holds of those who oppose it now, by code."""
    foes = list(crisis.roster[actor.place])[: actor.foes]
    dyads = [(premise.codes[place], crisis.dyads[actor.place][place]) for place in foes]
    return {
        code: Belief(
            credibility=dyad.trust,
            hostility=dyad.hostility,
            reference=dyad.reference,
            stake=exp(dyad.mean),
            doubt=dyad.doubt,
        )
        for code, dyad in dyads
    }


def choice_of(crisis: Crisis, actor: ActorState) -> Choice:
    """An actor's decision, with every rung it weighed and what made the difference."""
    rung, acted, options = actor.next_rung, actor.acts == 1, options_of(crisis, actor)
    required = actor.term == RULE
    rival = rival_of(actor, options) if acted and not required else None
    best, gains, margin = options.get(rung), {}, 0.0
    if best is not None and rival is not None:
        gains, margin = _gains(best, rival), best.score - rival.score
    stretch = crisis.stretches[actor.place]
    rules = range(stretch.rule_from, stretch.rule_to)
    return Choice(
        acted=acted,
        rung=rung,
        aid=actor.next_aid if rung == crisis.frame.aid else 0,
        term=TERMS[actor.term],
        rival=rival.rung if rival is not None else None,
        margin=margin,
        gains=gains,
        alone=_best_alone(rung, options) if acted else rung,
        gate=crisis.alliances[actor.alliance].gate if actor.alliance >= 0 else 1.0,
        vetoed=actor.vetoed == 1,
        required=required,
        unbound=actor.unbound if actor.unbound >= 0 else None,
        forgone=actor.forgone,
        rules=tuple(k - stretch.rule_from for k in rules if crisis.applied[k] == 1),
        options=tuple(options.values()),
    )


def rival_of(actor: ActorState, options: dict[int, Option]) -> Option | None:
    """The rung that a choice is compared with: the old one after a move, else the second best.

    As ``brinkmanship.sim.crisis.listening.reasons.rival_of`` found it before the actor moved.
    """
    if actor.next_rung != actor.before and actor.before in options:
        return options[actor.before]
    others = [option for option in options.values() if option.rung != actor.next_rung]
    return max(others, key=lambda option: option.utility + option.shock, default=None)


def options_of(crisis: Crisis, actor: ActorState) -> dict[int, Option]:
    """The rungs weighed, by rung, each with the price of dissent and its shock.

    Who does not act weighs only what its alliance asks about: its own rung and the collective one.
    """
    place, collective = actor.place, collective_rung(crisis, actor)
    gate = crisis.alliances[actor.alliance].gate if actor.alliance >= 0 else 1.0
    weight, options = crisis.world.consensus_weight * actor.present_resolve, {}
    asked = range(crisis.frame.rungs) if actor.acts == 1 else (actor.before, collective)
    for rung in asked:
        row = crisis.weighed[place][min(rung, crisis.frame.rungs - 1)]
        if row.weighed != OPEN or rung >= crisis.frame.rungs:
            continue
        utility, shock = total(kept_terms(row)), crisis.shocks[place][rung]
        price = dissent(weight, actor.attacked_before, gate, rung, collective)
        options[rung] = Option(
            rung=rung,
            terms=kept_terms(row)._asdict(),
            utility=utility,
            dissent=price,
            shock=shock,
            score=utility + shock + price,
        )
    return options


def _gains(best: Option, rival: Option) -> Counts:
    """Term by term, what spoke for the best against its rival."""
    gains = {name: worth - rival.terms[name] for name, worth in best.terms.items()}
    gains["consensus"] = best.dissent - rival.dissent
    gains["shock"] = best.shock - rival.shock
    return gains


def _best_alone(chosen: int, options: dict[int, Option]) -> int:
    """The rung it would have taken without asking anyone."""
    if not options:
        return chosen
    return max(options.values(), key=lambda option: option.utility + option.shock).rung
