"""Compiled: the alliance polled, the choice among the rungs, and the words for it."""

from sim.ensemble.compiled import compiled
from sim.ensemble.draws import fill_shocks
from sim.ensemble.hub import (
    actors_of,
    backing_of,
    counts_of,
    dice_of,
    frame_of,
    gains_of,
    pact_states_of,
    pacts_of,
    scores_of,
    shocks_of,
    speech_of,
    statures_of,
    traits_of,
    utility_of,
)
from sim.ensemble.state import VETOED
from sim.fork import HOLD, MOVE, SIGNAL
from sim.mechanisms.alliance import consensus, objection, support
from sim.mechanisms.choice import CLOSED, dissent
from sim.mechanisms.policy import propensity
from sim.mechanisms.risk import release_chance
from sim.mechanisms.signals import (
    AMBIGUITY,
    ASSURE,
    CALLED,
    COMMIT,
    CONSULT,
    NONE,
    REMINDER,
    THREAT,
    WARN,
    chosen,
)


@compiled
def consent(g, world):
    """How far each actor would back its alliance's collective step, all in one loop."""
    gains, backing = gains_of(g), backing_of(g)
    for i in range(g.actors):
        backing[i] = support(gains[i], world.consensus_tolerance, world.consensus_slope)


@compiled
def poll(g, world, m):
    """How far a collective step finds consensus now."""
    voices = backing = 0.0
    unblocked = 1.0
    collective, pact = pacts_of(g)[m].consensus, pact_states_of(g)[m]
    for j in range(g.actors):
        ally, mine, star = actors_of(g)[j], traits_of(g)[j], statures_of(g)[j]
        if ally.side < 0 or ally.alliance != m:
            continue
        voices = voices + mine.voice
        backing = backing + mine.voice * backing_of(g)[j]
        if mine.veto > 0.0 and star.ceiling <= collective:
            strength = world.north_star_scale * mine.north_star
            unblocked = unblocked * (1.0 - mine.veto * objection(star.hard, strength))
    if voices <= 0.0:
        return 0.0
    return consensus(pact.cohesion, pact.base, unblocked * backing / voices, world.consensus_need)


@compiled
def choose(g, world, seed, run, turn, required, i):
    """Choose rung, release and words, now that the alliance has spoken."""
    frame, me = frame_of(g), actors_of(g)[i]
    gate = pact_states_of(g)[me.alliance].gate if me.alliance >= 0 else 1.0
    collective = pacts_of(g)[me.alliance].consensus if me.alliance >= 0 else frame.rungs
    me.new_rung, me.new_aid, me.vetoed = me.rung, me.aid, 0
    if me.acts == 1:
        if required >= 0 and utility_of(g)[i, required] > CLOSED:
            me.new_rung = required
        else:
            fill_shocks(g, seed, run, i)
            take_best(g, world, gate, collective, i)
            if me.new_rung == me.rung == frame.aid and me.aid < frame.steps - 1:
                chance = release_chance(world.aid_rate, me.gain, traits_of(g)[i].rationality)
                if dice_of(g)[i].released < chance:
                    me.new_aid = me.aid + 1
    speak(g, i)
    if g.fork_turn == turn and g.fork_actor == i:
        divert(g, i)
    if me.vetoed == 1:
        counts_of(g)[VETOED] += 1


@compiled
def divert(g, i):
    """Change a decision to what a fork wants."""
    me = actors_of(g)[i]
    if g.fork_change == SIGNAL:
        me.signal = g.fork_value
    elif g.fork_change == MOVE:
        me.acts = 0 if g.fork_value == HOLD else 1
        me.new_rung = me.rung if g.fork_value == HOLD else g.fork_value
        me.new_aid, me.vetoed = me.aid, 0


@compiled
def take_best(g, world, gate, collective, i):
    """The open rung with the greatest utility and shock."""
    me, utility, shocks, scores = actors_of(g)[i], utility_of(g)[i], shocks_of(g)[i], scores_of(g)
    for rung in range(g.rungs):
        is_open = utility[rung] > CLOSED
        score = utility[rung] + shocks[rung]
        scores[0, rung] = score if is_open else CLOSED
        score = score + dissent(world.consensus_weight, me.attacked, gate, rung, collective)
        scores[1, rung] = score if is_open else CLOSED
    alone, me.new_rung = first_best(scores[0], me.rung), first_best(scores[1], me.rung)
    me.vetoed = 1 if alone >= collective > me.new_rung else 0


@compiled
def first_best(scores, present):
    """The lowest rung with the greatest score; the present one if all are closed.

    Four maxima side by side, then a search: one running maximum would wait for each rung.
    """
    a = b = c = d = CLOSED
    for rung in range(0, scores.shape[0], 4):
        a, b = max(a, scores[rung]), max(b, scores[rung + 1])
        c, d = max(c, scores[rung + 2]), max(d, scores[rung + 3])
    best = max(a, b, c, d)
    if best <= CLOSED:
        return present
    for rung in range(scores.shape[0]):
        if scores[rung] == best:
            return rung
    return present


@compiled
def speak(g, i):
    """Choose the week's outward signal and whether to consult the allies."""
    me, mine, rules, dice = actors_of(g)[i], traits_of(g)[i], speech_of(g)[i], dice_of(g)[i]
    signal, upto = NONE, 0.0
    for kind, chance in (
        (THREAT, mine.threaten),
        (WARN, mine.warn),
        (COMMIT, mine.commit),
        (AMBIGUITY, mine.ambiguity),
        (ASSURE, mine.assure),
        (REMINDER, mine.reminder),
    ):
        share = propensity(chance, rules[kind, 0], int(rules[kind, 1]), int(rules[kind, 2]))
        if chosen(dice.said, upto, share) == 1:
            signal = kind
        upto = upto + share
    called = max(mine.consult, CALLED) if me.attacked > 0.0 else mine.consult
    share = propensity(called, rules[CONSULT, 0], int(rules[CONSULT, 1]), int(rules[CONSULT, 2]))
    consults = 1 if dice.called < share else 0
    if me.told >= 0:
        if me.told == CONSULT:
            consults = 1
        else:
            signal = me.told
        me.told = -1
    me.signal, me.consults = signal, consults
