"""Whatever a text holds, what is printed is printable, and stands on the line it belongs to."""

import ast
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brinkmanship.printable import printable, printable_lines
from tests.commands.calling import invoke
from tests.small import SMALL, small_file
from tests.test_architecture import SOURCES, nodes_of

PRINTS = {"commands.shared.printing", "cli"}
RUN = ("run", "small.yaml", "--runs", 5, "--workers", 1, "--no-figures", "--out", "box")


@given(st.text())
def test_no_invisible_character_is_left(text):
    """What is left is printable, a blank, or a joiner of letters; and stays as it is."""
    kept = printable(text)

    assert all(c.isprintable() or c in "\u200c\u200d" or c.isspace() for c in kept)
    assert not set(kept) & set("\n\r\t\x0b\x0c\x1b\x7f\x85\x9b\u2028\u2029\u202e\u2066")
    assert printable(kept) == kept
    assert len(kept) == len(text)


def test_names_of_the_world_are_left_alone():
    """Letters of any script, blanks that do not break, joiners and emoji stand as they were."""
    names = "Österreich 中国 ישראל \u0646\u200c\u0646 26\u00a0février क्\u200dष 😀"

    assert printable_lines(f"{names}\n{names}") == f"{names}\n{names}"


def test_commands_print_in_one_place():
    """No module of the commands prints by itself; ``cli`` prints errors that it made printable."""
    printers = {"echo", "secho", "print", "echo_via_pager"}
    found = {
        module
        for module, text in SOURCES.items()
        if module.split(".")[0] in {"commands", "cli", "api"}
        for node in nodes_of(text)
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", getattr(node.func, "id", "")) in printers
    }

    assert found <= PRINTS


@pytest.mark.parametrize("word", ["\x1b[2J\x1b[Hthe same", "x\nthe same", "\u202ethe same"])
def test_a_crafted_manifest_claims_nothing(tmp_path, monkeypatch, word):
    """Names and versions in a manifest neither clear the screen nor begin a line of their own."""
    monkeypatch.chdir(tmp_path)
    small_file(tmp_path)
    assert invoke(*RUN).exit_code == 0
    file = tmp_path / "box/manifest.json"
    manifest = json.loads(file.read_text(encoding="utf-8"))
    manifest["files"][word] = "00"
    manifest["versions"][word] = word
    file.write_text(json.dumps(manifest), encoding="utf-8")

    answer = invoke("reproduce", "box", "--workers", 1)

    assert answer.exit_code in {1, 2}
    assert printable_lines(answer.output) == answer.output
    assert not any(line.startswith("the same") for line in answer.output.splitlines())


def test_a_title_stands_on_one_line(tmp_path, monkeypatch):
    """A title of two lines is printed on one; one with U+202E is printed with a mark instead."""
    monkeypatch.chdir(tmp_path)
    text = SMALL.replace("A small quarrel", '"one\\nTables: elsewhere \\u202e"')
    (tmp_path / "small.yaml").write_text(text, encoding="utf-8")

    answer = invoke(*RUN)

    assert answer.exit_code == 0
    assert answer.output.splitlines()[0] == "one Tables: elsewhere \N{REPLACEMENT CHARACTER}"


def test_the_name_of_a_file_is_printed_printable(tmp_path, monkeypatch):
    """A file name with ESC and a line break, as a wildcard passes it, is printed on one line."""
    monkeypatch.chdir(tmp_path)
    name = "\x1b[2Jx\nOK.yaml"
    (tmp_path / name).write_text(SMALL, encoding="utf-8")

    good, bad = invoke("check", name), invoke("check", f"{name}.yaml")
    usage = invoke("check", "--runs", name, "small.yaml")

    assert (good.exit_code, bad.exit_code, usage.exit_code) == (0, 2, 2)
    for answer in (good, bad, usage):
        assert printable_lines(answer.output) == answer.output
        assert not any(line.startswith("OK.yaml") for line in answer.output.splitlines())
