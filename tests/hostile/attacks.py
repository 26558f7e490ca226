"""What a stranger may do to a folder or a file before sending it; every attack has a number."""

import json
import os
import re
import shutil
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from brinkmanship.seals import sealed
from tests.hostile.worlds import World

FORGED = "FORGED"
"""Begins the line that a stranger would like to see printed."""
CLEAR = "\x1b[2J\x1b[H"
TEXTS = (
    f"{CLEAR}{FORGED}: the same, byte for byte",
    f"x\n{FORGED}: 6 files compared: the same, byte for byte",
    f"x\r{FORGED}",
    f"x\u2028{FORGED}",
    "abc\u202edcba",
    "\x9b2J",
    "\x00",
    "\ud800",
    "nul\x00byte",
    "$x^{",
    "<script>alert(1)</script>",
    "%s%n{0}{a.b}",
    "../../outside/private.yaml",
    "../../outside/victim.txt",
    "../mine.txt",
    "/etc/hostname",
    "/dev/zero",
    "runs/../../../outside/victim.txt",
    "figures/../../mine.txt",
    "-",
    "",
    "x" * 3000,
    "\N{GRINNING FACE}" * 50,
)
OTHERS: tuple[Any, ...] = (
    None, True, False, -1, 0, 1, 2, 2**31, 2**63, 2**64, -(2**70), 10**300, 0.5, -0.0, 1e308,
    float("nan"), float("inf"), [], {}, [[]], [None], {"a": 1}, [1, "x"], ["x"] * 50,
)  # fmt: skip
NAMES = (
    "figures", "report.html", ".lock", ".session", "runs", "traces", "traces/turns", "tipping",
    "plan.json", "manifest.json", "summary.json", "summary.parquet", "summary.csv", "runs.parquet",
    "scenario.yaml", "request.json", "comparison.parquet", "pivots.parquet", "continuation.csv",
    "figures/outcomes.png", "figures/outcomes.svg", ".plan.json.0123abcd.partial", "inputs.parquet",
)  # fmt: skip
LINES = (
    "extends: ../../outside/private.yaml",
    "extends: ../../outside/files/small.yaml",
    "extends: [small.yaml, ../mine.txt]",
    "extends: /etc/passwd",
    "extends: /dev/zero",
    "extends: pipe.yaml",
    "extends: link.yaml",
    "extends: inner/../../../outside/private.yaml",
    "extends: inner",
    "extends: big.yaml",
    "extends: closed.yaml",
    "extends: broken.yaml",
    'extends: "\\u202e.yaml"',
    f'extends: "x\\n{FORGED}"',
    "extends: " + "a/" * 3000,
    "title: |\n  x\n  " + FORGED,
    f'title: "x\\n{FORGED}"',
    f'title: "x\\u2028{FORGED}"',
    'title: "abc\\u202edcba"',
    'title: "\\e[2J"',
    'title: "a\\u0085b\\u200fc"',
    f'summary: "x\\n{FORGED}\\u202e"',
    "&a [*a, *a]",
    "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]",
    "!!python/object/apply:os.system [touch owned]",
    "<<: {a: b}",
    "x: " + "[" * 3000,
    "x: " + "{a: " * 800,
    "clock: {horizon: 1e999}",
    "seed: 99999999999999999999999999",
    "scenario: ../../outside/private.yaml",
    "scenario: /dev/zero",
    "scenario: pipe.yaml",
    "scenario: link.yaml",
    "scenario: inner",
    f'scenario: "x\\n{FORGED}"',
    "\x1b[2J: 1",
    "a\x07: b",
    "\u202eabc: b",
    "\ufeff",
    "\t- x",
    "%YAML 9.9",
    "--- ",
    "...",
)
MOST = 3  # attacks on one folder


def attack_folder(dice: Random, world: World) -> None:
    """Change a folder on the desk in one to three ways; some are sealed again afterwards."""
    for _ in range(dice.randint(1, MOST)):
        dice.choice((_edit, _edit, _edit, _replace, _replace, _place, _damage))(dice, world)
    if dice.random() < 0.6:
        _seal(world.box)


def attack_file(dice: Random, world: World, name: str) -> None:
    """Change a YAML file on the desk, and lay traps beside it that it may name."""
    _lay_traps(world)
    file = world.box / name
    text = file.read_text(encoding="utf-8")
    for _ in range(dice.randint(1, MOST)):
        ways = (_change_name, _change_name, _change_name, _change_line, _drop_line, _change_letter)
        text = dice.choice((*ways, _add_line, _add_line))(dice, text)
    content = text.encode("utf-8", "surrogatepass")
    if dice.random() < 0.05:
        content = content[: dice.randrange(len(content) + 1)]
        content += bytes(dice.randrange(256) for _ in range(5))
    file.write_bytes(content)


def _lay_traps(world: World) -> None:
    os.mkfifo(world.box / "pipe.yaml")
    (world.box / "link.yaml").symlink_to(world.outside / "private.yaml")
    (world.box / "broken.yaml").symlink_to(world.outside / "nothing.yaml")
    (world.box / "inner").mkdir()
    with (world.box / "big.yaml").open("wb") as stream:
        stream.truncate(5_000_000_000)  # takes no room
    (world.box / "closed.yaml").write_text("title: closed\n", encoding="utf-8")
    (world.box / "closed.yaml").chmod(0)


def _add_line(dice: Random, text: str) -> str:
    lines = text.split("\n")
    lines.insert(dice.choice((0, dice.randrange(len(lines) + 1))), dice.choice(LINES))
    return "\n".join(lines)


def _drop_line(dice: Random, text: str) -> str:
    lines = text.split("\n")
    del lines[dice.randrange(len(lines))]
    return "\n".join(lines)


def _change_line(dice: Random, text: str) -> str:
    """Another value, or another name, in a line that has one."""
    lines = text.split("\n")
    place = dice.randrange(len(lines))
    key, colon, _ = lines[place].partition(": ")
    value = dice.choice((*TEXTS, *OTHERS))
    written = json.dumps(value, ensure_ascii=dice.random() < 0.5)
    lines[place] = f"{key}{colon or ': '}{written}" if dice.random() < 0.8 else f"{key}: {value}"
    return "\n".join(lines)


def _change_name(dice: Random, text: str) -> str:
    """Another title or name: free text, of which much is allowed and printed."""
    places = [found.span(2) for found in re.finditer(r"(title|name|label): ?([^\n,}]+)", text)]
    if not places:
        return text
    begin, end = dice.choice(places)
    return text[:begin] + json.dumps(dice.choice(TEXTS)) + text[end:]


def _change_letter(dice: Random, text: str) -> str:
    if not text:
        return text
    place = dice.randrange(len(text))
    letter = dice.choice("0123456789.-:,[]{}'\"#&*!|>%@`\\\t\r\n\x1b\u202e\xa0éx ")
    return text[:place] + letter + text[place + dice.randrange(2) :]


def _victims(world: World) -> tuple[Path, ...]:
    return (
        world.outside / "victim.txt",
        world.outside,
        world.outside / "nothing",
        world.outside / "private.yaml",
        world.desk / "mine.txt",
        Path("/dev/zero"),
        *sorted(world.outside.glob("*/*.parquet")),
        *sorted(world.outside.glob("*/*.json")),
    )


def _inner(dice: Random, box: Path) -> Path:
    """A file or folder of the box."""
    return dice.choice(sorted(path for path in box.rglob("*")) or [box / "manifest.json"])


def _clear(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _put(dice: Random, world: World, path: Path) -> None:
    """Put something else in a place: a link, a pipe, a folder, an empty or a large file."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _clear(path)
    except OSError:  # an attack before this one has taken the place
        return
    kind = dice.choice(("link", "link", "link", "twin", "pipe", "folder", "empty", "gone", "own"))
    if kind == "link":
        path.symlink_to(dice.choice(_victims(world)))
    elif kind == "twin":
        twins = sorted(world.outside.rglob(path.name)) or [world.outside / "victim.txt"]
        path.symlink_to(dice.choice(twins))
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
        (path / "x").write_text("x", encoding="utf-8")
    elif kind == "empty":
        path.touch()
    elif kind == "own":
        path.write_text("somebody's own", encoding="utf-8")


def _replace(dice: Random, world: World) -> None:
    _put(dice, world, _inner(dice, world.box))


def _place(dice: Random, world: World) -> None:
    names = (*NAMES, *TEXTS)
    name = dice.choice(names) or "x"
    if "\x00" in name or "\ud800" in name or ".." in name or name.startswith("/"):
        name = "figures"
    _put(dice, world, world.box / name[:200])


def _damage(dice: Random, world: World) -> None:
    """Cut a file off, change bytes, or add some."""
    files = [path for path in sorted(world.box.rglob("*")) if _is_plain(path)]
    if not files:
        return
    file = dice.choice(files)
    content = bytearray(file.read_bytes())
    if dice.random() < 0.5 and content:
        del content[dice.randrange(len(content)) :]
    for _ in range(dice.randrange(4)):
        if content:
            content[dice.randrange(len(content))] = dice.randrange(256)
    file.write_bytes(bytes(content))


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _edit(dice: Random, world: World) -> None:
    """Change a value or a key somewhere in a JSON file."""
    files = [path for path in sorted(world.box.rglob("*.json")) if _is_plain(path)]
    if not files:
        return
    file = dice.choice(files)
    try:
        content = json.loads(file.read_bytes())
    except (ValueError, RecursionError):
        return
    for _ in range(dice.randint(1, 3)):
        _change_value(dice, content)
    text = json.dumps(content, ensure_ascii=dice.random() < 0.5)
    if dice.random() < 0.03:
        text = text.replace(":", ": " + "[" * 5000, 1)
    file.write_bytes(text.encode("utf-8", "surrogatepass"))


def _change_value(dice: Random, content: object) -> None:
    here = content
    while True:
        if isinstance(here, dict) and here:
            key: Any = dice.choice(list(here))
        elif isinstance(here, list) and here:
            key = dice.randrange(len(here))
        else:
            return
        inner = here[key]
        if isinstance(inner, dict | list) and inner and dice.random() < 0.75:
            here = inner
            continue
        break
    way = dice.random()
    if way < 0.15:
        del here[key]
    elif way < 0.35 and isinstance(here, dict):
        here[dice.choice(TEXTS)] = here.pop(key)
    elif way < 0.45 and isinstance(here, dict):
        here[dice.choice(TEXTS)] = deepcopy(dice.choice((*TEXTS, *OTHERS)))
    else:
        here[key] = deepcopy(dice.choice((*TEXTS, *OTHERS)))


def _seal(box: Path) -> None:
    """Make the digests in the manifest fit the files, as a careful stranger would."""
    file = box / "manifest.json"
    try:
        manifest = json.loads(file.read_bytes()) if _is_plain(file) else None
    except (ValueError, RecursionError):
        return
    if not isinstance(manifest, dict) or not isinstance(manifest.get("files"), dict):
        return
    for name in manifest["files"]:
        try:
            if _is_plain(box / name):
                digest = sha256((box / name).read_bytes()).hexdigest()
                manifest["files"][name] = digest
        except (OSError, ValueError):
            continue
    file.write_bytes(json.dumps(sealed(manifest)).encode("utf-8", "surrogatepass"))
