"""What is compared with what: scenarios and variants of them, each with a name of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sim.errors import BrinkError, ScenarioError
from sim.premise import Premise, prepare
from sim.scenario import load_scenario
from sim.scenario.wording import printable, quoted

OPENING, CLOSING = "[{", "]}"
LIKE = 'write for example "firm: actors.FRA.resolve=1.5 actors.DEU.resolve=1.2"'


@dataclass(frozen=True, slots=True)
class Variant:
    """A scenario under changes.

    Attributes:
        name: What results call it.
        scenario: File or shipped name.
        overrides: What is laid over it, in order.
        own: How many of them, the last, are not for all.
        option: What said those.
    """

    name: str
    scenario: str
    overrides: tuple[str, ...]
    own: int = 0
    option: str = "--set"

    def premise(self) -> Premise:
        """It, made ready to run.

        Raises:
            ScenarioError: With every problem found.
        """
        try:
            return prepare(load_scenario(self.scenario, self.overrides))
        except ScenarioError as error:
            named = (replace(one, file=self._told(one.file)) for one in error.problems)
            raise ScenarioError(tuple(named)) from error

    def _told(self, file: str) -> str:
        """What messages call the place of an override, by the option that said it."""
        said = file.removeprefix("--set ").removesuffix("…")
        mine = self.overrides[len(self.overrides) - self.own :]
        found = said != file and any(printable(text).startswith(said) for text in mine)
        return file.replace("--set", self.option, 1) if found else file


def variants_of(
    scenarios: Sequence[str], common: Sequence[str], second: Sequence[str], written: Sequence[str]
) -> list[Variant]:
    """What is compared with (first) and what is compared, in the order given.

    Args:
        scenarios: A, then perhaps B and others.
        common: Changes to all.
        second: Changes to all but A.
        written: Variants of A, as ``NAME: PATH=VALUE ...``.

    Raises:
        BrinkError: There is nothing to compare, or two have the same name.
    """
    base, *others = scenarios
    found = [Variant(stem(base), base, tuple(common))]
    to_b = ((*common, *second), len(second), "--set-b")
    found += [Variant(stem(other), other, *to_b) for other in others]
    if second and not others:
        found.append(Variant("b", base, *to_b))
    for text in written:
        name, changes = read_variant(text)
        option = f"--variant {quoted(name)}"
        found.append(Variant(name, base, (*common, *changes), len(changes), option))
    if len(found) == 1:
        cure = "give a second scenario, --set-b PATH=VALUE or --variant"
        raise BrinkError(f"{found[0].name}: there is nothing to compare it with; {cure}")
    return list(_named(found))


def stem(scenario: str) -> str:
    """Name of a scenario in results: that of its file.

    >>> stem("my/crisis.yaml")
    'crisis'
    """
    return printable(Path(scenario).name.removesuffix(".yaml").removesuffix(".yml"))


def _named(found: Sequence[Variant]) -> Iterator[Variant]:
    """The same with names of their own: a scenario named again gets a letter, a variant may not."""
    taken: set[str] = set()
    for place, one in enumerate(found):
        name = one.name
        if name in taken and name == stem(one.scenario):
            name = f"{name} ({chr(ord('a') + place)})" if place < 26 else f"{name} ({place})"  # noqa: PLR2004 - letters
        if name in taken:
            raise BrinkError(f"--variant: {quoted(name)} is the name of another; choose another")
        taken.add(name)
        yield replace(one, name=name)


def read_variant(text: str) -> tuple[str, tuple[str, ...]]:
    """Name and changes of ``NAME: PATH=VALUE PATH=VALUE``.

    Changes are parted by blanks; a value may hold blanks between brackets, braces or quotes.

    >>> read_variant("hot: actors.FRA.resolve=2 mechanisms.accidents={rate: 2, absorb: 0.9}")
    ('hot', ('actors.FRA.resolve=2', 'mechanisms.accidents={rate: 2, absorb: 0.9}'))

    Raises:
        BrinkError: It has no name, or no change.
    """
    name, colon, rest = text.partition(":")
    changes = tuple(_words(rest))
    if not colon or not name.strip() or not changes or "=" in name:
        raise BrinkError(f"--variant {quoted(text)}: this is not NAME: PATH=VALUE ...; {LIKE}")
    return printable(name.strip()), changes


def _words(text: str) -> Iterator[str]:
    """The text cut at blanks that stand in no bracket and no quotes."""
    word, depth, quote = "", 0, ""
    for char in text:
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote = char
        else:
            depth += (char in OPENING) - (char in CLOSING)
        if char.isspace() and depth <= 0 and not quote:
            if word:
                yield word
            word = ""
        else:
            word += char
    if word:
        yield word
