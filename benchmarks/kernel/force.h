/* Force used, by choice or by accident, and the clash that comes of it. */
#pragma once

#include "opening.h"

/* The victim believes it was attacked, its allies as far as they owe it (M14: obligation x cohesion). */
static void attack(Run *r, int victim, int accident) {
    int m = r->a[victim].alliance;
    double owed = m >= 0 ? r->t->pacts[m].obligation * r->pacts[m].cohesion : 0.0;
    EACH_OF(j, r->a[victim].side) {
        Actor *a = r->a + j;
        double share = j == victim ? 1.0 : m >= 0 && a->alliance == m ? owed : 0.0;
        if (share > 0.0 && share >= a->attacked)
            a->attacked = share, a->attacked_weeks = -1, a->by_accident = accident;
    }
}

/* An incident is taken for an attack: the culprit is seen to have used force (M12). */
static void blame(Run *r, int turn, int culprit, int victim, int accident) {
    int force = (int)r->f->force, side = r->a[culprit].side;
    attack(r, victim, accident);
    r->force[side].last = turn, r->force[side].accidental = accident;
    r->force[side].route = accident == 1 ? ACCIDENT_ANSWERED : PLAIN_CHOICE;
    r->force[side].by = culprit;
    r->a[culprit].shown_rung = force;
    r->a[culprit].shown_level = r->t->levels[force];
}

/* One actor between two rungs, drawn by exposure; -1 if there is none. */
static int drawn_actor(Run *r, int turn, int side, int word, int shown, int least, int top) {
    int best = -1;
    double lots = -1e300;
    EACH_PRINCIPAL(j) {
        const Actor *a = r->a + j;
        if (side >= 0 ? a->side != side : a->side == r->f->war_side) continue;
        if (a->rung < least || a->rung >= top) continue;
        double weight = r->traits[j].exposure;
        if (shown) weight = weight * a->shown_level;
        double score = log_(weight + 1e-9)
                     + gumbel(block(r, turn, LOT, 0, (uint32_t)r->t->keys[j]).w[word]);
        if (best < 0 || score > lots) best = j, lots = score;
    }
    return best;
}

/* By which road an actor came to use force; the first that applies. */
static int road_of(const Run *r, int i) {
    const Actor *a = r->a + i;
    int line = a->near_tested >= 0 && a->near_promise >= r->f->force;
    LINES_OF(k, i)
        if (0 <= r->lines[k].weeks && r->lines[k].weeks < r->f->crossed_weeks
            && r->t->lines[k].promise >= r->f->force) line = 1;
    if (a->attacked > 0.0 && a->by_accident == 1) return ACCIDENT_ANSWERED;
    if (line) return LINE_HONOURED;
    if (a->misread_weeks <= 2 || a->seen - a->shown > r->w->salami_notice) return MISPERCEPTION;
    return r->force[1 - a->side].empty >= 2 ? SALAMI : PLAIN_CHOICE;
}

/* A direct clash between two actors, begun by the first. */
static void declare(Run *r, int cause, int road, int first, int second) {
    r->done[CLASH] = 1, r->done[CAUSE] = cause, r->done[ROAD] = road;
    r->done[INITIATOR] = r->done[PARTY_A] = first, r->done[PARTY_B] = second;
}

/* A side answers force; the road to the clash is that of the force it answers. */
static void begin_clash(Run *r, int turn, int side, int road, int mine, int theirs) {
    const Side *other = r->force + (1 - side);
    if (r->done[CLASH] == 1) return;
    if (turn - other->last > r->f->answer_within) declare(r, CHOICE_, road, theirs, mine);
    else if (other->accidental == 1) declare(r, ACCIDENT, ACCIDENT_ANSWERED, other->by, mine);
    else if (other->route == TROOPS_HIT) declare(r, TRIPWIRE, TROOPS_HIT, other->by, mine);
    else declare(r, CHOICE_, other->route, other->by, mine);
}

/* Postures of force strike; force that answers force is a direct clash. */
static void use_force(Run *r, int turn) {
    int now[2] = {0, 0}, road[2] = {NO_ROUTE, NO_ROUTE}, by[2] = {-1, -1};
    EACH_PRINCIPAL(i) {
        const Actor *a = r->a + i;
        if (a->acts == 0 || a->rung < r->f->force) continue;
        now[a->side] = 1, road[a->side] = road_of(r, i), by[a->side] = i;
        attack(r, drawn_actor(r, turn, 1 - a->side, 0, 0, 0, 999), 0);
    }
    for (int side = 0; side < 2; side++) {
        int other = 1 - side;
        if (now[side] && (now[other] || turn - r->force[other].last <= r->f->answer_within))
            begin_clash(r, turn, side, road[other], by[side], by[other]);
    }
    for (int side = 0; side < 2; side++)
        if (now[side]) {
            Side *s = r->force + side;
            s->last = turn, s->accidental = 0, s->route = road[side], s->by = by[side];
        }
}

/* Exposure-weighted mean intensity that a side displays. */
static double exposed_level(const Run *r, int side) {
    double summed = 0.0, weights = 0.0;
    EACH_OF(i, side) {
        summed = summed + r->traits[i].exposure * r->a[i].shown_level;
        weights = weights + r->traits[i].exposure;
    }
    return weights > 0.0 ? summed / weights : 0.0;
}

/* M12: one hazard a pair of sides and week, and what the victim takes it for. */
static void accident(Run *r, int turn, double u) {
    const World *w = r->w;
    double chance = 1.0 - exp_(-w->accidents_rate * exposed_level(r, 0) * exposed_level(r, 1));
    if (u >= chance) return;
    r->counts[ACCIDENTS]++;
    Words draws = block(r, turn, INCIDENT, 0, 0);
    int side = draws.w[0] < 0.5 ? 0 : 1;
    int culprit = drawn_actor(r, turn, side, 2, 1, 0, 999);
    int victim = drawn_actor(r, turn, 1 - side, 1, 1, 0, 999);
    double hostility = DYAD(victim, culprit)->hostility;
    double blamed = clip(w->accidents_base + w->accidents_slope * (hostility - 0.3), 0.0, 1.0);
    double calm = 1.0;
    if (r->a[victim].alliance >= 0 && DICE(r, CALLED, victim) < max2(r->traits[victim].consult, 0.5))
        calm = w->accidents_absorb;
    if (draws.w[1] < blamed * calm) blame(r, turn, culprit, victim, 1);
    else if (draws.w[1] < blamed) r->counts[ABSORBED]++;
}

/* M13: troops in the area are hit; some draw their state into the fighting. */
static void troops(Run *r, int turn) {
    const Frame *f = r->f;
    int there = 0;
    EACH_PRINCIPAL(i)
        there += r->a[i].side != f->war_side && f->collective <= r->a[i].rung && r->a[i].rung < f->force;
    if (there == 0 || r->war <= 0.0) return;
    Words draws = block(r, turn, INCIDENT, 0, 0);
    if (draws.w[2] >= 1.0 - exp_(-r->w->tripwire_hit * r->war * sqrt(there * 1.0))) return;
    int victim = drawn_actor(r, turn, -1, 3, 0, (int)f->collective, (int)f->force);
    int side = 1 - r->a[victim].side;
    r->force[side].last = turn, r->force[side].accidental = 0, r->force[side].route = TROOPS_HIT;
    if (r->in_side[side] > 0) r->force[side].by = r->sides[side][0];
    if (draws.w[3] >= r->w->tripwire_drawn) attack(r, victim, 0);
    else if (r->done[CLASH] == 0) declare(r, TRIPWIRE, TROOPS_HIT, r->force[side].by, victim);
}
