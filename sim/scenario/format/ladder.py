"""The ladder: rungs from least to most severe, and the roles of some of them.

A ladder needs no role. What a missing one switches off is found in
``brinkmanship.sim.scenario.meaning``; its position is one beyond the ladder, where nobody stands.
"""

from typing import Annotated, Literal

from pydantic import Field, PrivateAttr

from brinkmanship.sim.scenario.format.base import BY_ROLE, Model, RungName, Title
from brinkmanship.sim.scenario.format.kinds import Between
from brinkmanship.sim.scenario.format.text_kinds import Ident, word

NEEDS = Literal["none", "nuclear"]
KIND = Literal[
    "by role", "talk", "pressure", "aid", "display", "readiness", "presence", "blockade", "force",
    "war",
]  # fmt: skip
RISING = (
    "aid", "deep_aid", "display", "nuclear_display",
    "collective", "force", "clash", "war", "nuclear",
)  # fmt: skip


class Rung(Model):
    """One rung of the ladder."""

    id: Annotated[str, Ident("rung name")] = Field(
        description="Name of the rung everywhere else in the file."
    )
    label: Title = Field(description="What the rung means, in words for a figure.")
    category: Title = Field(default="uncategorised", description="Class of the rung, for reports.")
    intensity: Annotated[float, Between(0, 1)] = Field(
        description="Severity between 0 and 1; only the order is defended, the distances are swept."
    )
    kind: Annotated[KIND, word(KIND)] = Field(
        default="by role",
        description="What standing here does to others; if left out it follows from the roles.",
    )
    needs: Annotated[NEEDS, word(NEEDS)] = Field(
        default="none", description="What an actor must have to stand here."
    )


class Roles(Model):
    """Which rung plays which part in the mechanisms; they rise in the order of this table.

    All may be left out: a trade war has no nuclear rung. ``brink check`` says what that switches
    off. A clash needs the role force, war and nuclear use need the role clash.
    """

    aid: RungName = Field(
        default=BY_ROLE, description="Arms and training for the opponent's opponent."
    )
    deep_aid: RungName = Field(
        default=BY_ROLE, description="Long-range weapons, advisers, permission to strike."
    )
    display: RungName = Field(default=BY_ROLE, description="Lowest military display.")
    nuclear_display: RungName = Field(default=BY_ROLE, description="Nuclear alert or exercise.")
    collective: RungName = Field(
        default=BY_ROLE,
        description="Own troops in the contested area: where an alliance must agree.",
    )
    force: RungName = Field(default=BY_ROLE, description="Lowest rung of armed force.")
    clash: RungName = Field(
        default=BY_ROLE, description="Mutual fire between the principals' own forces."
    )
    war: RungName = Field(default=BY_ROLE, description="Sustained war between principals.")
    nuclear: RungName = Field(default=BY_ROLE, description="Lowest rung of nuclear use.")


class Ladder(Model):
    """Rungs from least to most severe; rung 4 is worse than 2, not twice as bad.

    Source: kahn1965.
    """

    rungs: tuple[Rung, ...] = Field(
        min_length=3, max_length=64, description="3 to 64 rungs, from least to most severe."
    )
    roles: Roles = Field(
        default=Roles(), description="Which rung plays which part in the mechanisms."
    )
    _positions: dict[str, int] = PrivateAttr(default_factory=dict)

    @property
    def ids(self) -> tuple[str, ...]:
        """Names of the rungs in order."""
        return tuple(rung.id for rung in self.rungs)

    def index(self, rung: str) -> int:
        """Position of a rung, counted from 0.

        Raises:
            KeyError: The ladder has no such rung.
        """
        if not self._positions:
            for i, one in enumerate(self.rungs):
                self._positions.setdefault(one.id, i)
        return self._positions[rung]

    def rank(self, rung: str | None) -> int:
        """Position of a rung, or -1 if the name is left out or unknown."""
        try:
            return self.index(rung or "")
        except KeyError:
            return -1

    def place(self, role: str) -> int:
        """Position of the rung of a role; the number of rungs if none has it.

        Troops in the area are a display, so without the role display that of collective counts.
        """
        found = self.rank(getattr(self.roles, role))
        if found < 0 and role == "display":
            return self.place("collective")
        return found if found >= 0 else len(self.rungs)

    def word_place(self, word: str) -> int:
        """Position of the rung as which a word counts: that of its name, else the second.

        The words are ``warn`` and ``threat``. A word is never force: it counts below that role.
        """
        named = self.rank(word)
        return min(named if named >= 0 else 1, max(self.place("force") - 1, 0))

    def kind(self, rung: int) -> str:
        """Kind of the rung at a position: its own, else by the roles at or below it."""
        if self.rungs[rung].kind != "by role":
            return self.rungs[rung].kind
        if rung in (self.rank(self.roles.aid), self.rank(self.roles.deep_aid)):
            return "aid"
        above = [
            ("war", min(self.place("war"), self.place("nuclear"))),
            ("force", min(self.place("force"), self.place("clash"))),
            ("presence", self.place("collective")),
            ("readiness", min(self.place("display") + 1, self.place("nuclear_display"))),
            ("display", self.place("display")),
        ]
        return next((kind for kind, place in above if rung >= place), "talk")
