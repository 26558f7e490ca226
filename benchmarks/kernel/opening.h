/* The start of a run. */
#pragma once

#include "people.h"

/* Intensity, rise and burden of every rung and step; made anew only if their shapes changed. */
static void make_grades(Run *r) {
    if (r->w->shape_eta == r->eta && r->w->shape_gamma == r->gamma) return;
    r->eta = r->w->shape_eta;
    r->gamma = r->w->shape_gamma;
    for (int step = 0; step < r->steps; step++)
        for (int k = 0; k < r->rungs; k++) {
            double level = r->t->levels[k];
            int at = step * r->wide + k;
            if (k == r->f->aid)
                level = level + (r->t->levels[k + 1] - level) * step / (double)r->steps;
            r->level[at] = level;
            r->risen[at] = (1.0 - exp_(-r->eta * level)) / (1.0 - exp_(-r->eta));
            r->borne[at] = power(level, r->gamma);
        }
}

/* Books a direct rung as reached, and all below it. */
static void rise(Run *r, int rung, int turn) {
    r->done[DIRECT] = imax(r->done[DIRECT], rung);
    r->done[PEAK] = imax(r->done[PEAK], rung);
    for (int below = rung; below >= 0 && r->first[below] < 0; below--) r->first[below] = turn;
}

/* Books the heights of a turn. */
static void reach(Run *r, int turn) {
    int top = 0;
    EACH_PRINCIPAL(i) {
        Actor *a = r->a + i;
        a->peak = imax(a->peak, a->rung);
        if (turn > 0) a->sum += a->rung;
        top = imax(top, a->shown_rung);
    }
    rise(r, top, turn);
    if (r->war > 0.0) r->done[PEAK] = imax(r->done[PEAK], (int)r->f->war_rung);
}

/* Sets the run back to its start. */
static void begin(Run *r) {
    make_grades(r);
    if (r->joins)
        for (int k = 0; k < r->n * r->n; k++) r->dyads[k].kept = -1.0;
    for (int k = 0; k < r->t->size_lines; k++) r->lines[k] = (LineState){-1, 0};
    memset(r->fired, 0, sizeof(int) * (size_t)r->t->size_injects);
    for (int i = 0; i < r->n; i++) {
        const Stature *s = r->t->statures + i;
        Actor *a = r->a + i;
        memset(a, 0, sizeof *a);
        a->side = (int)s->side, a->alliance = (int)s->alliance;
        a->rung = a->shown_rung = (int)s->start, a->aid = (int)s->aid;
        a->misread_weeks = 99;
        a->near = a->near_tested = a->hint = a->told = -1;
        a->shown_level = level_of(r, i);
        a->renewed = 0, a->filled = -1;
        if (a->side >= 0) take_side(r, i);
    }
    gather(r);
    meet(r);
    for (int m = 0; m < r->t->size_pacts; m++) {
        double base = r->vector[r->t->pacts[m].cohesion];
        r->pacts[m] = (PactState){.cohesion = base, .base = base};
    }
    r->war = r->w->war_intensity;
    memset(r->done, 0, sizeof r->done);
    memset(r->counts, 0, sizeof r->counts);
    r->done[OUTCOME] = FROZEN, r->done[OUTCOME_TURN] = (int)r->f->horizon;
    r->done[CLASH_TURN] = r->done[INITIATOR] = r->done[PARTY_A] = r->done[PARTY_B] = -1;
    for (int side = 0; side < 2; side++) r->force[side] = (Side){.last = -1000, .by = -1};
    for (int k = 0; k < r->rungs; k++) r->first[k] = -1;
    for (int i = 0; i < r->padded; i++) r->gain[i] = -INFINITY;
    reach(r, 0);
}
