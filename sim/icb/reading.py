"""Reads the two ICB files: facts and outcomes apart, every problem in one message."""

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.icb.columns import ACTORS, NEEDED, OUTCOMES, SYSTEM
from brinkmanship.sim.icb.facts import WEAPONS, ActorFacts, CrisisFacts

LEAST_STATE, LAST_STATE = 2, 990  # COW numbers of states; ICB's 995 to 999 are none
Row = Mapping[str, str]
Line = tuple[int, Row]


@dataclass(frozen=True, slots=True)
class Crises:
    """Crises as they were at their triggers, and what became of them.

    Attributes:
        facts: One a crisis, in the order of the file.
        violence: ICB's code of violence by number of the crisis, 1 to 4; blank ones are absent.
        ignored: Columns that were not read, by file name.
        absent: Columns of facts that a file lacks, by file name; they count as unknown.
    """

    facts: tuple[CrisisFacts, ...]
    violence: Mapping[int, int]
    ignored: Mapping[str, tuple[str, ...]]
    absent: Mapping[str, tuple[str, ...]]


def read_crises(system: Path, actors: Path) -> Crises:
    """The crises of an ICB system file, with the facts of their actors.

    Args:
        system: CSV file with one row a crisis.
        actors: CSV file with one row an actor and crisis.

    Raises:
        BrinkError: A file cannot be read, lacks a column that is needed, or holds something that
            is no number or no code.
    """
    rows, head = read_table(system, NEEDED)
    more, heads = read_table(actors, ("crisno", "cracid"))
    members: dict[int, list[Line]] = {}
    for line, row in more:
        members.setdefault(_whole(actors, line, row, "crisno"), []).append((line, row))
    facts, violence = list[CrisisFacts](), dict[int, int]()
    for line, row in rows:
        one = _facts(system, line, row, members)
        if any(one.number == other.number for other in facts):
            raise BrinkError(f"{system}:{line}: crisis {one.number} a second time; give it once")
        facts.append(one)
        if row.get("viol", "").strip():
            violence[one.number] = _within(system, line, row, "viol", 1, 4)
    known, other = {*SYSTEM, *OUTCOMES}, set(ACTORS)
    return Crises(
        tuple(facts),
        violence,
        {system.name: _rest(head, known), actors.name: _rest(heads, other)},
        {system.name: _rest(SYSTEM, set(head)), actors.name: _rest(ACTORS, set(heads))},
    )


def read_table(file: Path, needed: Sequence[str]) -> tuple[list[tuple[int, Row]], list[str]]:
    """The rows of a CSV file with their line numbers, and the names of its columns.

    Raises:
        BrinkError: It cannot be read, is no such table, or a column that is needed is missing.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            head = [name.strip() for name in reader.fieldnames or []]
            reader.fieldnames = head
            rows = [(reader.line_num, row) for row in reader]
    except OSError as error:
        raise BrinkError(f"{file}: cannot be read ({error.strerror})") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise BrinkError(f"{file}: is no CSV file in UTF-8; export the ICB table as CSV") from error
    if missing := [name for name in needed if name not in head]:
        names = ", ".join(missing)
        raise BrinkError(f"{file}: the column {names} is missing; ICB's own names are expected")
    return [(line, {k: v or "" for k, v in row.items() if k}) for line, row in rows], head


def _facts(file: Path, line: int, row: Row, members: Mapping[int, list[Line]]) -> CrisisFacts:
    number = _whole(file, line, row, "crisno")
    by = _optional(file, line, row, "trigent")
    ethnic = _optional(file, line, row, "ethnic")
    return CrisisFacts(
        number=number,
        trigger=_within(file, line, row, "break", 1, 9),
        year=_whole(file, line, row, "yrtrig"),
        by=int(by) if by is not None and LEAST_STATE <= by <= LAST_STATE else None,
        gravity=_code(_optional(file, line, row, "gravcr"), 0, 6),
        protracted=_code(_optional(file, line, row, "protrac"), 1, 3) or 1,
        ethnic=ethnic in (1.0, 2.0),
        power_gap=_optional(file, line, row, "powdissy"),
        actors=tuple(_from_first_day(file, members.get(number, []))),
    )


def _from_first_day(file: Path, rows: Sequence[Line]) -> Iterator[ActorFacts]:
    """The actors whose own trigger is the first of the crisis; later ones are not yet known."""
    dated = [(_date(file, *one), _whole(file, *one, "cracid"), one) for one in rows]
    first = min((date for date, _, _ in dated), default=())
    for date, code, one in sorted(dated, key=lambda it: it[1]):
        if date == first:
            yield ActorFacts(
                code=code,
                gravity=_code(_optional(file, *one, "gravty"), 0, 6),
                regime=_code(_optional(file, *one, "regime"), 1, 5),
                nuclear=(_optional(file, *one, "nuclear") or 0) >= WEAPONS,
                power=_code(_optional(file, *one, "powsta"), 1, 4),
                advantage=_optional(file, *one, "powdis"),
            )


def _date(file: Path, line: int, row: Row) -> tuple[float, ...]:
    """Year, month and day of an actor's trigger; unknown parts come last."""
    parts = (_optional(file, line, row, name) for name in ("yrtrig", "motrig", "datrig"))
    return tuple(99_999.0 if part is None else part for part in parts)


def _optional(file: Path, line: int, row: Row, name: str) -> float | None:
    """A number that may be blank; None for ICB's blank cells."""
    text = row.get(name, "").strip()
    if text in ("", "NA", "."):
        return None
    try:
        return float(text)
    except ValueError:
        cure = "give a code or nothing"
        raise BrinkError(f"{file}:{line}: {name}: {text!r} is no number; {cure}") from None


def _whole(file: Path, line: int, row: Row, name: str) -> int:
    number = _optional(file, line, row, name)
    if number is None or number != int(number):
        raise BrinkError(f"{file}:{line}: {name} needs a whole number; it is {row.get(name)!r}")
    return int(number)


def _within(file: Path, line: int, row: Row, name: str, low: int, high: int) -> int:
    number = _whole(file, line, row, name)
    if not low <= number <= high:
        raise BrinkError(f"{file}:{line}: {name} is {number}; it goes from {low} to {high}")
    return number


def _code(number: float | None, low: int, high: int) -> int | None:
    """A code of ICB's; other numbers stand for unknown or other."""
    return int(number) if number is not None and low <= number <= high else None


def _rest(names: Collection[str], known: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names) - set(known)))
