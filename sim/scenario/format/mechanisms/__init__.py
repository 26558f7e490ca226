"""The mechanisms of a scenario: what a file can switch off and change, one line a parameter.

Only the format of a scenario and what is made of it (premise, pages, lint) come in.
"""

from brinkmanship.sim.scenario.format.base import Model
from brinkmanship.sim.scenario.format.mechanisms.base import part
from brinkmanship.sim.scenario.format.mechanisms.binding import (
    AudienceCosts,
    Credibility,
    SinkingCosts,
)
from brinkmanship.sim.scenario.format.mechanisms.deciding import (
    Activity,
    AidRelease,
    Catastrophe,
    Deliberation,
    Firebreaks,
    NorthStarSwitch,
    Reciprocity,
    Resolve,
    Retaliation,
    Shape,
)
from brinkmanship.sim.scenario.format.mechanisms.seeing import (
    Anticipation,
    Attention,
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

    shape: Shape = part(Shape)
    activity: Activity = part(Activity)
    deliberation: Deliberation = part(Deliberation)
    resolve: Resolve = part(Resolve)
    misperception: Misperception = part(Misperception)
    attention: Attention = part(Attention)
    hostility: Hostility = part(Hostility)
    salami: Salami = part(Salami)
    reciprocity: Reciprocity = part(Reciprocity)
    audience_costs: AudienceCosts = part(AudienceCosts)
    sinking_costs: SinkingCosts = part(SinkingCosts)
    credibility: Credibility = part(Credibility)
    deterrence: Deterrence = part(Deterrence)
    anticipation: Anticipation = part(Anticipation)
    north_star: NorthStarSwitch = part(NorthStarSwitch)
    catastrophe: Catastrophe = part(Catastrophe)
    accidents: Accidents = part(Accidents)
    tripwire: Tripwire = part(Tripwire)
    cohesion: Cohesion = part(Cohesion)
    consensus: Consensus = part(Consensus)
    solidarity: Solidarity = part(Solidarity)
    settlement: Settlement = part(Settlement)
    nuclear_use: NuclearUse = part(NuclearUse)
    retaliation: Retaliation = part(Retaliation)
    firebreaks: Firebreaks = part(Firebreaks)
    aid: AidRelease = part(AidRelease)
