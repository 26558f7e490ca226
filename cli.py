"""The command ``brink``: parse, delegate, report. A command is imported when it is used."""

import errno
import os
import signal
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from difflib import get_close_matches
from importlib import import_module
from io import TextIOWrapper
from types import FrameType
from typing import Any, TextIO

import click
from click.shell_completion import CompletionItem

from brinkmanship.analysis.errors import AnalysisError, AnalysisWarning
from brinkmanship.commands.shared.garbage import collect_rarely
from brinkmanship.commands.shared.letters import missing_letters_named
from brinkmanship.commands.shared.printing import say_line
from brinkmanship.commands.shared.shortages import SHORTAGES, shortage_of
from brinkmanship.installed import VERSION
from brinkmanship.printable import printable, printable_lines
from brinkmanship.sim.errors import BrinkError, ScenarioError

COMMANDS = {
    "run": "play a scenario many times: shares, tables, figures",
    "story": "tell one run turn by turn",
    "explain": "say where one run was decided, by what, and by whom",
    "check": "say what is wrong in scenario files, or does nothing there",
    "list": "name the scenarios, ladders and doctrines shipped with Brink",
    "new": "write a commented starter file",
    "schema": "print the JSON Schema of the scenario format, for editors",
    "compare": "say what a change changes, run by run on the same dice",
    "plot": "draw the figures of folders",
    "report": "write one HTML page about a folder, to hand out",
    "animate": "show one run on the ladder as a film, for slides",
    "sweep": "play a declared experiment, and go on where it was stopped",
    "fit": "fit the generic numbers to crises before 1970",
    "hindcast": "forecast past crises from facts at the trigger, and score that",
    "sensitivity": "say what carries the result, and where it tips",
    "reproduce": "play a folder again and compare every byte",
    "doctor": "say what this machine offers, and what is missing",
}
FUNCTIONS = {"list": "list_shipped"}  # elsewhere command, module and function have one name
INTERRUPTED, TERMINATED = 130, 143


class RefusedError(click.ClickException):
    """The user's input is wrong; one message, no traceback, exit code 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:  # noqa: ANN401 - as click declares it
        """Print the message alone: it begins with the place that is wrong."""
        click.echo(self.format_message(), err=True, file=file)


class Brink(click.Group):
    """A group whose commands are imported when used, and whose errors are one message."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's interface
        """The commands in the order in which a user meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """A command by its name; a usage error that says which one was perhaps meant."""
        if cmd_name not in COMMANDS:
            near = get_close_matches(cmd_name, COMMANDS, n=1)
            cure = f'did you mean "{near[0]}"?' if near else "see brink --help"
            ctx.fail(f'no such command "{cmd_name}"; {cure}')
        module = import_module(f"brinkmanship.commands.{cmd_name}")
        command: click.Command = getattr(module, FUNCTIONS.get(cmd_name, cmd_name))
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the words begin with; none, and no error, while a shell completes."""
        if ctx.resilient_parsing and args[0] not in COMMANDS:
            return None, None, []
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """Commands that begin so, without importing them, and the options of ``brink``."""
        named = [CompletionItem(name, help=line) for name, line in COMMANDS.items()
                 if name.startswith(incomplete)]  # fmt: skip
        return [*named, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def make_context(self, *words: Any, **extra: Any) -> click.Context:  # noqa: ANN401 - as click declares it
        """Read the options of the group; errors quote what was typed in printable letters."""
        with errors_as_messages():
            return super().make_context(*words, **extra)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click declares it
        """Run the command; errors and warnings raised on purpose become messages."""
        with errors_as_messages(), warnings_as_messages(), missing_letters_named():
            return super().invoke(ctx)


@contextmanager
def errors_as_messages() -> Iterator[None]:
    """Each error that is no defect becomes one printable message: exit code 2.

    Where the system refuses something the exit code is 1; an interrupt has 130.
    """
    try:
        yield
    except ScenarioError as error:
        raise RefusedError(printable_lines(str(error))) from error  # a line a problem
    except (BrinkError, AnalysisError) as error:
        raise RefusedError(printable(str(error))) from error
    except click.ClickException as error:
        clean = printable if isinstance(error, click.UsageError) else printable_lines
        error.message = clean(error.message)  # type: ignore[misc]  # final in types alone
        raise
    except KeyboardInterrupt as interrupt:
        say_line("Interrupted.", err=True)
        raise click.exceptions.Exit(INTERRUPTED) from interrupt
    except SHORTAGES as error:
        what = shortage_of(error)
        if what is None or getattr(error, "errno", None) == errno.EPIPE:  # a reader that left
            raise
        raise click.ClickException(what) from error


@contextmanager
def warnings_as_messages() -> Iterator[None]:
    """Warnings of analysis become one message each on stderr; others are shown as ever."""
    with warnings.catch_warnings():
        warnings.simplefilter("default", AnalysisWarning)
        usual = warnings.showwarning

        def show(
            message: Warning | str,
            category: type[Warning],
            filename: str,
            lineno: int,
            file: TextIO | None = None,
            line: str | None = None,
        ) -> None:
            if issubclass(category, AnalysisWarning):
                say_line(message, err=True)
            else:
                usual(message, category, filename, lineno, file, line)

        warnings.showwarning = show
        yield


def print_version(ctx: click.Context, option: click.Parameter, asked: bool) -> None:  # noqa: ARG001, FBT001 - click's interface
    """Print the version and end."""
    if asked:
        say_line(f"brink {VERSION}")
        ctx.exit()


@click.group(
    cls=Brink,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Begin with: brink run nato-ground-troops-2024",
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False,
              callback=print_version, help="Show the version and exit.")  # fmt: skip
def brink() -> None:
    """Simulate how an international crisis climbs, or leaves, an escalation ladder.

    Results are shares of simulated runs under stated assumptions, not a forecast.
    """


def main() -> None:
    """What the installed command calls."""
    signal.signal(signal.SIGTERM, _terminate)
    collect_rarely()
    os.environ["MPLBACKEND"] = "agg"  # a command opens no window, whatever Jupyter exports
    if "_BRINK_COMPLETE" in os.environ:  # a shell asks, not a user
        from brinkmanship.commands.shared.completion import register_shells  # noqa: PLC0415 - no other call needs it

        register_shells()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that cannot show a letter shows its code
            stream.reconfigure(errors="backslashreplace")
    try:
        brink(prog_name="brink")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    finally:
        with suppress(BrokenPipeError):
            sys.stdout.flush()


def _terminate(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - a handler's form
    sys.exit(TERMINATED)


if __name__ == "__main__":
    main()
