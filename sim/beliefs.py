"""What one actor believes of its opponents, and what it makes of a week's impressions."""

from dataclasses import dataclass

from sim.mechanisms.credibility import belief, remembered, sunk
from sim.mechanisms.lines import line_rung
from sim.mechanisms.perception import (
    adapted,
    anticipated,
    attention,
    learnt_hostility,
    perceived,
    pressure,
    provocation,
)
from sim.mechanisms.risk import tripwire_threat
from sim.observation import Face
from sim.premise.parameters import Frame, World


@dataclass(slots=True)
class Belief:
    """What an actor has learnt of one opponent.

    Attributes:
        hostility: Image of the opponent, in [0, 1] (M2).
        reference: Intensity it has grown used to (M3).
        kept, broken: Counts behind the belief that threats are carried out (M7).
    """

    hostility: float
    reference: float
    kept: float
    broken: float

    @property
    def credibility(self) -> float:
        """kappa, in [0, 1]."""
        return belief(self.kept, self.broken)

    def sink(self, psi: float, risen: float) -> None:
        """M6: the opponent paid for a display."""
        self.kept = sunk(self.kept, psi, risen)

    def judge(self, phi: float, fulfilled: float) -> None:
        """M7: a threat was kept (1.0) or broken (0.0)."""
        self.kept = remembered(self.kept, phi, fulfilled)
        self.broken = remembered(self.broken, phi, 1.0 - fulfilled)

    def discount(self, lapsed: float) -> None:
        """M7: a line lapsed untested."""
        self.broken = self.broken + lapsed


@dataclass(slots=True)
class Impression:
    """What one week's look at the other side comes to.

    Attributes:
        seen: Intensity attributed to the other side, hints included.
        shown: Intensity it really displayed, weighed alike.
        pressed: Intensity the actor would answer in kind (tau).
        hint: Strongest believed hint, ``u kappa lambda``.
        threats: For each rung, the strongest believed threat against standing on it.
        release: Strongest believed threat against the next release of arms aid.
        top: Highest rung displayed by an opponent, -1 without opponents.
    """

    seen: float
    shown: float
    pressed: float
    hint: float
    threats: list[float]
    release: float
    top: int


def look(
    faces: tuple[Face, ...],
    beliefs: dict[int, Belief],
    error: float,
    own: tuple[int, int],
    fixed: tuple[World, Frame, float],
) -> Impression:
    """Read all opponents and learn from what is read, in the order of the premise.

    Beliefs are updated here, once a turn. ``own`` is (rung, released steps), ``fixed`` ends
    with the intensity of a clash.
    """
    world, frame, clash = fixed
    threats = [0.0] * (frame.rungs + 1)
    summed = greatest = shown_sum = shown_top = provoked_sum = provoked = hint = release = 0.0
    top = -1
    for face in faces:
        known = beliefs[face.place]
        seen = perceived(face.level, error, world.misperception_mu, known.hostility)
        jump = provocation(seen, known.reference, world.salami_notice)
        known.reference = adapted(known.reference, world.salami_rho, seen)
        known.hostility = learnt_hostility(known.hostility, world.hostility_omega, seen)
        trust = known.credibility
        if face.hint >= 0:
            weight = world.anticipation_provokes * face.hint_weight
            seen = anticipated(seen, weight, trust, face.hint_level, face.level)
            if face.hint >= face.rung:
                hint = max(hint, face.hint_weight * trust * face.hint_level)
        summed, greatest = summed + seen, max(greatest, seen)
        shown_sum, shown_top = shown_sum + face.level, max(shown_top, face.level)
        provoked_sum, provoked = provoked_sum + jump, max(provoked, jump)
        top = max(top, face.rung)
        drawn = tripwire_threat(
            world.tripwire_drawn, clash, face.rung, frame.collective, frame.force
        )
        threats[frame.force] = max(threats[frame.force], drawn)
        release = max(release, _read_lines(face, trust, own, threats, frame))
    count = len(faces) or 1
    focus = world.attention_focus
    seen = attention(summed / count, greatest, focus)
    felt = attention(provoked_sum / count, provoked, focus)
    for rung in range(1, frame.rungs):
        threats[rung] = max(threats[rung], threats[rung - 1])
    return Impression(
        seen=seen,
        shown=attention(shown_sum / count, shown_top, focus),
        pressed=pressure(seen, felt, world.salami_weight),
        hint=world.anticipation_deters * hint,
        threats=threats,
        release=release,
        top=top,
    )


def _read_lines(
    face: Face, trust: float, own: tuple[int, int], threats: list[float], frame: Frame
) -> float:
    """Enter a face's lines at the rungs that cross them; what stands against a release."""
    rung, aid = own
    release = 0.0
    if face.line >= 0:
        feared = trust * face.line_level
        crossing = line_rung(face.line, frame.steps, frame.aid, aid)
        threats[crossing] = max(threats[crossing], feared)
        if rung == frame.aid and face.line == rung * frame.steps + aid + 1:
            release = feared
    for at, promised in face.standing:
        threats[at] = max(threats[at], trust * promised)
    return release
