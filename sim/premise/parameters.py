"""The numbers of one run: what the scenario fixes for the world and for each actor.

Both engines read these by name. A field that is a distribution in the file has been drawn
by the time a run sees it; integers (rungs, weeks, switches) are never distributions.
"""

from typing import NamedTuple


class World(NamedTuple):
    """Weights of the mechanisms in one run; a mechanism switched off has its off values.

    Each field's meaning, unit, default and source stand in ``sim/scenario/mechanisms``
    under the mechanism and parameter that the name joins.
    """

    shape_eta: float
    shape_gamma: float
    shape_inertia: float
    shape_skipping: float
    activity_chance: float
    deliberation_renewal: float
    deliberation_crossed: float
    resolve_common_sd: float
    resolve_war_gain: float
    misperception_sigma: float
    misperception_mu: float
    misperception_pi: float
    misperception_m: float
    attention_focus: float
    hostility_omega: float
    salami_rho: float
    salami_weight: float
    salami_notice: float
    reciprocity_scale: float
    audience_costs_aud: float
    audience_costs_decay: float
    audience_costs_growth: float
    audience_costs_chi: float
    audience_costs_standing: float
    audience_costs_fade: float
    sinking_costs_psi: float
    credibility_phi: float
    credibility_lapsed: float
    deterrence_weight: float
    anticipation_ambiguity: float
    anticipation_commit: float
    anticipation_assure: float
    anticipation_reminder: float
    anticipation_deters: float
    anticipation_provokes: float
    north_star_scale: float
    catastrophe_scale: float
    catastrophe_answer: float
    catastrophe_stability: float
    accidents_rate: float
    accidents_base: float
    accidents_slope: float
    accidents_absorb: float
    tripwire_hit: float
    tripwire_drawn: float
    cohesion_consult: float
    cohesion_threat: float
    cohesion_spread: float
    cohesion_leader: float
    cohesion_revert: float
    consensus_weight: float
    consensus_tolerance: float
    consensus_slope: float
    consensus_need: float
    solidarity_scale: float
    settlement_rate: float
    settlement_mediation: float
    nuclear_use_clash: float
    nuclear_use_war: float
    retaliation_weight: float
    firebreaks_scale: float
    aid_rate: float
    war_intensity: float
    war_volatility: float
    war_reversion: float


class Traits(NamedTuple):
    """What one actor is in one run: goals, character and standing.

    Attributes:
        resolve: Stake in the dispute, before goals and the side's common shock.
        prevail, economy, survival, reciprocity, loyalty, autonomy, honour: Goal weights.
        rationality: beta of the quantal response; higher is closer to best response.
        risk: In [-1, 1]; positive fears catastrophe less.
        activity: Chance to act in a week.
        exposure: Relative share of incidents that fall on it.
        hostility: Image of the opponents at the start, in [0, 1].
        credibility, strength: Opponents' belief at the start and its pseudo-observations.
        north_star: Strength of a soft north star; 0 without one or when it is hard.
        warn, threaten, assure, ambiguity, commit, reminder, consult: Chances a week.
        voice: Weight in its alliance's consensus.
        veto: How much its objection closes the gate, in [0, 1].
    """

    resolve: float
    prevail: float
    economy: float
    survival: float
    reciprocity: float
    loyalty: float
    autonomy: float
    honour: float
    rationality: float
    risk: float
    activity: float
    exposure: float
    hostility: float
    credibility: float
    strength: float
    north_star: float
    warn: float
    threaten: float
    assure: float
    ambiguity: float
    commit: float
    reminder: float
    consult: float
    voice: float
    veto: float


class Stature(NamedTuple):
    """What one actor is in every run: rungs, switches and weeks, all integers.

    Attributes:
        side: 0 or 1; -1 for a bystander.
        alliance: Index of its alliance, or -1.
        start, aid: Rung and released steps of arms aid at the start.
        nuclear, learns, mediator: Switches, 0 or 1.
        ceiling: First rung its north star forbids or prices; beyond the ladder without one.
        hard, unless_attacked: Switches of the north star.
        hint, promise: Rung it hints at, rung its warnings and threats promise.
    """

    side: int
    alliance: int
    start: int
    aid: int
    nuclear: int
    learns: int
    mediator: int
    ceiling: int
    hard: int
    unless_attacked: int
    hint: int
    promise: int


class Frame(NamedTuple):
    """The frame of the game: the ladder's key rungs, weeks and tests, all integers."""

    rungs: int
    steps: int
    aid: int
    warn: int
    threat: int
    display: int
    collective: int
    force: int
    clash: int
    war: int
    nuclear: int
    hint_from: int
    hint_weeks: int
    due: int
    standing_due: int
    lapse: int
    crossed_weeks: int
    attack_weeks: int
    answer_within: int
    absorb_on_clash: int
    war_turns: int
    calm_at: int
    calm_turns: int
    still_above: int
    still_turns: int
    horizon: int
    sequential: int
    learning: int
