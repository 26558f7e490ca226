"""Options that several commands have, declared once.

Each function makes a decorator of click; its text is the help of the option.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from brinkmanship.commands.shared import completion
from brinkmanship.sim.mechanisms.chance import LAST_RUN, LAST_SEED
from brinkmanship.sim.runs.limits import MOST_RUNS, MOST_WORKERS, core_count

ONE_EACH = "[default: one per core]"
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def run_count(
    text: str = "How many runs.",
    *,
    least: int = 1,
    most: int = MOST_RUNS,
    default: int | None = 1000,
) -> Decorator:
    """``--runs``: how many runs are played."""
    return click.option("--runs", type=click.IntRange(least, most), default=default,
                        show_default=True, metavar="N", help=text)  # fmt: skip


def run_number(
    text: str = "Number of the run.", *, most: int = LAST_RUN, default: int | None = 0
) -> Decorator:
    """``--run``: which run of an ensemble."""
    return click.option("--run", type=click.IntRange(0, most), default=default, show_default=True,
                        metavar="N", help=text)  # fmt: skip


def seed(text: str = "Seed of all chance; 0 is a seed.", *, most: int = LAST_SEED) -> Decorator:
    """``--seed``: the seed of all chance."""
    return click.option("--seed", type=click.IntRange(0, most), default=0, show_default=True,
                        metavar="N", help=text)  # fmt: skip


def overrides(text: str = "Change a value of the scenario; repeatable.") -> Decorator:
    """``--set``: values of the scenario that are changed before it is played."""
    return click.option("--set", "overrides", multiple=True, metavar="PATH=VALUE",
                        shell_complete=completion.paths_ending("="), help=text)  # fmt: skip


def parameters() -> Decorator:
    """``--parameters``: a set of parameter vectors over which results are given too."""
    text = (
        "A set of parameter vectors: summary.json of brink fit, its folder, or fitted, the shipped "
        "one. Each share also gets its range over the set, which is what the data leave open."
    )
    return click.option("--parameters", metavar="SET", help=text)


def workers() -> Decorator:
    """``--workers``: how many threads or processes share the work."""
    text = f"How many work side by side; results do not depend on it. {ONE_EACH}"
    return click.option("--workers", type=click.IntRange(1, MOST_WORKERS), default=core_count,
                        metavar="N", help=text)  # fmt: skip


class ReadPath(click.Path):
    """A path to read from; on any system it may be written with the backslashes of Windows."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path as this system reads it."""
        if "\\" in str(value):
            from brinkmanship.sim.scenario.reading.library import portable

            value = portable(str(value))
        return super().convert(value, param, ctx)


def out_folder(text: str) -> Decorator:
    """``--out``: the folder to write."""
    return click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help=text)


def out_file(text: str) -> Decorator:
    """``--out``: the file to write."""
    kind = click.Path(path_type=Path, dir_okay=False)
    return click.option("--out", type=kind, metavar="FILE", help=text)


def figures(text: str = "Draw the figures.") -> Decorator:
    """``--figures`` and ``--no-figures``."""
    return click.option("--figures/--no-figures", default=True, show_default=True, help=text)


def as_json(text: str) -> Decorator:
    """``--json``: print for programs instead of readers."""
    return click.option("--json", "as_json", is_flag=True, help=text)


def find_route(verb: str) -> Decorator:
    """``--find`` and ``--search``: choose the first run that takes a route.

    Args:
        verb: What the command does with that run.
    """
    which = f"{verb} the first run, from --run on, that takes this route."
    find = click.option("--find", metavar="ROUTE", shell_complete=completion.routes,
                        help=which)  # fmt: skip
    search = click.option("--search", type=click.IntRange(1), default=2000, show_default=True,
                          metavar="N", help="Runs to look through with --find.")  # fmt: skip
    return lambda command: find(search(command))
