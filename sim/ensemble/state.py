"""The state of one run as arrays; made once for a block of runs and set back for each."""

from typing import NamedTuple

import numpy as np

from sim.ensemble.tables import Floats, Ints, Records, Tables
from sim.mechanisms.choice import CLOSED

(OUTCOME, OUTCOME_TURN, PEAK, DIRECT, CLASH, CAUSE, ROAD, INITIATOR, PARTY_A, PARTY_B,
 CLASH_TURN, FIGHTING, WARRING, CALM, STILL, MOVED) = range(16)  # fmt: skip
UNPOLLED = float("-inf")  # gain of a step that nobody asks about: no support at all
MADE, TESTED, KEPT_, BROKEN_, ACCIDENTS, ABSORBED, VETOED, LAPSED_ = range(8)

SIDE = np.dtype(
    [(name, np.int64) for name in ("last", "accidental", "route", "by", "empty", "members")]
)
ACTOR = np.dtype(
    [
        (name, np.int64)
        for name in (
            "side", "alliance", "rung", "aid", "attacked_weeks", "by_accident", "misread_weeks",
            "near", "near_promise", "near_age", "near_tested", "hint", "hint_commitment",
            "hint_age", "told", "shown_rung", "acts", "consults", "signal", "new_rung", "new_aid",
            "vetoed", "peaks", "sums", "face_rung", "order", "renewed", "filled",
        )
    ]
    + [
        (name, np.float64)
        for name in (
            "resolve", "stake", "attacked", "hint_weight", "shown_level", "seen",
            "shown", "release", "gain", "face_level",
        )
    ]
)  # fmt: skip
DYAD = np.dtype([(name, np.float64) for name in ("hostility", "reference", "kept", "broken")])
LINE_STATE = np.dtype([("weeks", np.int64), ("judged", np.int64)])
PACT_STATE = np.dtype(
    [(name, np.float64) for name in ("cohesion", "base", "gate", "summed")]
    + [("first", np.int64), ("second", np.int64), ("members", np.int64)]
)
DICE = np.dtype(
    [
        (name, np.float64)
        for name in ("acts", "renews", "said", "called", "misread", "noise", "released", "order")
    ]
)
GRADE = np.dtype([(name, np.float64) for name in ("level", "rise", "burden")])


class Crisis(NamedTuple):
    """The run as a whole.

    Attributes:
        war: (1,) intensity of the client war.
        done: (16,) how high it went and how it ended, by the names above.
        sides: (2,) records: force and empty lines of each side, as in ``sim.incidents``.
        counts: (8,) by the names above.
        first: (K,) first turn at each rung, -1 never.
    """

    war: Floats
    done: Ints
    sides: Records
    counts: Ints
    first: Ints


class State(NamedTuple):
    """One run's actors; n actors, K rungs, L standing lines, m alliances.

    Attributes:
        actors: (n,) records, names as in ``sim.actor``.
        dyads: (n, n) records by observer and observed, names as in ``sim.beliefs``.
        utility, bonus, banned: (n, K) utility of each rung, rules' weight on it and ban.
        rises, burdens: (K,) of each rung, arms aid at its first step.
        shocks: (n, K or up to 3 more) shock of each rung, once filled for this renewal.
        dice: (n,) records: the uniforms of this turn.
        roster: (2, n) members of each side in the order of the premise.
        tally, scores: (K,), (2, K or up to 3 more) scratch.
        gains: (n,) what a collective step would gain each actor, UNPOLLED if it is not asked.
        backing: (n,) how far each would consent to it.
        noises: (n,) normal deviates of this turn's reading errors.
        lines: (L,) records. pacts: (m,) records. grades: (K * steps,) records.
        threats: (K + 1,) strongest believed threat against each rung.
        speech: (n, 8, 3) rules on signals: weight, banned, required.
        fired: One an inject: 0 waiting, 1 happened, 2 due.
        vector: All numbers of the run.
    """

    actors: Records
    dyads: Records
    utility: Floats
    bonus: Floats
    banned: Ints
    rises: Floats
    burdens: Floats
    shocks: Floats
    dice: Records
    roster: Ints
    tally: Ints
    scores: Floats
    gains: Floats
    backing: Floats
    noises: Floats
    lines: Records
    pacts: Records
    grades: Records
    threats: Floats
    speech: Floats
    fired: Ints
    vector: Floats


def blank_state(tables: Tables) -> State:
    """Arrays of the right shapes; ``begin`` fills them for each run."""
    n, rungs = tables.open_rungs.shape
    return State(
        actors=np.zeros(n, ACTOR),
        dyads=np.zeros((n, n), DYAD),
        utility=np.zeros((n, rungs)),
        bonus=np.zeros((n, rungs)),
        banned=np.zeros((n, rungs), np.int64),
        rises=np.zeros(rungs),
        burdens=np.zeros(rungs),
        shocks=np.zeros((n, (rungs + 3) // 4 * 4)),
        dice=np.zeros(n, DICE),
        roster=np.zeros((2, n), np.int64),
        tally=np.zeros(rungs, np.int64),
        scores=np.full((2, (rungs + 3) // 4 * 4), CLOSED),
        gains=np.zeros(n),
        backing=np.zeros(n),
        noises=np.zeros(n),
        lines=np.zeros(len(tables.lines), LINE_STATE),
        pacts=np.zeros(len(tables.pacts), PACT_STATE),
        grades=np.zeros(rungs * int(tables.frame[0]["steps"]), GRADE),
        threats=np.zeros(rungs + 1),
        speech=np.zeros((n, 8, 3)),
        fired=np.zeros(len(tables.injects), np.int64),
        vector=np.zeros(len(tables.base)),
    )


def blank_crisis(tables: Tables) -> Crisis:
    """The same for the run as a whole."""
    return Crisis(
        war=np.zeros(1),
        done=np.zeros(16, np.int64),
        sides=np.zeros(2, SIDE),
        counts=np.zeros(8, np.int64),
        first=np.zeros(len(tables.levels), np.int64),
    )
