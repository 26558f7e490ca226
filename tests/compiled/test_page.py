"""A page plays the module with nothing but its bytes, an image and its description."""

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.compiled.module import HERE, WASM
from brinkmanship.sim.compiled.native import native
from brinkmanship.sim.compiled.wasm.binary import BASE
from brinkmanship.sim.compiled.wasm.machine import Wasm
from brinkmanship.sim.compiled.wasm.page import page_memory
from brinkmanship.sim.crisis.state.layout import CELLS

NODE = shutil.which("node")
PAGE = Path(__file__).with_name("page.mjs")


def test_every_array_is_in_the_image(premise):
    """Where the description says, with its shape and bytes, and apart from the others."""
    image, about = page_memory(premise)
    memory = np.zeros(about["end"], np.uint8)
    memory[about["start"] :] = np.frombuffer(image, np.uint8)

    assert about["start"] == BASE
    for name, array in Engine(premise, native()).arrays.items():
        said = about["arrays"][name]
        found = np.ndarray(said["shape"], CELLS[name].dtype, memory, said["at"])
        assert found.tobytes() == array.tobytes(), name
    spans = sorted(
        (one["at"], int(np.prod(one["shape"])) * one["width"])
        for name, one in about["arrays"].items()
        if name not in {"world", "traits"}  # parts of the vector
    )
    for (start, size), (after, _) in zip(spans, [*spans[1:], (about["crisis"], 0)], strict=True):
        assert start + size <= after


@pytest.mark.skipif(NODE is None, reason="needs node, whose engine is that of a browser")
def test_a_page_plays_what_the_engine_plays(tmp_path, premise):
    """A block of runs, and a run turn by turn with its state read from memory."""
    image, about = page_memory(premise)
    (tmp_path / WASM).write_bytes(HERE.joinpath("wasm", WASM).read_bytes())
    (tmp_path / "image.bin").write_bytes(image)
    (tmp_path / "about.json").write_text(json.dumps(about), encoding="utf-8")
    words = [str(NODE), str(PAGE), str(tmp_path), "12", "40", "300"]

    done = subprocess.run(words, capture_output=True, check=True, encoding="utf-8")

    said = json.loads(done.stdout)
    engine, rungs, over = Engine(premise, Wasm()), list[int](), False
    engine.begin(12, 40)
    while not over:
        over = engine.play_turns()
        rungs.append(int(engine.arrays["actors"]["rung"][0]))
    assert said["rungs"] == rungs
    assert said["ending"] == engine.play(12, 40, 300).ending.ravel().tolist()
