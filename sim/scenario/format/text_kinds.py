"""The kinds of values that are text: free text, words of a list, new names, references."""

import re
from dataclasses import dataclass
from typing import ClassVar, Literal, get_args

from brinkmanship.sim.scenario.format.amounts import refusal
from brinkmanship.sim.scenario.format.kinds import JsonSchema, Kind
from brinkmanship.sim.scenario.wording import described, nearest, quoted, with_article


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
            raise refusal(f"{described(raw)} is not text", quotes_cure(raw, self.expected()))
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
        cure = f'did you mean "{meant}"?' if meant else f"write {self.expected()}"
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

    thing: str
    pattern: str = r"[a-z][a-z0-9_]*"
    like: str = "a small letter, then small letters, digits or _"

    def expected(self) -> str:
        """The thing with its article, and the pattern in words."""
        return f"{with_article(self.thing)}: {self.like}"

    def read(self, raw: object) -> str:
        """A name that matches the pattern, at most 40 characters long."""
        if isinstance(raw, str) and len(raw) <= 40 and re.fullmatch(self.pattern, raw):  # noqa: PLR2004 - fits a table
            return raw
        cure = f"write {self.like}" + ("" if isinstance(raw, str) else ", in quotes")
        shown = quoted(raw) if isinstance(raw, str) else described(raw)
        raise refusal(f"{shown} is no {self.thing}", cure)

    def json(self) -> JsonSchema:
        """A string with a pattern."""
        return {"type": "string", "pattern": f"^{self.pattern}$"}


def quotes_cure(raw: object, wanted: str) -> str:
    """A cure for a number or truth value where text is expected.

    >>> quotes_cure(1914, "text")
    'put it in quotes: "1914"'
    """
    if isinstance(raw, bool | int | float):
        return f'put it in quotes: "{described(raw)}"'
    return f"write {wanted}"
