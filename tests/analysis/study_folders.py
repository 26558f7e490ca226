"""Folders of every kind to report on, written without the engine."""

import json

import numpy as np
import pandas as pd

from brinkmanship.analysis.figures.save import save_figure
from brinkmanship.analysis.figures.style import Caption, empty_slide, slide_style
from brinkmanship.analysis.figures.write import write_figures
from brinkmanship.analysis.statistics.intervals import share_interval
from brinkmanship.analysis.statistics.names import OUTCOMES
from brinkmanship.analysis.statistics.studies.pivots import curve_table, parts_table, pivot_table
from tests.analysis.run_folders import LADDER, Plan, write_folder
from tests.analysis.sealing import seal

DOCUMENT = {
    "title": "A quarrel",
    "summary": "Two sides quarrel.",
    "sources": {"news": {"text": "A newspaper", "verified": False}},
    "ladder": {
        "source": "news",
        "rungs": [{"id": name, "label": name, "intensity": value} for name, value in LADDER],
    },
    "clock": {"turn": "1 week", "horizon": 52},
    "sides": {"west": ["FRA", "USA", "DEU"], "east": ["RUS"]},
    "actors": {
        "FRA": {
            "name": "France",
            "start": "arms_aid",
            "resolve": {"normal": {"mean": 1.3, "sd": 0.4}, "source": "assumption"},
            "policy": {
                "goals": {"prevail": {"value": 1.25, "source": "assumption"}},
                "style": {"warn": 0.125, "hint": "tripwire"},
            },
        },
        "USA": {
            "name": "United States",
            "start": "arms_aid",
            "policy": {"north_star": {"stay_below": "tripwire", "hard": True, "source": "news"}},
        },
        "DEU": {"name": "Germany", "start": "arms_aid"},
        "RUS": {
            "name": "Russia",
            "start": "warn",
            "nuclear": True,
            "policy": {
                "red_lines": [{"at": "tripwire", "promise": "clash", "public": 0.9}],
                "rules": [
                    {"when": {"turn_at_least": 1}, "forbid": {"rung": "war", "and_above": True}}
                ],
            },
        },
        "UKR": {"name": "Ukraine"},
    },
    "alliances": {"NATO": {"members": ["FRA", "USA", "DEU"], "consensus_for": "tripwire"}},
    "injects": [{"at": 7, "note": "A plane is lost.", "cohesion": {"NATO": -0.1}}],
    "mechanisms": {"accidents": {"enabled": False}},
    "thresholds": ["tripwire", "clash"],
}


def run_folder(folder, *, document=None, runs=60, trace=True, **manifest):
    """A run folder that holds a document; further keys replace those of its manifest."""
    write_folder(folder, Plan(runs=runs, trace=trace, clash=0.2))
    return seal(folder, document=json.dumps(document or DOCUMENT), **manifest)


def sweep_folder(folder, *, runs=50, title="A sweep"):
    """A sweep of two parameters, the first of which moves the share of clashes."""
    (folder / "runs").mkdir(parents=True)
    points = [(a, b) for a in (0.0, 0.5, 1.0) for b in ("low", "high")]
    dice = np.random.default_rng(3).random(runs)
    rows, summary = [], []
    for point, (a, b) in enumerate(points):
        clash = dice < 0.1 + 0.4 * a
        peak = np.where(clash, 12, 8)
        outcome = np.where(clash, "direct_clash", "frozen")
        head = {"point": point, "run": np.arange(runs), "x.strength": a, "x.kind": b}
        rows.append(pd.DataFrame({**head, "outcome": outcome, "peak_rung_direct": peak}))
        cells = {"point": point, "x.strength": a, "x.kind": b, "runs": runs, "failed": 0}
        counts = {name: int((outcome == name).sum()) for name in OUTCOMES}
        counts |= {"reached_tripwire": int(clash.sum()), "reached_clash": int(clash.sum())}
        for name, n in counts.items():
            low, high = share_interval(n, runs)
            cells |= {f"{name}_n": n, f"{name}_share": n / runs,
                      f"{name}_low": float(low), f"{name}_high": float(high)}  # fmt: skip
        summary.append(cells)
    pd.concat(rows).to_parquet(folder / "runs" / "00-000000.parquet", index=False)
    pd.DataFrame(summary).to_parquet(folder / "summary.parquet", index=False)
    ids = [name for name, _ in LADDER]
    plan = {"paths": ["x.strength", "x.kind"], "design": "grid", "held": ["x.hard=false"],
            "until": None, "thresholds": ["tripwire", "clash"], "ladder": ids}  # fmt: skip
    manifest = {"kind": "sweep", "title": title, "scenario": "quarrel", "digest": "00ff", "seed": 0,
                "points": len(points), "runs": runs * len(points)}  # fmt: skip
    (folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (folder / "scenario.yaml").write_text(json.dumps(DOCUMENT), encoding="utf-8")
    return seal(folder)


def study_folder(folder, kind, **manifest):
    """A folder as compare and sensitivity write it: tables, figures, manifest."""
    folder.mkdir(parents=True)
    shares = {f"{when}{end}": [0.02, 0.84] for when in ("before", "after")
              for end in ("", "_low", "_high")}  # fmt: skip
    table = pd.DataFrame({"variant": "b", "kind": "outcome", "name": ["direct_clash", "frozen"],
                          **shares, "difference": [0.0125, -0.01], "low": [0.01, -0.02],
                          "high": [0.02, 0.01]})  # fmt: skip
    table.to_parquet(folder / "comparison.parquet", index=False)
    with slide_style():
        figure = empty_slide(
            "What the change changes", Caption("A quarrel", "n = 5"), note="a note"
        )
        figure.subplots().plot([1, 2])
        save_figure(figure, folder / "figures", "paired")
    found = {"kind": kind, "title": "A study", "scenario": "quarrel", "seed": 0, "runs": 100,
             "thresholds": ["tripwire"], "compared": [{"name": "a"}, {"name": "b"}]}  # fmt: skip
    (folder / "manifest.json").write_text(json.dumps({**found, **manifest}), encoding="utf-8")
    return seal(folder, **manifest)


def explain_folder(folder):
    """A folder as ``brink explain`` writes it, with two changes, three turns and two actors."""
    folder.mkdir(parents=True)
    hits = [{"turn": turn, "n": 400, "hits": 20 + turn} for turn in range(3)]
    kinds = ("nothing", "accident")
    change = {"turn": 2, "actor": "FRA", "other": "", "last": False, "n": 100, "own": True}
    left = {"label": "France's move to limited_force", "kind": "move", "instead": "",
            "base": 60, "changed": 20, "both": 18}  # fmt: skip
    stayed = {"label": "France's staying on show", "kind": "stay", "instead": "arms_aid",
              "base": 60, "changed": 58, "both": 57}  # fmt: skip
    actors = [{"actor": "FRA", "name": "France"}, {"actor": "RUS", "name": "Russia"}]
    tables = {
        "continuation": curve_table(hits),
        "spared": curve_table([{"kind": kind, "own": True, "n": 400, "hits": 9} for kind in kinds]),
        "pivots": pivot_table([{**change, **left}, {**change, **stayed}]),
        "responsibility": parts_table(actors, np.array([[0.02, -0.01], [0.03, -0.02]]), runs=64),
    }
    for name, table in tables.items():
        table.to_parquet(folder / f"{name}.parquet", index=False)
    found = {"kind": "explain", "title": "A quarrel", "run": 3, "seed": 0, "runs": 100,
             "outcome": "clash", "notes": ["Run 3 of seed 0 comes to clash."]}  # fmt: skip
    (folder / "manifest.json").write_text(json.dumps(found), encoding="utf-8")
    write_figures(seal(folder))
    return folder
