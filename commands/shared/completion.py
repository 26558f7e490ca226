"""What a shell completes: scenarios, sweep files, folders of results, routes, paths of ``--set``.

Imported at start-up, so it imports nothing heavy: only paths of ``--set`` need the scenario read.
Names with blanks or signs that mean something to a shell are left out.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    ZshComplete,
    add_completion_class,
)

from brinkmanship.sim import SCENARIOS

Items = list[CompletionItem[str]]
Complete = Callable[[click.Context, click.Parameter, str], Items]

ROUTES_UP = (
    "line_honoured", "troops_hit", "accident_answered", "scripted", "misperception", "salami",
)  # fmt: skip
ROUTES_DOWN = (
    "settlement", "gave_in", "restraint", "imposed", "absorbed", "vetoed", "bluff_called",
)  # fmt: skip
SAFE = re.compile(r"[\w./~+@%-]+")
YAML = (".yaml", ".yml")
FINISHED = "manifest.json"  # in every folder of results that is complete
HOLDERS = ("scenario", "scenarios", "file")  # parameters that hold the scenario


def scenarios(_ctx: click.Context, _param: click.Parameter, typed: str) -> Items:
    """Shipped scenarios and YAML files."""
    return [*_shipped("", "shipped scenario", typed), *_files(typed)]


def sweeps(_ctx: click.Context, _param: click.Parameter, typed: str) -> Items:
    """Shipped sweep files and YAML files."""
    return [*_shipped("sweeps", "shipped sweep", typed), *_files(typed)]


def folders(_ctx: click.Context, _param: click.Parameter, typed: str) -> Items:
    """Folders of results."""
    return [*_files(typed, (), finished=True)]


def yaml_files(_ctx: click.Context, _param: click.Parameter, typed: str) -> Items:
    """YAML files."""
    return [*_files(typed)]


def any_folders(_ctx: click.Context, _param: click.Parameter, typed: str) -> Items:
    """Folders of any kind."""
    return [*_files(typed, ())]


def any_of(*kinds: Complete) -> Complete:
    """What completes everything that these complete, each name once."""

    def complete(ctx: click.Context, param: click.Parameter, typed: str) -> Items:
        found = [item for kind in kinds for item in kind(ctx, param, typed)]
        return list({one.value.rstrip("/"): one for one in found}.values())

    return complete


def routes(_ctx: click.Context, _param: click.Parameter, typed: str) -> Items:
    """Names of routes."""
    named = [*((name, "up") for name in ROUTES_UP), *((name, "down") for name in ROUTES_DOWN)]
    return [CompletionItem(name, help=f"route {way}") for name, way in named
            if name.startswith(typed)]  # fmt: skip


def paths_ending(end: str) -> Complete:
    """What completes paths of the scenario that was typed before; ``end`` stands behind them."""

    def complete(ctx: click.Context, _param: click.Parameter, typed: str) -> Items:
        from brinkmanship.sim.errors import BrinkError
        from brinkmanship.sim.scenario import load_scenario
        from brinkmanship.sim.scenario.completion import path_completions

        named = _scenario_typed(ctx)
        if named is None or end in typed:
            return []
        try:
            scenario = load_scenario(named)
        except BrinkError:  # a shell takes no messages; the command itself will say it
            return []
        return [CompletionItem(path) for path in path_completions(scenario, typed, end)]

    return complete


def _scenario_typed(ctx: click.Context) -> str | None:
    """The first scenario among the words; while an option lacks its value they are not sorted."""
    values: list[Any] = [ctx.params.get(name) for name in HOLDERS]
    named = next((one for one in values if one), None)
    words: Sequence[Any] = named if isinstance(named, tuple) else (named, *ctx.args)
    return next((str(word) for word in words if word), None)


def _shipped(folder: str, help_text: str, typed: str) -> Iterator[CompletionItem[str]]:
    for path in sorted((SCENARIOS / folder).glob("*.yaml")):
        if path.stem.startswith(typed):
            yield CompletionItem(path.stem, help=help_text)


def _files(
    typed: str, suffixes: Sequence[str] = YAML, *, finished: bool = False
) -> Iterator[CompletionItem[str]]:
    """Files with these suffixes, folders to look into and, if asked for, folders of results."""
    head, slash, begun = typed.rpartition("/")
    try:
        found = sorted(Path(f"{head}{slash}").expanduser().iterdir())
    except (OSError, RuntimeError):  # no such folder, or no such home: nothing to offer
        return
    for one in found:
        hidden = one.name.startswith(".") and not begun.startswith(".")
        if hidden or not one.name.startswith(begun) or not SAFE.fullmatch(one.name):
            continue
        name = f"{head}{slash}{one.name}"
        if finished and (one / FINISHED).is_file():
            yield CompletionItem(name, help="folder of results")
        elif one.is_dir():
            yield CompletionItem(f"{name}/")
        elif one.suffix in suffixes:
            yield CompletionItem(name, help="file")


# Shells are told not to put a blank behind what is to be continued: actors., out/, x=. Fish leaves
# it out by itself; the scripts of click for Bash and Zsh are given a line.
BASH, NO_BLANK = "COMPREPLY+=($value)", "[[ $value == *[.=:/] ]] && compopt -o nospace"
ZSH, ZSH_NO_BLANK = "compadd -U", "compadd -S '' -U"  # of what has no description


class Bash(BashComplete):
    """Bash, which is asked for each answer whether a blank may follow."""

    source_template = BashComplete.source_template.replace(BASH, f"{BASH}; {NO_BLANK}")


class Zsh(ZshComplete):
    """Zsh, which gets all that is to be continued without a description."""

    source_template = ZshComplete.source_template.replace(ZSH, ZSH_NO_BLANK)


def register_shells() -> None:
    """Let click use these scripts."""
    for shell in (Bash, Zsh):
        add_completion_class(shell)
