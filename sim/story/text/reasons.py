"""Why an actor did what it did: the terms of its utility put into plain words."""

from brinkmanship.sim.story.text.words import Words, signed
from brinkmanship.sim.story.trace.records import Moment

NOUNS = {
    "gain": "what it may win or keep",
    "war": "the risk of war",
    "pressure": "the pressure on it",
    "cost": "the cost",
    "fear": "fear of an attack",
    "seizure": "what may be seized before anybody answers",
    "deterrence": "the threat against it",
    "hint": "what was hinted at",
    "audience": "its public word",
    "north_star": "its North Star",
    "solidarity": "keeping step with its allies",
    "consensus": "the missing consensus",
    "retaliation": "the urge to hit back",
    "inertia": "the price of changing course",
    "rules": "a rule of its policy",
    "shock": "chance",
}
UPWARDS = {
    "gain": "the higher rung makes it likelier that {them} gives way",
    "war": "{them} is then less likely to stand firm and fight",
    "cost": "the higher rung costs less",
    "fear": "an attack finds it readier there",
    "seizure": "it expects to take what it wants before {them} answers",
    "solidarity": "its allies stand higher and it does not want to lag behind",
    "retaliation": "it believes it was attacked, and a blow calls for a blow",
    "inertia": "changing course has its price",
    "rules": "a rule of its policy speaks for it",
}
DOWNWARDS = {
    "gain": "it is likely to keep more that way",
    "war": "higher up {them} is likelier to fight",
    "cost": "the lower rung costs less",
    "fear": "it expects an attack, and higher up that weighs more",
    "seizure": "{them} would answer what is taken by force",
    "deterrence": "it believes the threat that stands against the higher rung",
    "hint": "it fears what was hinted at",
    "north_star": "the higher rung lies beyond its North Star",
    "retaliation": "the lower rung hits back harder",
    "solidarity": "its allies stand lower and it does not want to run ahead of them",
    "inertia": "changing course has its price",
    "rules": "a rule of its policy speaks for it",
}
GIVING_WAY = {
    "gain": "giving way keeps more than {them} would leave it",
    "war": "whoever gives way need not fear a war with {them}",
    "pressure": "giving way ends the pressure of {them}",
    "fear": "whoever gives way is not attacked",
}
"""Reasons for the lowest rung, which gives the opponent what it wants."""
STANDING = {"gain": "standing firm is likely to keep more than giving way"}
"""Reasons for a rung that is held or taken against the lowest one."""
BINDING = "a threat that {them} defies would cost it its public word"
"""Why a public word speaks for a rung when no own line stands crossed: it makes no threat."""
WORTHWHILE = "it would win more by a war than the war costs it"
FEARS = ("war", "deterrence", "hint")
SLIGHT = 0.05  # gains below this are not worth a reader's time


def reason_text(words: Words, moment: Moment) -> str:
    """The reason of a move or of staying, with what spoke against it and the margin."""
    choice = moment.choice
    if choice.required:
        return "a rule of its policy requires it"
    if choice.rival is None:
        return "nothing else is open to it"
    if choice.term == "shock":
        return f"{chance_text(words, moment)}{_margin_text(words, moment, 'with chance, ')}"
    return f"{_main_text(words, moment)}{_objection_text(moment)}{_margin_text(words, moment)}"


def chance_text(words: Words, moment: Moment) -> str:
    """What is said when moods that the model does not know decided."""
    choice, rival = moment.choice, moment.choice.rival
    alone = choice.margin - choice.gains["shock"]
    staying = "staying" if rival == moment.before else words.rung_name(rival or 0)
    if alone < 0.0:
        worst = min(terms_but_chance(moment), key=lambda name: choice.gains[name])
        return (
            f"chance tipped it (the model's own reasons favoured {staying} by {-alone:.2f}; "
            f"chief among them {NOUNS[worst]})"
        )
    best = max(terms_but_chance(moment), key=lambda name: choice.gains[name])
    return f"chance and {NOUNS[best]} both spoke for it"


def terms_but_chance(moment: Moment) -> list[str]:
    """All that counted but chance."""
    return [name for name in moment.choice.gains if name != "shock"]


def _main_text(words: Words, moment: Moment) -> str:
    choice, term = moment.choice, moment.choice.term
    if term == "audience" and moment.word > 0.0:
        return _audience_text(moment)
    text = _phrase(words, moment).format(them=words.target_name(moment))
    return f"mostly because {text} ({signed(choice.gains[term])})"


def _phrase(words: Words, moment: Moment) -> str:
    """What is said of the term that decided, by the rungs it decided between."""
    choice, term, rival = moment.choice, moment.choice.term, moment.choice.rival or 0
    up = choice.rung > rival
    if term == "audience":
        return BINDING
    if term == "war" and up and choice.rung >= words.trace.roles["war"]:
        return WORTHWHILE
    table = UPWARDS if up else DOWNWARDS
    if choice.rung == 0:
        table = DOWNWARDS | GIVING_WAY
    elif rival == 0:
        table = UPWARDS | STANDING
    return table.get(term, f"{NOUNS[term]} decided")


def _audience_text(moment: Moment) -> str:
    """A public word at stake, held against the fears that speak for staying."""
    gains = moment.choice.gains
    word, fear = gains["audience"], sum(gains[name] for name in FEARS)
    text = f"its own line stands crossed, and its public word weighs most ({signed(word)})"
    if fear > -SLIGHT:
        return text
    return f"{text}, {'more than' if word > -fear else 'against'} its fear ({signed(fear)})"


def _objection_text(moment: Moment) -> str:
    gains = moment.choice.gains
    worst = min(gains, key=lambda name: gains[name])
    if gains[worst] > -SLIGHT or moment.choice.term == "audience":
        return ""
    return f", against {NOUNS[worst]} ({signed(gains[worst])})"


def _margin_text(words: Words, moment: Moment, how: str = "") -> str:
    choice = moment.choice
    if choice.rival is None:
        return ""
    other = "staying" if choice.rival == moment.before else words.rung_name(choice.rival)
    return f"; {how}{other} scored {max(choice.margin, 0.0):.2f} less"
