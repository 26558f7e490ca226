/* The ensemble kernel in C, to measure the compiled one against; not shipped, not used.
 *
 * The same model, the same order of every floating-point operation, so every cell agrees with
 * Engine.play bit for bit (tests/test_benchmark_kernel.py). What differs is the layout, as a
 * C programmer would have it: lists of members instead of scans over all actors, one array a
 * number over the rungs (so that rungs are weighed side by side in lanes), shocks divided by
 * rationality once, grades made anew only when their two shape numbers change.
 *
 * layout.h is written by benchmarks/native.py from the NumPy records of sim.ensemble.tables.
 * Build: gcc -O3 -ffp-contract=off -shared -fPIC; never -ffast-math, which changes bits.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "layout.h"

#define UNLIKELY(x) __builtin_expect(!!(x), 0)
#define CLOSED (-1e9)

enum { NONE, ASSURE, AMBIGUITY, WARN, THREAT, COMMIT, REMINDER, CONSULT };
enum { VALUE, COMMON, ACT, SENSE, SHOCK, WORLDWIDE, INCIDENT, LOT };
enum { NUCLEAR_USE, WAR, DIRECT_CLASH, SETTLEMENT, DEESCALATION, STALEMATE, FROZEN };
enum { NO_CAUSE, CHOICE_, ACCIDENT, TRIPWIRE, NUCLEAR_CHANCE };
enum { NO_ROUTE, PLAIN_CHOICE, ACCIDENT_ANSWERED, LINE_HONOURED, MISPERCEPTION, SALAMI, TROOPS_HIT };
enum { OPEN, CROSSED, KEPT, BROKEN, LAPSED };
enum { PREFER, REQUIRE, FORBID };
enum { NORMAL, UNIFORM, TRIANGULAR, CHOICE };
enum { POSTURE, RESOLVE, SIGNAL, COHESION };
enum { OUTCOME, OUTCOME_TURN, PEAK, DIRECT, CLASH, CAUSE, ROAD, INITIATOR, PARTY_A, PARTY_B,
       CLASH_TURN, FIGHTING, WARRING, CALM, STILL, MOVED, DONE };
enum { MADE, TESTED, KEPT_, ACCIDENTS, ABSORBED, VETOED, BROKEN_, LAPSED_, COUNTS };

typedef struct { double hostility, reference, kept, broken; } Dyad;
typedef struct { int last, accidental, route, by, empty; } Side;
typedef struct { int weeks, judged; } LineState;
typedef struct { double cohesion, base, gate, summed; int first, second, members; } PactState;
typedef struct { double w[4]; } Words;

typedef struct {
    int side, alliance, rung, aid, attacked_weeks, by_accident, misread_weeks;
    int near, near_promise, near_age, near_tested, hint, hint_commitment, hint_age, told;
    int shown_rung, acts, consults, signal, new_rung, new_aid, peak, sum, face_rung, required;
    int renewed, filled;                    /* turn of the shocks wanted, and of those at hand */
    double resolve, stake, attacked, hint_weight, shown_level, seen, shown, release;
    double gain, face_level;
} Actor;

typedef struct {
    const Tables *t;
    const Frame *f;
    int n, rungs, wide, steps;              /* wide: rungs, padded to full vectors */
    uint64_t seed;
    int64_t run;
    double war, nuclear;                    /* client war; stability weight */
    const World *w;                         /* both lie in vector */
    const Traits *traits;
    double *vector;
    Actor *a;
    Dyad *dyads;                            /* [observer][observed] */
    LineState *lines;
    PactState *pacts;
    double *level, *risen, *borne, *price;  /* [step of aid][rung]; price [rung] */
    int padded;                             /* n, padded to full lanes */
    uint32_t *keys;                         /* [actor] */
    double *dice, *noise;                   /* [word][actor] uniforms of this turn; [actor] */
    double *backing, *gain;                           /* [actor] of a collective step; -inf: never */
    double *place;                          /* [rung] the rung's number, to compare in vectors */
    double *scaled, *bonus;                 /* [actor][rung] shocks by beta; bonus of rules */
    double *shut, *barred;                  /* [actor][rung] 1 if never open; or banned as well */
    double *threats, *utility;              /* [rung + 1] */
    double *speech;                         /* [actor][signal][weight, banned, required] */
    int *sides[2], in_side[2];              /* members of each side, in order */
    int *members, *in_pact;                 /* [pact][actor], members on a side, in order */
    int *fired, *order, *principals, in_all, joins;
    double *turns_of;                       /* uniforms that order a sequential turn */
    double eta, gamma;                      /* for which the grades were made */
    Side force[2];
    int done[DONE], counts[COUNTS], *first;
} Run;

/* How often a kind of work is done, counted only when built with -DTALLY. */
enum { BLOCKS, EXPS, LOGS, NORMALS, GUMBELS, WEIGHED, TALLIES };
#ifdef TALLY
int64_t tally[TALLIES];
#define COUNT(what) (tally[what]++)
#define COUNT_MANY(what, times) (tally[what] += (times))
#else
#define COUNT(what) ((void)0)
#define COUNT_MANY(what, times) ((void)0)
#endif

/* ---- numbers: the same series as sim.numeric ---- */

static inline double as_float(int64_t bits) { double x; memcpy(&x, &bits, 8); return x; }
static inline int64_t as_bits(double x) { int64_t bits; memcpy(&bits, &x, 8); return bits; }
static inline double max2(double a, double b) { return b > a ? b : a; }
static inline double min2(double a, double b) { return b < a ? b : a; }
static inline int imax(int a, int b) { return b > a ? b : a; }
static inline int imin(int a, int b) { return b < a ? b : a; }
static inline double clip(double x, double low, double high) {
    return x < low ? low : x > high ? high : x;
}

#define LN2_HIGH 6.93147180369123816490e-01
#define LN2_LOW 1.90821492927058770002e-10

static inline double exp_(double given) {
    double low_end = given < -708.0 ? -708.0 : given, x = low_end > 709.0 ? 709.0 : low_end;
    double up = x * 1.4426950408889634 + 0.5, down = x * 1.4426950408889634 - 0.5;
    int32_t n = (int32_t)(x >= 0.0 ? up : down);
    double high = x - n * LN2_HIGH, low = n * LN2_LOW, r = high - low;
    double tail = 1.0 / 479001600.0 + r * (1.0 / 6227020800.0);
    tail = 1.0 / 3628800.0 + r * (1.0 / 39916800.0 + r * tail);
    tail = 1.0 / 40320.0 + r * (1.0 / 362880.0 + r * tail);
    tail = 1.0 / 720.0 + r * (1.0 / 5040.0 + r * tail);
    tail = 1.0 / 24.0 + r * (1.0 / 120.0 + r * tail);
    tail = 0.5 + r * (1.0 / 6.0 + r * tail);
    double found = (1.0 + (high + (r * r * tail - low))) * as_float((int64_t)(uint32_t)(n + 1023) << 52);
    found = given > 709.0 ? INFINITY : found;
    COUNT(EXPS);
    return given < -708.0 ? 0.0 : found;
}

static inline double log_(double x) {
    COUNT(LOGS);
    int64_t bits = as_bits(x);
    int32_t n = (int32_t)((uint64_t)bits >> 52) - 1022;
    double fraction = as_float((bits & 0xFFFFFFFFFFFFF) | ((int64_t)1022 << 52));
    double doubled = fraction * 2.0, power_of_two = n, less = power_of_two - 1.0;
    power_of_two = fraction < 0.7071067811865476 ? less : power_of_two;
    fraction = fraction < 0.7071067811865476 ? doubled : fraction;
    double f = fraction - 1.0, s = f / (2.0 + f), z = s * s;
    double series = 2.0 / 19.0 + z * (2.0 / 21.0 + z * (2.0 / 23.0 + z * (2.0 / 25.0)));
    series = 2.0 / 13.0 + z * (2.0 / 15.0 + z * (2.0 / 17.0 + z * series));
    series = 2.0 / 7.0 + z * (2.0 / 9.0 + z * (2.0 / 11.0 + z * series));
    series = z * (2.0 / 3.0 + z * (2.0 / 5.0 + z * series));
    double half = 0.5 * f * f;
    return power_of_two * LN2_HIGH
         - ((half - (s * (half + series) + power_of_two * LN2_LOW)) - f);
}

static inline double power(double x, double e) { return x <= 0.0 ? 0.0 : exp_(e * log_(x)); }
static inline double gumbel(double u) {
    COUNT(GUMBELS);
    return -log_(-log_(u));
}

/* The middle 85 of 100; outside it the same formula gives a number that nobody uses. */
static inline double central(double q) {
    double r = 0.180625 - q * q;
    double above = 3.3430575583588128105e4 + r * 2.5090809287301226727e3;
    above = 4.5921953931549871457e4 + r * (6.7265770927008700853e4 + r * above);
    above = 1.9715909503065514427e3 + r * (1.3731693765509461125e4 + r * above);
    above = 3.3871328727963666080e0 + r * (1.3314166789178437745e2 + r * above);
    double below = 2.8729085735721942674e4 + r * 5.2264952788528545610e3;
    below = 2.1213794301586595867e4 + r * (3.9307895800092710610e4 + r * below);
    below = 6.8718700749205790830e2 + r * (5.3941960214247511077e3 + r * below);
    return q * (above / (1.0 + r * (4.2313330701600911252e1 + r * below)));
}

static double outlying(double q, double u) {
    double above, below, r;
    double root = sqrt(-log_(q < 0.0 ? u : 1.0 - u));
    if (root <= 5.0) {
        r = root - 1.6;
        above = 2.27238449892691845833e-2 + r * 7.74545014278341407640e-4;
        above = 1.27045825245236838258e0 + r * (2.41780725177450611770e-1 + r * above);
        above = 5.76949722146069140550e0 + r * (3.64784832476320460504e0 + r * above);
        above = 1.42343711074968357734e0 + r * (4.63033784615654529590e0 + r * above);
        below = 5.47593808499534494600e-4 + r * 1.05075007164441684324e-9;
        below = 1.48103976427480074590e-1 + r * (1.51986665636164571966e-2 + r * below);
        below = 1.67638483018380384940e0 + r * (6.89767334985100004550e-1 + r * below);
        above = above / (1.0 + r * (2.05319162663775882187e0 + r * below));
    } else {
        r = root - 5.0;
        above = 2.71155556874348757815e-5 + r * 2.01033439929228813265e-7;
        above = 2.65321895265761230930e-2 + r * (1.24266094738807843860e-3 + r * above);
        above = 1.78482653991729133580e0 + r * (2.96560571828504891230e-1 + r * above);
        above = 6.65790464350110377720e0 + r * (5.46378491116411436990e0 + r * above);
        below = 1.42151175831644588870e-7 + r * 2.04426310338993978564e-15;
        below = 7.86869131145613259100e-4 + r * (1.84631831751005468180e-5 + r * below);
        below = 1.36929880922735805310e-1 + r * (1.48753612908506148525e-2 + r * below);
        above = above / (1.0 + r * (5.99832206555887937690e-1 + r * below));
    }
    return q < 0.0 ? -above : above;
}

static inline double normal(double u) {
    double q = u - 0.5;
    COUNT(NORMALS);
    return -0.425 <= q && q <= 0.425 ? central(q) : outlying(q, u);
}

/* ---- chance: Philox4x32-10 at an address, as sim.chance ---- */

static inline Words block(const Run *r, int turn, int purpose, int slot, uint32_t key) {
    COUNT(BLOCKS);
    uint32_t c0 = (uint32_t)r->run, c2 = key, c3 = 0;
    uint32_t c1 = (uint32_t)(turn + (purpose << 14) + (slot << 20))
                + (uint32_t)((uint64_t)r->run >> 32 << 24);
    uint32_t k0 = (uint32_t)r->seed, k1 = (uint32_t)(r->seed >> 32);
    for (int round = 0; round < 10; round++) {
        uint64_t p0 = (uint64_t)c0 * 0xD2511F53u, p1 = (uint64_t)c2 * 0xCD9E8D57u;
        c0 = (uint32_t)(p1 >> 32) ^ c1 ^ k0;
        c2 = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
        c1 = (uint32_t)p1;
        c3 = (uint32_t)p0;
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    const double unit = 1.0 / 4294967296.0;
    return (Words){{(c0 + 0.5) * unit, (c1 + 0.5) * unit, (c2 + 0.5) * unit, (c3 + 0.5) * unit}};
}

/* The blocks of many actors, LANES at once; row by row of four words. */
#define LANES 2
static void blocks(const Run *r, int turn, int purpose, const uint32_t *keys, int count, double *out[4]) {
    const uint32_t key0 = (uint32_t)r->seed, key1 = (uint32_t)(r->seed >> 32);
    const uint32_t at = (uint32_t)(turn + (purpose << 14)) + (uint32_t)((uint64_t)r->run >> 32 << 24);
    for (int from = 0; from < count; from += LANES) {
        uint32_t c0[LANES], c1[LANES], c2[LANES], c3[LANES], k0 = key0, k1 = key1;
        for (int l = 0; l < LANES; l++)
            c0[l] = (uint32_t)r->run, c1[l] = at, c2[l] = keys[from + l], c3[l] = 0;
        for (int round = 0; round < 10; round++) {
            for (int l = 0; l < LANES; l++) {
                uint64_t p0 = (uint64_t)c0[l] * 0xD2511F53u, p1 = (uint64_t)c2[l] * 0xCD9E8D57u;
                c0[l] = (uint32_t)(p1 >> 32) ^ c1[l] ^ k0;
                c2[l] = (uint32_t)(p0 >> 32) ^ c3[l] ^ k1;
                c1[l] = (uint32_t)p1;
                c3[l] = (uint32_t)p0;
            }
            k0 += 0x9E3779B9u;
            k1 += 0xBB67AE85u;
        }
        const double unit = 1.0 / 4294967296.0;
        for (int l = 0; l < LANES; l++) {
            out[0][from + l] = (c0[l] + 0.5) * unit, out[1][from + l] = (c1[l] + 0.5) * unit;
            out[2][from + l] = (c2[l] + 0.5) * unit, out[3][from + l] = (c3[l] + 0.5) * unit;
        }
    }
    COUNT_MANY(BLOCKS, count);
}

/* All uniforms of a turn that belong to actors, and the standard normal of their reading error. */
static void draw_turn(Run *r, int turn) {
    const int n = r->padded;
    double *const d = r->dice, *restrict noise = r->noise, *act[4], *sense[4];
    for (int word = 0; word < 4; word++) act[word] = d + word * n, sense[word] = d + (4 + word) * n;
    blocks(r, turn, ACT, r->keys, r->n, act);
    blocks(r, turn, SENSE, r->keys, r->n, sense);
    const double *restrict u = sense[1];
    for (int i = 0; i < n; i++) noise[i] = central(u[i] - 0.5);
    for (int i = 0; i < r->n; i++)
        if (fabs(u[i] - 0.5) > 0.425) noise[i] = outlying(u[i] - 0.5, u[i]);
    COUNT_MANY(NORMALS, r->n);
}
enum { ACTS, RENEWS, SAID, CALLED, MISREAD, NOISE, RELEASED, ORDER };
#define DICE(r, what, i) ((r)->dice[(what) * (r)->padded + (i)])

/* The shocks of an actor's latest renewal, over beta; drawn only when it comes to choose. */
static void fill_shocks(Run *r, int i) {
    Actor *me = r->a + i;
    double *restrict row = r->scaled + (size_t)i * r->wide, beta = r->traits[i].rationality;
    if (me->filled == me->renewed) return;
    me->filled = me->renewed;
    for (int slot = 0; slot < r->wide / 4; slot++) {
        Words words = block(r, me->renewed, SHOCK, slot, (uint32_t)r->t->keys[i]);
        memcpy(row + 4 * slot, words.w, sizeof words.w);
    }
    for (int k = 0; k < r->wide; k++) row[k] = gumbel(row[k]) / beta;
}

static void fill_vector(Run *r) {
    for (int k = 0; k < r->t->size_drawn; k++) {
        const Drawn *d = r->t->drawn + k;
        double u = block(r, 0, VALUE, 0, (uint32_t)d->key).w[0], found, width = d->third - d->first;
        if (d->kind == CHOICE)
            found = r->t->options[d->options + (int64_t)(u * d->first)];
        else if (d->kind == NORMAL)
            found = clip(d->first + d->second * normal(u), d->low, d->high);
        else if (d->kind == UNIFORM)
            found = clip(d->first + (d->second - d->first) * u, d->low, d->high);
        else if (u < (d->second - d->first) / width)
            found = clip(d->first + sqrt(u * width * (d->second - d->first)), d->low, d->high);
        else
            found = clip(d->third - sqrt((1.0 - u) * width * (d->third - d->second)), d->low, d->high);
        r->vector[d->place] = found;
    }
}

/* ---- who is who ---- */

static inline double level_of(const Run *r, int i) {
    const Actor *a = r->a + i;
    return r->level[(a->rung == r->f->aid ? a->aid * r->wide : 0) + a->rung];
}

static inline int grade_of(const Run *r, int i) {
    const Actor *a = r->a + i;
    return a->rung * r->steps + (a->rung == r->f->aid ? a->aid : 0);
}

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

static void meet(Run *r) {
    EACH_PRINCIPAL(i) EACH_OF(j, 1 - r->a[i].side) {
        Dyad *d = DYAD(i, j);
        if (r->joins && d->kept >= 0.0) continue;
        double trust = r->traits[j].credibility, strength = r->traits[j].strength;
        *d = (Dyad){r->traits[i].hostility, level_of(r, j), trust * strength, (1.0 - trust) * strength};
    }
}

static void take_side(Run *r, int i) {
    int64_t key = r->a[i].side == 0 ? r->f->side_key_0 : r->f->side_key_1;
    double u = block(r, 0, COMMON, 0, (uint32_t)key).w[0];
    double shock = r->w->resolve_common_sd * normal(u);
    r->a[i].resolve = max2(0.0, r->traits[i].resolve + shock) * r->traits[i].prevail;
}

/* ---- the start of a run ---- */

static void make_grades(Run *r) {
    if (r->w->shape_eta == r->eta && r->w->shape_gamma == r->gamma) return;
    r->eta = r->w->shape_eta;
    r->gamma = r->w->shape_gamma;
    for (int step = 0; step < r->steps; step++)
        for (int k = 0; k < r->rungs; k++) {
            double level = r->t->rungs[k].level;
            int at = step * r->wide + k;
            if (k == r->f->aid)
                level = level + (r->t->rungs[k + 1].level - level) * step / (double)r->steps;
            r->level[at] = level;
            r->risen[at] = (1.0 - exp_(-r->eta * level)) / (1.0 - exp_(-r->eta));
            r->borne[at] = power(level, r->gamma);
        }
}

static void rise(Run *r, int rung, int turn) {
    r->done[DIRECT] = imax(r->done[DIRECT], rung);
    r->done[PEAK] = imax(r->done[PEAK], rung);
    for (int below = rung; below >= 0 && r->first[below] < 0; below--) r->first[below] = turn;
}

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

/* ---- attacks, incidents, force ---- */

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

static void blame(Run *r, int turn, int culprit, int victim, int accident) {
    int force = (int)r->f->force, side = r->a[culprit].side;
    attack(r, victim, accident);
    r->force[side].last = turn, r->force[side].accidental = accident;
    r->force[side].route = accident == 1 ? ACCIDENT_ANSWERED : PLAIN_CHOICE;
    r->force[side].by = culprit;
    r->a[culprit].shown_rung = force;
    r->a[culprit].shown_level = r->t->rungs[force].level;
}

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

static void declare(Run *r, int cause, int road, int first, int second) {
    r->done[CLASH] = 1, r->done[CAUSE] = cause, r->done[ROAD] = road;
    r->done[INITIATOR] = r->done[PARTY_A] = first, r->done[PARTY_B] = second;
}

static void begin_clash(Run *r, int turn, int side, int road, int mine, int theirs) {
    const Side *other = r->force + (1 - side);
    if (r->done[CLASH] == 1) return;
    if (turn - other->last > r->f->answer_within) declare(r, CHOICE_, road, theirs, mine);
    else if (other->accidental == 1) declare(r, ACCIDENT, ACCIDENT_ANSWERED, other->by, mine);
    else if (other->route == TROOPS_HIT) declare(r, TRIPWIRE, TROOPS_HIT, other->by, mine);
    else declare(r, CHOICE_, other->route, other->by, mine);
}

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

static double exposed_level(const Run *r, int side) {
    double summed = 0.0, weights = 0.0;
    EACH_OF(i, side) {
        summed = summed + r->traits[i].exposure * r->a[i].shown_level;
        weights = weights + r->traits[i].exposure;
    }
    return weights > 0.0 ? summed / weights : 0.0;
}

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

/* ---- injects ---- */

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

static void fire_injects(Run *r, int turn) {
    for (int k = 0; k < r->t->size_injects; k++)
        if (r->fired[k] == 0 && is_due(r, r->t->injects + k, turn)) r->fired[k] = 2;
    for (int k = 0; k < r->t->size_injects; k++)
        if (r->fired[k] == 2) r->fired[k] = 1, happen(r, turn, k);
}

/* ---- perception ---- */

typedef struct { double pressed, hint; int top; } Impression;

static double read_lines(Run *r, int i, int j, double trust) {
    const Actor *me = r->a + i, *other = r->a + j;
    double release = 0.0;
    if (other->near >= 0) {
        double feared = trust * r->t->rungs[other->near_promise].level;
        int at = other->near / r->steps;
        if (at == r->f->aid && other->near % r->steps > me->aid) at++;
        r->threats[at] = max2(r->threats[at], feared);
        if (me->rung == r->f->aid && other->near == me->rung * r->steps + me->aid + 1)
            release = feared;
    }
    LINES_OF(k, j) {
        const Line *line = r->t->lines + k;
        double promised = r->t->rungs[line->promise].level * r->vector[line->public];
        r->threats[line->at] = max2(r->threats[line->at], trust * promised);
    }
    return release;
}

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
            double hinted = r->t->rungs[other->hint].level;
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
            wired = max2(wired, w->tripwire_drawn * r->t->rungs[r->f->clash].level);
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

static int weeks_crossed(const Run *r, int i) {
    int found = -1;
    LINES_OF(k, i)
        if (r->lines[k].weeks >= 0 && (found < 0 || r->lines[k].weeks < found))
            found = r->lines[k].weeks;
    return found;
}

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

/* ---- rules, outlook, weighing ---- */

static inline int within(int64_t value, int64_t least, int64_t most) {
    return (least < 0 || value >= least) && (most < 0 || value <= most);
}

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
            standing = stake, promised = r->t->rungs[r->t->lines[k].promise].level;
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
        .catastrophe = -shaken * answers * r->t->rungs[f->clash].level,
        .nuclear = r->nuclear,
        .stake = tested ? -me->stake : -0.0,
        .promised = tested ? r->t->rungs[me->near_promise].level : 0.0,
        .standing = -standing,
        .standing_promised = promised,
        .star = -(w->north_star_scale * mine->north_star),
        .loyalty = alone ? 0.0 : -(w->solidarity_scale * mine->loyalty),
        .autonomy = alone ? 0.0 : -(w->solidarity_scale * mine->autonomy),
        .allied = allied,
        .fire = -w->firebreaks_scale,
        .unharmed = 1.0 - me->attacked,
        .retaliation = -w->retaliation_weight * me->attacked,
        .force_level = r->t->rungs[f->force].level,
        .inertia = -w->shape_inertia,
        .steady = steady,
        .level = level_of(r, i),
        .skipping = -w->shape_skipping * steady,
        .hint_from = (double)f->hint_from, .force = (double)f->force,
        .display = (double)f->display, .ceiling = (double)r->t->statures[i].ceiling,
        .rung = me->rung,
    };
}

static inline double weigh_at(const Run *r, const Outlook *o, int i, int k, int aid, double threat) {
    int at = (k == r->f->aid ? aid * r->wide : 0) + k;
    COUNT(WEIGHED);
    return weigh(o, k, r->level[at], r->risen[at], r->borne[at], r->price[k], threat,
                 r->bonus[(size_t)i * r->wide + k]);
}

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

/* ---- choosing ---- */

/* How far each member backs a collective step: the logistic of what it would gain by it. */
static void back(Run *r) {
    const double tolerance = r->w->consensus_tolerance, slope = r->w->consensus_slope;
    const double *restrict gain = r->gain;
    double *restrict backing = r->backing;
    for (int i = 0; i < r->padded; i++)
        backing[i] = 1.0 / (1.0 + exp_(-((gain[i] + tolerance) / slope)));
}

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

static inline double propensity(double chance, const double *rule) {
    if (rule[1] != 0.0) return 0.0;
    if (rule[2] != 0.0) return 1.0;
    return min2(max2(chance + rule[0], 0.0), 1.0);
}

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
    me->shown_level = me->shown_rung == me->rung ? level : r->t->rungs[me->shown_rung].level;
}

/* ---- a turn ---- */

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

static int both_nuclear(const Run *r) {
    int has[2] = {0, 0};
    EACH_PRINCIPAL(i) has[r->a[i].side] |= r->t->statures[i].nuclear == 1;
    return has[0] * has[1];
}

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

static void heights(const Run *r, int *grades, int *rungs) {
    grades[0] = grades[1] = rungs[0] = rungs[1] = -1;
    EACH_PRINCIPAL(i) {
        int side = r->a[i].side;
        grades[side] = imax(grades[side], grade_of(r, i));
        rungs[side] = imax(rungs[side], r->a[i].rung);
    }
}

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

static inline int honoured(const Run *r, int rung, int64_t promised) {
    return rung >= (promised < r->f->force ? promised : r->f->force);
}

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
            a->shown_level = r->t->rungs[a->rung].level;
        }
        tops[a->side] = imax(tops[a->side], a->rung);
    }
    int lower = imin(tops[0], tops[1]);
    r->done[FIGHTING] = lower >= clash;
    r->done[WARRING] = lower >= f->war ? r->done[WARRING] + 1 : 0;
}

static double nuclear_chance(const Run *r) {
    int tops[2] = {-1, -1};
    EACH_PRINCIPAL(i)
        if (r->t->statures[i].nuclear == 1) tops[r->a[i].side] = imax(tops[r->a[i].side], r->a[i].rung);
    int lower = imin(tops[0], tops[1]);
    if (lower < r->f->clash) return 0.0;
    return lower >= r->f->war ? r->w->nuclear_use_war : r->w->nuclear_use_clash;
}

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

/* ---- a block of runs ---- */

static void *room(size_t count, size_t size) { return calloc(count ? count : 1, size); }

int play_block(const Tables *t, uint64_t seed, int64_t first, int64_t count, int64_t *ending,
               int64_t *first_turns, int64_t *peaks, int64_t *sums) {
    const size_t n = (size_t)t->size_actors, rungs = (size_t)t->size_rungs, wide = (rungs + 3) / 4 * 4;
    const size_t padded = (n + LANES - 1) / LANES * LANES;
    const size_t steps = (size_t)t->frame->steps, pacts = (size_t)t->size_pacts;
    int mediated = 0;
    if (rungs > 63) return 1;
    Run run = {.t = t, .f = t->frame, .n = (int)n, .rungs = (int)rungs, .wide = (int)wide, .padded = (int)padded, .steps = (int)steps,
               .seed = seed, .eta = NAN, .gamma = NAN}, *r = &run;
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
    for (size_t k = 0; k < rungs; k++) r->price[k] = t->rungs[k].price;
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
    void *all[] = {r->vector, r->a, r->dyads, r->lines, r->pacts, r->level, r->risen, r->borne,
                   r->price, r->threats, r->scaled, r->bonus, r->place, r->shut, r->barred, r->utility, r->speech,
                   r->turns_of, r->sides[0], r->sides[1], r->members, r->in_pact, r->fired,
                   r->order, r->principals, r->first, r->keys, r->dice, r->noise, r->gain, r->backing};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) free(all[k]);
    return 0;
}
