"""Characters that are taken for those of YAML, and text put in quotes."""

import re

LONGEST_SHOWN = 60
ODD_BLANK = re.compile(
    "[\u00a0\u1680\U00002000-\U0000200f\U0000202f\U0000205f\U00002060\u3000\ufeff]"
)
NO_WIDTH = "\U0000200b\U0000200c\U0000200d\U0000200e\U0000200f\U00002060\ufeff"
SWALLOWED = re.compile(r"(\w[\w.-]*)[ :=\uff1a]*(?=[{\[])")
WIDE = "\uff1a\uff0c\u3001\uff5b\uff5d\uff3b\uff3d\uff03"  # full-width
WIDE_PAUSE = re.compile("[\uff1a\uff0c\u3001](?=\\S|$)")
TO_HALF = str.maketrans(dict(zip(WIDE, ":,,{}[]#", strict=True)))
DOUBLE = dict.fromkeys("\U0000201c\U0000201d\U0000201e\U0000201f\u00ab\u00bb", '"')
SINGLE = dict.fromkeys("\U00002018\U00002019\U0000201a\U0000201b\U00002039\U0000203a", "'")
CURLY = str.maketrans(DOUBLE | SINGLE)
QUOTED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}


def plain_blanks(text: str) -> str:
    """Text with ordinary blanks for all others, and none for those without width."""
    return ODD_BLANK.sub(lambda found: "" if found.group() in NO_WIDTH else " ", text)


def odd_blank_words(blank: str) -> tuple[str, str]:
    """What is wrong with a blank that is not the ordinary one, and the cure."""
    name = "a no-break blank" if blank in "\u00a0\U0000202f" else "an unusual blank"
    return f"{name} (U+{ord(blank):04X}) stands where YAML needs ordinary ones", "type it anew"


def half_width(text: str) -> str:
    """Text with the signs of YAML for full-width ones, a blank behind a colon or a comma.

    >>> half_width("name\uff1aFinland\uff0cresolve\uff1a1")
    'name: Finland, resolve: 1'
    """
    return WIDE_PAUSE.sub(r"\g<0> ", text).translate(TO_HALF)


def slip_of_key(key: str) -> tuple[str, str, str] | None:
    """What a key without quotes was meant to be, what is wrong with it, and the cure.

    >>> slip_of_key("FI {name")[0], slip_of_key("FI")
    ('FI: {name', None)
    """
    odd, swallowed = ODD_BLANK.search(key), SWALLOWED.match(key)
    if odd:
        return plain_blanks(key), *odd_blank_words(odd.group())
    if key.startswith(("-{", "-[")):
        return f"- {key[1:]}", "an item of a list without a blank", 'write "- "'
    if swallowed:
        meant = f"{swallowed[1]}: {key[swallowed.end() :]}"
        return meant, 'a key without ": "', f"write {meant}"
    return None


def in_quotes(text: str) -> str:
    r"""Text in quotes that hold it, whatever quotes it had.

    >>> in_quotes("Crisis: part 1"), in_quotes("'It's so'"), in_quotes('"a\\b"')
    ('"Crisis: part 1"', '"It\'s so"', "'a\\b'")
    """
    inner = text.strip()
    first, last = inner[:1].translate(CURLY), inner[-1:].translate(CURLY)
    if len(inner) > 1 and first == last and first in QUOTED:
        inner = inner[1:-1].replace("''", "'") if inner[0] == "'" else inner[1:-1]
    if '"' in inner or "\\" in inner:
        return "'" + inner.replace("'", "''") + "'"
    return f'"{inner}"'


def why_quotes(text: str) -> tuple[str, str]:
    """What is wrong with a value that the parser cannot read as it stands, and the cure."""
    written = in_quotes(text)
    cure = f"write {written}" if len(written) <= LONGEST_SHOWN else f"put it in {written[0]} quotes"
    if text[0] == '"' and "\\" in text:
        return "in double quotes \\ begins an escape", f"{cure}, or / for \\ in a path"
    if text[0] in QUOTED:
        return f"a {text[0]} inside the text ends it", cure
    if ": " in text or text.endswith(":"):
        return 'text that holds ": " needs quotes', cure
    if " #" in text:
        return 'text that holds " #" needs quotes, since a comment begins there', cure
    if text[0] in "@`%&*!|>?-[{,":
        return f"a text cannot begin with {text[0]} unless it is in quotes", cure
    return "text with one of , : # ' [ ] { } may need quotes", cure
