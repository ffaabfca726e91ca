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

/* A number that is too large or too small becomes the largest or smallest, one that is none 0 (JLS 5.1.3). */
#define JAVA_CONVERT(name, from, to, least, most, limit) \
    static inline to name(from value) { \
        return value >= limit ? most : value < -limit ? least : value == value ? (to) value : 0; \
    }
JAVA_CONVERT(java_float_to_int, float, int32_t, INT32_MIN, INT32_MAX, 0x1p31f)
JAVA_CONVERT(java_float_to_long, float, int64_t, INT64_MIN, INT64_MAX, 0x1p63f)
JAVA_CONVERT(java_double_to_int, double, int32_t, INT32_MIN, INT32_MAX, 0x1p31)
JAVA_CONVERT(java_double_to_long, double, int64_t, INT64_MIN, INT64_MAX, 0x1p63)

/* The cast of an object that nobody uses is made all the same. */
#define java_use(object) ((void) (object))

/* A value that TeaVM does not see through: nogc.stm32.build.HandlerValues. */
#define java_same(value) (value)

/* The bytes of a literal, into an array that was just made for them. */
#define JAVA_LITERAL(text, length, array) ((void) memcpy(TEAVM_ARRAY_DATA(array, int8_t), text, length))
