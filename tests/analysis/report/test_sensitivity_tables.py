"""The tables of an answer in a report."""

import json

import numpy as np

from brinkmanship.analysis.report.studies.folder import read_tables
from brinkmanship.analysis.report.studies.tables import study_tables
from brinkmanship.analysis.sensitivity.boxes.discovery import discover
from brinkmanship.analysis.tables.sealed import open_folder
from tests.analysis.sealing import seal
from tests.analysis.sensitivity.test_boxes import planted


def test_a_box_has_its_number_and_stands_where_the_caption_says(tmp_path):
    """Text and figure call a box CART 3: the table says which that is, in the order it names.

    CART's boxes are in the order of the points that found them, which those that judge may
    not confirm, and PRIM's stand before them: a caption that says "highest first" is wrong.
    """
    boxes = discover(*planted(400, 20, seed=0), seed=0).table
    assert not boxes["share"].is_monotonic_decreasing
    boxes.to_parquet(tmp_path / "boxes.parquet")
    (tmp_path / "manifest.json").write_text(json.dumps({"kind": "sensitivity"}))

    shown = study_tables(read_tables(open_folder(seal(tmp_path))))["boxes"]

    told = np.array(shown.rows)[:, :2].tolist()
    assert list(shown.head[:3]) == ["Method", "Number", "Box"]
    assert told == [
        [one, str(number)] for one, number in zip(boxes["method"], boxes["box"], strict=True)
    ]
    assert "highest first" not in shown.caption
    assert "PRIM's as they were found" in shown.caption
