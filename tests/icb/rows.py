"""Small ICB files for tests: two columns of facts that matter, and outcomes that must not."""

import csv
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

TRIGGERS = (1, 3, 4, 6, 7, 8, 9)


def crises(count: int, first_year: int = 1920, seed: int = 3) -> list[dict[str, str]]:
    """Rows of the system file, a year apart."""
    draw = random.Random(seed)  # noqa: S311 - rows of a test
    return [
        {
            "crisno": str(1 + k), "crisname": f"CRISIS {k}", "break": str(draw.choice(TRIGGERS)),
            "yrtrig": str(first_year + k), "trigent": "350", "gravcr": str(draw.randrange(7)),
            "protrac": str(draw.randrange(1, 4)), "ethnic": str(draw.randrange(1, 4)),
            "powdissy": str(draw.randrange(20)), "viol": str(draw.randrange(1, 5)),
            "brexit": str(draw.randrange(5, 400)), "forout": str(draw.randrange(1, 8)),
            "sevviosy": str(draw.randrange(1, 5)), "cenviosy": str(draw.randrange(1, 5)),
        }
        for k in range(count)
    ]  # fmt: skip


def actors(system: Sequence[Mapping[str, str]], seed: int = 4) -> list[dict[str, str]]:
    """Rows of the actor file: one challenged state a crisis."""
    draw = random.Random(seed)  # noqa: S311 - rows of a test
    return [
        {
            "crisno": one["crisno"], "cracid": "640", "yrtrig": one["yrtrig"], "motrig": "5",
            "datrig": "15", "gravty": str(draw.randrange(7)), "regime": str(draw.randrange(1, 6)),
            "nuclear": str(draw.randrange(1, 5)), "powsta": str(draw.randrange(1, 5)),
            "powdis": str(draw.randrange(-20, 20)), "viol": str(draw.randrange(1, 5)),
            "outcom": str(draw.randrange(1, 5)),
        }
        for one in system
    ]  # fmt: skip


def write(file: Path, rows: Sequence[Mapping[str, str]]) -> Path:
    """Write rows as CSV; the file."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    return file
