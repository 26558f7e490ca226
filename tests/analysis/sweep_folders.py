"""Synthetic sweep folders, cut into blocks wherever a test wants; no engine takes part."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.escalation import OUTCOMES

LADDER = ("quiet", "protest", "threat", "clash")
WARN, CEILING = "actors.CCC.policy.style.warn", "actors.AAA.policy.north_star.stay_below"
POINTS = pd.DataFrame(
    {
        "point": range(6),
        WARN: [0.0, 0.0, 0.4, 0.4, 0.9, 0.9],
        CEILING: ["threat", None, "threat", None, "threat", None],
    }
)
ROUTES = (None, "salami", "choice")


def some_runs(seed: int, each: int) -> pd.DataFrame:
    """So many runs at each of six points, with luck in common: half its outcome is its number's."""
    dice = np.random.default_rng(seed)
    rows = POINTS.loc[POINTS.index.repeat(each)].reset_index(drop=True)
    size = len(rows)
    run = np.tile(np.arange(each), len(POINTS))
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


def write_sweep(folder: Path, runs: pd.DataFrame, block: int) -> Path:
    """Write a finished sweep folder with these runs in files of ``block`` rows."""
    (folder / "runs").mkdir(parents=True)
    table = _arrow(runs)
    for place, start in enumerate(range(0, len(runs), block)):
        file = folder / "runs" / f"00-{place:06d}.parquet"
        pq.write_table(table.slice(start, block), file, compression="zstd")
    pq.write_table(_arrow(POINTS), folder / "summary.parquet")
    layer = {"points": [0, len(POINTS)], "runs": [0, len(runs) // len(POINTS)]}
    plan = {"paths": [WARN, CEILING], "ladder": LADDER, "layers": [layer], "block": block}
    names = [f"runs/{file.name}" for file in (folder / "runs").iterdir()]
    manifest = {
        "kind": "sweep",
        "title": "Warnings",
        "scenario": "small",
        "seed": 0,
        "runs": len(runs),
        "files": dict.fromkeys(names, "00ff"),
    }
    (folder / "plan.json").write_text(json.dumps({**plan, "until": None}))
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


def _arrow(frame: pd.DataFrame) -> pa.Table:
    """The frame with text of the type that the engine writes."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    kinds = [pa.string() if pa.types.is_large_string(one) else one for one in table.schema.types]
    return table.cast(pa.schema(list(zip(table.column_names, kinds, strict=True))))
