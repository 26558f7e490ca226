"""Which columns of the ICB files hold facts known at the trigger, and which hold outcomes.

A column that is in neither list is never read: what happened after the trigger cannot reach a
forecast. The names are those of the files, version 14; the meanings are ICB's.
"""

from collections.abc import Mapping

SYSTEM: Mapping[str, str] = {
    "crisno": "number of the crisis",
    "break": "kind of the trigger, 1 to 9",
    "yrtrig": "year of the trigger",
    "trigent": "state or other entity that triggered it, by COW number",
    "gravcr": "gravest value in danger, 0 to 6",
    "protrac": "protracted conflict: 1 none, 2 within one, 3 within a long war",
    "ethnic": "ethnic crisis: 1 secession, 2 irredentism, 3 neither",
    "powdissy": "difference of power between the adversaries, without sign",
}
"""Facts at the level of the crisis."""

ACTORS: Mapping[str, str] = {
    "crisno": "number of the crisis",
    "cracid": "COW number of the actor",
    "yrtrig": "year of its own trigger",
    "motrig": "month of it",
    "datrig": "day of it",
    "gravty": "gravest value it saw in danger, 0 to 6",
    "regime": "1 democracy, 2 civil authoritarian, 3 to 5 military",
    "nuclear": "1 none, 2 foreseeable, 3 weapons, 4 second strike",
    "powsta": "1 small, 2 middle, 3 great power, 4 superpower",
    "powdis": "its power less its adversary's",
}
"""Facts of the states that were in the crisis from its first day."""

OUTCOMES: Mapping[str, str] = {
    "viol": "violence in the crisis: 1 none, 2 minor clashes, 3 serious clashes, 4 war",
}
"""What a forecast is scored with; may be absent or blank."""

NEEDED = ("crisno", "break", "yrtrig")
"""Without these a crisis cannot be forecast; other facts may be blank."""
