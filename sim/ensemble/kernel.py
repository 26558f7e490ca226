"""Compiled: one run from its first turn to its outcome, and a block of runs."""

from sim.chance import COMMON, SENSE, WORLD
from sim.ensemble.closing import end_alliance, fight, over, reach
from sim.ensemble.compiled import compiled
from sim.ensemble.deciding import answer, assess, choose, observe, poll
from sim.ensemble.draws import block, fill_vector, fresh_shocks
from sim.ensemble.force import accident, blame, troops, use_force
from sim.ensemble.seeing import grade, meet, take_face
from sim.ensemble.state import (
    CLASH_TURN,
    FIGHTING,
    INITIATOR,
    MOVED,
    OUTCOME,
    OUTCOME_TURN,
    PARTY_A,
    PARTY_B,
)
from sim.ensemble.tables import COHESION, POSTURE, RESOLVE
from sim.ensemble.words import enter, heights, judge
from sim.mechanisms.choice import burden, rise
from sim.mechanisms.credibility import sunk
from sim.mechanisms.endings import FROZEN, NEVER
from sim.mechanisms.perception import next_client_war
from sim.mechanisms.signals import floor
from sim.mechanisms.weighing import Setting
from sim.numeric import normal

NOT_LATELY = 99


@compiled
def make_grades(t, s, world):
    """Intensity, rise and burden of every grade."""
    frame = t.frame[0]
    for rung in range(frame.rungs):
        for step in range(frame.steps):
            level = t.rungs[rung].level
            if rung == frame.aid:
                level = level + (t.rungs[rung + 1].level - level) * step / frame.steps
            at = rung * frame.steps + step
            s.grades[at].level = level
            s.grades[at].rise = rise(level, world.shape_eta)
            s.grades[at].burden = burden(level, world.shape_gamma)


@compiled
def side_key(t, side):
    """The address of a side's draws."""
    return t.frame[0].side_key_0 if side == 0 else t.frame[0].side_key_1


@compiled
def take_side(t, s, world, traits, seed, run, i):
    """Take a stake in the dispute: the actor's own draw and its side's common shock."""
    drawn = block(seed, run, 0, COMMON, 0, side_key(t, s.actors[i].side))[0]
    shock = world.resolve_common_sd * normal(drawn)
    s.actors[i].resolve = max(0.0, traits[i].resolve + shock) * traits[i].prevail


@compiled
def begin(t, s, c, world, traits, seed, run):
    """Set the state to the start of a run."""
    frame = t.frame[0]
    make_grades(t, s, world)
    s.dyads.kept[:, :] = -1.0
    s.lines.weeks[:] = -1
    s.lines.judged[:] = 0
    s.fired[:] = 0
    for i in range(t.keys.shape[0]):
        begin_actor(t, s, world, traits, seed, run, i)
    meet(t, s, traits)
    for m in range(t.pacts.shape[0]):
        s.pacts[m].base = s.vector[t.pacts[m].cohesion]
        s.pacts[m].cohesion = s.pacts[m].base
        s.pacts[m].gate = 0.0
    c.war[0] = world.war_intensity
    c.done[:] = 0
    c.done[OUTCOME], c.done[OUTCOME_TURN] = FROZEN, frame.horizon
    c.done[CLASH_TURN] = c.done[INITIATOR] = c.done[PARTY_A] = c.done[PARTY_B] = -1
    c.sides.last[:] = NEVER
    c.sides.accidental[:] = 0
    c.sides.route[:] = 0
    c.sides.by[:] = -1
    c.counts[:] = 0
    c.sides.empty[:] = 0
    c.first[:] = -1
    reach(t, s, c, 0)


@compiled
def begin_actor(t, s, world, traits, seed, run, i):
    """Set one actor to its start."""
    frame, stature = t.frame[0], t.statures[i]
    s.actors[i].side, s.actors[i].alliance = stature.side, stature.alliance
    s.actors[i].rung, s.actors[i].aid = stature.start, stature.aid
    s.actors[i].resolve = s.actors[i].stake = s.actors[i].attacked = s.actors[i].backing = 0.0
    s.actors[i].attacked_weeks = s.actors[i].by_accident = 0
    s.actors[i].misread_weeks = NOT_LATELY
    s.actors[i].near = s.actors[i].near_tested = s.actors[i].hint = s.actors[i].told = -1
    s.actors[i].near_promise = s.actors[i].near_age = 0
    s.actors[i].hint_weight = 0.0
    s.actors[i].hint_commitment = s.actors[i].hint_age = 0
    s.actors[i].seen = s.actors[i].shown = 0.0
    s.actors[i].consults = s.actors[i].signal = s.actors[i].acts = 0
    s.actors[i].peaks = s.actors[i].sums = 0
    s.actors[i].shown_rung = s.actors[i].rung
    s.actors[i].shown_level = s.grades[grade(s, frame, i)].level
    fresh_shocks(s.options.shocks[i], seed, run, 0, t.keys[i])
    if s.actors[i].side >= 0:
        take_side(t, s, world, traits, seed, run, i)


@compiled
def is_due(t, s, row, turn):
    """Whether an inject's turn has come or all it waits for holds."""
    if row.conditional == 0:
        return turn == row.turn
    if turn < row.from_turn:
        return False
    if row.side >= 0:
        reached = False
        for i in range(t.keys.shape[0]):
            if s.actors[i].side == row.side and s.actors[i].rung >= row.rung:
                reached = True
        if not reached:
            return False
    if row.actor >= 0 and s.actors[row.actor].rung < row.rung:
        return False
    return row.attacked < 0 or s.actors[row.attacked].attacked > 0.0


@compiled
def fire_injects(t, s, c, world, traits, seed, run, turn):
    """At the start of a turn, let happen whatever is due, in the order of the file."""
    count = t.injects.shape[0]
    for k in range(count):
        if s.fired[k] == 0 and is_due(t, s, t.injects[k], turn):
            s.fired[k] = 2
    for k in range(count):
        if s.fired[k] == 2:
            s.fired[k] = 1
            happen(t, s, c, world, traits, seed, run, turn, k)


@compiled
def happen(t, s, c, world, traits, seed, run, turn, k):
    """The effects of one inject."""
    frame, row = t.frame[0], t.injects[k]
    for e in range(t.effects.shape[0]):
        effect = t.effects[e]
        if effect.inject != k:
            continue
        who = effect.who
        if effect.kind == POSTURE:
            s.actors[who].rung = effect.rung
            s.actors[who].shown_rung = effect.rung
            s.actors[who].shown_level = s.grades[grade(s, frame, who)].level
        elif effect.kind == RESOLVE:
            s.actors[who].resolve = max(0.0, s.actors[who].resolve + effect.shift)
        elif effect.kind == COHESION:
            s.pacts[who].cohesion = min(max(s.pacts[who].cohesion + effect.shift, 0.0), 1.0)
        else:
            s.actors[who].told = effect.rung
    if row.has_war == 1:
        c.war[0] = row.war
    if row.joiner >= 0:
        s.actors[row.joiner].side, s.actors[row.joiner].alliance = row.joined_side, row.joined_pact
        take_side(t, s, world, traits, seed, run, row.joiner)
        meet(t, s, traits)
    if (
        row.by >= 0
        and s.actors[row.by].side >= 0
        and s.actors[row.against].side == 1 - s.actors[row.by].side
    ):
        blame(t, s, c, turn, row.by, row.against, 1 - row.deliberate)


@compiled
def begin_alliances(t, s):
    """Take stock of the members' postures, which they compare themselves with."""
    frame = t.frame[0]
    for m in range(t.pacts.shape[0]):
        summed = 0.0
        first = second = -1
        for i in range(t.keys.shape[0]):
            if s.actors[i].side < 0 or s.actors[i].alliance != m:
                continue
            summed = summed + s.grades[grade(s, frame, i)].level
            if s.actors[i].rung >= first:
                first, second = s.actors[i].rung, first
            elif s.actors[i].rung > second:
                second = s.actors[i].rung
        s.pacts[m].summed = summed
        s.pacts[m].second, s.pacts[m].first = second, first


@compiled
def act(t, s, c, world, i):
    """Take the posture decided on; a display paid for makes threats believable."""
    frame = t.frame[0]
    before = s.grades[grade(s, frame, i)].level
    if s.actors[i].new_rung != s.actors[i].rung:
        c.done[MOVED] = 1
    s.actors[i].rung, s.actors[i].aid = s.actors[i].new_rung, s.actors[i].new_aid
    level = s.grades[grade(s, frame, i)].level
    risen = level - before
    if s.actors[i].rung >= frame.display and risen > 0.0:
        for j in range(t.keys.shape[0]):
            if s.actors[j].side == 1 - s.actors[i].side:
                s.dyads[j, i].kept = sunk(s.dyads[j, i].kept, world.sinking_costs_psi, risen)
    shown = max(s.actors[i].rung, floor(s.actors[i].signal, frame.warn, frame.threat))
    s.actors[i].shown_rung = shown
    s.actors[i].shown_level = level if shown == s.actors[i].rung else t.rungs[shown].level


@compiled
def sequence(t, s, seed, run, turn):
    """Who moves when: the first of ``order`` are the principals in their order."""
    count = 0
    for k in range(t.keys.shape[0]):
        i = t.statures[k].listed if t.frame[0].random_sequence == 0 else k
        if s.actors[i].side < 0:
            continue
        at = count
        if t.frame[0].random_sequence == 1:
            mine = block(seed, run, turn, SENSE, 0, t.keys[i])[3]
            while at > 0:
                other = s.actors[at - 1].order
                if block(seed, run, turn, SENSE, 0, t.keys[other])[3] <= mine:
                    break
                s.actors[at].order = other
                at -= 1
        s.actors[at].order = i
        count += 1
    return count


@compiled
def both_nuclear(t, s):
    """1 if both sides have a nuclear principal."""
    has0 = has1 = 0
    for i in range(t.keys.shape[0]):
        if t.statures[i].nuclear == 1:
            if s.actors[i].side == 0:
                has0 = 1
            elif s.actors[i].side == 1:
                has1 = 1
    return has0 * has1


@compiled
def decide_all(t, s, c, world, traits, setting, seed, run, turn):
    """All look, weigh, consult, choose and act; together or one after another."""
    frame = t.frame[0]
    n, pacts = t.keys.shape[0], t.pacts.shape[0]
    nuclear = world.catastrophe_stability * both_nuclear(t, s)
    answers = (answer(t, s, world, 0), answer(t, s, world, 1))
    clash = c.done[FIGHTING]
    for i in range(n):
        take_face(s, i)
    if frame.sequential == 1:
        for m in range(pacts):
            s.pacts[m].gate = poll(t, s, world, traits, m)
        for k in range(sequence(t, s, seed, run, turn)):
            i = s.actors[k].order
            seen = observe(t, s, world, traits, seed, run, turn, i)
            required = assess(
                t, s, world, traits, setting, nuclear, turn, c.war[0], clash,
                answers[1 - s.actors[i].side], i, seen,
            )  # fmt: skip
            choose(t, s, c, world, traits, seed, run, turn, required, i)
            act(t, s, c, world, i)
            take_face(s, i)
        return
    for i in range(n):
        if s.actors[i].side >= 0:
            seen = observe(t, s, world, traits, seed, run, turn, i)
            s.actors[i].order = assess(
                t, s, world, traits, setting, nuclear, turn, c.war[0], clash,
                answers[1 - s.actors[i].side], i, seen,
            )  # fmt: skip
    for m in range(pacts):
        s.pacts[m].gate = poll(t, s, world, traits, m)
    for i in range(n):
        if s.actors[i].side >= 0:
            choose(t, s, c, world, traits, seed, run, turn, s.actors[i].order, i)
    for i in range(n):
        if s.actors[i].side >= 0:
            act(t, s, c, world, i)


@compiled
def step(t, s, c, world, traits, setting, seed, run, turn, mediated):
    """Play one turn; True when the run is over."""
    n = t.keys.shape[0]
    drawn = block(seed, run, turn, WORLD, 0, 0)[3]
    c.war[0] = next_client_war(
        c.war[0], world.war_intensity, world.war_reversion, world.war_volatility, drawn
    )
    fire_injects(t, s, c, world, traits, seed, run, turn)
    begin_alliances(t, s)
    decide_all(t, s, c, world, traits, setting, seed, run, turn)
    grade0, _, grade1, _ = heights(t, s)
    for i in range(n):
        if s.actors[i].side >= 0:
            enter(t, s, c, world, traits, i, grade1 if s.actors[i].side == 0 else grade0)
    use_force(t, s, c, world, traits, seed, run, turn)
    accident(t, s, c, world, traits, seed, run, turn)
    troops(t, s, c, world, traits, seed, run, turn)
    fight(t, s, c, turn)
    grade0, rung0, grade1, rung1 = heights(t, s)
    for i in range(n):
        if s.actors[i].side < 0:
            continue
        if s.actors[i].side == 0:
            judge(t, s, c, world, i, grade1, rung1)
        else:
            judge(t, s, c, world, i, grade0, rung0)
        s.actors[i].attacked_weeks += 1
        if s.actors[i].attacked_weeks > t.frame[0].attack_weeks:
            s.actors[i].attacked, s.actors[i].by_accident = 0.0, 0
    for m in range(t.pacts.shape[0]):
        end_alliance(t, s, world, m)
    return over(t, s, c, world, seed, run, turn, mediated)


@compiled
def play(t, s, c, world, traits, seed, run):
    """One run to its end; the turns played."""
    fill_vector(s.vector, t, seed, run)
    begin(t, s, c, world, traits, seed, run)
    frame = t.frame[0]
    mediated = 0
    for i in range(t.keys.shape[0]):
        mediated = max(mediated, t.statures[i].mediator)
    setting = Setting(
        world.deterrence_weight,
        world.accidents_rate,
        world.firebreaks_scale,
        world.retaliation_weight,
        world.shape_inertia,
        world.shape_skipping,
        world.catastrophe_scale,
        t.rungs[frame.force].level,
        t.rungs[frame.clash].level,
        frame.hint_from,
        frame.display,
        frame.force,
    )
    for turn in range(1, frame.horizon + 1):
        if step(t, s, c, world, traits, setting, seed, run, turn, mediated):
            return turn
    return frame.horizon


@compiled
def play_block(t, s, c, worlds, traits, seed, first, out, first_turns, peaks, sums):
    """Play ``len(out)`` runs from ``first`` on; each row of ``out`` is a run.

    Columns of ``out``: turns, then the 16 entries of ``done``, then the 8 counts.
    """
    for row in range(out.shape[0]):
        turns = play(t, s, c, worlds[0], traits, seed, first + row)
        out[row, 0] = turns
        out[row, 1:17] = c.done
        out[row, 17:25] = c.counts
        first_turns[row] = c.first
        peaks[row] = s.actors.peaks
        sums[row] = s.actors.sums
