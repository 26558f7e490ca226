"""Draws in compiled code: the same addresses as in ``sim.dice``."""

from sim.chance import SHOCK, VALUE, WORD, philox, place, uniform
from sim.ensemble.compiled import compiled
from sim.ensemble.hub import base_of, choices_of, drawn_of, vector_of
from sim.mechanisms.values import CHOICE, drawn_number
from sim.numeric import gumbel


@compiled
def block(seed, run, turn, purpose, slot, key):
    """The four uniforms at one address."""
    a, b, c, d = philox(
        run & WORD, place(run, turn, purpose, slot), key, 0, seed & WORD, (seed >> 32) & WORD
    )
    return uniform(a), uniform(b), uniform(c), uniform(d)


@compiled
def fresh_shocks(shocks, seed, run, turn, key):
    """Fill a row with standard Gumbel shocks, one a rung."""
    rungs = shocks.shape[0]
    for slot in range((rungs + 3) // 4):
        words = block(seed, run, turn, SHOCK, slot, key)
        for word in range(4):
            if 4 * slot + word < rungs:
                shocks[4 * slot + word] = gumbel(words[word])


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
