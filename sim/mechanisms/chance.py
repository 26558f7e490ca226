"""Chance has an address, never a queue.

Every draw is a function of (seed, run, turn, purpose, actor): a Philox4x32-10 block keyed by
the seed, whose counter is the address. Adding a bystander, switching a mechanism off or
replaying one run alone re-rolls nobody's dice. Source: salmon2011.

A block holds four 32-bit words; a word ``w`` becomes the uniform ``(w + 0.5) / 2**32``, so a
uniform is never 0 or 1. Which word decides what is fixed here, once:

======== ============ ==========================================================
purpose  address      words
======== ============ ==========================================================
VALUE    path         0: a scenario value drawn once a run
COMMON   -            0: part of all stakes that everybody shares, drawn once a run
ACT      actor        0: acts this turn, 1: spare, 2: signal, 3: consults
SENSE    actor        0: misread event, 1: perception noise, 2: aid release, 3: order
SHOCK    actor, slot  choice shocks of rungs 4 slot to 4 slot + 3
WORLD    -            0: war decided, 1: settlement, 2: nuclear use, 3: client war
INCIDENT -            0: accident and between whom, 1: attribution, 2: troops hit, 3: tripwire
LOT      actor        0: struck in anger, 1 and 2: spare, 3: troops
TYPE     actor, try   0: private part of its stake, 1: stake of its public word
======== ============ ==========================================================
"""

from zlib import crc32

VALUE, COMMON, ACT, SENSE, SHOCK, WORLD, INCIDENT, LOT, TYPE = range(9)

WORD = 0xFFFFFFFF
UNIT = 2.0**-32
LAST_RUN = 2**40 - 1
LAST_TURN = 2**14 - 1
LAST_SEED = 2**63 - 1  # the last that a signed column of a table holds


def philox(c0: int, c1: int, c2: int, c3: int, k0: int, k1: int) -> tuple[int, int, int, int]:
    """Four 32-bit words from a four-word counter and a two-word key.

    Written for Python integers, for 64-bit integers that wrap, and for arrays of them: a
    product's high word is masked after the shift, so the sign of a wrapped product is lost.
    Source: salmon2011, Philox4x32 with ten rounds.

    >>> [hex(word) for word in philox(0, 0, 0, 0, 0, 0)]
    ['0x6627e8d5', '0xe169c58d', '0xbc57ac4c', '0x9b00dbd8']
    """
    for _ in range(10):
        p0 = c0 * 0xD2511F53
        p1 = c2 * 0xCD9E8D57
        c0, c1, c2, c3 = (
            ((p1 >> 32) & WORD) ^ c1 ^ k0,
            p1 & WORD,
            ((p0 >> 32) & WORD) ^ c3 ^ k1,
            p0 & WORD,
        )
        k0 = (k0 + 0x9E3779B9) & WORD
        k1 = (k1 + 0xBB67AE85) & WORD
    return c0, c1, c2, c3


def place(run: int, turn: int, purpose: int, slot: int) -> int:
    """The counter word that holds turn (14 bits), purpose (6), slot (4) and the run's top 8."""
    return turn + (purpose << 14) + (slot << 20) + ((run >> 32) << 24)


def uniform(word: int) -> float:
    """The 32-bit word as a number strictly between 0 and 1."""
    return (word + 0.5) * UNIT


def key_of(name: str) -> int:
    """The 32-bit address of an actor, side or path; of its name, not its position.

    >>> key_of("FRA") == key_of("FRA"), key_of("FRA") == key_of("DEU")
    (True, False)
    """
    return crc32(name.encode())
