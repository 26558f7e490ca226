"""A sweep goes on if the scenario plays the same, whatever it is called."""

import json

import pytest

from tests.sweep.small_sweeps import called, digests, played, sweep_file


def reworded(folder, *pairs, **changes):
    """The small sweep, its scenario with some words exchanged."""
    file = sweep_file(folder, **changes)
    scenario = folder / "small.yaml"
    text = scenario.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    scenario.write_text(text, encoding="utf-8")
    return file


WORDING = {
    "a name": ("name: Alphaland", "name: Alpha Land"),
    "the title": ("A small quarrel", "A small dispute"),
    "a source": ("resolve: 2\n", "resolve: {value: 2, source: assumption}\n"),
    "a summary": ("clock:", "summary: two sides\nclock:"),
    "a note": ("{at: 2,", "{at: 2, note: it joins,"),
}


@pytest.mark.parametrize("name", WORDING)
def test_a_sweep_whose_wording_changed_goes_on(name, clean, tmp_path):
    """One line says what is worded otherwise; nothing is played again, no file changes."""
    _, _, expected = clean
    out = tmp_path / "out"
    played(sweep_file(tmp_path), out)

    answer = called("sweep", reworded(tmp_path, WORDING[name]), "--out", out)

    assert answer.exit_code == 0, answer.output
    [line] = answer.stderr.splitlines()
    assert line.startswith(f"{out}: goes on; only wording has changed")
    assert digests(out) == expected


def test_the_line_names_path_and_both_words(tmp_path):
    """What changed is named by its path, with the word that the folder keeps and the new one."""
    played(sweep_file(tmp_path), tmp_path / "out")
    file = reworded(tmp_path, WORDING["a name"], title="Quarrels")

    answer = called("sweep", file, "--out", tmp_path / "out")

    assert "actors.AAA.name: name Alphaland -> Alpha Land; " in answer.stderr
    assert "title: title A small quarrel -> Quarrels)" in answer.stderr


def test_a_reworded_sweep_grows(tmp_path):
    """More runs are added as if nothing were worded otherwise; the folder keeps its wording."""
    out = tmp_path / "out"
    played(sweep_file(tmp_path), out)
    file = reworded(tmp_path, WORDING["a name"], WORDING["the title"], runs=80)

    answer = called("sweep", file, "--out", out)

    assert answer.exit_code == 0, answer.output
    (tmp_path / "plain").mkdir()
    played(sweep_file(tmp_path / "plain"), tmp_path / "grown")
    played(sweep_file(tmp_path / "plain", runs=80), tmp_path / "grown")
    assert digests(out) == digests(tmp_path / "grown")


@pytest.mark.parametrize("words", [("--dry-run",), ()])
def test_another_scenario_is_named_by_path_and_values(words, clean, tmp_path):
    """What is played otherwise is named with both values; wording is left out; nothing changes."""
    _, out, expected = clean
    file = reworded(tmp_path, ("resolve: 2\n", "resolve: 3\n"), WORDING["a name"])

    answer = called("sweep", file, "--out", out, *words)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "scenario, as it was -> as it is now: actors.CCC.resolve: resolve 2 -> 3)" in (
        answer.stderr
    )
    assert "Alpha Land" not in answer.stderr
    assert digests(out) == expected


def test_a_sealed_copy_may_not_change_in_a_word(tmp_path):
    """Once the sweep is finished, its copy of the scenario is held to the manifest."""
    out = tmp_path / "out"
    file = sweep_file(tmp_path)
    played(file, out)
    copy = out / "scenario.yaml"
    copy.write_text(copy.read_text().replace("Alphaland", "Betaland", 1))

    answer = called("sweep", file, "--out", out)

    assert answer.exit_code == 2
    assert "scenario.yaml: changed since the sweep began" in answer.stderr
    (out / "manifest.json").unlink()
    answer = called("sweep", file, "--out", out)
    assert answer.exit_code == 0
    assert "actors.AAA.name: name Betaland -> Alphaland" in answer.stderr
    assert json.loads((out / "scenario.yaml").read_text())["actors"]["AAA"]["name"] == "Betaland"
