"""Compiled: the alliance polled, the choice among the rungs, and the words for it."""

from sim.ensemble.compiled import compiled
from sim.ensemble.hub import (
    actors_of,
    counts_of,
    frame_of,
    options_of,
    pact_states_of,
    pacts_of,
    speech_of,
    statures_of,
    traits_of,
)
from sim.ensemble.state import VETOED
from sim.mechanisms.alliance import consensus, objection
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
def poll(g, world, m):
    """How far a collective step finds consensus now."""
    voices = backing = 0.0
    unblocked = 1.0
    collective = pacts_of(g)[m].consensus
    for j in range(g.actors):
        if actors_of(g)[j].side < 0 or actors_of(g)[j].alliance != m:
            continue
        voices = voices + traits_of(g)[j].voice
        backing = backing + traits_of(g)[j].voice * actors_of(g)[j].backing
        if traits_of(g)[j].veto > 0.0 and statures_of(g)[j].ceiling <= collective:
            strength = world.north_star_scale * traits_of(g)[j].north_star
            unblocked = unblocked * (
                1.0 - traits_of(g)[j].veto * objection(statures_of(g)[j].hard, strength)
            )
    if voices <= 0.0:
        return 0.0
    share = unblocked * backing / voices
    return consensus(
        pact_states_of(g)[m].cohesion, pact_states_of(g)[m].base, share, world.consensus_need
    )


@compiled
def choose(g, world, required, i):
    """Choose rung, release and words, now that the alliance has spoken."""
    frame = frame_of(g)
    m = actors_of(g)[i].alliance
    gate = pact_states_of(g)[m].gate if m >= 0 else 1.0
    collective = pacts_of(g)[m].consensus if m >= 0 else frame.rungs
    actors_of(g)[i].new_rung, actors_of(g)[i].new_aid, actors_of(g)[i].vetoed = (
        actors_of(g)[i].rung,
        actors_of(g)[i].aid,
        0,
    )
    if actors_of(g)[i].acts == 1:
        if required >= 0 and options_of(g)[i, required].utility > CLOSED:
            actors_of(g)[i].new_rung = required
        else:
            take_best(g, world, gate, collective, i)
            if (
                actors_of(g)[i].new_rung == actors_of(g)[i].rung == frame.aid
                and actors_of(g)[i].aid < frame.steps - 1
            ):
                chance = release_chance(
                    world.aid_rate, actors_of(g)[i].gain, traits_of(g)[i].rationality
                )
                if actors_of(g)[i].released < chance:
                    actors_of(g)[i].new_aid = actors_of(g)[i].aid + 1
    if actors_of(g)[i].vetoed == 1:
        counts_of(g)[VETOED] += 1
    speak(g, i)


@compiled
def take_best(g, world, gate, collective, i):
    """The open rung with the greatest utility and shock."""
    beta = traits_of(g)[i].rationality
    weight = world.consensus_weight * (1.0 - actors_of(g)[i].attacked)
    best = best_alone = CLOSED
    alone = actors_of(g)[i].rung
    for rung in range(g.rungs):
        worth = options_of(g)[i, rung].utility
        if worth <= CLOSED:
            continue
        score = worth + options_of(g)[i, rung].shocks / beta
        if score > best_alone:
            best_alone, alone = score, rung
        score = score + dissent(weight, gate, rung, collective)
        if score > best:
            best = score
            actors_of(g)[i].new_rung = rung
    actors_of(g)[i].vetoed = 1 if alone >= collective > actors_of(g)[i].new_rung else 0


@compiled
def speak(g, i):
    """Choose the week's outward signal and whether to consult the allies."""
    mine = traits_of(g)[i]
    rules = speech_of(g)[i]
    actors_of(g)[i].signal = NONE
    upto = 0.0
    for kind, chance in (
        (THREAT, mine.threaten),
        (WARN, mine.warn),
        (COMMIT, mine.commit),
        (AMBIGUITY, mine.ambiguity),
        (ASSURE, mine.assure),
        (REMINDER, mine.reminder),
    ):
        share = propensity(chance, rules[kind, 0], int(rules[kind, 1]), int(rules[kind, 2]))
        if chosen(actors_of(g)[i].said, upto, share) == 1:
            actors_of(g)[i].signal = kind
        upto = upto + share
    called = max(mine.consult, CALLED) if actors_of(g)[i].attacked > 0.0 else mine.consult
    share = propensity(called, rules[CONSULT, 0], int(rules[CONSULT, 1]), int(rules[CONSULT, 2]))
    actors_of(g)[i].consults = 1 if actors_of(g)[i].called < share else 0
    if actors_of(g)[i].told >= 0:
        if actors_of(g)[i].told == CONSULT:
            actors_of(g)[i].consults = 1
        else:
            actors_of(g)[i].signal = actors_of(g)[i].told
        actors_of(g)[i].told = -1
