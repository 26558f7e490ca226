"""How long ten million runs take to group, and how much memory: one process a way of doing it.

    brink sweep north-star --out out/north-star
    python -m benchmarks.reading out/north-star

The sweep's runs are drawn again, with replacement, into a folder as large as is asked for; it has
the columns, the compression and the layout of the real one. ``--with`` adds DuckDB or Polars,
where they are installed.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

OURS = ("shares by point", "rungs by point", "means by point", "pooled by one", "loaded whole")
ENGINES = ("duckdb", "polars")
ROUNDS = 5
HEAD = "| way | seconds | of processor | MB before | MB at the peak |\n|---|---|---|---|---|\n"


def main() -> None:
    """Make the folder and print a line for each way."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("folder", type=Path)
    words.add_argument("--runs", type=int, default=10_000_000)
    words.add_argument("--with", dest="engines", choices=ENGINES, action="append", default=[])
    words.add_argument("--way", choices=(*OURS, *ENGINES), help=argparse.SUPPRESS)
    asked = words.parse_args()
    if asked.way:
        sys.stdout.write(measured(asked.folder, asked.way))
        return
    with TemporaryDirectory() as place:
        large = enlarged(asked.folder, Path(place), asked.runs)
        size = sum(file.stat().st_size for file in (large / "runs").iterdir())
        say = sys.stdout.write
        say(f"{asked.runs} runs in {size / 1e6:.0f} MB; medians of {ROUNDS}\n\n{HEAD}")
        for way in (*OURS, *asked.engines):
            command = [sys.executable, "-m", "benchmarks.reading", str(large), "--way", way]
            told = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - ourselves
            say(told.stdout)


def enlarged(folder: Path, place: Path, runs: int) -> Path:
    """A folder like a finished sweep's with so many runs, the same number at each point."""
    plan = json.loads((folder / "plan.json").read_bytes())
    table, dice = pq.read_table(folder / "runs"), np.random.default_rng(0)
    each, point = runs // len(plan["points"]), table["point"].to_numpy()
    (place / "runs").mkdir()
    names = []
    for number in range(len(plan["points"])):
        drawn = table.take(pa.array(dice.choice(np.flatnonzero(point == number), each)))
        column = drawn.schema.get_field_index("run")
        whole = drawn.set_column(column, "run", pa.array(np.arange(each))).combine_chunks()
        names.append(f"runs/00-{number:06d}.parquet")
        pq.write_table(whole, place / names[-1], compression="zstd", row_group_size=each)
    manifest = json.loads((folder / "manifest.json").read_bytes())
    manifest |= {"runs": each * len(names), "files": dict.fromkeys(names, "")}
    (place / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    for name in ("plan.json", "summary.parquet"):
        (place / name).write_bytes((folder / name).read_bytes())
    return place


def measured(folder: Path, way: str) -> str:
    """A line of the table, measured in this process, which does nothing else."""
    ask = question(folder, way)
    before, took, worked = peak(), [], []
    for _ in range(ROUNDS):
        begun, busy = perf_counter(), process_time()
        ask()
        took.append(perf_counter() - begun)
        worked.append(process_time() - busy)
    cells = f"{median(took):.2f} | {median(worked):.2f} | {before:.0f} | {peak():.0f}"
    return f"| {way} | {cells} |\n"


def peak() -> float:
    """Largest memory of this process so far, in MB; Linux alone tells it without its parent's."""
    told = Path("/proc/self/status").read_text(encoding="ascii").split("VmHWM:")[1]
    return int(told.split()[0]) / 1024


def question(folder: Path, way: str) -> Callable[[], object]:
    """What is asked, as a function without arguments; its imports are done."""
    paths = json.loads((folder / "plan.json").read_bytes())["paths"]
    files = f"{folder}/runs/*.parquet"
    if way == "duckdb":
        duckdb = import_module(way)

        keys = ", ".join(f'"{path}"' for path in (*paths, "outcome"))
        return lambda: duckdb.sql(f"SELECT {keys}, count(*) FROM '{files}' GROUP BY ALL").fetchall()  # noqa: S608 - our own words
    if way == "polars":
        rows = import_module(way).scan_parquet(files)
        return lambda: rows.group_by([*paths, "outcome"]).len().collect(engine="streaming")
    from brinkmanship.analysis.tables import open_table  # noqa: PLC0415 - measured alone

    table = open_table(folder)
    if way == "loaded whole":
        return lambda: table.frame([*paths, "outcome"]).groupby([*paths, "outcome"]).size()
    return {
        "shares by point": lambda: table.outcome_shares(paths),
        "rungs by point": lambda: table.threshold_shares(paths),
        "means by point": lambda: table.means("turns", paths),
        "pooled by one": lambda: table.outcome_shares(paths[1:2]),
    }[way]


if __name__ == "__main__":
    main()
