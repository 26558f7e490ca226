"""What actors see: sides and first beliefs, and one actor's look at the other side."""

from brinkmanship.sim.crisis.state.fork import NO_MISREADING
from brinkmanship.sim.crisis.state.heights import level_of
from brinkmanship.sim.crisis.state.records import ActorState, Crisis
from brinkmanship.sim.mechanisms.credibility import belief
from brinkmanship.sim.mechanisms.lines import line_rung
from brinkmanship.sim.mechanisms.perception import (
    adapted,
    anticipated,
    attention,
    learnt_hostility,
    misread,
    perceived,
    perception_noise,
    pressure,
    provocation,
)
from brinkmanship.sim.mechanisms.risk import renewal_chance, tripwire_threat


def list_sides(crisis: Crisis) -> None:
    """List the members of each side, in the order of the premise."""
    sides, roster = crisis.sides, crisis.roster
    sides[0].members = sides[1].members = 0
    for actor in crisis.actors:
        if actor.side >= 0:
            mine = sides[actor.side]
            roster[actor.side][mine.members] = actor.place
            mine.members += 1


def meet(crisis: Crisis) -> None:
    """Everyone on a side holds first beliefs of the opponents it has not met."""
    sides, roster = crisis.sides, crisis.roster
    for side in range(2):
        for k in range(sides[side].members):
            actor = crisis.actors[roster[side][k]]
            for m in range(sides[1 - side].members):
                foe = crisis.actors[roster[1 - side][m]]
                dyad, theirs = crisis.dyads[actor.place][foe.place], crisis.traits[foe.place]
                if dyad.kept >= 0.0:
                    continue
                dyad.hostility = crisis.traits[actor.place].hostility
                dyad.reference = level_of(crisis, foe)
                dyad.kept = theirs.credibility * theirs.strength
                dyad.broken = (1.0 - theirs.credibility) * theirs.strength


def show_faces(crisis: Crisis) -> None:
    """Everybody is seen by those who look this turn as it stands now."""
    for actor in crisis.actors:
        show_face(actor)


def show_face(actor: ActorState) -> None:
    """One actor is seen as it stands now."""
    actor.face_rung, actor.face_level = actor.shown_rung, actor.shown_level


def weeks_crossed(crisis: Crisis, actor: ActorState) -> int:
    """Weeks since the most recently crossed red line of an actor was crossed, -1 for none."""
    weeks, stretch = -1, crisis.stretches[actor.place]
    for k in range(stretch.line_from, stretch.line_to):
        since = crisis.line_states[k].weeks
        if since >= 0 and (weeks < 0 or since < weeks):
            weeks = since
    return weeks


def observe(crisis: Crisis, actor: ActorState) -> None:
    """Read the other side and learn from it; think afresh if it is time to; act or not."""
    world, fork, dice = crisis.world, crisis.fork, crisis.dice[actor.place]
    jolt = misread(world.misperception_m, world.misperception_pi, dice.misread)
    turn = crisis.course.turn
    if fork.turn == turn and fork.change == NO_MISREADING and fork.actor == actor.place:
        jolt = 0.0
    actor.misread_weeks = 0 if jolt > 0.0 else actor.misread_weeks + 1
    error = perception_noise(world.misperception_sigma, crisis.noises[actor.place]) + jolt
    look(crisis, actor, error)
    fresh = actor.attacked > 0.0 and actor.attacked_weeks == 0
    chance = renewal_chance(
        world.deliberation_renewal,
        world.deliberation_crossed,
        weeks_crossed(crisis, actor),
        crisis.frame.crossed_weeks,
    )
    if fresh or dice.renews < chance:
        actor.renewed = turn
    activity = crisis.traits[actor.place].activity
    actor.acts = 1 if actor.attacked > 0.0 or dice.acts < activity else 0


def look(crisis: Crisis, actor: ActorState, error: float) -> None:
    """Read all opponents and learn from what is read; the impression stays with the actor.

    The strongest believed threat against each rung is left in its row of ``crisis.threats``.
    """
    frame, world, levels = crisis.frame, crisis.world, crisis.levels
    threats = crisis.threats[actor.place]
    other = 1 - actor.side
    dyads, foes = crisis.dyads[actor.place], crisis.roster[other]
    count = crisis.sides[other].members
    for rung in range(frame.rungs):
        threats[rung] = 0.0
    clash = levels[frame.clash]
    summed = greatest = shown_sum = shown_top = provoked_sum = provoked = 0.0
    hinted = release = tripwire = 0.0
    top = -1
    for k in range(count):
        foe = crisis.actors[foes[k]]
        dyad = dyads[foe.place]
        level = foe.face_level
        seen = perceived(level, error, world.misperception_mu, dyad.hostility)
        jump = provocation(seen, dyad.reference, world.salami_notice)
        dyad.reference = adapted(dyad.reference, world.salami_rho, seen)
        dyad.hostility = learnt_hostility(dyad.hostility, world.hostility_omega, seen)
        trust = belief(dyad.kept, dyad.broken)
        if foe.hint >= 0:
            expected = levels[foe.hint]
            weight = world.anticipation_provokes * foe.hint_weight
            seen = anticipated(seen, weight, trust, expected, level)
            if foe.hint >= foe.face_rung:
                hinted = max(hinted, foe.hint_weight * trust * expected)
        summed, greatest = summed + seen, max(greatest, seen)
        shown_sum, shown_top = shown_sum + level, max(shown_top, level)
        provoked_sum, provoked = provoked_sum + jump, max(provoked, jump)
        top = max(top, foe.face_rung)
        drawn = tripwire_threat(
            world.tripwire_drawn, clash, foe.face_rung, frame.collective, frame.force
        )
        tripwire = max(tripwire, drawn)
        release = max(release, read_lines(crisis, actor, foe, trust))
    threats[frame.force] = max(threats[frame.force], tripwire)
    many, focus = max(count, 1), world.attention_focus
    actor.seen = attention(summed / many, greatest, focus)
    actor.shown = attention(shown_sum / many, shown_top, focus)
    felt = attention(provoked_sum / many, provoked, focus)
    standing = threats[0]
    for rung in range(1, frame.rungs):
        standing = max(threats[rung], standing)
        threats[rung] = standing
    actor.pressed = pressure(actor.seen, felt, world.salami_weight)
    actor.hinted = world.anticipation_deters * hinted
    actor.release, actor.opponent_top = release, top


def read_lines(crisis: Crisis, actor: ActorState, foe: ActorState, trust: float) -> float:
    """Enter an opponent's lines at the rungs that cross them, believed as far as ``trust``.

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
    stretch = crisis.stretches[foe.place]
    for k in range(stretch.line_from, stretch.line_to):
        line = crisis.red_lines[k]
        promised = levels[line.promise] * crisis.vector[line.public]
        threats[line.at] = max(threats[line.at], trust * promised)
    return release
