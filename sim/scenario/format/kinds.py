"""The kinds of values that a key takes: here numbers in a range, and true or false.

Each kind reads plain data, refuses with a message of its own, and describes itself to the JSON
Schema and to the reference of the format.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic_core import CoreSchema, core_schema

from brinkmanship.sim.scenario.format.amounts import read_number, read_value, refusal
from brinkmanship.sim.scenario.format.values import Value, as_written
from brinkmanship.sim.scenario.wording import Cure, described

Handler = Callable[[Any], CoreSchema]
JsonSchema = dict[str, Any]


class Kind(ABC):
    """What a key takes: ``read`` turns plain data into a value or refuses."""

    @abstractmethod
    def read(self, raw: object) -> object:
        """The value; raises a refusal with a message of our own."""

    @abstractmethod
    def expected(self) -> str:
        """What is expected, with its article: ``a number from 0 to 5``."""

    @abstractmethod
    def json(self) -> JsonSchema:
        """The JSON Schema, for editors."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Handler) -> CoreSchema:  # noqa: ANN401 - pydantic's own signature
        """Validation by :meth:`read` alone."""
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: Handler) -> JsonSchema:
        """The schema of :meth:`json`."""
        return self.json()


@dataclass(frozen=True, slots=True)
class Between(Kind):
    """A number, or a distribution of numbers, within a range.

    Attributes:
        low: Smallest number.
        high: Largest number.
        above: Whether ``low`` itself is excluded.
        below: Whether ``high`` itself is excluded.
    """

    low: float
    high: float
    above: bool = False
    below: bool = False

    def expected(self) -> str:
        """The range in words."""
        low = f"above {self.low:g}" if self.above else f"from {self.low:g}"
        high = f"below {self.high:g}" if self.below else f"to {self.high:g}"
        return f"a number {low} {'and ' if self.below else ''}{high}"

    def contains(self, found: float) -> bool:
        """Whether a number is in the range."""
        low = found > self.low if self.above else found >= self.low
        return low and (found < self.high if self.below else found <= self.high)

    def read(self, raw: object) -> float:
        """One number of the range."""
        found = raw if type(raw) is float else read_number(raw, self.expected(), fits=self.contains)
        if not self.contains(found):
            raise refusal(f"{found:g} is out of range", f"write {self.expected()}")
        return found

    def read_value(self, raw: object) -> Value:
        """A value whose support lies in the range."""
        value = read_value(raw, self.expected(), self.contains)
        for found in value.support():
            if not self.contains(found):
                raise refusal(f"{found:g} is out of range", f"write {self.expected()}")
        return value

    def json(self) -> JsonSchema:
        """A number with its limits."""
        low = "exclusiveMinimum" if self.above else "minimum"
        high = "exclusiveMaximum" if self.below else "maximum"
        return {"type": "number", low: self.low, high: self.high}

    def __get_pydantic_core_schema__(self, source: Any, handler: Handler) -> CoreSchema:  # noqa: ANN401 - pydantic's own signature
        """A plain number for ``float`` fields, else a value."""
        if source is float:
            return core_schema.no_info_plain_validator_function(self.read)
        written = core_schema.plain_serializer_function_ser_schema(as_written)
        return core_schema.no_info_plain_validator_function(
            self.read_value, serialization=written, metadata={"value": True}
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: Handler) -> JsonSchema:
        """A number; a value is marked, so that the JSON Schema adds distributions to it."""
        if not schema.get("metadata", {}).get("value"):
            return self.json()
        return {**self.json(), "x-value": True}


@dataclass(frozen=True, slots=True)
class Whole(Kind):
    """A whole number from ``low`` to ``high``."""

    low: int
    high: int

    def expected(self) -> str:
        """The range in words."""
        if self.low == self.high:
            return str(self.low)
        return f"a whole number from {self.low} to {self.high}"

    def contains(self, found: float) -> bool:
        """Whether a number is whole and in the range."""
        return self.low <= found <= self.high and found == int(found)

    def read(self, raw: object) -> int:
        """A whole number of the range; 2.0 is 2, true is none."""
        found = read_number(raw, self.expected(), fits=self.contains)
        if found != int(found):
            raise refusal(f"{described(raw)} is not a whole number", f"write {self.expected()}")
        if not self.contains(found):
            raise refusal(f"{described(raw)} is out of range", f"write {self.expected()}")
        return int(found)

    def json(self) -> JsonSchema:
        """An integer with its limits."""
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class Flag(Kind):
    """True or false, nothing else."""

    NEAR: ClassVar[dict[str, str]] = {
        "yes": "true", "on": "true", "y": "true", "t": "true", "1": "true",
        "no": "false", "off": "false", "n": "false", "f": "false", "0": "false",
    }  # fmt: skip

    def expected(self) -> str:
        """The two words."""
        return "true or false"

    def read(self, raw: object) -> bool:
        """A truth value; ``yes`` and ``no`` are text in YAML 1.2."""
        if isinstance(raw, bool):
            return raw
        word, cure = str(raw).strip().casefold(), Cure("write true or false")
        if word in self.NEAR:
            cure = Cure(f"YAML 1.2: write {self.NEAR[word]} instead", self.NEAR[word])
        elif word in self.NEAR.values():
            cure = Cure(f"write {word} without quotes", word)
        raise refusal(f"{described(raw)} is neither true nor false", cure)

    def json(self) -> JsonSchema:
        """A boolean."""
        return {"type": "boolean"}
