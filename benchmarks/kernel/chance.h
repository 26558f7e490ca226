/* Philox4x32-10 at an address, as in sim.chance. */
#pragma once

#include "numbers.h"

/* The four uniforms of one address. */
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

/* The blocks of all actors, one row a word; two at a time, so that the products of one do not
 * wait for those of the other. */
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

/* Numbers given as distributions, drawn once a run. */
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
