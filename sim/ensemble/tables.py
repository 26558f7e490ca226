"""A premise as arrays, the form in which compiled code can read it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.mechanisms.policy import RuleRow
from sim.premise import Premise
from sim.premise.parameters import Frame, Stature, Traits, World

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Records = NDArray[np.void]

WORLD = np.dtype([(name, np.float64) for name in World._fields])
TRAITS = np.dtype([(name, np.float64) for name in Traits._fields])
STATURE = np.dtype(
    [
        (name, np.int64)
        for name in (
            *Stature._fields, "line_from", "line_to", "rule_from", "rule_to", "listed",
        )
    ]
)  # fmt: skip
FRAME = np.dtype(
    [
        (name, np.int64)
        for name in (
            *Frame._fields, "war_side", "war_rung", "random_sequence", "side_key_0", "side_key_1",
        )
    ]
)  # fmt: skip
LINE = np.dtype([("at", np.int64), ("promise", np.int64), ("public", np.int64)])
PACT = np.dtype([("consensus", np.int64), ("cohesion", np.int64), ("obligation", np.float64)])
RULE = np.dtype([(name, np.float64 if name == "war" else np.int64) for name in RuleRow._fields])
DRAWN = np.dtype(
    [(name, np.int64) for name in ("place", "key", "kind", "options")]
    + [(name, np.float64) for name in ("first", "second", "third", "low", "high")]
)
INJECT = np.dtype(
    [
        (name, np.int64)
        for name in (
            "turn", "conditional", "from_turn", "side", "actor", "rung", "attacked",
            "has_war", "by", "against", "deliberate", "joiner", "joined_side", "joined_pact",
        )
    ]
    + [("war", np.float64)]
)  # fmt: skip
EFFECT = np.dtype(
    [
        ("inject", np.int64),
        ("kind", np.int64),
        ("who", np.int64),
        ("rung", np.int64),
        ("shift", np.float64),
    ]
)
POSTURE, RESOLVE, SIGNAL, COHESION = range(4)


class Tables(NamedTuple):
    """All that a block of runs reads; n actors, K rungs, m alliances.

    Attributes:
        frame: (1,) record: the frame, the client war, the addresses of the sides.
        keys: (n,) addresses of the actors' draws.
        statures: (n,) records, with the stretch of each actor's lines and rules.
        levels, prices: (K,) intensity and own price of each rung.
        open_rungs: (n, K) 0 or 1.
        lines, rules: Records, those of one actor side by side.
        pacts: (m,) records.
        injects, effects: Records.
        base: The vector of numbers before anything is drawn.
        drawn: Records of what is drawn once a run; options: all options of all choices.
    """

    frame: Records
    keys: Ints
    statures: Records
    levels: Floats
    prices: Floats
    open_rungs: Ints
    lines: Records
    rules: Records
    pacts: Records
    injects: Records
    effects: Records
    base: Floats
    drawn: Records
    options: Floats


def tables_of(premise: Premise) -> Tables:
    """The arrays of a premise; the same premise, the same bytes."""
    drawn, options = _drawn(premise)
    war = (premise.war_side, premise.war_rung, premise.random_sequence)
    pacts = [(pact.consensus, pact.cohesion, pact.obligation) for pact in premise.pacts]
    return Tables(
        frame=np.array([(*premise.frame, *war, *premise.side_keys)], dtype=FRAME),
        keys=_ints(premise.keys),
        statures=_statures(premise),
        levels=np.array(premise.levels),
        prices=np.array(premise.prices),
        open_rungs=_ints(premise.open_rungs),
        lines=np.array([tuple(line) for mine in premise.lines for line in mine], dtype=LINE),
        rules=np.array([tuple(rule) for mine in premise.rules for rule in mine], dtype=RULE),
        pacts=np.array(pacts, dtype=PACT),
        injects=_injects(premise),
        effects=_effects(premise),
        base=np.array(premise.base),
        drawn=drawn,
        options=options,
    )


def _statures(premise: Premise) -> Records:
    lines = _starts([len(mine) for mine in premise.lines])
    rules = _starts([len(mine) for mine in premise.rules])
    return np.array(
        [
            (*stature, lines[i], lines[i + 1], rules[i], rules[i + 1], premise.listed[i])
            for i, stature in enumerate(premise.statures)
        ],
        dtype=STATURE,
    )


def _ints(rows: object) -> Ints:
    return np.array(rows, dtype=np.int64)


def _starts(counts: list[int]) -> list[int]:
    return [0, *(int(stop) for stop in np.cumsum(counts))]


def _drawn(premise: Premise) -> tuple[Records, Floats]:
    options: list[float] = []
    rows = []
    for one in premise.drawn:
        at = len(options)
        rows.append((one.place, one.key, one.kind, at, *one.shape, one.low, one.high))
        options.extend(one.options)
    return np.array(rows, dtype=DRAWN), np.array([*options, 0.0])


def _injects(premise: Premise) -> Records:
    rows = []
    for row in premise.injects:
        when = row.when or (-1, -1, -1, -1, -1)
        rows.append(
            (
                row.turn, int(row.when is not None), *when, int(row.war is not None),
                *(row.incident or (-1, -1, -1)), *(row.join or (-1, -1, -1)), row.war or 0.0,
            )
        )  # fmt: skip
    return np.array(rows, dtype=INJECT)


def _effects(premise: Premise) -> Records:
    rows: list[tuple[int, int, int, int, float]] = []
    for i, row in enumerate(premise.injects):
        rows.extend((i, POSTURE, who, rung, 0.0) for who, rung in row.posture)
        rows.extend((i, RESOLVE, who, 0, shift) for who, shift in row.resolve)
        rows.extend((i, SIGNAL, who, kind, 0.0) for who, kind in row.signals)
        rows.extend((i, COHESION, who, 0, shift) for who, shift in row.cohesion)
    return np.array(rows, dtype=EFFECT)
