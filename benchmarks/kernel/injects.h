/* What comes from outside. */
#pragma once

#include "force.h"

/* Whether an inject's turn has come, or all it waits for holds. */
static int is_due(const Run *r, const Inject *row, int turn) {
    if (row->conditional == 0) return turn == row->turn;
    if (turn < row->from_turn) return 0;
    if (row->side >= 0) {
        int reached = 0;
        EACH_OF(i, row->side) reached |= r->a[i].rung >= row->rung;
        if (!reached) return 0;
    }
    if (row->actor >= 0 && r->a[row->actor].rung < row->rung) return 0;
    return row->attacked < 0 || r->a[row->attacked].attacked > 0.0;
}

/* The effects of one inject. */
static void happen(Run *r, int turn, int k) {
    const Inject *row = r->t->injects + k;
    for (int e = 0; e < r->t->size_effects; e++) {
        const Effect *x = r->t->effects + e;
        if (x->inject != k) continue;
        Actor *a = r->a + x->who;
        PactState *p = r->pacts + x->who;
        if (x->kind == POSTURE) {
            a->rung = a->shown_rung = (int)x->rung;
            a->shown_level = level_of(r, (int)x->who);
        } else if (x->kind == RESOLVE) a->resolve = max2(0.0, a->resolve + x->shift);
        else if (x->kind == COHESION) p->cohesion = min2(max2(p->cohesion + x->shift, 0.0), 1.0);
        else a->told = (int)x->rung;
    }
    if (row->has_war == 1) r->war = row->war;
    if (row->joiner >= 0) {
        r->a[row->joiner].side = (int)row->joined_side;
        r->a[row->joiner].alliance = (int)row->joined_pact;
        take_side(r, (int)row->joiner);
        gather(r);
        meet(r);
    }
    if (row->by >= 0 && r->a[row->by].side >= 0
        && r->a[row->against].side == 1 - r->a[row->by].side)
        blame(r, turn, (int)row->by, (int)row->against, 1 - (int)row->deliberate);
}

/* Whatever is due at the start of a turn happens, in the order of the file. */
static void fire_injects(Run *r, int turn) {
    for (int k = 0; k < r->t->size_injects; k++)
        if (r->fired[k] == 0 && is_due(r, r->t->injects + k, turn)) r->fired[k] = 2;
    for (int k = 0; k < r->t->size_injects; k++)
        if (r->fired[k] == 2) r->fired[k] = 1, happen(r, turn, k);
}
