"""How high each actor climbed, run by run."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from brinkmanship.analysis.statistics.pooled.clusters import code_shares, luck_of


def actor_peaks(runs: pd.DataFrame, sides: Mapping[str, str]) -> pd.DataFrame:
    """The distribution of each actor's highest rung, the highest climbers first.

    Args:
        runs: One row a run; needs ``peak_<ACTOR>`` (rung) for each actor of ``sides``.
        sides: Side by actor code.

    Returns:
        One row an actor: ``actor``, ``side``, ``mean`` (rung), ``q10``, ``q25``, ``median``,
        ``q75``, ``q90``, ``highest`` (rungs that occurred), ``of`` (runs); sorted by mean. None
        without a run.

    >>> runs = pd.DataFrame({"peak_FRA": [5, 7], "peak_RUS": [9, 11]})
    >>> actor_peaks(runs, {"FRA": "west", "RUS": "east"})[["actor", "mean"]].to_dict("records")
    [{'actor': 'RUS', 'mean': 10.0}, {'actor': 'FRA', 'mean': 6.0}]
    """
    rows = []
    for actor, side in sides.items() if len(runs) else ():
        peak = runs[f"peak_{actor}"].to_numpy()
        levels = [0.10, 0.25, 0.50, 0.75, 0.90, 1.0]
        quantiles = np.quantile(peak, levels, method="inverted_cdf").astype(int)
        rows.append((actor, side, float(peak.mean()), *quantiles, len(peak)))
    columns = ["actor", "side", "mean", "q10", "q25", "median", "q75", "q90", "highest", "of"]
    kinds = {"mean": float, **dict.fromkeys(columns[3:], np.int64)}
    table = pd.DataFrame(rows, columns=columns).astype(kinds)
    order = table.sort_values(["mean", "actor"], ascending=[False, True])
    return order.reset_index(drop=True)


def peak_shares(runs: pd.DataFrame, sides: Mapping[str, str]) -> pd.DataFrame:
    """Share of runs in which each actor's highest rung was exactly each rung.

    Args:
        runs: As for ``actor_peaks``.
        sides: Side by actor code.

    Returns:
        One row an actor and rung that occurred: ``actor``, ``side``, ``rung``, ``n``, ``of``
        (runs), ``share`` (an actor's shares sum to 1), ``low``, ``high`` (in [0, 1]; runs that
        share their luck as in ``outcome_shares``).

    Source: wilson1927; of runs that share their luck: korn1998.

    >>> peak_shares(pd.DataFrame({"peak_FRA": [5, 7]}), {"FRA": "west"})["share"].tolist()
    [0.5, 0.5]
    """
    tables, luck = [], luck_of(runs)
    for actor, side in sides.items():
        rung, codes = np.unique(runs[f"peak_{actor}"].to_numpy(), return_inverse=True)
        labels = pd.DataFrame({"actor": actor, "side": side, "rung": rung})
        tables.append(pd.concat([labels, code_shares(codes, len(rung), luck)], axis=1))
    return pd.concat(tables, ignore_index=True)
