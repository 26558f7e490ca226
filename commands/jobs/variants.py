"""What is compared with what: scenarios and variants of them, each with a name of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from brinkmanship.api.crisis import load_file
from brinkmanship.printable import printable
from brinkmanship.sim.errors import BrinkError, ScenarioError
from brinkmanship.sim.premise import Premise, prepare
from brinkmanship.sim.scenario.loading import scenario_name
from brinkmanship.sim.scenario.vectors import ParameterVector
from brinkmanship.sim.scenario.wording import quoted

OPENING, CLOSING = "[{", "]}"
LETTERS = 26
EXAMPLE = 'write for example "firm: actors.FRA.resolve=1.5 actors.DEU.resolve=1.2"'


@dataclass(frozen=True, slots=True)
class Variant:
    """A scenario under changes.

    Attributes:
        name: What results call it.
        scenario: File or shipped name.
        overrides: What is laid over it, in order.
        own: How many overrides, counted from the last, belong to this variant alone.
        option: The option that gave those.
    """

    name: str
    scenario: str
    overrides: tuple[str, ...]
    own: int = 0
    option: str = "--set"

    def premise(self, vector: ParameterVector | None = None) -> Premise:
        """The scenario under these changes, ready to run.

        Args:
            vector: Parameters instead of the shipped ones, where the file gives none itself.

        Raises:
            ScenarioError: With every problem found.
        """
        try:
            crisis = load_file(self.scenario, self.overrides)
            if vector is None:
                return crisis.premise
            return prepare(crisis.draft.scenario(crisis.overrides, vector))
        except ScenarioError as error:
            problems = (replace(one, file=self._place(one.file)) for one in error.problems)
            raise ScenarioError(tuple(problems)) from error

    def _place(self, file: str) -> str:
        """The place of a problem; of an override, named by the option that gave it."""
        override = file.removeprefix("--set ").removesuffix("…")
        own = self.overrides[len(self.overrides) - self.own :]
        is_own = override != file and any(printable(text).startswith(override) for text in own)
        return file.replace("--set", self.option, 1) if is_own else file


def parse_variants(
    scenarios: Sequence[str], common: Sequence[str], second: Sequence[str], written: Sequence[str]
) -> list[Variant]:
    """The base and then what is compared with it, in the order given.

    Args:
        scenarios: A, then perhaps B and others.
        common: Changes to all.
        second: Changes to all but A.
        written: Variants of A, as ``NAME: PATH=VALUE ...``.

    Raises:
        BrinkError: There is nothing to compare, or two have the same name.
    """
    base, *others = scenarios
    variants = [Variant(scenario_name(base), base, tuple(common))]
    to_b = ((*common, *second), len(second), "--set-b")
    variants += [Variant(scenario_name(other), other, *to_b) for other in others]
    if second and not others:
        variants.append(Variant("b", base, *to_b))
    for text in written:
        name, changes = parse_variant(text)
        option = f"--variant {quoted(name)}"
        variants.append(Variant(name, base, (*common, *changes), len(changes), option))
    if len(variants) == 1:
        cure = "give a second scenario, --set-b PATH=VALUE or --variant"
        raise BrinkError(f"{variants[0].name}: there is nothing to compare it with; {cure}")
    return list(_with_unique_names(variants))


def _with_unique_names(variants: Sequence[Variant]) -> Iterator[Variant]:
    """The same; a scenario that is named again gets a letter, a variant is refused."""
    taken: set[str] = set()
    for place, one in enumerate(variants):
        name = one.name
        if name in taken and name == scenario_name(one.scenario):
            name = f"{name} ({chr(ord('a') + place) if place < LETTERS else place})"
        if name in taken:
            raise BrinkError(f"--variant: {quoted(name)} is the name of another; choose another")
        taken.add(name)
        yield replace(one, name=name)


def parse_variant(text: str) -> tuple[str, tuple[str, ...]]:
    """Name and changes of ``NAME: PATH=VALUE PATH=VALUE``.

    Changes are separated by blanks; a value may hold blanks between brackets, braces or quotes.

    >>> parse_variant("hot: actors.FRA.resolve=2 mechanisms.accidents={rate: 2, absorb: 0.9}")
    ('hot', ('actors.FRA.resolve=2', 'mechanisms.accidents={rate: 2, absorb: 0.9}'))

    Raises:
        BrinkError: It has no name, or no change.
    """
    name, colon, rest = text.partition(":")
    changes = tuple(_split_at_blanks(rest))
    if not colon or not name.strip() or not changes or "=" in name:
        raise BrinkError(f"--variant {quoted(text)}: this is not NAME: PATH=VALUE ...; {EXAMPLE}")
    return printable(name.strip()), changes


def _split_at_blanks(text: str) -> Iterator[str]:
    """The parts of a text between blanks, other than blanks in brackets, braces or quotes."""
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
