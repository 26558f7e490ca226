"""What is no scenario at all is refused at once, in one line."""

import os
from pathlib import Path

import pytest

from brinkmanship.sim.errors import ScenarioError
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.scenario.reading.files import read_text

GOOD = Path(__file__).parent / "bad/bases/good.yaml"


def refusal(path, *overrides):
    """The message of a refused file."""
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path, overrides)
    return str(caught.value)


def test_a_missing_file_names_one_beside_it(tmp_path, monkeypatch):
    """A misspelt file name is answered with the file perhaps meant."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "crisis.yaml").write_text("title: A crisis\n")

    said = refusal(Path("./sub/../crises.yaml").as_posix())

    assert said.startswith("sub/../crises.yaml: there is no")


def test_a_misspelt_file_name_in_a_folder(tmp_path):
    """The suggestion is a path that can be typed as it stands."""
    (tmp_path / "crisis.yaml").write_text("title: A crisis\n")

    said = refusal(tmp_path / "crises.yaml")

    assert said == (
        f"{tmp_path / 'crises.yaml'}: there is no such file; "
        f'did you mean "{tmp_path / "crisis.yaml"}"?'
    )


def test_a_misspelt_shipped_name_is_met_with_the_right_one():
    """A bare name that is neither file nor shipped is answered with the shipped one meant."""
    said = refusal("sixteen-rung")

    assert said == (
        "sixteen-rung: there is no such file, and nothing of that name is shipped; "
        'did you mean "sixteen-rungs"?'
    )


def test_a_folder_is_no_scenario(tmp_path):
    """A folder is refused as a folder."""
    assert refusal(tmp_path) == f"{tmp_path}: this is a folder; name one of the files in it"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path):
    """A named pipe nobody writes to is no file, and is not waited for."""
    os.mkfifo(tmp_path / "pipe.yaml")

    assert refusal(tmp_path / "pipe.yaml").endswith(
        "this is a device or a pipe, not a file; name a file"
    )


def test_an_unreadable_file_says_why(tmp_path, monkeypatch):
    """A file without permission is refused with the system's own reason."""
    path = tmp_path / "secret.yaml"
    path.write_text("title: Secret\n")

    def denied(self, *_):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", denied)

    assert refusal(path) == (
        f"{path}: the file cannot be read (permission denied); check its name and permissions"
    )


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads anything")
def test_a_file_without_permission_is_refused(tmp_path):
    """The same with the permission really taken away."""
    path = tmp_path / "secret.yaml"
    path.write_text("title: Secret\n")
    path.chmod(0)

    assert "cannot be read" in refusal(path)


def test_a_name_no_file_can_have_is_refused():
    """A name with NUL, or one too long for the system, is refused in one line."""
    assert refusal("folder/a\0b.yaml").endswith("no file can have this name; write its path")
    assert len(refusal("folder/" + "a" * 5000 + ".yaml").splitlines()) == 1


def test_a_file_of_200_mb_is_refused_unread(tmp_path, monkeypatch):
    """The size is asked before anything is read."""
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail(f"{self} was read"))

    assert refusal(path).startswith(f"{path}: the file has 200.0 MB, more than 2 MB; ")


def test_a_binary_file_is_no_text(tmp_path):
    """NUL bytes mean that this is no text."""
    path = tmp_path / "data.yaml"
    path.write_bytes(b"SIMPLE  = \x00\x00 T")

    assert "this is no text file: it holds NUL bytes" in refusal(path)


@pytest.mark.parametrize(("raw", "what"), [
    ("title: T".encode("utf-16"), "this is text in UTF-16"),
    ("title: T".encode("utf-16-le"), "this is text in UTF-16"),
    ("title: T".encode("utf-16-be"), "this is text in UTF-16"),
    (b"{\\rtf1\\ansi title: T}", "this is an RTF file of a word processor"),
    (b"%PDF-1.7\n", "this is a PDF file"),
    (b"PK\x03\x04\x14\x00", "this is a Word, spreadsheet or zip file"),
    (b"\xd0\xcf\x11\xe0\xa1", "this is an old Word or Excel file"),
    (b"\x89PNG\r\n\x1a\n\x00", "this is a picture"),
    (b"\xef\xbb\xbf\n<!DOCTYPE html>", "this is a web page (HTML or XML)"),
    (b"<p>title: T</p>", "this is a web page (HTML or XML)"),
])  # fmt: skip
def test_a_file_of_another_program_is_named(tmp_path, raw, what):
    """What a word processor, a browser or a camera wrote is called by its name."""
    path = tmp_path / "pasted.yaml"
    path.write_bytes(raw)

    assert refusal(path).startswith(f"{path}: {what}; ")


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_a_line_may_end_as_it_likes(tmp_path, ends):
    """The line ends of Windows and of old Macintoshes count as lines, in messages too."""
    path = tmp_path / "ends.yaml"
    path.write_bytes(ends.join(["title: T", "extends: 3", ""]).encode())

    assert refusal(path).startswith(f"{path}:2:10: extends: 3 is not the name of a file")


@pytest.mark.parametrize("written", [r"sub\base.yaml", r"'sub\base.yaml'", r"'.\sub\base.yaml'"])
def test_a_windows_path_names_a_base_on_any_system(tmp_path, written):
    """Backslashes in extends mean folders; in the argument of a command too."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "base.yaml").write_bytes(GOOD.read_bytes())
    (tmp_path / "mine.yaml").write_text(f"extends: {written}\n", encoding="utf-8")
    name = f"{tmp_path}\\sub\\base.yaml"

    assert load_scenario(tmp_path / "mine.yaml").digest == load_scenario(GOOD).digest
    assert load_scenario(name).digest == load_scenario(GOOD).digest


@pytest.mark.parametrize(("written", "meant"), [
    (r'"sub\tanks.yaml"', r"'sub\tanks.yaml'"), (r'"sub\seven.yaml"', r"'sub\seven.yaml'"),
    (r'"C:\users\x.yaml"', r"'C:\users\x.yaml'"),
])  # fmt: skip
def test_a_windows_path_in_double_quotes_has_escapes(tmp_path, written, meant):
    """What double quotes make of a path is explained, with the path in single quotes."""
    (tmp_path / "mine.yaml").write_text(f"extends: {written}\n", encoding="utf-8")

    said = refusal(tmp_path / "mine.yaml")

    assert "in double quotes \\ begins an escape" in said
    assert f"write {meant}" in said


def test_a_byte_that_is_not_utf8_has_a_place(tmp_path):
    """Latin-1 is refused at line and column, counted in characters."""
    path = tmp_path / "latin.yaml"
    path.write_bytes("title: ok\nsummary: «é".encode() + b"\xe9\n")

    assert refusal(path) == f"{path}:2:12: the byte 0xe9 is not UTF-8; save the file as UTF-8"


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path):
    """A file saved by a Windows editor means the same."""
    here = GOOD.read_text(encoding="utf-8")
    path = tmp_path / "windows.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + here.replace("\n", "\r\n").encode())

    assert load_scenario(path).digest == load_scenario(GOOD).digest


def test_reading_gives_the_text(tmp_path):
    """What is read is what was written."""
    path = tmp_path / "a.yaml"
    path.write_text("title: Ä\n", encoding="utf-8")

    assert read_text(path, "a.yaml") == "title: Ä\n"
