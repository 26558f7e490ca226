/* The series of sim.numeric, operation for operation. */
#pragma once

#include "run.h"

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

/* Exponential to an ulp, as sim.numeric.exp; what is out of range is found again at the end, so
 * that nothing in it branches and several go side by side. */
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

/* Logarithm to an ulp, as sim.numeric.log; also without a branch. */
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
/* Shock of a quantal response. */
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

/* The tails of AS 241, as sim.numeric._near_tail and _far_tail. */
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

/* Standard normal by inversion, AS 241. */
static inline double normal(double u) {
    double q = u - 0.5;
    COUNT(NORMALS);
    return -0.425 <= q && q <= 0.425 ? central(q) : outlying(q, u);
}
