"""What actors see: their opponents and first beliefs, and one actor's look at them."""

from brinkmanship.sim.crisis.alliances import share_between
from brinkmanship.sim.crisis.state.fork import NO_MISREADING
from brinkmanship.sim.crisis.state.heights import level_of
from brinkmanship.sim.crisis.state.records import ActorState, Crisis, Dyad
from brinkmanship.sim.mechanisms.bargaining import (
    attack_chance,
    fights_chance,
    odds,
    record_shift,
    surprised,
    war_cost,
)
from brinkmanship.sim.mechanisms.endings import NEVER
from brinkmanship.sim.mechanisms.numeric import clip, log
from brinkmanship.sim.mechanisms.perception import (
    adapted,
    anticipated,
    learnt_hostility,
    misread,
    perceived,
    perception_noise,
    provocation,
    reconsiders,
)
from brinkmanship.sim.mechanisms.words.lines import line_rung

LEAST_STAKE = 1e-6  # keeps the logarithm of a stake defined
MIGHT = 0.2  # weight of an opponent's means of war in who is looked at first; assumption


def list_opponents(crisis: Crisis) -> None:
    """List the opponents of each actor, in the order of the premise, and shares of exposure."""
    for actor in crisis.actors:
        actor.foes = 0
        if actor.side < 0:
            continue
        summed = 0.0
        for other in crisis.actors:
            if other.side == actor.side:
                summed = summed + crisis.traits[other.place].exposure
            if other.side >= 0 and crisis.opposed[actor.side][other.side] == 1:
                crisis.roster[actor.place][actor.foes] = other.place
                actor.foes += 1
        actor.exposed = crisis.traits[actor.place].exposure / summed if summed > 0.0 else 0.0


def gather_strength(crisis: Crisis) -> None:
    """Means of war of each actor with its allies', as far as they owe it help."""
    for actor in crisis.actors:
        actor.strength = crisis.traits[actor.place].capability
        actor.arsenal = crisis.statures[actor.place].nuclear * 1.0
        for ally in crisis.actors:
            share = share_between(crisis, actor.place, ally.place)
            if share > 0.0:
                actor.strength = actor.strength + share * crisis.traits[ally.place].capability
                actor.arsenal = max(actor.arsenal, share * crisis.statures[ally.place].nuclear)


def meet(crisis: Crisis) -> None:
    """Everyone weighs a war with each opponent, and holds first beliefs of those it has not met."""
    world = crisis.world
    gather_strength(crisis)
    for actor in crisis.actors:
        for k in range(actor.foes):
            foe = crisis.actors[crisis.roster[actor.place][k]]
            dyad, theirs = crisis.dyads[actor.place][foe.place], crisis.traits[foe.place]
            own = crisis.statures[actor.place].nuclear * 1.0
            fear, umbrella = world.nuclear_fear_fear, world.nuclear_fear_umbrella
            goals = crisis.traits[actor.place]
            cost = war_cost(fear, foe.arsenal, umbrella, own) * goals.survival * (1.0 - goals.risk)
            dyad.cost = max(cost, LEAST_STAKE)
            dyad.odds = odds(actor.strength, foe.strength)
            dyad.price = log(dyad.cost / dyad.odds)
            if dyad.met == 1:
                continue
            dyad.met = 1
            dyad.hostility = goals.hostility
            dyad.reference, dyad.known = level_of(crisis, foe), foe.rung
            median = max(theirs.resolve * theirs.prevail, LEAST_STAKE)
            record = record_shift(world.learning_record, theirs.kept, theirs.bluffs)
            dyad.mean = log(median) + record
            dyad.doubt = max(world.resolve_doubt, LEAST_STAKE)
    for actor in crisis.actors:
        for k in range(actor.foes):
            other = crisis.roster[actor.place][k]
            dyad = crisis.dyads[actor.place][other]
            price = crisis.dyads[other][actor.place].price
            dyad.trust = fights_chance(price, dyad.mean, dyad.doubt)


def show_faces(crisis: Crisis) -> None:
    """Everybody is seen by those who look this turn as it stands now."""
    for actor in crisis.actors:
        show_face(actor)


def show_face(actor: ActorState) -> None:
    """One actor is seen as it stands now."""
    actor.face_rung, actor.face_level = actor.shown_rung, actor.shown_level


def weeks_crossed(crisis: Crisis, actor: ActorState) -> int:
    """Turns since the most recently crossed red line of an actor was crossed, -1 for none."""
    weeks, stretch = -1, crisis.stretches[actor.place]
    for k in range(stretch.line_from, stretch.line_to):
        since = crisis.line_states[k].weeks
        if since >= 0 and (weeks < 0 or since < weeks):
            weeks = since
    return weeks


def observe(crisis: Crisis, actor: ActorState) -> None:
    """Read the opponents and learn from it; reconsider the posture or not."""
    world, fork, dice = crisis.world, crisis.fork, crisis.dice[actor.place]
    jolt = misread(world.misperception_m, world.misperception_pi, dice.misread)
    turn = crisis.course.turn
    if fork.turn == turn and fork.change == NO_MISREADING and fork.actor == actor.place:
        jolt = 0.0
    actor.misread_weeks = 0 if jolt > 0.0 else actor.misread_weeks + 1
    error = perception_noise(world.misperception_sigma, crisis.noises[actor.place]) + jolt
    news = look(crisis, actor, error)
    free = actor.held != turn  # an inject holds a posture through its turn
    chance = crisis.traits[actor.place].activity
    wakes = reconsiders(dice.acts, chance, news, jolt, actor.attacked)
    actor.acts = wakes if free else 0


def look(crisis: Crisis, actor: ActorState, error: float) -> int:
    """Read all opponents and learn from what is read; the impression stays with the actor.

    It bargains with the one that presses it most. The strongest believed threat against each
    rung is left in its row of ``crisis.threats``.

    Returns:
        1 if one of them took up or gave up a deed since the actor last looked.
    """
    frame, world, levels = crisis.frame, crisis.world, crisis.levels
    threats, foes = crisis.threats[actor.place], crisis.roster[actor.place]
    for rung in range(frame.rungs):
        threats[rung] = 0.0
    hinted = release = 0.0
    news = 0
    strongest = 0.0
    for k in range(actor.foes):
        strongest = max(strongest, crisis.traits[foes[k]].capability)
    top, actor.target, greatest = -1, -1, -1.0
    actor.seen = actor.shown = 0.0
    for k in range(actor.foes):
        foe = crisis.actors[foes[k]]
        dyad = crisis.dyads[actor.place][foe.place]
        level = foe.face_level
        seen = perceived(level, error, world.misperception_mu, dyad.hostility)
        jump = provocation(seen, dyad.reference, world.salami_notice)
        if foe.face_rung != dyad.known:
            deed = max(foe.face_rung, dyad.known) * frame.steps >= frame.line_from
            news, dyad.known = 1 if deed else news, foe.face_rung
        dyad.mean = surprised(dyad.mean, dyad.doubt, world.salami_weight, jump, 0.0)
        dyad.reference = adapted(dyad.reference, world.salami_rho, seen)
        dyad.hostility = learnt_hostility(dyad.hostility, world.hostility_omega, seen)
        theirs = crisis.dyads[foe.place][actor.place]
        dyad.trust = fights_chance(theirs.price, dyad.mean, dyad.doubt)
        if foe.hint >= 0:
            expected = levels[foe.hint]
            weight = world.anticipation_provokes * foe.hint_weight
            seen = anticipated(seen, weight, dyad.trust, expected, level)
            if foe.hint >= foe.face_rung:
                hinted = max(hinted, foe.hint_weight * dyad.trust * expected)
        struck = actor.attacked if actor.attacker == foe.place else 0.0
        attention = seen + MIGHT * crisis.traits[foe.place].capability / strongest + struck
        if attention > greatest:
            greatest, actor.target = attention, foe.place
            actor.seen, actor.shown = seen, level
        top = max(top, foe.face_rung)
        release = max(release, read_lines(crisis, actor, foe, dyad.trust))
    standing = threats[0]
    for rung in range(1, frame.rungs):
        standing = max(threats[rung], standing)
        threats[rung] = standing
    actor.hinted = world.anticipation_deters * hinted
    actor.release, actor.opponent_top = release, top
    return news


def fear_attack(crisis: Crisis, actor: ActorState, dyad: Dyad) -> None:
    """What the opponent it looks at does to an actor, and might do."""
    world, foe = crisis.world, crisis.actors[actor.target]
    price = crisis.dyads[foe.place][actor.place].price
    alarm = world.war_alarm * actor.seen
    actor.threatened = attack_chance(dyad.mean, dyad.doubt, price, world.war_restraint, alarm)
    rung = foe.face_rung
    grade = crisis.grades[rung * crisis.frame.steps + (foe.aid if rung == crisis.frame.aid else 0)]
    harm = grade.harm * clip(actor.seen / max(foe.face_level, LEAST_STAKE), 0.0, 1.0)
    actor.pressed = harm * (aimed_share(crisis, actor, foe) if rung >= crisis.frame.force else 1.0)
    actor.answered = answered_chance(crisis, actor)


def aimed_share(crisis: Crisis, actor: ActorState, foe: ActorState) -> float:
    """How far an opponent's force is aimed at an actor, in [0, 1].

    Wholly if it struck that actor last, or nobody yet; else as far as the actor owes help to who
    was struck.
    """
    victim, latest = actor.place, NEVER
    for other in crisis.actors:
        last = crisis.dyads[foe.place][other.place].last
        if last > latest:
            victim, latest = other.place, last
    return 1.0 if victim == actor.place else share_between(crisis, actor.place, victim)


def answered_chance(crisis: Crisis, actor: ActorState) -> float:
    """Believed chance that force against an opponent is answered, by it or by one of its allies.

    An ally counts as far as it owes help: ``1 - (1 - a) prod_j (1 - o_j a_j)``, where a is the
    chance that a stake is worth an answer. Source: snyder1984; independence is an assumption.
    """
    spared, price = 1.0, crisis.world.seizure_answered
    for k in range(actor.foes):
        place = crisis.roster[actor.place][k]
        owed = 1.0 if place == actor.target else share_between(crisis, actor.target, place)
        if owed > 0.0:
            dyad = crisis.dyads[actor.place][place]
            spared = spared * (1.0 - owed * fights_chance(price, dyad.mean, dyad.doubt))
    return 1.0 - spared


def stake_now(crisis: Crisis, actor: ActorState) -> float:
    """What is at stake for an actor now: the matter, more in a client war, and what was struck."""
    gain = crisis.world.resolve_war_gain * crisis.backers[actor.place]
    home = crisis.world.war_home * actor.hurt
    return actor.resolve * (1.0 + gain * crisis.course.war) + home


def read_lines(crisis: Crisis, actor: ActorState, foe: ActorState, trust: float) -> float:
    """Enter an opponent's lines at the rungs that cross them, believed as far as ``trust``.

    A standing line that is public is believed more: its owner would pay for not keeping it.

    Returns:
        The strongest believed threat against the actor's next release of arms aid.
    """
    frame, levels, threats = crisis.frame, crisis.levels, crisis.threats[actor.place]
    release = 0.0
    if foe.near >= 0:
        feared = trust * levels[foe.near_promise]
        crossing = line_rung(foe.near, frame.steps, frame.aid, actor.aid)
        threats[crossing] = max(threats[crossing], feared)
        if actor.rung == frame.aid and foe.near == actor.rung * frame.steps + actor.aid + 1:
            release = feared
    stretch, dyad = crisis.stretches[foe.place], crisis.dyads[actor.place][foe.place]
    price = crisis.dyads[foe.place][actor.place].price
    scale = crisis.world.audience_costs_standing * crisis.traits[foe.place].honour
    if crisis.world.audience_costs_aud <= 0.0:
        scale = 0.0
    for k in range(stretch.line_from, stretch.line_to):
        line = crisis.red_lines[k]
        bound = dyad.mean + scale * crisis.vector[line.public]
        promised = levels[line.promise] * fights_chance(price, bound, dyad.doubt)
        threats[line.at] = max(threats[line.at], promised)
    return release
