"""One attack played: a command meets what the stranger sent, and the laws are checked."""

import os
import re
import shutil
import signal
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from click.testing import CliRunner

from brinkmanship.cli import brink
from brinkmanship.printable import printable_lines
from brinkmanship.sim import SCENARIOS
from tests.hostile.attacks import CLEAR, FORGED, attack_file, attack_folder
from tests.hostile.worlds import FOLDERS, LADDER, QUICK, SECRET, World, fresh_world, state, texts

LONGEST = 120  # seconds after which a command counts as hanging
FILES = (*["scenario"] * 5, *["sweep file"] * 2, "ladder")
DRAWN = 0.03  # share of folders that a command draws or reports on, which takes seconds
MANY = 500  # runs of a sweep that are too many to play here
Words = tuple[object, ...]


class HangError(BaseException):
    """A command did not end; no ``except`` of Brink catches this."""


@dataclass(frozen=True)
class Verdict:
    """What became of one attack.

    Attributes:
        case: Its number.
        what: Kind of the folder or file, and the words of the command.
        played: Whether the command did its work, rather than refuse.
        broken: The laws that were broken, with what shows it; empty if all hold.
    """

    case: int
    what: str
    played: bool
    broken: tuple[str, ...]


def play_case(seed: int, case: int, good: Path) -> Verdict:
    """Make the attack of a number, and give the command to it.

    Args:
        seed: Of all attacks.
        case: Number of the attack.
        good: Good folders, with ``outside`` beside them.
    """
    dice = Random(f"{seed}:{case}")  # noqa: S311 - no secret depends on it
    with fresh_world(good) as world:
        kind = dice.choice((*FOLDERS, *FILES))
        words = (_file_command if kind not in FOLDERS else _folder_command)(dice, kind, world, good)
        verdict = _judged(world, words)
    return Verdict(case, f"{kind}: {' '.join(map(str, words))[:200]}", *verdict)


def _folder_command(dice: Random, kind: str, world: World, good: Path) -> Words:
    shutil.copytree(good / kind, world.box)
    attack_folder(dice, world)
    if dice.random() < 0.1:
        (world.desk / f".{world.box.name}.again").symlink_to(world.outside)
    out = () if dice.random() < 0.4 else ("--out", "result")
    page = () if not out else ("--out", "result.html")
    commands: list[Words] = [
        ("reproduce", "box", "--workers", 1),
        ("reproduce", "box", "--workers", 1, "--json"),
    ]
    if dice.random() < DRAWN:
        commands = [
            ("report", "box", *page),
            ("plot", "box", *out),
            ("plot", "box", "../good/run", *out),
        ]
    elif kind == "sweep":
        shutil.copytree(good / "files", world.desk / "files")
        again: Words = ("sweep", "files/sweep.yaml", "--out", "box", "--workers", 1)
        commands += [again, again, (*again, "--json"), (*again, "--dry-run")]
        commands += [("sensitivity", "box", "--boxes", "--no-figures", *out)]
    elif kind in {"run", "traced"}:
        commands += [("animate", "box", *(() if not out else ("--out", "result.gif")))]
    elif kind == "sensitivity":
        shutil.copyfile(good / "files/small.yaml", world.desk / "small.yaml")
        commands += [(
            "sensitivity", "small.yaml", "--outcome", "tripwire", "--runs", 20, *QUICK,
            "--tipping", "actors.AAA.policy.goals.survival:0.2:2", "--out", "box",
        )]  # fmt: skip
    return dice.choice(commands)


def _file_command(dice: Random, kind: str, world: World, good: Path) -> Words:
    shutil.copytree(good / "files", world.box)
    name = "sweep.yaml" if kind == "sweep file" else "small.yaml"
    if kind == "ladder":
        name = "rungs.yaml"
        shutil.copyfile(SCENARIOS / LADDER, world.box / name)
        small = world.box / "small.yaml"
        small.write_text(small.read_text(encoding="utf-8").replace(LADDER, name), encoding="utf-8")
    attack_file(dice, world, name)
    scenario = "box/small.yaml"
    if kind == "scenario" and dice.random() < 0.1:
        scenario = f"box/{dice.choice((CLEAR, f'x{chr(10)}{FORGED}'))}.yaml"
        (world.box / "small.yaml").rename(world.desk / scenario)
    if kind == "sweep file":
        return _sweep_command(dice, world, "box/sweep.yaml")
    out = ("--out", "result")
    commands: list[Words] = [
        ("check", scenario),
        ("check", scenario, "--json"),
        ("run", scenario, "--runs", 5, *QUICK, *out),
        ("run", scenario, "--runs", 5, *QUICK, *out, "--json"),
        ("run", scenario, "--runs", 5, *QUICK, *out, "--format", "csv", "--trace"),
        ("story", scenario),
        ("story", scenario, "--json"),
        ("compare", scenario, "small-too.yaml", "--runs", 5, *QUICK, *out),
        ("compare", scenario, "--set-b", "clock.horizon=3", "--runs", 5, *QUICK, *out),
    ]
    shutil.copyfile(good / "files/small.yaml", world.desk / "small-too.yaml")
    return dice.choice(commands)


def _sweep_command(dice: Random, world: World, file: str) -> Words:
    """A dry run; or the sweep itself, if it is small."""
    dry: Words = ("sweep", file, "--dry-run", "--out", "result", "--workers", 1)
    if dice.random() < 0.5:
        return dry
    with _inside(world.desk):
        planned = CliRunner().invoke(brink, [str(word) for word in dry])
    runs = re.search(r"([\d,]+) runs in", planned.output)
    if runs and int(runs[1].replace(",", "")) > MANY:
        return dry
    return ("sweep", file, "--out", "result", "--workers", 1)


def _judged(world: World, words: Words) -> tuple[bool, tuple[str, ...]]:
    box_is_out = "--out" in words and words[words.index("--out") + 1] == "box"
    default = "--out" not in words and words[0] in {"plot", "report"}
    may_change = (world.box,) if box_is_out or default else ()
    results = tuple(world.desk / name for name in ("result", "result.html", "result.gif", "out"))
    outside, desk = state(world.outside), state(world.desk, apart=(*may_change, *results))
    own = texts(world.box)
    with _inside(world.desk):
        code, output, error = _answer(words)
    broken = list(_broken(code, output, error, as_json="--json" in words))
    broken += [f"changed outside: {one}" for one in _differences(outside, state(world.outside))]
    after = state(world.desk, apart=(*may_change, *results))
    broken += [f"changed on the desk: {one}" for one in _differences(desk, after)]
    written = "".join(texts(place) if place.is_dir() else _text(place) for place in results)
    written += texts(world.box).replace(own, "") if may_change else ""
    if SECRET not in own:
        for where, text in (("output", output), ("a file", written)):
            broken += [f"read what it was not told of; in {where}"] if SECRET in text else []
    return code in {0, 1} and error is None, tuple(broken)


def _text(file: Path) -> str:
    plain = file.is_file() and not file.is_symlink()
    return file.read_text(encoding="utf-8", errors="replace") if plain else ""


def _broken(code: int, output: str, error: str | None, *, as_json: bool) -> Iterator[str]:
    if error is not None:
        yield f"traceback: {error}"
    if code not in {0, 1, 2}:
        yield f"exit code {code}"
    if printable_lines(output) != output:
        yield f"prints what is no printable text: {output!a}"
    if re.search(rf"(?m)^{FORGED}", output):
        yield f"prints a line of the stranger: {output!a}"
    if code and error is None and not output.strip():
        yield f"says nothing, with exit code {code}"
    if as_json and code == 0 and "{" not in output:
        yield "prints no JSON"


def _answer(words: Words) -> tuple[int, str, str | None]:
    """Exit code, all output, and the traceback if there was one."""
    handler = signal.signal(signal.SIGALRM, _hang)
    signal.alarm(LONGEST)
    try:
        result = CliRunner().invoke(brink, [str(word) for word in words])
    except HangError:
        return 0, "", "the command hangs"
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, handler)
    failed = result.exception is not None and not isinstance(result.exception, SystemExit)
    told = "".join(traceback.format_exception(*result.exc_info)) if result.exc_info else ""
    return result.exit_code, result.output, told if failed else None


def _hang(number: int, frame: object) -> None:  # noqa: ARG001 - a handler's form
    raise HangError


def _differences(before: dict[str, str], after: dict[str, str]) -> list[str]:
    names = sorted({*before, *after})
    return [name for name in names if before.get(name) != after.get(name)]


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
