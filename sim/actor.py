"""A state in the crisis: an identity and a memory around a policy."""

from typing import TYPE_CHECKING

import mesa

from sim.beliefs import Belief, Impression, look
from sim.commitments import Hint, NearLine, StandingLine
from sim.compliance import note_restraint
from sim.decision import (
    Decision,
    Options,
    decide,
    deciding_term,
    speak,
    weigh_rungs,
)
from sim.mechanisms.alliance import support
from sim.mechanisms.choice import CLOSED
from sim.mechanisms.credibility import standing_stake
from sim.mechanisms.endings import NOT_LATELY
from sim.mechanisms.perception import misread, perception_noise, present_resolve
from sim.mechanisms.policy import Situation
from sim.mechanisms.risk import renewal_chance
from sim.mechanisms.signals import CALLED
from sim.mechanisms.weighing import Outlook
from sim.numeric import normal
from sim.observation import Face, Observation
from sim.rules import rule_on

if TYPE_CHECKING:
    from sim.model import CrisisModel


class Actor(mesa.Agent):  # type: ignore[misc]
    """A state: it observes, weighs, chooses and commits, once a turn.

    Attributes:
        code: Its code in the scenario.
        place: Its position in the premise.
        side: 0 or 1; -1 for a bystander.
        alliance: Position of its alliance, -1 without one.
        rung, aid: Posture and released steps of arms aid.
        resolve: Stake in the dispute of this run, goals and common shock included.
        stake: Audience stake of its public word.
        attacked: In [0, 1], how far it believes it was attacked.
        beliefs: What it holds of each opponent, by position.
    """

    model: "CrisisModel"

    def __init__(self, model: "CrisisModel", place: int) -> None:
        super().__init__(model)
        premise, numbers = model.premise, model.numbers
        self.place, self.code, self.key = place, premise.codes[place], premise.keys[place]
        self.stature, self.traits = premise.statures[place], numbers.traits[place]
        self.frame, self.world, self.dice = premise.frame, numbers.world, model.dice
        self.ladder, self.setting = model.ladder, model.setting
        self.open_rungs = premise.open_rungs[place]
        self.rules, self.vector = premise.rules[place], numbers.vector
        self.side, self.alliance = self.stature.side, self.stature.alliance
        self.rung, self.aid = self.stature.start, self.stature.aid
        self.resolve = 0.0
        self.stake = 0.0
        self.attacked, self.attacked_weeks, self.by_accident = 0.0, 0, 0
        self.misread_weeks = NOT_LATELY
        self.beliefs: dict[int, Belief] = {}
        self.near = NearLine()
        self.standing = tuple(
            StandingLine(line.at, line.promise, numbers.vector[line.public])
            for line in premise.lines[place]
        )
        self.hint = Hint()
        self.shocks = self.dice.shocks(0, self.key, self.frame.rungs)
        self.impression = Impression(0.0, 0.0, 0.0, 0.0, [], 0.0, -1)
        self.options = Options([CLOSED] * self.frame.rungs, {})
        self.decision = Decision.hold(self.rung, self.aid)
        self.backing = 0.0
        self.told: int | None = None  # a signal that an inject makes it send this turn

    @property
    def level(self) -> float:
        """Intensity of its posture, in [0, 1]."""
        return self.ladder.level(self.rung, self.aid)

    @property
    def grade(self) -> int:
        """Its posture on the finer scale ``rung * steps + released steps of aid``."""
        return self.ladder.grade(self.rung, self.aid)

    def take_side(self, shock: float) -> None:
        """Take its stake in the dispute, its own draw and its side's common shock together."""
        self.resolve = max(0.0, self.traits.resolve + shock) * self.traits.prevail

    def meet(self, opponents: "list[Actor]") -> None:
        """Hold first beliefs of opponents it has not met; known ones stay as they are."""
        for other in opponents:
            if other.place not in self.beliefs:
                trust, strength = other.traits.credibility, other.traits.strength
                self.beliefs[other.place] = Belief(
                    self.traits.hostility, other.level, trust * strength, (1.0 - trust) * strength
                )

    def face(self, rung: int, level: float) -> Face:
        """What everybody can see of it while it displays this rung and intensity."""
        ladder, hint = self.ladder, self.hint
        return Face(
            self.place,
            rung,
            level,
            self.near.grade,
            ladder.levels[self.near.promise],
            tuple((line.at, ladder.levels[line.promise] * line.public) for line in self.standing),
            hint.rung,
            hint.weight,
            ladder.levels[hint.rung] if hint.rung >= 0 else 0.0,
        )

    def observe(self, seen: Observation) -> None:
        """Read the other side and learn from it; think afresh if it is time to."""
        act, sense = self.dice.act(seen.turn, self.place), self.dice.sense(seen.turn, self.place)
        world = self.world
        jolt = misread(world.misperception_m, world.misperception_pi, sense[0])
        if seen.spared:
            jolt = 0.0
        self.misread_weeks = 0 if jolt > 0.0 else self.misread_weeks + 1
        error = perception_noise(world.misperception_sigma, normal(sense[1])) + jolt
        self.impression = look(
            seen.opponents,
            self.beliefs,
            error,
            (self.rung, self.aid),
            (world, self.frame, self.ladder.levels[self.frame.clash]),
        )
        self.seen = seen
        fresh = self.attacked > 0.0 and self.attacked_weeks == 0
        chance = renewal_chance(
            world.deliberation_renewal,
            world.deliberation_crossed,
            self.weeks_crossed(),
            self.frame.crossed_weeks,
        )
        if fresh or act[1] < chance:
            self.shocks = self.dice.shocks(seen.turn, self.key, self.frame.rungs)
        self.acts = self.attacked > 0.0 or act[0] < self.traits.activity

    def weeks_crossed(self) -> int:
        """Weeks since its most recently crossed standing line was crossed, -1 for none."""
        weeks = [line.weeks for line in self.standing if line.weeks >= 0]
        return min(weeks) if weeks else -1

    def assess(self) -> None:
        """Weigh every open rung against what was seen."""
        situation = Situation(
            self.impression.top,
            self.seen.ally_top,
            self.rung,
            int(self.attacked > 0.0),
            int(self.near.tested >= 0 or self.weeks_crossed() >= 0),
            self.seen.turn,
            self.seen.war,
        )
        self.ruling = rule_on(self.rules, situation, self.vector, self.frame.rungs)
        self.outlook = self._outlook()
        if self.acts:
            self.options = weigh_rungs(self, range(self.frame.rungs))
        else:
            self.options = weigh_rungs(self, self.polled_rungs())
        self.backing = self._support()

    def polled_rungs(self) -> tuple[int, ...]:
        """The rungs an idle actor must weigh: those its alliance asks about."""
        collective = self.model.collective(self.alliance)
        return () if collective >= self.frame.rungs else (self.rung, collective)

    def _outlook(self) -> Outlook:
        traits, world, star = self.traits, self.world, self.stature
        standing, promised = self._standing_stake()
        tested = self.near.tested >= 0
        return Outlook(
            present_resolve(
                self.resolve, world.resolve_war_gain, self.seen.war, world.war_intensity
            ),
            traits.economy,
            traits.survival * (1.0 - traits.risk),
            world.reciprocity_scale * traits.reciprocity,
            world.solidarity_scale * traits.loyalty,
            world.solidarity_scale * traits.autonomy,
            self.impression.pressed,
            self.impression.seen,
            self.seen.answer,
            self.impression.hint,
            self.stake if tested else 0.0,
            self.ladder.levels[self.near.promise] if tested else 0.0,
            standing,
            promised,
            self.attacked,
            self.seen.allied,
            self.rung,
            self.level,
            star.ceiling,
            world.north_star_scale * traits.north_star,
            self.seen.nuclear,
        )

    def _standing_stake(self) -> tuple[float, float]:
        """The heaviest stake among crossed standing lines, and what that line promised."""
        scale = self.world.audience_costs_standing * self.world.audience_costs_aud
        heaviest, promised = 0.0, 0.0
        for line in self.standing:
            if line.weeks >= 0:
                fade = self.world.audience_costs_fade
                stake = standing_stake(scale * self.traits.honour, line.public, line.weeks, fade)
                if stake > heaviest:
                    heaviest, promised = stake, self.ladder.levels[line.promise]
        return heaviest, promised

    def ceiling_holds(self) -> bool:
        """Whether a hard north star forbids its ceiling and above this turn."""
        star = self.stature
        return star.hard == 1 and not (star.unless_attacked == 1 and self.attacked >= 1.0)

    def _support(self) -> float:
        """M14: how far it would consent to a collective step, in [0, 1]."""
        collective = self.model.collective(self.alliance)
        star, utility = self.stature, self.options.utility
        if collective >= self.frame.rungs or (star.hard == 1 and star.ceiling <= collective):
            return 0.0
        gain = utility[collective] - utility[self.rung]
        return support(gain, self.world.consensus_tolerance, self.world.consensus_slope)

    def calls_allies(self) -> bool:
        """Whether it would talk to its allies first, were it hurt this week (M12)."""
        if self.alliance < 0:
            return False
        return self.dice.act(self.seen.turn, self.place)[3] < max(self.traits.consult, CALLED)

    def choose(self, gate: float, collective: int) -> None:
        """Choose rung, release and signal, now that the alliance has spoken."""
        self.decision = decide(self, gate, collective)
        speak(self, self.decision)
        if self.model.log is not None:
            self.decision.term = deciding_term(self, self.decision)
            note_restraint(self, self.decision, collective)
