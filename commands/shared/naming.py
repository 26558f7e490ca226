"""The command to give again, made of what was typed."""

from collections.abc import Iterable


def repeat_option(option: str, values: Iterable[str]) -> list[str]:
    """The words of an option that is given once for each value.

    >>> repeat_option("--set", ["a=1", "b=2"])
    ['--set', 'a=1', '--set', 'b=2']
    """
    return [word for value in values for word in (option, value)]
