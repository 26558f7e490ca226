"""The ledger of words: lines drawn, crossed, kept, broken or lapsed, and what is learnt."""

from typing import TYPE_CHECKING

from sim.mechanisms.credibility import SPENT, stake_after
from sim.mechanisms.lines import BROKEN, CROSSED, KEPT, LAPSED, OPEN
from sim.mechanisms.signals import (
    AMBIGUITY,
    ASSURE,
    COMMIT,
    REMINDER,
    THREAT,
    WARN,
    hinted_rung,
    tied,
)

if TYPE_CHECKING:
    from sim.actor import Actor
    from sim.commitments import NearLine, StandingLine
    from sim.model import CrisisModel

EVENTS = {CROSSED: "line_crossed", KEPT: "line_kept", BROKEN: "line_broken", LAPSED: "line_lapsed"}


class Ledger:
    """Counts of one run, and for each side how many of its lines proved empty.

    Attributes:
        made, tested, kept, broken, lapsed: Counts over all actors; a standing line counts as
            made when it comes to the test.
        empty: For each side, its lines broken so far.
    """

    def __init__(self, model: "CrisisModel") -> None:
        self.model = model
        self.made = self.tested = self.kept = self.broken = self.lapsed = 0
        self.empty = [0, 0]

    def enter(self, actor: "Actor", opposing: int) -> None:
        """Book a week's signal: the stake it adds, the line it draws, the hint it gives.

        Args:
            actor: The sender.
            opposing: Highest grade displayed on the other side; a new line lies just above.
        """
        world, frame, signal = actor.world, actor.frame, actor.decision.signal
        audience = world.audience_costs_aud * actor.traits.honour
        added = tied(signal, audience, world.audience_costs_chi)
        actor.stake = stake_after(
            actor.stake,
            world.audience_costs_decay,
            added,
            world.audience_costs_growth * audience,
            int(actor.near.grade >= 0),
        )
        if signal in (WARN, THREAT) and actor.near.draw(opposing + 1, actor.stature.promise):
            self.made += 1
        hinted = hinted_rung(signal, actor.stature.hint, frame.nuclear, actor.rung)
        if hinted >= 0:
            weights = {
                AMBIGUITY: world.anticipation_ambiguity,
                COMMIT: world.anticipation_commit,
                ASSURE: world.anticipation_assure,
                REMINDER: world.anticipation_reminder,
            }
            actor.hint.give(hinted, weights[signal], signal)
        if signal:
            self.model.sent(actor, added, hinted)
        if actor.decision.consults:
            self.model.consulted(actor)

    def judge(self, actor: "Actor", grade: int, rung: int) -> None:
        """Judge an actor's lines at the end of a turn, against the other side's heights."""
        chosen = actor.decision.rung  # being dragged into a clash keeps no promise
        if actor.near.grade >= 0:
            fresh = int(actor.near.tested < 0)
            self._settle(actor, actor.near, actor.near.after(grade, chosen, actor.frame), fresh)
        for line in actor.standing:
            fresh = int(line.weeks < 0)
            self.made += int(fresh == 1 and rung >= line.at)
            self._settle(actor, line, line.after(rung, chosen, actor.frame), fresh)
        if actor.hint.lapses(actor.rung, actor.frame.hint_weeks):
            self._teach(actor, LAPSED)

    def _settle(
        self, actor: "Actor", line: "NearLine | StandingLine", verdict: int, fresh: int
    ) -> None:
        if verdict == OPEN:
            return
        if fresh == 1 and verdict != LAPSED:
            self.tested += 1
        self.model.note(EVENTS[verdict], actor.place, -1, line.promise)
        self._teach(actor, verdict)
        if verdict == KEPT:
            self.kept += 1
        elif verdict == BROKEN:
            self.broken += 1
            self.empty[actor.side] += 1
            actor.stake = actor.stake * SPENT
        elif verdict == LAPSED:
            self.lapsed += 1

    def _teach(self, actor: "Actor", verdict: int) -> None:
        """M7: every opponent that learns draws its lesson on the actor's word."""
        for observer in self.model.principals:
            if observer.side == actor.side or observer.stature.learns == 0:
                continue
            belief = observer.beliefs[actor.place]
            if verdict == LAPSED:
                belief.discount(actor.world.credibility_lapsed)
            elif verdict in (KEPT, BROKEN):
                belief.judge(actor.world.credibility_phi, 1.0 if verdict == KEPT else 0.0)
