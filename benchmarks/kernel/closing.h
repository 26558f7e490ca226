/* Alliances after the turn, fighting, and how a run ends. */
#pragma once

#include "opening.h"

/* M14: cohesion after consultation, threat, spread; the median by counting. */
static void end_alliance(Run *r, int m) {
    const World *w = r->w;
    PactState *p = r->pacts + m;
    double summed = 0.0, squares = 0.0, threat = 0.0;
    int consulting = 0, count = r->in_pact[m], top = 0, median = 0, below = 0, seen[64] = {0};
    if (count == 0) return;
    EACH_MEMBER(i, m) {
        double level = level_of(r, i);
        summed = summed + level;
        squares = squares + level * level;
        threat = max2(threat, r->a[i].seen);
        consulting += r->a[i].consults;
        top = imax(top, r->a[i].rung);
        seen[r->a[i].rung]++;
    }
    double mean = summed / count, spread = sqrt(max2(squares / count - mean * mean, 0.0));
    for (int k = 0; k < r->rungs; k++)
        if ((below += seen[k]) > (count - 1) / 2) { median = k; break; }
    int ahead = top - median >= 2;
    double gained = w->cohesion_consult * consulting / count + w->cohesion_threat * threat;
    double strained = w->cohesion_spread * spread + w->cohesion_leader * ahead;
    p->cohesion = clip(p->cohesion + w->cohesion_revert * (p->base - p->cohesion) + gained - strained,
                       0.0, 1.0);
}

/* A clash that does not end the run goes on: fighters stay in it, some go to war. */
static void fight(Run *r, int turn) {
    const Frame *f = r->f;
    int tops[2] = {-1, -1}, clash = (int)f->clash;
    if (r->done[CLASH] == 1 && r->done[CLASH_TURN] < 0) {
        r->done[CLASH_TURN] = turn, r->done[FIGHTING] = 1;
        for (int party = PARTY_A; party <= PARTY_B; party++) {
            Actor *a = r->a + r->done[party];
            a->rung = imax(a->rung, clash);
        }
    }
    if (r->done[FIGHTING] == 0) return;
    EACH_PRINCIPAL(i) {
        Actor *a = r->a + i;
        if (a->rung >= f->force) {
            a->rung = a->shown_rung = imax(a->rung, clash);
            a->shown_level = r->t->levels[a->rung];
        }
        tops[a->side] = imax(tops[a->side], a->rung);
    }
    int lower = imin(tops[0], tops[1]);
    r->done[FIGHTING] = lower >= clash;
    r->done[WARRING] = lower >= f->war ? r->done[WARRING] + 1 : 0;
}

/* This week's chance of nuclear use, 0 unless nuclear principals fight. */
static double nuclear_chance(const Run *r) {
    int tops[2] = {-1, -1};
    EACH_PRINCIPAL(i)
        if (r->t->statures[i].nuclear == 1) tops[r->a[i].side] = imax(tops[r->a[i].side], r->a[i].rung);
    int lower = imin(tops[0], tops[1]);
    if (lower < r->f->clash) return 0.0;
    return lower >= r->f->war ? r->w->nuclear_use_war : r->w->nuclear_use_clash;
}

/* The outcome reached at the end of this turn, or -1; the precedence is that of sim.mechanisms.endings. */
static int find_ending(Run *r, int turn, int mediated, const Words *worldwide) {
    const Frame *f = r->f;
    int *done = r->done, top = 0;
    double highest = 0.0;
    if (done[FIGHTING] == 1 && done[CLASH_TURN] < turn && worldwide->w[2] < nuclear_chance(r)) {
        done[CAUSE] = NUCLEAR_CHANCE;
        rise(r, (int)f->nuclear, turn);
        return NUCLEAR_USE;
    }
    if (done[WARRING] >= f->war_turns) return WAR;
    EACH_PRINCIPAL(i) {
        highest = max2(highest, r->a[i].shown_level);
        top = imax(top, r->a[i].shown_rung);
    }
    double mediation = mediated ? r->w->settlement_mediation : 0.0, calm = 1.0 - highest;
    int settled = worldwide->w[1]
        < clip(r->w->settlement_rate * (1.0 + mediation) * calm * calm, 0.0, 1.0);
    done[CALM] = top <= f->calm_at ? done[CALM] + 1 : 0;
    done[STILL] = done[MOVED] == 0 && top > f->still_above ? done[STILL] + 1 : 0;
    if (done[FIGHTING] == 1 && done[CLASH_TURN] == turn && f->absorb_on_clash == 1) return DIRECT_CLASH;
    if (settled) return SETTLEMENT;
    if (done[CALM] >= f->calm_turns) return DEESCALATION;
    return f->still_turns > 0 && done[STILL] >= f->still_turns ? STALEMATE : -1;
}
