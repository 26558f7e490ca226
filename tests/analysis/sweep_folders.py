"""Synthetic sweep folders, cut into blocks wherever a test wants; no engine takes part."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from brinkmanship.analysis.statistics.intervals import with_interval
from brinkmanship.analysis.statistics.names import OUTCOMES
from tests.analysis.sealing import seal

LADDER = ("quiet", "protest", "threat", "clash")
WARN, CEILING = "actors.CCC.policy.style.warn", "actors.AAA.policy.north_star.stay_below"
POINTS = pd.DataFrame(
    {
        WARN: [0.0, 0.0, 0.4, 0.4, 0.9, 0.9],
        CEILING: ["threat", None, "threat", None, "threat", None],
    }
)
ROUTES = (None, "salami", "choice")


def some_runs(seed: int, each: int, points: pd.DataFrame = POINTS) -> pd.DataFrame:
    """So many runs at each point, with luck in common: half the outcomes are their number's."""
    dice = np.random.default_rng(seed)
    places = points.index.repeat(each)
    rows = points.loc[places].rename_axis("point").reset_index()
    size = len(rows)
    run = np.tile(np.arange(each), len(points))
    fate = dice.integers(0, len(OUTCOMES), each)[run]
    own = dice.integers(0, len(OUTCOMES), size)
    ending = np.where(dice.random(size) < 0.5, fate, own)
    first = pd.Series(dice.integers(0, 9, size)).mask(dice.random(size) < 0.6)
    return rows.assign(
        run=run,
        outcome=np.array(OUTCOMES)[ending],
        peak_rung_direct=dice.integers(0, len(LADDER), size).astype(np.int32),
        first_clash=first.astype("Int32"),
        route=np.array(ROUTES, object)[dice.integers(0, 3, size)],
        mean_AAA=dice.normal(5.0, 2.0, size),
        escalated=dice.random(size) < 0.5,
    )


def write_sweep(
    folder: Path, runs: pd.DataFrame, block: int, points: pd.DataFrame = POINTS
) -> Path:
    """Write a finished sweep folder with these runs in files of ``block`` rows."""
    (folder / "runs").mkdir(parents=True)
    table = _arrow(runs)
    for place, start in enumerate(range(0, len(runs), block)):
        file = folder / "runs" / f"00-{place:06d}.parquet"
        pq.write_table(table.slice(start, block), file, compression="zstd")
    pq.write_table(_arrow(_summary(runs, points)), folder / "summary.parquet")
    layer = {"points": [0, len(points)], "runs": [0, len(runs) // len(points)]}
    plan = {"paths": [*points], "ladder": LADDER, "layers": [layer], "block": block}
    manifest = {
        "kind": "sweep",
        "title": "Warnings",
        "scenario": "small",
        "seed": 0,
        "runs": len(runs),
    }
    (folder / "plan.json").write_text(json.dumps({**plan, "until": None}))
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return seal(folder)


def _summary(runs: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
    """One row a point, with the shares of one outcome."""
    clash = runs["outcome"].eq("direct_clash").groupby(runs["point"]).agg(["sum", "count"])
    counts = pd.DataFrame({"n": clash["sum"], "of": clash["count"]}).reindex(points.index)
    shares = with_interval(counts.fillna(0)).drop(columns="of").add_prefix("direct_clash_")
    played = counts["of"].fillna(0).astype(int).rename("runs")
    return pd.concat([points, played, shares], axis=1).rename_axis("point").reset_index()


def _arrow(frame: pd.DataFrame) -> pa.Table:
    """The frame with text of the type that the engine writes."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    kinds = [pa.string() if pa.types.is_large_string(one) else one for one in table.schema.types]
    return table.cast(pa.schema(list(zip(table.column_names, kinds, strict=True))))
