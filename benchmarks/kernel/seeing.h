/* Perception: what an actor makes of the other side. */
#pragma once

#include "people.h"

typedef struct { double pressed, hint; int top; } Impression;

/* M8: j's lines enter at the rungs that cross them; returns what stands against i's next release. */
static double read_lines(Run *r, int i, int j, double trust) {
    const Actor *me = r->a + i, *other = r->a + j;
    double release = 0.0;
    if (other->near >= 0) {
        double feared = trust * r->t->levels[other->near_promise];
        int at = other->near / r->steps;
        if (at == r->f->aid && other->near % r->steps > me->aid) at++;
        r->threats[at] = max2(r->threats[at], feared);
        if (me->rung == r->f->aid && other->near == me->rung * r->steps + me->aid + 1)
            release = feared;
    }
    LINES_OF(k, j) {
        const Line *line = r->t->lines + k;
        double promised = r->t->levels[line->promise] * r->vector[line->public];
        r->threats[line->at] = max2(r->threats[line->at], trust * promised);
    }
    return release;
}

/* M1 to M3, M9, M13: reads all opponents and learns from what is read. */
static Impression look(Run *r, int i, double error) {
    const World *w = r->w;
    Actor *me = r->a + i;
    int top = -1, side = 1 - me->side;
    double summed = 0.0, greatest = 0.0, shown_sum = 0.0, shown_top = 0.0;
    double provoked_sum = 0.0, provoked = 0.0, hint = 0.0, release = 0.0, wired = 0.0;
    memset(r->threats, 0, sizeof(double) * (size_t)(r->rungs + 1));
    EACH_OF(j, side) {
        const Actor *other = r->a + j;
        Dyad *d = DYAD(i, j);
        double level = other->face_level;
        double seen = clip(level + error + w->misperception_mu * d->hostility, 0.0, 1.0);
        double felt = seen - d->reference - w->salami_notice, jump = felt < 0.0 ? 0.0 : felt;
        d->reference = d->reference + w->salami_rho * (seen - d->reference);
        d->hostility = (1.0 - w->hostility_omega) * d->hostility + w->hostility_omega * seen;
        double trust = d->kept / (d->kept + d->broken);
        if (other->hint >= 0) {
            double hinted = r->t->levels[other->hint];
            double weight = w->anticipation_provokes * other->hint_weight;
            seen = clip(seen + weight * trust * (hinted - level), 0.0, 1.0);
            if (other->hint >= other->face_rung)
                hint = max2(hint, other->hint_weight * trust * hinted);
        }
        summed = summed + seen;
        greatest = max2(greatest, seen);
        shown_sum = shown_sum + level;
        shown_top = max2(shown_top, level);
        provoked_sum = provoked_sum + jump;
        provoked = max2(provoked, jump);
        top = imax(top, other->face_rung);
        if (r->f->collective <= other->face_rung && other->face_rung < r->f->force)
            wired = max2(wired, w->tripwire_drawn * r->t->levels[r->f->clash]);
        release = max2(release, read_lines(r, i, j, trust));
    }
    r->threats[r->f->force] = max2(r->threats[r->f->force], wired);
    double many = imax(r->in_side[side], 1), focus = w->attention_focus;
    me->seen = (1.0 - focus) * (summed / many) + focus * greatest;
    me->shown = (1.0 - focus) * (shown_sum / many) + focus * shown_top;
    double felt = (1.0 - focus) * (provoked_sum / many) + focus * provoked;
    for (int k = 1; k < r->rungs; k++) r->threats[k] = max2(r->threats[k], r->threats[k - 1]);
    me->release = release;
    double pressed = clip(me->seen + 0.5 * w->salami_weight * felt, 0.0, 1.0);
    return (Impression){pressed, w->anticipation_deters * hint, top};
}

/* Weeks since an own standing line was last crossed, -1 for none. */
static int weeks_crossed(const Run *r, int i) {
    int found = -1;
    LINES_OF(k, i)
        if (r->lines[k].weeks >= 0 && (found < 0 || r->lines[k].weeks < found))
            found = r->lines[k].weeks;
    return found;
}

/* A look at the other side, whether to think afresh, whether to act. */
static Impression observe(Run *r, int turn, int i, int crossed) {
    const World *w = r->w;
    Actor *me = r->a + i;
    double jolt = DICE(r, MISREAD, i) < w->misperception_pi ? w->misperception_m : 0.0;
    me->misread_weeks = jolt > 0.0 ? 0 : me->misread_weeks + 1;
    Impression seen = look(r, i, w->misperception_sigma * r->noise[i] + jolt);
    int fresh = me->attacked > 0.0 && me->attacked_weeks == 0;
    double chance = w->deliberation_renewal;
    if (0 <= crossed && crossed < r->f->crossed_weeks)
        chance = clip(chance + w->deliberation_crossed, 0.0, 1.0);
    if (fresh || DICE(r, RENEWS, i) < chance) me->renewed = turn;
    me->acts = me->attacked > 0.0 || DICE(r, ACTS, i) < r->traits[i].activity;
    return seen;
}
