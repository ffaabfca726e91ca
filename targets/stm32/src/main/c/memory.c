/*
 * The three functions of the C library that the compiler itself calls, small: words as far as they go, then bytes.
 */
#include <stddef.h>
#include <stdint.h>

/* Cortex-M3 and above load and store words at any address; a Cortex-M0+ goes by bytes. */
#ifdef __ARM_FEATURE_UNALIGNED
typedef struct {
    uint32_t value;
} __attribute__((packed, may_alias)) anywhere;
#endif

__attribute__((used)) void *memmove(void *target, const void *source, size_t count) {
    uint8_t *to = target;
    const uint8_t *from = source;
    const uint8_t *end = from + count;
    if ((size_t) (to - from) < count) { /* from the end, where the target starts inside the source */
        to += count;
        while (end > from) {
            *--to = *--end;
        }
        return target;
    }
#if defined(__ARM_FEATURE_UNALIGNED) && !defined(__OPTIMIZE_SIZE__)
    for (; end - from >= 16; to += 16, from += 16) {
        ((anywhere *) to)[0].value = ((const anywhere *) from)[0].value;
        ((anywhere *) to)[1].value = ((const anywhere *) from)[1].value;
        ((anywhere *) to)[2].value = ((const anywhere *) from)[2].value;
        ((anywhere *) to)[3].value = ((const anywhere *) from)[3].value;
    }
#endif
#ifdef __ARM_FEATURE_UNALIGNED
    for (; end - from >= 4; to += 4, from += 4) {
        ((anywhere *) to)->value = ((const anywhere *) from)->value;
    }
#endif
    while (from < end) {
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
