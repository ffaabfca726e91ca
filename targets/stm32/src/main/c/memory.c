/*
 * The three functions of the C library that the compiler itself calls, small: words where both ends allow it, else
 * bytes.
 */
#include <stddef.h>
#include <stdint.h>

__attribute__((used)) void *memmove(void *target, const void *source, size_t count) {
    uint8_t *to = target;
    const uint8_t *from = source;
    if (to > from && to < from + count) {
        while (count > 0) {
            count--;
            to[count] = from[count];
        }
        return target;
    }
    if ((((uintptr_t) to | (uintptr_t) from) & 3) == 0) {
        for (; count >= 4; count -= 4, to += 4, from += 4) {
            *(uint32_t *) to = *(const uint32_t *) from;
        }
    }
    while (count > 0) {
        count--;
        *to++ = *from++;
    }
    return target;
}

/* The same code, not a call: a compiler turns a call of memmove with separate ends into one of memcpy. */
__attribute__((used, alias("memmove"))) void *memcpy(void *restrict target, const void *restrict source, size_t count);

__attribute__((used)) void *memset(void *target, int value, size_t count) {
    uint8_t *to = target;
    while (count > 0) {
        count--;
        *to++ = (uint8_t) value;
    }
    return target;
}
