"""Draws in compiled code: the same addresses as in ``sim.dice``."""

from sim.chance import ACT, SENSE, SHOCK, VALUE, WORD, philox, place, uniform
from sim.ensemble.compiled import compiled
from sim.ensemble.hub import (
    actors_of,
    base_of,
    choices_of,
    dice_of,
    drawn_of,
    keys_of,
    noises_of,
    shocks_of,
    traits_of,
    vector_of,
)
from sim.mechanisms.values import CHOICE, drawn_number
from sim.numeric import far_normal, gumbel, is_near, near_normal


@compiled
def block(seed, run, turn, purpose, slot, key):
    """The four uniforms at one address."""
    a, b, c, d = philox(
        run & WORD, place(run, turn, purpose, slot), key, 0, seed & WORD, (seed >> 32) & WORD
    )
    return uniform(a), uniform(b), uniform(c), uniform(d)


@compiled
def draw_turn(g, seed, run, turn):
    """The uniforms of a turn for all actors at once, which a processor does side by side.

    Normal deviates of reading errors likewise, but for those in the tails.
    """
    keys, dice, noises = keys_of(g), dice_of(g), noises_of(g)
    for i in range(g.actors):
        mine = dice[i]
        mine.acts, mine.renews, mine.said, mine.called = block(seed, run, turn, ACT, 0, keys[i])
    for i in range(g.actors):
        mine = dice[i]
        mine.misread, mine.noise, mine.released, mine.order = block(
            seed, run, turn, SENSE, 0, keys[i]
        )
    for i in range(g.actors):
        noises[i] = near_normal(dice[i].noise)
    for i in range(g.actors):
        if not is_near(dice[i].noise):
            noises[i] = far_normal(dice[i].noise)


@compiled
def fill_shocks(g, seed, run, i):
    """The shocks of an actor's latest renewal, one a rung; only when it comes to need them.

    They are drawn first and made Gumbel after, so that a processor can do several at once.
    """
    me = actors_of(g)[i]
    if me.filled == me.renewed:
        return
    me.filled = me.renewed
    shocks, key = shocks_of(g)[i], keys_of(g)[i]
    for slot in range(shocks.shape[0] // 4):
        first, second, third, fourth = block(seed, run, me.renewed, SHOCK, slot, key)
        shocks[4 * slot] = first
        shocks[4 * slot + 1] = second
        shocks[4 * slot + 2] = third
        shocks[4 * slot + 3] = fourth
    beta = traits_of(g)[i].rationality
    for rung in range(shocks.shape[0]):
        shocks[rung] = gumbel(shocks[rung]) / beta


@compiled
def fill_vector(g, seed, run):
    """The numbers of one run: fixed ones as they are, distributions drawn."""
    vector, base = vector_of(g), base_of(g)
    for i in range(g.numbers):
        vector[i] = base[i]
    for i in range(g.drawn):
        one = drawn_of(g)[i]
        u = block(seed, run, 0, VALUE, 0, one.key)[0]
        shape = (one.first, one.second, one.third)
        found = drawn_number(one.kind, shape, one.low, one.high, u)
        if one.kind == CHOICE:
            found = choices_of(g)[one.options + int(found)]
        vector[one.place] = found
