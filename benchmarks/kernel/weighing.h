/* Rules, outlook, and the rungs weighed. */
#pragma once

#include "seeing.h"

static inline int within(int64_t value, int64_t least, int64_t most) {
    return (least < 0 || value >= least) && (most < 0 || value <= most);
}

/* Rules of the policy: bonus and ban of rungs, words; returns the first rung required or -1. */
static int rule_on(Run *r, int i, int turn, int opponent, int ally, int crossed) {
    const Actor *me = r->a + i;
    const Stature *s = r->t->statures + i;
    int required = -1, attacked = me->attacked > 0.0, line = me->near_tested >= 0 || crossed >= 0;
    if (s->rule_from == s->rule_to) return -1;
    double *bonus = r->bonus + (size_t)i * r->wide, *speech = r->speech + (size_t)i * 24;
    double *barred = r->barred + (size_t)i * r->wide;
    memset(bonus, 0, sizeof(double) * (size_t)r->wide);
    memcpy(barred, r->shut + (size_t)i * r->wide, sizeof(double) * (size_t)r->wide);
    memset(speech, 0, sizeof(double) * 24);
    for (int64_t k = s->rule_from; k < s->rule_to; k++) {
        const Rule *rule = r->t->rules + k;
        if (r->war < rule->war || !within(opponent, rule->opponent_at_least, rule->opponent_at_most)
            || !within(me->rung, rule->own_at_least, rule->own_at_most)
            || !within(ally, rule->ally_at_least, -1)
            || !within(attacked, rule->attacked, rule->attacked)
            || !within(line, rule->line_crossed, rule->line_crossed)
            || !within(turn, rule->turn_at_least, rule->turn_at_most)) continue;
        if (rule->signal == 1) {
            if (rule->effect == PREFER) speech[3 * rule->target] += r->vector[rule->weight];
            else speech[3 * rule->target + (rule->effect == FORBID ? 1 : 2)] = 1.0;
        } else if (rule->effect == PREFER) bonus[rule->target] += r->vector[rule->weight];
        else if (rule->effect == REQUIRE) required = required < 0 ? (int)rule->target : required;
        else {
            int64_t last = rule->above == 1 ? r->rungs : rule->target + 1;
            for (int64_t rung = rule->target; rung < last; rung++) barred[rung] = 1.0;
        }
    }
    return required;
}

/* M11: the answer that force against a side must reckon with. */
static double answer(const Run *r, int side) {
    double base = r->w->catastrophe_answer, found = -1.0;
    for (int m = 0; m < r->t->size_pacts; m++)
        if (r->in_pact[m] > 0 && r->a[r->members[m * r->n]].side == side)
            found = max2(found, base * (1.0 - r->t->pacts[m].obligation * (1.0 - r->pacts[m].cohesion)));
    return found < 0.0 ? base : found;
}

/* What is the same for every rung an actor weighs, folded as far as the order of operations
 * allows: products keep the left-to-right order of the mechanisms' text. */
typedef struct {
    double resolve, economy, reciprocity, pressed, threat, hint, risk, seen, catastrophe, nuclear;
    double stake, promised, standing, standing_promised, star, loyalty, autonomy, allied;
    double fire, unharmed, retaliation, force_level, inertia, steady, level, skipping;
    double hint_from, force, display, ceiling, rung;
} Outlook;

/* The utility of the rung with number k and intensity l. Every product is made before it is
 * asked whether it counts, so that nothing stands in the way of weighing rungs side by side. */
static inline double weigh(const Outlook *o, double k, double l, double risen, double borne,
                           double price, double threat, double bonus) {
    double off = l - o->pressed, apart = o->allied - l, moved = l - o->level, still = -moved;
    double loyal = o->loyalty, free_ = o->autonomy, leap = k - o->rung - 1.0;
    double pull = apart > 0.0 ? loyal : free_;
    double stake = o->stake * (o->promised - l);
    double standing = o->standing * (o->standing_promised - l);
    double nuclear = o->nuclear * l, blow = o->retaliation * (o->force_level - l);
    double skipped = o->skipping * leap / 16.0;
    stake = l >= o->promised ? 0.0 : stake;
    standing = l >= o->standing_promised ? 0.0 : standing;
    moved = moved < 0.0 ? still : moved;
    nuclear = k < o->display ? 0.0 : nuclear;
    nuclear = k > o->force ? 0.0 : nuclear;
    double u = o->resolve * risen;
    u = u + o->economy * borne;
    u = u + o->reciprocity * off * off;
    u = u + o->threat * threat;
    u = u + (k < o->hint_from ? 0.0 : o->hint);
    u = u + o->risk * l * o->seen;
    u = u + (k < o->force ? 0.0 : o->catastrophe);
    u = u + nuclear;
    u = u + (stake + standing);
    u = u + (k < o->ceiling ? 0.0 : o->star);
    u = u + pull * apart * apart;
    u = u + o->fire * price * o->unharmed;
    u = u + (l >= o->force_level ? 0.0 : blow);
    u = u + o->inertia * moved * o->steady;
    u = u + (leap <= 0.0 ? 0.0 : skipped);
    return u + bonus;
}

/* What an actor wants, fears and sees this turn; the same for every rung it weighs. */
static Outlook outlook_of(const Run *r, int i, Impression seen, double answers, double allied) {
    const World *w = r->w;
    const Traits *mine = r->traits + i;
    const Actor *me = r->a + i;
    const Frame *f = r->f;
    double fear = mine->survival * (1.0 - mine->risk), standing = 0.0, promised = 0.0;
    double shaken = w->catastrophe_scale * fear * (1.0 - 0.5 * me->attacked);
    double scale = w->audience_costs_standing * w->audience_costs_aud;
    LINES_OF(k, i) if (r->lines[k].weeks >= 0) {
        double stake = scale * mine->honour * r->vector[r->t->lines[k].public]
                     * exp_(-r->lines[k].weeks / w->audience_costs_fade);
        if (stake > standing)
            standing = stake, promised = r->t->levels[r->t->lines[k].promise];
    }
    int tested = me->near_tested >= 0, alone = allied < 0.0;
    double steady = 1.0 - 0.7 * me->attacked;
    return (Outlook){
        .resolve = clip(me->resolve * (1.0 + w->resolve_war_gain * (r->war - w->war_intensity)), 0.0, 100.0),
        .economy = -mine->economy,
        .reciprocity = -(w->reciprocity_scale * mine->reciprocity),
        .pressed = seen.pressed,
        .threat = -w->deterrence_weight * fear,
        .hint = -fear * seen.hint,
        .risk = -fear * w->accidents_rate,
        .seen = me->seen,
        .catastrophe = -shaken * answers * r->t->levels[f->clash],
        .nuclear = r->nuclear,
        .stake = tested ? -me->stake : -0.0,
        .promised = tested ? r->t->levels[me->near_promise] : 0.0,
        .standing = -standing,
        .standing_promised = promised,
        .star = -(w->north_star_scale * mine->north_star),
        .loyalty = alone ? 0.0 : -(w->solidarity_scale * mine->loyalty),
        .autonomy = alone ? 0.0 : -(w->solidarity_scale * mine->autonomy),
        .allied = allied,
        .fire = -w->firebreaks_scale,
        .unharmed = 1.0 - me->attacked,
        .retaliation = -w->retaliation_weight * me->attacked,
        .force_level = r->t->levels[f->force],
        .inertia = -w->shape_inertia,
        .steady = steady,
        .level = level_of(r, i),
        .skipping = -w->shape_skipping * steady,
        .hint_from = (double)f->hint_from, .force = (double)f->force,
        .display = (double)f->display, .ceiling = (double)r->t->statures[i].ceiling,
        .rung = me->rung,
    };
}

/* One rung at one step of aid. */
static inline double weigh_at(const Run *r, const Outlook *o, int i, int k, int aid, double threat) {
    int at = (k == r->f->aid ? aid * r->wide : 0) + k;
    COUNT(WEIGHED);
    return weigh(o, k, r->level[at], r->risen[at], r->borne[at], r->price[k], threat,
                 r->bonus[(size_t)i * r->wide + k]);
}

/* All rungs of an actor that acts, side by side; CLOSED where it may or can not stand. */
static void weigh_every(Run *r, const Outlook *outlook, int i, int upto) {
    const Outlook o = *outlook;
    const int aid = r->a[i].aid * r->wide, wide = r->wide;
    const double *restrict level = r->level + aid, *restrict risen = r->risen + aid;
    const double *restrict borne = r->borne + aid, *restrict price = r->price;
    const double *restrict threats = r->threats, *restrict place = r->place;
    const double *restrict bonus = r->bonus + (size_t)i * wide;
    const double *restrict barred = r->barred + (size_t)i * wide;
    double *restrict u = r->utility, last = upto;
    for (int k = 0; k < wide; k++) {
        double worth = weigh(&o, place[k], level[k], risen[k], borne[k], price[k], threats[k], bonus[k]);
        worth = place[k] > last ? CLOSED : worth;
        u[k] = barred[k] > 0.0 ? CLOSED : worth;
    }
    COUNT_MANY(WEIGHED, r->rungs);
}

/* The rungs an acting or polled actor must weigh, and what a release of aid would gain. */
static void weigh_all(Run *r, const Outlook *o, int i) {
    Actor *me = r->a + i;
    const Frame *f = r->f;
    const Stature *s = r->t->statures + i;
    int collective = me->alliance >= 0 ? (int)r->t->pacts[me->alliance].consensus : r->rungs;
    int polled = collective < r->rungs && !(s->hard == 1 && s->ceiling <= collective);
    int upto = (int)(r->done[FIGHTING] == 1 ? f->war : f->force);
    if (s->hard == 1 && !(s->unless_attacked == 1 && me->attacked >= 1.0))
        upto = imin(upto, (int)s->ceiling - 1);
    double *u = r->utility;
    if (me->acts) weigh_every(r, o, i, upto);
    else if (polled)
        for (int at = 0; at < 2; at++) {
            int k = at == 0 ? me->rung : collective;
            u[k] = k > upto || r->barred[(size_t)i * r->wide + k] > 0.0 ? CLOSED
                 : weigh_at(r, o, i, k, me->aid, r->threats[k]);
        }
    me->gain = 0.0;
    r->gain[i] = polled ? u[collective] - u[me->rung] : -INFINITY;
    if (me->acts && me->rung == f->aid && me->aid < r->steps - 1) {
        double threat = max2(r->threats[me->rung], me->release);
        me->gain = weigh_at(r, o, i, me->rung, me->aid + 1, threat) - u[me->rung];
    }
}
