/* The state of one run, and the names of what is counted in it. */
#pragma once

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
enum { MADE, TESTED, KEPT_, BROKEN_, ACCIDENTS, ABSORBED, VETOED, LAPSED_, COUNTS };

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
