"""Compiled: one run from its first turn to its outcome, and a block of runs."""

from sim import played as table
from sim.chance import WORLD
from sim.ensemble.choosing import choose, consent, poll
from sim.ensemble.closing import end_alliance, fight, over
from sim.ensemble.compiled import compiled, kept
from sim.ensemble.deciding import answer, assess, observe
from sim.ensemble.draws import block, draw_turn, fill_shocks, fill_vector
from sim.ensemble.force import accident, troops, use_force
from sim.ensemble.hub import (
    actors_of,
    counts_of,
    dice_of,
    done_of,
    dyads_of,
    first_of,
    frame_of,
    grades_of,
    levels_of,
    pact_states_of,
    roster_of,
    sides_of,
    statures_of,
    war_of,
)
from sim.ensemble.opening import begin, fire_injects
from sim.ensemble.seeing import grade, take_face
from sim.ensemble.state import (
    CAUSE,
    DIRECT,
    FIGHTING,
    INITIATOR,
    MOVED,
    OUTCOME,
    OUTCOME_TURN,
    PEAK,
    ROAD,
)
from sim.ensemble.words import enter, heights, judge
from sim.mechanisms.credibility import sunk
from sim.mechanisms.perception import next_client_war
from sim.mechanisms.signals import floor
from sim.mechanisms.weighing import Setting

COUNTED = table.VETOED + 1 - table.MADE


@compiled
def begin_alliances(g):
    """Take stock of the members' postures, which they compare themselves with."""
    frame = frame_of(g)
    for m in range(g.pacts):
        summed = 0.0
        first = second = -1
        members = 0
        for i in range(g.actors):
            ally = actors_of(g)[i]
            if ally.side < 0 or ally.alliance != m:
                continue
            members += 1
            summed = summed + grades_of(g)[grade(g, frame, i)].level
            if ally.rung >= first:
                first, second = ally.rung, first
            elif ally.rung > second:
                second = ally.rung
        pact = pact_states_of(g)[m]
        pact.summed, pact.members, pact.first, pact.second = summed, members, first, second


@compiled
def act(g, world, i):
    """Take the posture decided on; a display paid for makes threats believable."""
    frame, me = frame_of(g), actors_of(g)[i]
    before = grades_of(g)[grade(g, frame, i)].level
    if me.new_rung != me.rung:
        done_of(g)[MOVED] = 1
    me.rung, me.aid = me.new_rung, me.new_aid
    level = grades_of(g)[grade(g, frame, i)].level
    risen = level - before
    if me.rung >= frame.display and risen > 0.0:
        other = 1 - me.side
        for k in range(sides_of(g)[other].members):
            dyad = dyads_of(g)[roster_of(g)[other, k], i]
            dyad.kept = sunk(dyad.kept, world.sinking_costs_psi, risen)
    shown = max(me.rung, floor(me.signal, frame.warn, frame.threat))
    me.shown_rung = shown
    me.shown_level = level if shown == me.rung else levels_of(g)[shown]


@compiled
def sequence(g):
    """Who moves when: the first of ``order`` are the principals in their order."""
    count, actors, dice = 0, actors_of(g), dice_of(g)
    for k in range(g.actors):
        i = statures_of(g)[k].listed if frame_of(g).random_sequence == 0 else k
        if actors[i].side < 0:
            continue
        at = count
        if frame_of(g).random_sequence == 1:
            while at > 0 and dice[actors[at - 1].order].order > dice[i].order:
                actors[at].order = actors[at - 1].order
                at -= 1
        actors[at].order = i
        count += 1
    return count


@compiled
def both_nuclear(g):
    """1 if both sides have a nuclear principal."""
    has0 = has1 = 0
    for i in range(g.actors):
        if statures_of(g)[i].nuclear == 1:
            if actors_of(g)[i].side == 0:
                has0 = 1
            elif actors_of(g)[i].side == 1:
                has1 = 1
    return has0 * has1


@compiled
def decide_all(g, world, setting, seed, run, turn):
    """All look, weigh, consult, choose and act; together or one after another."""
    frame = frame_of(g)
    n, pacts = g.actors, g.pacts
    nuclear = world.catastrophe_stability * both_nuclear(g)
    answers = (answer(g, world, 0), answer(g, world, 1))
    clash = done_of(g)[FIGHTING]
    for i in range(n):
        take_face(g, i)
    if frame.sequential == 1:
        consent(g, world)
        for m in range(pacts):
            pact_states_of(g)[m].gate = poll(g, world, m)
        for k in range(sequence(g)):
            i = actors_of(g)[k].order
            seen = observe(g, world, turn, i)
            required = assess(
                g, world, setting, nuclear, turn, war_of(g)[0], clash,
                answers[1 - actors_of(g)[i].side], i, seen,
            )  # fmt: skip
            choose(g, world, seed, run, turn, required, i)
            act(g, world, i)
            take_face(g, i)
        return
    for i in range(n):
        if actors_of(g)[i].side >= 0:
            seen = observe(g, world, turn, i)
            actors_of(g)[i].order = assess(
                g, world, setting, nuclear, turn, war_of(g)[0], clash,
                answers[1 - actors_of(g)[i].side], i, seen,
            )  # fmt: skip
    consent(g, world)
    for m in range(pacts):
        pact_states_of(g)[m].gate = poll(g, world, m)
    for i in range(n):
        if actors_of(g)[i].side >= 0:
            choose(g, world, seed, run, turn, actors_of(g)[i].order, i)
    for i in range(n):
        if actors_of(g)[i].side >= 0:
            act(g, world, i)


@compiled
def step(g, world, setting, seed, own, later, turn, mediated):
    """Play one turn; True when the run is over. After a fork the dice are a later run's."""
    n = g.actors
    run = own if turn <= g.fork_turn else later
    draw_turn(g, seed, run, turn)
    drawn = block(seed, run, turn, WORLD, 0, 0)[3]
    war_of(g)[0] = next_client_war(
        war_of(g)[0], world.war_intensity, world.war_reversion, world.war_volatility, drawn
    )
    fire_injects(g, world, seed, own, turn)
    begin_alliances(g)
    decide_all(g, world, setting, seed, run, turn)
    grade0, _, grade1, _ = heights(g)
    for i in range(n):
        if actors_of(g)[i].side >= 0:
            enter(g, world, i, grade1 if actors_of(g)[i].side == 0 else grade0)
    use_force(g, world, seed, run, turn)
    accident(g, world, seed, run, turn)
    troops(g, world, seed, run, turn)
    fight(g, turn)
    grade0, rung0, grade1, rung1 = heights(g)
    for i in range(n):
        me = actors_of(g)[i]
        if me.side < 0:
            continue
        judge(g, world, i, grade1 if me.side == 0 else grade0, rung1 if me.side == 0 else rung0)
        me.attacked_weeks += 1
        if me.attacked_weeks > frame_of(g).attack_weeks:
            me.attacked, me.by_accident = 0.0, 0
    for m in range(g.pacts):
        end_alliance(g, world, m)
    if turn == g.fork_turn and own != later:
        for i in range(n):
            fill_shocks(g, seed, own, i)
    return over(g, world, seed, run, turn, mediated)


@compiled
def play(g, world, seed, run, later):
    """One run to its end; the turns played."""
    fill_vector(g, seed, run)
    begin(g, world, seed, run)
    frame = frame_of(g)
    mediated = 0
    for i in range(g.actors):
        mediated = max(mediated, statures_of(g)[i].mediator)
    setting = Setting(
        world.deterrence_weight,
        world.accidents_rate,
        world.firebreaks_scale,
        world.retaliation_weight,
        world.shape_inertia,
        world.shape_skipping,
        world.catastrophe_scale,
        levels_of(g)[frame.force],
        levels_of(g)[frame.clash],
        frame.hint_from,
        frame.display,
        frame.force,
    )
    for turn in range(1, frame.horizon + 1):
        if step(g, world, setting, seed, run, later, turn, mediated):
            return turn
    return frame.horizon


@kept
def play_block(hub, worlds, seed, laters, runs, ending, first, peaks, sums):
    """Play the runs of these numbers; each row of the other arrays is a run.

    ``laters`` are the runs whose dice fall after the fork, their own if there is none.
    Columns of ``ending``: as in ``sim.played``.
    """
    g = hub[0]
    for row in range(runs.shape[0]):
        ending[row, table.TURNS] = play(g, worlds[0], seed, runs[row], laters[row])
        done, counts = done_of(g), counts_of(g)
        ending[row, table.OUTCOME] = done[OUTCOME]
        ending[row, table.OUTCOME_TURN] = done[OUTCOME_TURN]
        ending[row, table.PEAK] = done[PEAK]
        ending[row, table.DIRECT] = done[DIRECT]
        ending[row, table.CAUSE] = done[CAUSE]
        ending[row, table.ROUTE] = done[ROAD]
        ending[row, table.INITIATOR] = done[INITIATOR]
        for k in range(COUNTED):
            ending[row, table.MADE + k] = counts[k]
        for k in range(g.rungs):
            first[row, k] = first_of(g)[k]
        for i in range(g.actors):
            peaks[row, i] = actors_of(g)[i].peaks
            sums[row, i] = actors_of(g)[i].sums
