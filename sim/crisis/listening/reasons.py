"""Why an actor decides as it does: the rungs it weighed, the term that decided, the star's price.

Only for listeners: nothing here changes a run.
"""

from brinkmanship.sim.crisis.listening.records import Alternative
from brinkmanship.sim.crisis.state.heights import act_of
from brinkmanship.sim.crisis.state.records import ActorState, Crisis
from brinkmanship.sim.mechanisms.choice import Terms, dissent, total
from brinkmanship.sim.mechanisms.weighing import Outlook, Setting, answers, weigh

(SHOCK, RULE, ONLY_CHOICE, DIVERTED, UNDECIDED) = range(len(Terms._fields), len(Terms._fields) + 5)
TERMS = (*Terms._fields, "shock", "rule", "only_choice", "diverted", "")
NOT_WEIGHED, OPEN, STARRED = range(3)


def terms_of(
    crisis: Crisis,
    actor: ActorState,
    outlook: Outlook,
    setting: Setting,
    rung: int,
    step: int,
    threatened: float,
) -> Terms:
    """The terms of one rung at one step of aid, against a believed threat."""
    frame = crisis.frame
    grade = crisis.grades[rung * frame.steps + (step if rung == frame.aid else 0)]
    act = act_of(crisis.kinds[rung], grade)
    yields, fights = answers(outlook, setting, rung, act)
    value = (yields, fights, threatened, crisis.bonus[actor.place][rung])
    return weigh(outlook, setting, rung, act, value)


def forget_alternatives(crisis: Crisis, actor: ActorState) -> None:
    """Mark every rung as not weighed."""
    for rung in range(crisis.frame.rungs):
        crisis.weighed[actor.place][rung].weighed = NOT_WEIGHED


def keep_alternatives(
    crisis: Crisis,
    actor: ActorState,
    outlook: Outlook,
    setting: Setting,
    closed: int,
    polled: int,
) -> None:
    """Keep the terms of every rung that an actor weighs, and of those its star alone closes.

    Args:
        crisis, actor, outlook, setting: Who weighs, and what.
        closed: The first rung closed to it with all above.
        polled: 1 if it says what it thinks of a collective step.
    """
    place, rungs, unchosen = actor.place, crisis.frame.rungs, crisis.frame.top + 1
    collective = crisis.treaties[actor.alliance].consensus if actor.alliance >= 0 else rungs
    for rung in range(rungs):
        row = crisis.weighed[place][rung]
        asked = polled == 1 and rung in (actor.rung, collective)
        if crisis.means[place][rung] == 0 or crisis.banned[place][rung] == 1 or rung >= unchosen:
            continue
        if actor.acts == 1 or (asked and rung < closed):
            threat = crisis.threats[place][rung]
            terms = terms_of(crisis, actor, outlook, setting, rung, actor.aid, threat)
            keep_terms(row, terms)
            row.weighed = OPEN if rung < closed else STARRED


def keep_terms(row: Alternative, terms: Terms) -> None:
    """Keep the terms of a rung."""
    row.gain = terms.gain
    row.war = terms.war
    row.pressure = terms.pressure
    row.cost = terms.cost
    row.fear = terms.fear
    row.seizure = terms.seizure
    row.deterrence = terms.deterrence
    row.hint = terms.hint
    row.audience = terms.audience
    row.north_star = terms.north_star
    row.solidarity = terms.solidarity
    row.consensus = terms.consensus
    row.retaliation = terms.retaliation
    row.inertia = terms.inertia
    row.rules = terms.rules


def kept_terms(row: Alternative) -> Terms:
    """The terms kept of a rung."""
    return Terms(
        row.gain, row.war, row.pressure, row.cost, row.fear, row.seizure, row.deterrence, row.hint,
        row.audience, row.north_star, row.solidarity, row.consensus, row.retaliation, row.inertia,
        row.rules,
    )  # fmt: skip


def find_reasons(crisis: Crisis, actor: ActorState, gate: float, collective: int) -> None:
    """Name the term that decided, and what the actor gave up for its north star."""
    actor.term, actor.unbound, actor.forgone = UNDECIDED, -1, 0.0
    if actor.acts == 0:
        return
    actor.term = deciding_term(crisis, actor)
    stature = crisis.statures[actor.place]
    strength = crisis.world.north_star_scale * crisis.traits[actor.place].north_star
    if stature.ceiling < crisis.frame.rungs and (stature.hard == 1 or strength > 0.0):
        find_restraint(crisis, actor, gate, collective)


def deciding_term(crisis: Crisis, actor: ActorState) -> int:
    """The term that favoured the choice most over its rival; SHOCK if chance did."""
    options = crisis.weighed[actor.place]
    if actor.required >= 0 and options[actor.required].weighed == OPEN:
        return RULE
    rival = rival_of(crisis, actor)
    if rival < 0:
        return ONLY_CHOICE
    chosen, other = kept_terms(options[actor.next_rung]), kept_terms(options[rival])
    best, gain = 0, chosen[0] - other[0]
    for term in range(1, len(chosen)):
        if chosen[term] - other[term] > gain:
            best, gain = term, chosen[term] - other[term]
    shocks = crisis.shocks[actor.place]
    return SHOCK if shocks[actor.next_rung] - shocks[rival] > gain else best


def rival_of(crisis: Crisis, actor: ActorState) -> int:
    """The rung a decision is compared with: the old one after a move, else the second best.

    -1 if no other rung was weighed.
    """
    options, shocks = crisis.weighed[actor.place], crisis.shocks[actor.place]
    utility = crisis.utility[actor.place]
    if actor.next_rung != actor.rung and options[actor.rung].weighed == OPEN:
        return actor.rung
    rival = -1
    for rung in range(crisis.frame.rungs):
        if options[rung].weighed != OPEN or rung == actor.next_rung:
            continue
        if rival < 0 or utility[rung] + shocks[rung] > utility[rival] + shocks[rival]:
            rival = rung
    return rival


def find_restraint(crisis: Crisis, actor: ActorState, gate: float, collective: int) -> None:
    """The rung an actor would have taken without its north star, and what that was worth to it.

    All else stands as it was: what it saw, its shocks, and what its alliance said.
    """
    options = crisis.weighed[actor.place]
    if actor.required >= 0 and options[actor.required].weighed != NOT_WEIGHED:
        actor.unbound = actor.required
    else:
        actor.unbound = actor.next_rung
        best, found = 0.0, False
        for rung in range(crisis.frame.rungs):
            if options[rung].weighed == NOT_WEIGHED:
                continue
            score = free_score(crisis, actor, rung, gate, collective)
            if not found or score > best:
                best, found, actor.unbound = score, True, rung
    if actor.unbound != actor.next_rung and options[actor.next_rung].weighed != NOT_WEIGHED:
        actor.forgone = free_score(crisis, actor, actor.unbound, gate, collective) - free_score(
            crisis, actor, actor.next_rung, gate, collective
        )


def free_score(crisis: Crisis, actor: ActorState, rung: int, gate: float, collective: int) -> float:
    """What a rung scores for an actor with its north star left out; as the choice adds it up."""
    row = crisis.weighed[actor.place][rung]
    north_star = row.north_star
    row.north_star = 0.0
    worth = total(kept_terms(row))
    row.north_star = north_star
    weight = crisis.world.consensus_weight * actor.present_resolve
    price = dissent(weight, actor.attacked, gate, rung, collective)
    return worth + crisis.shocks[actor.place][rung] + price
