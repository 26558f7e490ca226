"""A command as the words that were typed, to be kept and typed again."""

from collections.abc import Iterable


def repeated(option: str, values: Iterable[str]) -> list[str]:
    """An option as often as it was given.

    >>> repeated("--set", ["a=1", "b=2"])
    ['--set', 'a=1', '--set', 'b=2']
    """
    return [word for value in values for word in (option, value)]
