"""The mechanisms of a scenario: what a file can switch off and change."""

from pydantic import Field

from sim.scenario.format.base import Model
from sim.scenario.format.mechanisms.binding import AudienceCosts, Credibility, SinkingCosts
from sim.scenario.format.mechanisms.deciding import (
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
from sim.scenario.format.mechanisms.seeing import (
    Anticipation,
    Attention,
    Deterrence,
    Hostility,
    Misperception,
    Salami,
)
from sim.scenario.format.mechanisms.together import (
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

    shape: Shape = Field(
        default=Shape(),
        description="The shape of goals and costs over intensity; cannot be switched off.",
    )
    activity: Activity = Field(default=Activity(), description="Who acts this week.")
    deliberation: Deliberation = Field(
        default=Deliberation(),
        description="What an actor makes of its options lasts until it thinks afresh.",
    )
    resolve: Resolve = Field(
        default=Resolve(), description="What moves resolve beside the actor's own value."
    )
    misperception: Misperception = Field(
        default=Misperception(), description="Others are read with errors."
    )
    attention: Attention = Field(default=Attention(), description="Many opponents are read as one.")
    hostility: Hostility = Field(default=Hostility(), description="The spiral of images.")
    salami: Salami = Field(
        default=Salami(), description="Slow steps become normal, a jump is felt."
    )
    reciprocity: Reciprocity = Field(default=Reciprocity(), description="Answering in kind.")
    audience_costs: AudienceCosts = Field(default=AudienceCosts(), description="Words tie hands.")
    sinking_costs: SinkingCosts = Field(
        default=SinkingCosts(), description="Costly moves make threats believable."
    )
    credibility: Credibility = Field(
        default=Credibility(), description="Observers learn from how threats end."
    )
    deterrence: Deterrence = Field(default=Deterrence(), description="Believed threats deter.")
    anticipation: Anticipation = Field(
        default=Anticipation(), description="Talk is felt before any deed."
    )
    north_star: NorthStarSwitch = Field(
        default=NorthStarSwitch(), description="Doctrines of restraint bind."
    )
    catastrophe: Catastrophe = Field(
        default=Catastrophe(),
        description="The top of the ladder is feared; below it that makes room.",
    )
    accidents: Accidents = Field(
        default=Accidents(), description="Things happen that nobody decided."
    )
    tripwire: Tripwire = Field(
        default=Tripwire(), description="Troops in the area draw their state in."
    )
    cohesion: Cohesion = Field(default=Cohesion(), description="Alliances pull together and apart.")
    consensus: Consensus = Field(
        default=Consensus(), description="Collective rungs need the allies' consent."
    )
    solidarity: Solidarity = Field(
        default=Solidarity(), description="Fear of abandonment and of entrapment."
    )
    settlement: Settlement = Field(default=Settlement(), description="Crises are settled.")
    nuclear_use: NuclearUse = Field(
        default=NuclearUse(),
        description="Nuclear use while two nuclear powers fight; there are no data.",
    )
    retaliation: Retaliation = Field(default=Retaliation(), description="A blow calls for a blow.")
    firebreaks: Firebreaks = Field(
        default=Firebreaks(), description="Some rungs cost more than their intensity says."
    )
    aid: AidRelease = Field(default=AidRelease(), description="Arms aid climbs class by class.")
