"""The nine facts of February 2024 as paired comparisons: what is changed, measured, expected.

Directions are those of the issue that asked for them, which is older than the model; none was
fitted. Where it leaves the direction open it is 0. Rows were chosen with runs of an earlier fit in
view: add some, but take none away because of what comes out.
"""

from collections.abc import Mapping
from typing import NamedTuple

SCENARIO = "nato-ground-troops-2024"
NO_STAR, COMMITS = f"{SCENARIO}-no-north-star", f"{SCENARIO}-france-commits"
FACTS: Mapping[int, str] = {
    1: "Ambiguity against commitment: France",
    2: "Russia's red line",
    3: "The North Star",
    4: "The aid ladder, class by class",
    5: "Nuclear reminders and threats",
    6: "Empty warnings; Poland as the transit state",
    7: "No consensus in the alliance",
    8: "Nuclear arms on the other side",
    9: "Talk of troops alone",
    10: "Beside the nine: accidents",
}
Settings = tuple[str, ...]


class Lever(NamedTuple):
    """One comparison: A under ``common`` against B under ``common`` and ``changes``.

    Attributes:
        fact: Number of the fact.
        claim: What is changed.
        measure: What it is expected to move, a key of ``MEASURES``.
        sign: The way that B is expected to go; 0 for any, None for no difference.
        changes: Of B; with neither these nor ``other`` a change within the runs of A is judged.
        common: Of A and B.
        other: The scenario of B, if not that of A.
        times: Parameters of B as multiples of what they are, whatever that is.
        least: The least size expected.
        scale: A's rate is multiplied by it.
    """

    fact: int
    claim: str
    measure: str
    sign: int | None
    changes: Settings = ()
    common: Settings = ()
    other: str = SCENARIO
    times: tuple[tuple[str, float], ...] = ()
    least: float = 0.0
    scale: float = 1.0

    @property
    def alone(self) -> bool:
        """Whether a change within the runs of A is judged."""
        return not (self.changes or self.times) and self.other == SCENARIO


PLACED = ", ".join(f"{{at: {turn}, posture: {{FRA: tripwire}}}}" for turn in range(4, 12))
FRENCH_TROOPS = (f"injects=[{PLACED}]",)
STRIKE = ("injects=[{at: 4, incident: {by: RUS, against: POL, deliberate: true}}]",)
NO_LINE = ("actors.RUS.policy.red_lines=[]",)
NO_CONSENSUS = ("mechanisms.consensus.enabled=false",)
NO_TALK = ("actors.FRA.policy.style.ambiguity=0", "actors.FRA.policy.style.commit=0")
UNARMED_WEST = tuple(f"actors.{code}.facts.nuclear=none" for code in ("USA", "FRA", "GBR"))
FIRST_CLASS = tuple(
    f"actors.{code}.start_aid=infantry_weapons"
    for code in ("USA", "FRA", "GBR", "DEU", "POL", "EST", "LVA", "LTU", "CAN", "NORDIC", "SOUTH",
                 "CENTRAL")
)  # fmt: skip
RATE = "mechanisms.accidents.rate"

LEVERS = (
    Lever(1, "commitment, while words provoke nobody (deterrence alone)", "russia", -1,
          common=("mechanisms.anticipation.provokes=0",), other=COMMITS),
    Lever(1, "commitment, while words deter nobody (provocation alone)", "russia", 1,
          common=("mechanisms.anticipation.deters=0",), other=COMMITS),
    Lever(1, "commitment, both at once", "russia", 0, other=COMMITS),
    Lever(2, "line withdrawn, French troops placed by script in weeks 4 to 11", "clash", -1,
          NO_LINE, FRENCH_TROOPS, least=0.15),
    Lever(2, "line withdrawn: troops placed by choice", "placed", 1, NO_LINE),
    Lever(2, "line withdrawn, with neither North Star nor consensus rule", "placed", 1, NO_LINE,
          ("actors.USA.policy.north_star=null", *NO_CONSENSUS)),
    Lever(2, "line withdrawn: tripwire or above", "tripwire", 1, NO_LINE),
    Lever(3, "North Star off", "clash", 1, other=NO_STAR),
    Lever(3, "North Star off", "tripwire", 1, other=NO_STAR),
    Lever(3, "no American veto (0 instead of .6)", "tripwire", 1, ("alliances.NATO.vetoes.USA=0",)),
    Lever(4, "release off", "aircraft", -1, ("mechanisms.aid.enabled=false",)),
    Lever(4, "within the run", "order", 1),
    Lever(4, "all begin with infantry weapons", "ladder", 1, common=FIRST_CLASS),
    Lever(5, "Russia makes no nuclear reminders", "west", 0,
          ("actors.RUS.policy.style.nuclear_signal=0",)),
    Lever(5, "Russia does not warn", "west", 0, ("actors.RUS.policy.style.warn=0",)),
    Lever(6, "no record of empty threats (0 instead of 19)", "west", -1,
          ("actors.RUS.facts.bluffs=0",)),
    Lever(6, "nothing learnt from words, kept or empty", "west", -1,
          ("mechanisms.learning.words=0",)),
    Lever(6, "learning off", "west", -1, ("mechanisms.learning.enabled=false",)),
    Lever(6, "within the run", "belief", -1),
    Lever(6, "within the run", "after empty", 1),
    Lever(6, "Poland not exposed (0 instead of 3)", "poland", -1, ("actors.POL.exposure=0",)),
    Lever(6, "Russia strikes the transit in Poland, by script in week 4", "clash", 1, STRIKE),
    Lever(7, "cohesion .2 instead of .6", "tripwire", -1, ("alliances.NATO.cohesion=0.2",)),
    Lever(7, "cohesion .2 instead of .6", "weeks", 1, ("alliances.NATO.cohesion=0.2",)),
    Lever(7, "cohesion .9 instead of .6", "tripwire", 1, ("alliances.NATO.cohesion=0.9",)),
    Lever(7, "cohesion .9 instead of .6", "weeks", -1, ("alliances.NATO.cohesion=0.9",)),
    Lever(7, "consensus rule off", "tripwire", 1, NO_CONSENSUS),
    Lever(7, "consensus rule off", "weeks", -1, NO_CONSENSUS),
    Lever(8, "Russia without nuclear arms", "western force", 1, ("actors.RUS.facts.nuclear=none",)),
    Lever(8, "the West without nuclear arms", "russian force", 1, UNARMED_WEST),
    Lever(9, "France neither hints nor commits", "seen", -1, NO_TALK),
    Lever(9, "France neither hints nor commits", "russia", 0, NO_TALK),
    Lever(10, "accidents off", "clash", -1, ("mechanisms.accidents.enabled=false",)),
    Lever(10, "accidents at twice the rate", "clash", 1, times=((RATE, 2.0),)),
    Lever(10, "accidents at twice the rate, against twice as many", "accidents", None,
          times=((RATE, 2.0),), scale=2.0),
    Lever(10, "accidents at twice the rate, against twice as many", "accident clash", None,
          times=((RATE, 2.0),), scale=2.0),
)  # fmt: skip
