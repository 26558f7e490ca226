"""Reads the text of a scenario file from disk, or says in one message why it cannot."""

from pathlib import Path

from brinkmanship.sim.errors import Problem, ScenarioError
from brinkmanship.sim.scenario.reading.foreign import foreign_format
from brinkmanship.sim.scenario.wording import Cure, nearest, yaml_word

LARGEST = 2_000_000


def read_text(path: Path, shown: str) -> str:
    """The text of a plain file of at most 2 MB in UTF-8; a byte order mark is dropped.

    Args:
        path: Where the file is.
        shown: How messages name it.

    Raises:
        ScenarioError: It is missing, a folder, unreadable, too large, or not UTF-8 text.
    """
    try:
        if path.is_dir():
            raise ScenarioError.of(shown, "this is a folder", "name one of the files in it")
        if not path.exists():
            raise ScenarioError.of(shown, "there is no such file", similar_file_cure(path, shown))
        if not path.is_file():
            raise ScenarioError.of(shown, "this is a device or a pipe, not a file", "name a file")
        with path.open("rb") as stream:
            raw = stream.read(LARGEST + 1)
            size = max(len(raw), path.stat().st_size)
    except (OSError, ValueError) as error:  # ValueError: NUL in a name
        reason = getattr(error, "strerror", None) or "its name cannot be used"
        what = f"the file cannot be read ({reason.lower()})"
        raise ScenarioError.of(shown, what, "check its name and permissions") from error
    if size > LARGEST:
        what = f"the file has {size / 1e6:,.1f} MB, more than 2 MB"
        raise ScenarioError.of(shown, what, "a scenario is a page of text; is this the right file?")
    return decode(raw, shown)


def decode(raw: bytes, shown: str) -> str:
    """Text of UTF-8 bytes.

    Raises:
        ScenarioError: The bytes are not UTF-8 text.
    """
    foreign = foreign_format(raw)
    if foreign:
        raise ScenarioError.of(shown, *foreign)
    if b"\x00" in raw:
        what = "this is no text file: it holds NUL bytes"
        raise ScenarioError.of(shown, what, "save the scenario as plain text in UTF-8")
    try:
        return unix_lines(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        begin = before.rfind(b"\n") + 1
        problem = Problem(
            file=shown,
            line=before.count(b"\n") + 1,
            column=len(before[begin:].decode("utf-8", "replace")) + 1,
            problem=f"the byte 0x{raw[error.start]:02x} is not UTF-8",
            cure="save the file as UTF-8",
        )
        raise ScenarioError((problem,)) from error


def unix_lines(text: str) -> str:
    """Text whose lines end with a line feed, whatever ended them before."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def similar_file_cure(path: Path, shown: str) -> Cure:
    """A cure for a missing file: a file of the same folder that has a similar name."""
    folder = Path(shown).parent
    try:
        names = [one.name for one in sorted(path.parent.iterdir()) if one.suffix == ".yaml"]
    except OSError:
        return Cure(f'there is no folder "{folder}" either')
    meant = nearest(path.name, names) or nearest(f"{path.name}.yaml", names)
    if not meant:
        return Cure("brink list shows what there is")
    return Cure(f'did you mean "{folder / meant}"?', yaml_word((folder / meant).as_posix()))
