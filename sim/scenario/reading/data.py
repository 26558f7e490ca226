"""Python data as text that a scenario could hold."""

import json

from brinkmanship.sim.errors import ScenarioError


def yaml_text(value: object, shown: str) -> str:
    """A value as JSON, and so as YAML; numbers and arrays of NumPy as numbers and lists.

    Args:
        value: None, a flag, a number, a text, or lists and mappings of these.
        shown: How a message names it.

    >>> yaml_text({"normal": {"mean": 1.5, "sd": 0.25}}, "mapping")
    '{"normal": {"mean": 1.5, "sd": 0.25}}'

    Raises:
        ScenarioError: It is, or holds, something else.
    """
    try:
        return json.dumps(value, ensure_ascii=False, default=_plain)
    except (TypeError, ValueError, RecursionError) as error:
        what = f"this cannot be written into a file ({error})"
        raise ScenarioError.of(shown, what, "use text, numbers, lists and mappings") from error


def _plain(value: object) -> object:
    """What JSON can hold in place of a value that it cannot.

    Raises:
        TypeError: There is nothing.
    """
    as_list = getattr(value, "tolist", None)  # of all that NumPy has
    if as_list is None:
        raise TypeError(f"a {type(value).__name__}")
    return as_list()
