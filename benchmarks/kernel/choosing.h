/* The alliance polled, the choice among the rungs, the words for it. */
#pragma once

#include "weighing.h"

/* How far each member backs a collective step: the logistic of what it would gain by it. */
static void back(Run *r) {
    const double tolerance = r->w->consensus_tolerance, slope = r->w->consensus_slope;
    const double *restrict gain = r->gain;
    double *restrict backing = r->backing;
    for (int i = 0; i < r->padded; i++)
        backing[i] = 1.0 / (1.0 + exp_(-((gain[i] + tolerance) / slope)));
    for (int i = 0; i < r->padded; i++) COUNT_MANY(EXPS, -(gain[i] == -INFINITY));
}

/* M14: how far a collective step finds consensus now. */
static double poll(const Run *r, int m) {
    const PactState *p = r->pacts + m;
    int64_t collective = r->t->pacts[m].consensus;
    double voices = 0.0, backing = 0.0, unblocked = 1.0;
    EACH_MEMBER(j, m) {
        const Traits *x = r->traits + j;
        voices = voices + x->voice;
        backing = backing + x->voice * r->backing[j];
        if (x->veto > 0.0 && r->t->statures[j].ceiling <= collective) {
            double strength = r->w->north_star_scale * x->north_star;
            double objection = r->t->statures[j].hard == 1 ? 1.0 : strength / (1.0 + strength);
            unblocked = unblocked * (1.0 - x->veto * objection);
        }
    }
    if (voices <= 0.0 || p->base <= 0.0) return 0.0;
    return clip((p->cohesion / p->base) * (unblocked * backing / voices / r->w->consensus_need), 0.0, 1.0);
}

/* Chance a week of a signal after the rules. */
static inline double propensity(double chance, const double *rule) {
    if (rule[1] != 0.0) return 0.0;
    if (rule[2] != 0.0) return 1.0;
    return min2(max2(chance + rule[0], 0.0), 1.0);
}

/* The week's outward signal, from one uniform, and whether to consult the allies. */
static void speak(Run *r, int i) {
    static const int drawn[6] = {THREAT, WARN, COMMIT, AMBIGUITY, ASSURE, REMINDER};
    const Traits *x = r->traits + i;
    Actor *me = r->a + i;
    const double *rules = r->speech + (size_t)i * 24;
    const double chance[6] = {x->threaten, x->warn, x->commit, x->ambiguity, x->assure, x->reminder};
    double upto = 0.0, said = DICE(r, SAID, i);
    me->signal = NONE;
    for (int k = 0; k < 6; k++) {
        upto = upto + propensity(chance[k], rules + 3 * drawn[k]);
        if (said < upto) { me->signal = drawn[k]; break; }
    }
    double called = me->attacked > 0.0 ? max2(x->consult, 0.5) : x->consult;
    me->consults = DICE(r, CALLED, i) < propensity(called, rules + 3 * CONSULT);
    if (UNLIKELY(me->told >= 0)) {
        if (me->told == CONSULT) me->consults = 1;
        else me->signal = me->told;
        me->told = -1;
    }
}

/* The first place of the greatest number above CLOSED, or what is said if there is none. Four
 * maxima at once, since one after the other would wait for each other. */
static inline int best_of(const double *x, int count, int otherwise) {
    double a = CLOSED, b = CLOSED, c = CLOSED, d = CLOSED;
    for (int k = 0; k < count; k += 4) {
        a = max2(a, x[k]), b = max2(b, x[k + 1]);
        c = max2(c, x[k + 2]), d = max2(d, x[k + 3]);
    }
    double best = max2(max2(a, b), max2(c, d));
    if (best <= CLOSED) return otherwise;
    for (int k = 0;; k++)
        if (x[k] == best) return k;
}

/* The open rung with the greatest utility and shock becomes the new one; returns what it would
 * have been if the alliance had no say. */
static int take_best(Run *r, const double *u, int i, double gate, int collective) {
    Actor *me = r->a + i;
    const double *restrict shocks = r->scaled + (size_t)i * r->wide, *restrict place = r->place;
    const double from = collective, weight = r->w->consensus_weight * (1.0 - me->attacked);
    const double price = -weight * (1.0 - gate);
    double alone[64], bound[64];
    for (int k = 0; k < r->wide; k++) {
        double score = u[k] + shocks[k], dear = score + price, cheap = score + 0.0;
        dear = place[k] < from ? cheap : dear;
        alone[k] = u[k] <= CLOSED ? -INFINITY : score;
        bound[k] = u[k] <= CLOSED ? -INFINITY : dear;
    }
    me->new_rung = best_of(bound, r->wide, me->rung);
    return best_of(alone, r->wide, me->rung);
}

/* Chooses among the utilities just weighed; in simultaneous turns they are kept a row an actor. */
static void choose(Run *r, const double *u, int required, int i) {
    Actor *me = r->a + i;
    const Frame *f = r->f;
    int m = me->alliance, collective = m >= 0 ? (int)r->t->pacts[m].consensus : r->rungs;
    double gate = m >= 0 ? r->pacts[m].gate : 1.0;
    me->new_rung = me->rung, me->new_aid = me->aid;
    if (me->acts) {
        if (required >= 0 && u[required] > CLOSED) me->new_rung = required;
        else {
            fill_shocks(r, i);
            int alone = take_best(r, u, i, gate, collective);
            r->counts[VETOED] += alone >= collective && collective > me->new_rung;
            if (me->new_rung == me->rung && me->rung == f->aid && me->aid < r->steps - 1) {
                double beta = r->traits[i].rationality;
                if (DICE(r, RELEASED, i) < r->w->aid_rate / (1.0 + exp_(-beta * me->gain)))
                    me->new_aid = me->aid + 1;
            }
        }
    }
    speak(r, i);
}

/* Takes the posture decided on; M6: a display paid for makes threats believable. */
static void act(Run *r, int i) {
    Actor *me = r->a + i;
    double before = level_of(r, i);
    if (me->new_rung != me->rung) r->done[MOVED] = 1;
    me->rung = me->new_rung, me->aid = me->new_aid;
    double level = level_of(r, i), risen = level - before;
    if (me->rung >= r->f->display && risen > 0.0)
        EACH_OF(j, 1 - me->side) {
            Dyad *d = DYAD(j, i);
            d->kept = d->kept + r->w->sinking_costs_psi * risen;
        }
    int least = 0;
    if (me->signal == AMBIGUITY || me->signal == WARN || me->signal == REMINDER) least = (int)r->f->warn;
    else if (me->signal == THREAT || me->signal == COMMIT) least = (int)r->f->threat;
    me->shown_rung = imax(me->rung, least);
    me->shown_level = me->shown_rung == me->rung ? level : r->t->levels[me->shown_rung];
}
