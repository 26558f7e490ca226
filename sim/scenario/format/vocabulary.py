"""The words of a file that stand for something in the model, and what each stands for.

The format offers these words; the checks, the premise and the pages look up here what they stand
for. The words themselves are those of ``brinkmanship.sim.mechanisms``, which the engines use.
"""

from brinkmanship.sim.mechanisms.policy import FORBID, PREFER, REQUIRE
from brinkmanship.sim.mechanisms.words.signals import CONSULT, SIGNALS

SIGNAL_PLACES = {**{name: place for place, name in enumerate(SIGNALS)}, "consult": CONSULT}
"""Position of each signal; consultation comes after the outward ones."""

LEADS_TO = {"nuclear_use": "war", "war": "clash", "direct_clash": "force"}
"""Outcomes a north star can avoid: the role of the lowest rung that can bring each about.

Force that is answered is a clash, a clash can grow into a war, and in a war nuclear weapons are
used by chance; so whoever wants to avoid the outcome must stay below that rung.
"""

ENDS_AT = {"nuclear_use": "nuclear", "war": "war", "direct_clash": "clash"}
"""Outcomes that only a ladder with a certain role can come to, from the gravest, and that role."""

BUILDS_ON = {"clash": "force", "war": "clash", "nuclear": "clash"}
"""Roles that need another: a clash is force that is answered, and the rest comes of a clash."""

SPEAKS_OF = {"nuclear_reminder": "nuclear", "incident": "force"}
"""What makes no sense on a ladder without a certain role, and that role: a signal and an event."""

OBLIGATIONS = {"defence": 1.0, "consultation": 0.4, "none": 0.0}
"""What members of an alliance owe one another, as a share of a full defence pact."""

EFFECTS = {"prefer": PREFER, "require": REQUIRE, "forbid": FORBID}
"""What a rule does to a rung or a signal."""
