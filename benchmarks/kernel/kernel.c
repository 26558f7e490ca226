/* The ensemble in C, to measure the compiled one against; not shipped, not used.
 *
 * The same model and the same order of every floating-point operation, so that every cell is
 * that of Engine.play (tests/test_benchmark_kernel.py), written for speed as C lets one:
 * lists of members instead of scans over all actors; one array a number over the rungs, so
 * that rungs are weighed side by side; draws, exponentials and normals of all actors in one
 * loop each; shocks drawn when needed and divided by rationality once; grades made anew only
 * when their two shape numbers change. Left out: adding the 0 of the term of consensus.
 *
 * layout.h is written by benchmarks/native.py from the records of sim.ensemble.tables.
 * Build: gcc -O3 -ffp-contract=off -shared -fPIC; never -ffast-math, which changes bits.
 */
#include "chance.h"
#include "choosing.h"
#include "closing.h"
#include "force.h"
#include "injects.h"
#include "opening.h"
#include "words.h"

/* What members compare themselves with: sum of postures, highest and second rung. */
static void begin_alliances(Run *r) {
    for (int m = 0; m < r->t->size_pacts; m++) {
        PactState *p = r->pacts + m;
        double summed = 0.0;
        int first = -1, second = -1;
        EACH_MEMBER(i, m) {
            summed = summed + level_of(r, i);
            if (r->a[i].rung >= first) second = first, first = r->a[i].rung;
            else if (r->a[i].rung > second) second = r->a[i].rung;
        }
        p->summed = summed, p->members = r->in_pact[m], p->first = first, p->second = second;
    }
}

/* All that comes before a choice: look, rules, outlook, weighing. */
static void assess(Run *r, int turn, int i, const double *answers) {
    Actor *me = r->a + i;
    int crossed = weeks_crossed(r, i), m = me->alliance, ally = -1;
    Impression seen = observe(r, turn, i, crossed);
    double allied = -1.0;
    if (m >= 0 && r->pacts[m].members > 1) {
        const PactState *p = r->pacts + m;
        allied = (p->summed - level_of(r, i)) / (p->members - 1);
        ally = me->rung == p->first ? p->second : p->first;
    }
    me->required = rule_on(r, i, turn, seen.top, ally, crossed);
    if (me->acts || (m >= 0 && r->t->pacts[m].consensus < r->rungs)) {
        Outlook o = outlook_of(r, i, seen, answers[1 - me->side], allied);
        weigh_all(r, &o, i);
    } else me->gain = 0.0, r->gain[i] = -INFINITY;
}

static void take_face(Actor *a) { a->face_rung = a->shown_rung, a->face_level = a->shown_level; }

/* Who moves when: as listed, or in the order of this turn's dice. */
static void sequence(Run *r) {
    int count = 0;
    if (r->f->random_sequence == 0) {
        for (int k = 0; k < r->n; k++) {
            int i = (int)r->t->statures[k].listed;
            if (r->a[i].side >= 0) r->order[count++] = i;
        }
        return;
    }
    EACH_PRINCIPAL(i) {
        double mine = DICE(r, ORDER, i);
        int at = count++;
        for (; at > 0 && r->turns_of[at - 1] > mine; at--)
            r->order[at] = r->order[at - 1], r->turns_of[at] = r->turns_of[at - 1];
        r->order[at] = i, r->turns_of[at] = mine;
    }
}

/* 1 if both sides have a nuclear principal (M11). */
static int both_nuclear(const Run *r) {
    int has[2] = {0, 0};
    EACH_PRINCIPAL(i) has[r->a[i].side] |= r->t->statures[i].nuclear == 1;
    return has[0] * has[1];
}

/* All look, weigh, consult, choose and act; together or one after another. */
static void decide_all(Run *r, int turn) {
    r->nuclear = r->w->catastrophe_stability * both_nuclear(r);
    const double answers[2] = {answer(r, 0), answer(r, 1)};
    double *shared = r->utility;
    EACH_PRINCIPAL(i) take_face(r->a + i);
    if (r->f->sequential == 1) {
        back(r);
        for (int m = 0; m < r->t->size_pacts; m++) r->pacts[m].gate = poll(r, m);
        sequence(r);
        EACH(i, r->order, r->in_all) {
            assess(r, turn, i, answers);
            choose(r, r->utility, r->a[i].required, i);
            act(r, i);
            take_face(r->a + i);
        }
        return;
    }
    EACH_PRINCIPAL(i) {
        r->utility = shared + (size_t)i * r->wide;
        assess(r, turn, i, answers);
    }
    r->utility = shared;
    back(r);
    for (int m = 0; m < r->t->size_pacts; m++) r->pacts[m].gate = poll(r, m);
    EACH_PRINCIPAL(i) choose(r, shared + (size_t)i * r->wide, r->a[i].required, i);
    EACH_PRINCIPAL(i) act(r, i);
}

/* One turn; 1 when the run is over. */
static int step(Run *r, int turn, int mediated) {
    const World *w = r->w;
    Words worldwide = block(r, turn, WORLDWIDE, 0, 0);
    double drift = r->war + w->war_reversion * (w->war_intensity - r->war);
    if (w->war_volatility > 0.0) drift = drift + w->war_volatility * normal(worldwide.w[3]);
    r->war = clip(drift, 0.0, 1.0);
    int grades[2], rungs[2];
    draw_turn(r, turn);
    fire_injects(r, turn);
    begin_alliances(r);
    decide_all(r, turn);
    heights(r, grades, rungs);
    EACH_PRINCIPAL(i) enter(r, i, grades[1 - r->a[i].side]);
    use_force(r, turn);
    accident(r, turn, worldwide.w[0]);
    troops(r, turn);
    fight(r, turn);
    heights(r, grades, rungs);
    EACH_PRINCIPAL(i) {
        Actor *a = r->a + i;
        judge(r, i, grades[1 - a->side], rungs[1 - a->side]);
        if (++a->attacked_weeks > r->f->attack_weeks) a->attacked = 0.0, a->by_accident = 0;
    }
    for (int m = 0; m < r->t->size_pacts; m++) end_alliance(r, m);
    reach(r, turn);
    int found = find_ending(r, turn, mediated, &worldwide);
    r->done[MOVED] = 0;
    if (found >= 0) r->done[OUTCOME] = found, r->done[OUTCOME_TURN] = turn;
    else if (turn < r->f->horizon) return 0;
    if (r->done[CLASH_TURN] >= 0 && r->done[OUTCOME] >= SETTLEMENT)
        r->done[OUTCOME] = DIRECT_CLASH, r->done[OUTCOME_TURN] = r->done[CLASH_TURN];
    return 1;
}

static void *room(size_t count, size_t size) { return calloc(count ? count : 1, size); }

/* What the last run left in its actors' minds, to compare bits: for each principal resolve, stake
 * and intensity seen, and of each opponent hostility, reference, kept, broken; then cohesions. */
static void tell_minds(const Run *r, double *minds) {
    EACH_PRINCIPAL(i) {
        const Actor *a = r->a + i;
        *minds++ = a->resolve, *minds++ = a->stake, *minds++ = a->seen;
        EACH_OF(j, 1 - a->side) {
            const Dyad *d = DYAD(i, j);
            *minds++ = d->hostility, *minds++ = d->reference, *minds++ = d->kept, *minds++ = d->broken;
        }
    }
    for (int m = 0; m < r->t->size_pacts; m++) *minds++ = r->pacts[m].cohesion;
}

/* Plays count runs from number first on; each row of the arrays is a run, as in sim.played. */
int play_block(const Tables *t, uint64_t seed, int64_t first, int64_t count, int64_t *ending,
               int64_t *first_turns, int64_t *peaks, int64_t *sums, double *minds) {
    const size_t n = (size_t)t->size_actors, rungs = (size_t)t->size_rungs, wide = (rungs + 3) / 4 * 4;
    const size_t padded = (n + LANES - 1) / LANES * LANES;
    const size_t steps = (size_t)t->frame->steps, pacts = (size_t)t->size_pacts;
    int mediated = 0;
    if (rungs > 63) return 1;
    Run run = {.t = t, .f = t->frame, .n = (int)n, .rungs = (int)rungs, .wide = (int)wide,
               .padded = (int)padded, .steps = (int)steps, .seed = seed, .eta = NAN, .gamma = NAN}, *r = &run;
    r->vector = room((size_t)t->size_numbers, sizeof(double));
    memcpy(r->vector, t->base, sizeof(double) * (size_t)t->size_numbers);
    r->w = (const World *)r->vector;
    r->traits = (const Traits *)(r->vector + sizeof(World) / sizeof(double));
    r->a = room(n, sizeof(Actor)), r->dyads = room(n * n, sizeof(Dyad));
    r->lines = room((size_t)t->size_lines, sizeof(LineState)), r->pacts = room(pacts, sizeof(PactState));
    r->level = room(wide * steps, 8), r->risen = room(wide * steps, 8);
    r->borne = room(wide * steps, 8), r->price = room(wide, 8), r->threats = room(wide + 1, 8);
    r->scaled = room(n * wide, 8), r->bonus = room(n * wide, 8), r->place = room(wide, 8);
    r->shut = room(n * wide, 8), r->barred = room(n * wide, 8);
    r->utility = room(n * wide, 8), r->speech = room(n * 24, 8), r->turns_of = room(n, 8);
    r->sides[0] = room(n, 4), r->sides[1] = room(n, 4), r->members = room(n * pacts, 4);
    r->in_pact = room(pacts, 4), r->fired = room((size_t)t->size_injects, 4), r->order = room(n, 4);
    r->principals = room(n, 4), r->first = room(rungs, 4), r->keys = room(padded, 4);
    r->dice = room(8 * padded, 8), r->noise = room(padded, 8), r->gain = room(padded, 8);
    r->backing = room(padded, 8);
    for (size_t i = 0; i < n; i++) r->keys[i] = (uint32_t)t->keys[i];
    for (size_t k = 0; k < rungs; k++) r->price[k] = t->prices[k];
    for (size_t k = 0; k < wide; k++) r->place[k] = (double)k;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < wide; k++)
            r->shut[i * wide + k] = r->barred[i * wide + k] = k >= rungs || !t->open_rungs[i * rungs + k];
    for (size_t i = 0; i < n; i++) mediated |= t->statures[i].mediator == 1;
    for (int64_t k = 0; k < t->size_injects; k++) r->joins |= t->injects[k].joiner >= 0;
    for (int64_t row = 0; row < count; row++) {
        int turn = 1, horizon = (int)t->frame->horizon;
        r->run = first + row;
        fill_vector(r);
        begin(r);
        while (turn <= horizon && !step(r, turn, mediated)) turn++;
        static const int told[] = {OUTCOME, OUTCOME_TURN, PEAK, DIRECT, CAUSE, ROAD, INITIATOR};
        *ending++ = imin(turn, horizon);
        for (size_t k = 0; k < sizeof told / sizeof *told; k++) *ending++ = r->done[told[k]];
        for (int k = MADE; k <= VETOED; k++) *ending++ = r->counts[k];
        for (size_t k = 0; k < rungs; k++) *first_turns++ = r->first[k];
        for (size_t i = 0; i < n; i++) *peaks++ = r->a[i].peak, *sums++ = r->a[i].sum;
    }
    if (minds) tell_minds(r, minds);
    void *all[] = {r->vector, r->a, r->dyads, r->lines, r->pacts, r->level, r->risen, r->borne,
                   r->price, r->threats, r->scaled, r->bonus, r->place, r->shut, r->barred,
                   r->utility, r->speech,
                   r->turns_of, r->sides[0], r->sides[1], r->members, r->in_pact, r->fired,
                   r->order, r->principals, r->first, r->keys, r->dice, r->noise, r->gain, r->backing};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) free(all[k]);
    return 0;
}
