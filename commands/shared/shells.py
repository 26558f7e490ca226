"""Shells are told not to put a blank behind what is to be continued: ``actors.``, ``out/``, ``x=``.

Fish leaves the blank out by itself; the scripts of click for Bash and Zsh are given a line.
"""

from click.shell_completion import BashComplete, ZshComplete, add_completion_class

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
