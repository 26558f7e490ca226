/* Who is who: postures, sides, alliances, first beliefs. */
#pragma once

#include "chance.h"

/* Intensity of an actor's posture, the step of arms aid included. */
static inline double level_of(const Run *r, int i) {
    const Actor *a = r->a + i;
    return r->level[(a->rung == r->f->aid ? a->aid * r->wide : 0) + a->rung];
}

/* Rung and step of aid in one number, on which near lines are drawn. */
static inline int grade_of(const Run *r, int i) {
    const Actor *a = r->a + i;
    return a->rung * r->steps + (a->rung == r->f->aid ? a->aid : 0);
}

/* Lists the principals, the members of each side and of each alliance, in the premise's order. */
static void gather(Run *r) {
    r->in_side[0] = r->in_side[1] = r->in_all = 0;
    memset(r->in_pact, 0, sizeof(int) * (size_t)r->t->size_pacts);
    for (int i = 0; i < r->n; i++) {
        int side = r->a[i].side, m = r->a[i].alliance;
        if (side < 0) continue;
        r->principals[r->in_all++] = i;
        r->sides[side][r->in_side[side]++] = i;
        if (m >= 0) r->members[m * r->n + r->in_pact[m]++] = i;
    }
}

#define EACH(j, list, count) \
    for (int at_##j = 0, j; at_##j < (count) && (j = (list)[at_##j], 1); at_##j++)
#define EACH_OF(j, side_) EACH(j, r->sides[side_], r->in_side[side_])
#define EACH_PRINCIPAL(j) EACH(j, r->principals, r->in_all)
#define EACH_MEMBER(j, m) EACH(j, r->members + (size_t)(m) * r->n, r->in_pact[m])
#define DYAD(i, j) (r->dyads + (size_t)(i) * r->n + (j))
#define LINES_OF(k, i) \
    for (int k = (int)r->t->statures[i].line_from; k < (int)r->t->statures[i].line_to; k++)

/* First beliefs about opponents not met yet: hostility, reference, Beta counts of credibility. */
static void meet(Run *r) {
    EACH_PRINCIPAL(i) EACH_OF(j, 1 - r->a[i].side) {
        Dyad *d = DYAD(i, j);
        if (r->joins && d->kept >= 0.0) continue;
        double trust = r->traits[j].credibility, strength = r->traits[j].strength;
        *d = (Dyad){r->traits[i].hostility, level_of(r, j), trust * strength, (1.0 - trust) * strength};
    }
}

/* The stake in the dispute: own resolve and the side's common shock, times the will to prevail. */
static void take_side(Run *r, int i) {
    int64_t key = r->a[i].side == 0 ? r->f->side_key_0 : r->f->side_key_1;
    double u = block(r, 0, COMMON, 0, (uint32_t)key).w[0];
    double shock = r->w->resolve_common_sd * normal(u);
    r->a[i].resolve = max2(0.0, r->traits[i].resolve + shock) * r->traits[i].prevail;
}
