/* The ledger of words: stakes, lines, hints, and what is learnt from how they end. */
#pragma once

#include "people.h"

/* For each side the highest grade and the highest rung its members stand on. */
static void heights(const Run *r, int *grades, int *rungs) {
    grades[0] = grades[1] = rungs[0] = rungs[1] = -1;
    EACH_PRINCIPAL(i) {
        int side = r->a[i].side;
        grades[side] = imax(grades[side], grade_of(r, i));
        rungs[side] = imax(rungs[side], r->a[i].rung);
    }
}

/* M5, M7, M9: the stake a signal adds, the line it draws, the hint it gives. */
static void enter(Run *r, int i, int opposing) {
    const World *w = r->w;
    const Stature *s = r->t->statures + i;
    Actor *me = r->a + i;
    int signal = me->signal, hinted = -1;
    double audience = w->audience_costs_aud * r->traits[i].honour, added = 0.0;
    if (signal == THREAT || signal == COMMIT) added = audience;
    else if (signal == WARN) added = 0.5 * audience;
    else if (signal == AMBIGUITY || signal == REMINDER)
        added = 0.5 * audience * (1.0 - w->audience_costs_chi);
    else if (signal == ASSURE) added = 0.3 * audience;
    double growth = w->audience_costs_growth * audience;
    me->stake = (1.0 - w->audience_costs_decay) * me->stake + added + growth * (me->near >= 0);
    if (signal == NONE) return;
    if (signal == WARN || signal == THREAT) {
        if (me->near < 0) {
            me->near = opposing + 1, me->near_promise = (int)s->promise;
            me->near_age = 0, me->near_tested = -1;
            r->counts[MADE]++;
        } else if (me->near_tested < 0) me->near_age = 0;
        return;
    }
    double weight = w->anticipation_reminder;
    if (signal == AMBIGUITY) hinted = (int)s->hint, weight = w->anticipation_ambiguity;
    else if (signal == COMMIT) hinted = (int)s->hint, weight = w->anticipation_commit;
    else if (signal == ASSURE) hinted = imax(0, me->rung - 2), weight = w->anticipation_assure;
    else hinted = (int)r->f->nuclear;
    int vague = signal == AMBIGUITY || signal == REMINDER;
    if (hinted < 0 || (me->hint >= 0 && me->hint_commitment == 1 && vague)) return;
    me->hint = hinted, me->hint_weight = weight, me->hint_age = 0;
    me->hint_commitment = signal == COMMIT;
}

/* M7: every opponent that learns draws its lesson on the actor's word. */
static void teach(Run *r, int i, int verdict) {
    double phi = r->w->credibility_phi, fulfilled = verdict == KEPT ? 1.0 : 0.0;
    if (verdict == CROSSED) return;
    EACH_OF(j, 1 - r->a[i].side) {
        Dyad *d = DYAD(j, i);
        if (r->t->statures[j].learns == 0) continue;
        if (verdict == LAPSED) d->broken = d->broken + r->w->credibility_lapsed;
        else {
            d->kept = phi * d->kept + fulfilled;
            d->broken = phi * d->broken + (1.0 - fulfilled);
        }
    }
}

/* Counts a verdict and lets observers learn from it. */
static void settle(Run *r, int i, int verdict, int fresh) {
    if (verdict == OPEN) return;
    if (fresh && verdict != LAPSED) r->counts[TESTED]++;
    teach(r, i, verdict);
    if (verdict == KEPT) r->counts[KEPT_]++;
    else if (verdict == LAPSED) r->counts[LAPSED_]++;
    else if (verdict == BROKEN) {
        r->counts[BROKEN_]++;
        r->force[r->a[i].side].empty++;
        r->a[i].stake = r->a[i].stake * 0.5;
    }
}

/* A promised clash is kept by using force: all that one side can do of it alone. */
static inline int honoured(const Run *r, int rung, int64_t promised) {
    return rung >= (promised < r->f->force ? promised : r->f->force);
}

/* M7: the verdicts on an actor's near line, standing lines and hint at the end of a turn. */
static void judge(Run *r, int i, int opposing_grade, int opposing_rung) {
    const Frame *f = r->f;
    Actor *me = r->a + i;
    if (me->near >= 0) {
        int fresh = me->near_tested < 0, verdict;
        if (fresh && opposing_grade < me->near) verdict = me->near_age >= f->lapse ? LAPSED : OPEN;
        else if (honoured(r, me->new_rung, me->near_promise)) verdict = KEPT;
        else if (me->near_tested >= f->due) verdict = BROKEN;
        else verdict = fresh ? CROSSED : OPEN;
        if (verdict >= KEPT) me->near = me->near_tested = -1;
        else if (!fresh || verdict == CROSSED) me->near_tested++;
        else me->near_age++;
        settle(r, i, verdict, fresh);
    }
    LINES_OF(k, i) {
        LineState *line = r->lines + k;
        if (opposing_rung < r->t->lines[k].at) {
            *line = (LineState){-1, 0};
            continue;
        }
        int fresh = line->weeks < 0, verdict;
        r->counts[MADE] += fresh;
        if (line->judged == 1) verdict = OPEN;
        else if (honoured(r, me->new_rung, r->t->lines[k].promise)) verdict = KEPT;
        else if (line->weeks >= f->standing_due) verdict = BROKEN;
        else verdict = fresh ? CROSSED : OPEN;
        line->weeks++;
        if (verdict == KEPT || verdict == BROKEN) line->judged = 1;
        settle(r, i, verdict, fresh);
    }
    if (me->hint >= 0 && ++me->hint_age > f->hint_weeks) {
        int empty = me->hint_commitment == 1 && me->rung < me->hint;
        me->hint = -1, me->hint_commitment = 0;
        if (empty) teach(r, i, LAPSED);
    }
}
