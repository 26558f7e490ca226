"""Why an actor did what it did: the terms of its utility put into plain words."""

from brinkmanship.sim.story.text.words import Words, signed
from brinkmanship.sim.story.trace.records import Moment

NOUNS = {
    "gain": "what it may win",
    "war": "the risk of war",
    "pressure": "the pressure on it",
    "cost": "the cost",
    "fear": "fear of being struck first",
    "seizure": "what may be taken before anybody answers",
    "deterrence": "the threat against it",
    "hint": "what the other side hinted at",
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
    "fear": "it fears to be struck first",
    "pressure": "giving way would not end what presses it",
    "seizure": "it expects to take what it wants before {them} answers",
    "audience": "its own line stands crossed and its public word is at stake",
    "solidarity": "its allies stand higher and it does not want to lag behind",
    "retaliation": "it believes it was attacked, and a blow calls for a blow",
    "rules": "a rule of its policy speaks for it",
}
DOWNWARDS = {
    "cost": "the lower rung costs less",
    "gain": "the lower rung keeps as much",
    "war": "higher up {them} might fight",
    "pressure": "giving way ends the pressure of {them}",
    "deterrence": "it believes the threat that stands against the higher rung",
    "hint": "it fears what {them} hinted at",
    "north_star": "the higher rung lies beyond its North Star",
    "solidarity": "its allies stand lower and it does not want to run ahead of them",
    "rules": "a rule of its policy speaks for it",
}
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
    if term == "audience":
        return _audience_text(moment)
    table = UPWARDS if choice.rung > (choice.rival or 0) else DOWNWARDS
    phrase = table.get(term, f"{NOUNS[term]} decided")
    text = phrase.format(them=words.opponent_name(moment.actor))
    return f"mostly because {text} ({signed(choice.gains[term])})"


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
