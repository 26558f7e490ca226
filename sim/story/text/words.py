"""Names, verbs and rungs in words: the small grammar every sentence of a story is made of."""

from collections.abc import Sequence

from brinkmanship.sim.scenario.calendar import day_in_words, first_day
from brinkmanship.sim.story.trace.records import Moment, Trace

WIDTH = 88
IRREGULAR = {"be": "is", "have": "has", "do": "does", "go": "goes", "pass": "passes",
             "cross": "crosses", "miss": "misses"}  # fmt: skip
PLURAL_LAST = ("allies", "states", "members", "others")
WITH_ARTICLE = ("States", "Kingdom", "Union", "Republic", "Federation", "Netherlands")
MOST_NAMED = 3


def capitalised(text: str) -> str:
    """The text with its first letter large; the rest as it is.

    >>> capitalised("the United States")
    'The United States'
    """
    return text[:1].upper() + text[1:]


def joined_names(names: Sequence[str], most: int = MOST_NAMED) -> str:
    """Names joined in a row; beyond ``most`` only counted.

    >>> joined_names(["a"]), joined_names(["a", "b"]), joined_names(["a", "b", "c", "d", "e"])
    ('a', 'a and b', 'a, b, c and 2 others')
    """
    if len(names) > most + 1:
        return f"{', '.join(names[:most])} and {len(names) - most} others"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def signed(worth: float) -> str:
    """A gain with its sign, two decimals; never a negative zero.

    >>> signed(0.251), signed(-0.5), signed(-0.001)
    ('+0.25', '-0.50', '+0.00')
    """
    return f"{round(worth, 2) + 0.0:+.2f}"


class Words:
    """How the people and the rungs of one scenario are spoken of."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.steps = len(trace.aid_steps)

    def name(self, code: str) -> str:
        """The actor's name as it stands inside a sentence."""
        name = self.trace.actors[code].name
        last = name.split()[-1]
        return f"the {name}" if last in (*WITH_ARTICLE, *PLURAL_LAST) else name

    def names(self, codes: Sequence[str], most: int = MOST_NAMED) -> str:
        """Several names in a row."""
        return joined_names([self.name(code) for code in codes], most)

    def is_plural(self, code: str) -> bool:
        """Whether a name stands for several states."""
        return self.trace.actors[code].name.split()[-1] in PLURAL_LAST

    def clause(self, code: str, verb: str) -> str:
        """Name and verb, agreeing: "Russia warns", "the Baltic states warn"."""
        return f"{self.name(code)} {self.verb_form(verb, many=self.is_plural(code))}"

    def joint_clause(self, codes: Sequence[str], verb: str) -> str:
        """Several actors and what they do."""
        many = len(codes) > 1 or self.is_plural(codes[0])
        return f"{self.names(codes)} {self.verb_form(verb, many=many)}"

    @staticmethod
    def verb_form(verb: str, *, many: bool) -> str:
        """The verb for one or for many."""
        if many:
            return {"be": "are"}.get(verb, verb)
        return IRREGULAR.get(verb, f"{verb}s")

    def possessive(self, code: str) -> str:
        """The possessive that fits."""
        return "their" if self.is_plural(code) else "its"

    def pronoun(self, code: str) -> str:
        """The pronoun that fits."""
        return "they" if self.is_plural(code) else "it"

    def rung_name(self, rung: int) -> str:
        """A rung by its name in the scenario."""
        return f"*{self.trace.ladder[rung]}*"

    def posture_name(self, rung: int, aid: int) -> str:
        """A rung, with the class of weapons where that matters."""
        if rung == self.trace.roles["aid"] and self.steps > 1:
            return f"{self.rung_name(rung)} ({self.step_name(aid)})"
        return self.rung_name(rung)

    def rung_meaning(self, rung: int) -> str:
        """What a rung means, as it stands inside a sentence."""
        label = self.trace.labels[rung].partition(":")[0]
        return label[:1].lower() + label[1:]

    def step_name(self, aid: int) -> str:
        """A class of weapons as words."""
        return self.trace.aid_steps[aid].replace("_", " ")

    def line_name(self, grade: int) -> str:
        """Where a line lies: the least that crosses it."""
        rung, step = divmod(grade, self.steps)
        highest = len(self.trace.ladder) - 1
        if rung == self.trace.roles["aid"] <= highest:
            return self.posture_name(rung, step)
        reached = rung + (step > 0)  # only arms aid has grades between two rungs
        return self.posture_name(min(reached, highest), 0)

    def turn_text(self, turn: int) -> str:
        """A turn, with the day on which it begins where the scenario names days."""
        starts, unit = self.trace.starts, self.trace.unit
        if not starts:
            return f"turn {turn}"
        begins = day_in_words(first_day(starts, unit, turn))
        return f"turn {turn}, {begins}" if unit == "1 day" else f"turn {turn}, from {begins}"

    def opponents(self, code: str) -> list[str]:
        """Codes of those who oppose an actor as the run ends."""
        return list(self.trace.actors[code].opponents)

    def sides(self) -> list[str]:
        """Names of the sides that anybody stands on."""
        people = self.trace.actors.values()
        return list(dict.fromkeys(one.side for one in people if one.side))

    def is_alone(self, code: str) -> bool:
        """Whether an actor is a side of its own."""
        people = self.trace.actors
        return [other for other, one in people.items() if one.side == people[code].side] == [code]

    def addressee(self, code: str) -> str:
        """Those whom an actor speaks to: a few opponents by name, many by the name of the side."""
        others = self.opponents(code)
        if not others:
            return "everybody"
        sides = {self.trace.actors[other].side for other in others}
        if len(others) <= MOST_NAMED or len(sides) > 1:
            return self.names(others)
        return f"the {sides.pop()}"

    def target_name(self, moment: Moment) -> str:
        """The opponent that an actor bargained with, by name."""
        return self.name(moment.target) if moment.target else "nobody"
