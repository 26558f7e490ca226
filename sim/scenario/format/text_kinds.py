"""The kinds of values that are text: free text, words of a list, new names, references."""

import re
from dataclasses import dataclass
from typing import ClassVar, Literal, get_args

from brinkmanship.sim.scenario.calendar import is_day
from brinkmanship.sim.scenario.format.amounts import refusal
from brinkmanship.sim.scenario.format.kinds import JsonSchema, Kind, Whole
from brinkmanship.sim.scenario.wording import (
    CODE_IN_QUOTES,
    IN_QUOTES,
    Cure,
    described,
    nearest,
    quoted,
    with_article,
    yaml_word,
)


@dataclass(frozen=True, slots=True)
class Text(Kind):
    """Text of at least one and at most 5,000 characters."""

    LONGEST: ClassVar[int] = 5000

    def expected(self) -> str:
        """Text."""
        return "text"

    def read(self, raw: object) -> str:
        """Text as it stands."""
        if not isinstance(raw, str):
            scalar = isinstance(raw, bool | int | float)
            raise refusal(f"{described(raw)} is not text", IN_QUOTES if scalar else "write text")
        if not raw.strip():
            raise refusal("the text is empty", "write some text")
        if len(raw) > self.LONGEST:
            cure = f"write at most {self.LONGEST} characters"
            raise refusal(f"the text has {len(raw)} characters", cure)
        return raw

    def json(self) -> JsonSchema:
        """A string."""
        return {"type": "string", "minLength": 1, "maxLength": self.LONGEST}


@dataclass(frozen=True, slots=True)
class Line(Text):
    """Text that is printed on one line; line breaks in it become blanks."""

    def read(self, raw: object) -> str:
        """The text on one line."""
        return " ".join(line.strip() for line in Text.read(self, raw).strip().splitlines())


@dataclass(frozen=True, slots=True)
class Day(Kind):
    """A day of the calendar, from the year 1000 to 2999."""

    PATTERN: ClassVar[str] = "[12][0-9]{3}-[0-9]{2}-[0-9]{2}"
    LIKE: ClassVar[str] = "YEAR-MONTH-DAY, such as 2019-02-14"

    def expected(self) -> str:
        """The form, with an example."""
        return f"a day, {self.LIKE}"

    def read(self, raw: object) -> str:
        """A day as it stands."""
        if isinstance(raw, str) and re.fullmatch(self.PATTERN, raw) and is_day(raw):
            return raw
        shown = quoted(raw) if isinstance(raw, str) else described(raw)
        raise refusal(f"{shown} is no day of the calendar", f"write {self.LIKE}")

    def json(self) -> JsonSchema:
        """A string with a pattern."""
        return {"type": "string", "pattern": f"^{self.PATTERN}$"}


@dataclass(frozen=True, slots=True)
class TurnNumber(Whole):
    """A turn by its number, where a day may stand too."""

    def expected(self) -> str:
        """Both forms."""
        return f"{Whole.expected(self)}, or {Day().expected()}"


@dataclass(frozen=True, slots=True)
class TurnOrDay(Kind):
    """A turn by its number, or the day that lies in it."""

    turn: TurnNumber

    def expected(self) -> str:
        """Both forms."""
        return self.turn.expected()

    def read(self, raw: object) -> int | str:
        """The turn's number, or the day as it stands."""
        if isinstance(raw, str) and re.match("[0-9]+-", raw):
            return Day().read(raw)
        return self.turn.read(raw)

    def json(self) -> JsonSchema:
        """An integer with its limits, or a string with a pattern."""
        return {**self.turn.json(), **Day().json(), "type": ["integer", "string"]}


@dataclass(frozen=True, slots=True)
class Word(Kind):
    """One word of a short list."""

    words: tuple[str, ...]

    def expected(self) -> str:
        """The words."""
        return f"one of {', '.join(self.words)}" if len(self.words) > 1 else self.words[0]

    def read(self, raw: object) -> str:
        """One of the words."""
        if isinstance(raw, str) and raw in self.words:
            return raw
        meant = nearest(raw, self.words) if isinstance(raw, str) else ""
        cure = Cure(f"write {self.expected()}")
        if meant or len(self.words) == 1:
            one = meant or self.words[0]
            cure = Cure(f'did you mean "{one}"?' if meant else cure, yaml_word(one))
        shown = quoted(raw) if isinstance(raw, str) else described(raw)
        raise refusal(f"{shown} is not known here", cure)

    def json(self) -> JsonSchema:
        """An enumeration."""
        return {"enum": list(self.words)}


def word(literal: object) -> Word:
    """The kind of a ``Literal``'s words."""
    return Word(get_args(literal))


@dataclass(frozen=True, slots=True)
class Named(Kind):
    """The name of something the document declares elsewhere; that it exists is checked later.

    Attributes:
        thing: What is named: rung, actor, side, alliance, aid step.
    """

    thing: Literal["rung", "actor", "side", "alliance", "aid step"]

    def expected(self) -> str:
        """The thing with its article."""
        return with_article("actor code" if self.thing == "actor" else f"{self.thing} name")

    def read(self, raw: object) -> str:
        """A name; whether it exists is checked with the whole document."""
        if isinstance(raw, str):
            return raw
        if self.thing == "actor" and type(raw) is int:
            raise refusal(f"{raw} is a number, not an actor code", CODE_IN_QUOTES)
        why = ": rungs have names, not numbers" if isinstance(raw, int | float) else ""
        cure = f"write {self.expected()}{why if self.thing == 'rung' else ''}"
        raise refusal(f"{described(raw)} is not {self.expected()}", cure)

    def json(self) -> JsonSchema:
        """A string."""
        return {"type": "string"}


@dataclass(frozen=True, slots=True)
class Ident(Kind):
    """A new name, of letters that can be typed in a path.

    Attributes:
        thing: What gets the name.
        pattern: Regular expression that the name matches.
        like: The pattern in words.
    """

    LONGEST: ClassVar[int] = 40

    thing: str
    pattern: str = r"[a-z][a-z0-9_]*"
    like: str = "a small letter, then small letters, digits or _"

    def expected(self) -> str:
        """The thing with its article, and the pattern in words."""
        return f"{with_article(self.thing)}: {self.like}"

    def takes(self, name: str) -> bool:
        """Whether a text is such a name, short enough for a table."""
        return len(name) <= self.LONGEST and bool(re.fullmatch(self.pattern, name))

    def read(self, raw: object) -> str:
        """A name that matches the pattern, at most 40 characters long."""
        if isinstance(raw, str) and self.takes(raw):
            return raw
        cure = Cure(f"write {self.like}")
        shown = quoted(raw) if isinstance(raw, str) else described(raw)
        name = re.sub(r"\W+", "_", shown).strip("_")[: self.LONGEST]
        near = next((one for one in (name, name.upper(), name.lower()) if self.takes(one)), None)
        if near and isinstance(raw, str):
            cure = Cure(f"{cure}, such as {near}", yaml_word(near))
        raise refusal(f"{shown} is no {self.thing}", cure)

    def json(self) -> JsonSchema:
        """A string with a pattern."""
        return {"type": "string", "pattern": f"^{self.pattern}$"}
