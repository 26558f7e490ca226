"""Incidences of pooled runs: how much the runs of each cluster contribute to them."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from brinkmanship.analysis.statistics.intervals import Floats, Ints
from brinkmanship.analysis.statistics.pooled.clusters import places

CLUSTERS = 10_000  # whose influence is in memory at once


def exits_by_luck(ends: pd.DataFrame, events: Sequence[str], luck: Ints) -> Ints:
    """(clusters, events + 1, turns) runs by how and when they left; the last kind: censored."""
    turn = ends["turn"].to_numpy(dtype=np.int64)
    kind = places(ends["event"], events)
    kind = np.where(kind < 0, len(events), kind)
    shape = (int(luck.max(initial=-1)) + 1, len(events) + 1, int(turn.max(initial=-1)) + 1)
    cells = np.ravel_multi_index((luck, kind, turn), shape)
    return np.bincount(cells, minlength=int(np.prod(shape))).reshape(shape)


def events_by_luck(ends: pd.DataFrame, events: Sequence[str], luck: Ints) -> tuple[Ints, Ints]:
    """New events and open runs of each cluster: a column a row of :func:`events_by_turn`."""
    exits = exits_by_luck(ends, events, luck)
    clusters, kinds, turns = exits.shape
    still = exits.sum(axis=1)[:, ::-1].cumsum(axis=1)[:, ::-1]
    return exits[:, :-1].reshape(clusters, (kinds - 1) * turns), np.tile(still, (1, kinds - 1))


def variance_over_clusters(
    incidence: Floats, before: Floats, new: Floats, of: Floats, exits: Ints
) -> Floats:
    """The variance of each incidence, from what each cluster's runs contribute to it.

    Args:
        incidence: (events, turns).
        before: (turns,) share that no event had taken before the turn.
        new: (events, turns) new events.
        of: (turns,) runs still open.
        exits: Of :func:`exits_by_luck`.
    """
    clusters, kinds, turns = exits.shape
    influence = _influence(incidence, before, new, of).reshape(kinds * turns, -1)
    spread = np.zeros(influence.shape[1])
    for part in np.array_split(exits.reshape(clusters, -1), -(-clusters // CLUSTERS)):
        spread += np.square(part @ influence).sum(axis=0)
    found: Floats = (clusters / max(clusters - 1, 1) * spread).reshape(incidence.shape)
    return found


def _influence(incidence: Floats, before: Floats, new: Floats, of: Floats) -> Floats:
    """What one run adds to each incidence, by how (events, then censored) and when it left.

    The derivative of the estimate with respect to the weight of the run; over all runs it sums
    to 0. A run of kind e that leaves at u adds to the incidence of k by t, with m = min(t, u)::

        [e = k, u <= t] S(u-) / n(u) - A(m) + B(m) + (F(t) - F(m)) (H(u) - [e is an event] g(u))

    where A sums S(s-) d_k(s) / n(s)^2, g = 1 / (n (1 - d / n)) and H sums g d / n, and B sums the
    new incidence at s times H(s - 1).
    """
    kinds, turns = new.shape
    rate = new.sum(axis=0) / of
    weight = np.divide(1.0, of * (1.0 - rate), out=np.zeros_like(of), where=rate < 1.0)
    hazard = np.cumsum(weight * rate)
    grown = np.diff(incidence, axis=1, prepend=0.0)
    past = np.concatenate([[0.0], hazard[:-1]])
    own, later = np.cumsum(grown / of, axis=1), np.cumsum(grown * past, axis=1)
    least = np.minimum.outer(np.arange(turns), np.arange(turns))  # (u, t)
    shared = (later - own)[:, least]  # (k, u, t)
    rest = incidence[:, None, :] - incidence[:, least]
    found = np.empty((kinds + 1, turns, kinds, turns))
    for kind in range(kinds + 1):
        factor = hazard - (weight if kind < kinds else 0.0)
        found[kind] = (shared + rest * factor[None, :, None]).transpose(1, 0, 2)
        if kind < kinds:
            found[kind, :, kind] += np.tri(turns).T * (before / of)[:, None]
    return found
