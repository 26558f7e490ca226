"""The mechanisms of a scenario: what a file can switch off and change, one line a parameter.

Only the format of a scenario and what is made of it (premise, pages, lint) come in.
"""

from brinkmanship.sim.scenario.format.base import Model
from brinkmanship.sim.scenario.format.mechanisms.base import part
from brinkmanship.sim.scenario.format.mechanisms.binding import AudienceCosts, Learning
from brinkmanship.sim.scenario.format.mechanisms.deciding import (
    Activity,
    AidRelease,
    Bargaining,
    Costs,
    Harm,
    NorthStarSwitch,
    NuclearFear,
    Resolve,
    Retaliation,
    Seizure,
    Signalling,
    War,
)
from brinkmanship.sim.scenario.format.mechanisms.seeing import (
    Anticipation,
    Deterrence,
    Hostility,
    Misperception,
    Salami,
)
from brinkmanship.sim.scenario.format.mechanisms.together import (
    Accidents,
    Cohesion,
    Consensus,
    NuclearUse,
    Settlement,
    Solidarity,
    Tripwire,
)

__all__ = ["Mechanisms"]


class Mechanisms(Model):
    """All mechanisms; what a file leaves out keeps its default."""

    bargaining: Bargaining = part(Bargaining)
    harm: Harm = part(Harm)
    costs: Costs = part(Costs)
    activity: Activity = part(Activity)
    resolve: Resolve = part(Resolve)
    war: War = part(War)
    seizure: Seizure = part(Seizure)
    retaliation: Retaliation = part(Retaliation)
    nuclear_fear: NuclearFear = part(NuclearFear)
    misperception: Misperception = part(Misperception)
    hostility: Hostility = part(Hostility)
    salami: Salami = part(Salami)
    learning: Learning = part(Learning)
    signalling: Signalling = part(Signalling)
    audience_costs: AudienceCosts = part(AudienceCosts)
    deterrence: Deterrence = part(Deterrence)
    anticipation: Anticipation = part(Anticipation)
    north_star: NorthStarSwitch = part(NorthStarSwitch)
    accidents: Accidents = part(Accidents)
    tripwire: Tripwire = part(Tripwire)
    cohesion: Cohesion = part(Cohesion)
    consensus: Consensus = part(Consensus)
    solidarity: Solidarity = part(Solidarity)
    settlement: Settlement = part(Settlement)
    nuclear_use: NuclearUse = part(NuclearUse)
    aid: AidRelease = part(AidRelease)
