/*
 * What Java says of an operation and C does not: called by the generated code where nogc.stm32.build.JavaRules put it.
 * The profile says what JAVA_DIVIDED_BY_ZERO does.
 */
#pragma once
#include <stdint.h>

static inline int32_t java_nonzero_int(int32_t divisor) {
    if (divisor == 0) {
        JAVA_DIVIDED_BY_ZERO();
        __builtin_unreachable();
    }
    return divisor;
}

static inline int64_t java_nonzero_long(int64_t divisor) {
    if (divisor == 0) {
        JAVA_DIVIDED_BY_ZERO();
        __builtin_unreachable();
    }
    return divisor;
}

/*
 * In one expression gcc 12 makes 0.0 - (double) i to -(double) i, which is -0.0 where i is 0, and 0.0 - fabs(d) alike:
 * what is subtracted goes through one of these.
 */
static inline float java_subtrahend_float(float value) {
    return value;
}

static inline double java_subtrahend_double(double value) {
    return value;
}

/* A number that is too large or too small becomes the largest or smallest, one that is none 0 (JLS 5.1.3). */
#define JAVA_CONVERT(name, from, to, least, most, limit) \
    static inline to name(from value) { \
        return value >= limit ? most : value < -limit ? least : value == value ? (to) value : 0; \
    }
JAVA_CONVERT(java_float_to_int, float, int32_t, INT32_MIN, INT32_MAX, 0x1p31f)
JAVA_CONVERT(java_float_to_long, float, int64_t, INT64_MIN, INT64_MAX, 0x1p63f)
JAVA_CONVERT(java_double_to_int, double, int32_t, INT32_MIN, INT32_MAX, 0x1p31)
JAVA_CONVERT(java_double_to_long, double, int64_t, INT64_MIN, INT64_MAX, 0x1p63)

/* Math.round: the nearest, of two that are as near the larger one. Both steps are exact. */
static inline int32_t java_round_float(float value) {
    float below = __builtin_floorf(value);
    return java_float_to_int(value - below >= 0.5f ? below + 1 : below);
}

static inline int64_t java_round_double(double value) {
    double below = __builtin_floor(value);
    return java_double_to_long(value - below >= 0.5 ? below + 1 : below);
}

/* Math.ulp: how far the next larger number is. */
static inline float java_ulp_float(float value) {
    float size = __builtin_fabsf(value);
    return size == __FLT_MAX__ ? 0x1p104f
            : size < __FLT_MAX__ ? __builtin_nextafterf(size, __builtin_inff()) - size : size;
}

static inline double java_ulp_double(double value) {
    double size = __builtin_fabs(value);
    return size == __DBL_MAX__ ? 0x1p971
            : size < __DBL_MAX__ ? __builtin_nextafter(size, __builtin_inf()) - size : size;
}

/* The cast of an object that nobody uses is made all the same. */
#define java_use(object) ((void) (object))

/* The beginning of a try: nogc.stm32.build.TryEntries. */
#define java_enter() ((void) 0)

/* A value that TeaVM does not see through: nogc.stm32.build.HandlerValues. */
#define java_same(value) (value)

/* The bytes of a literal, into an array that was just made for them. */
#define JAVA_LITERAL(text, length, array) ((void) memcpy(TEAVM_ARRAY_DATA(array, int8_t), text, length))
