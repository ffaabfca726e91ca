/*
 * A name of this very chip for the client identifier: "stm32-" and the 96 bits of the unique id (RM0090 39.1, RM0041
 * 27.2, RM0444 41.1).
 */
#include <string.h>
#include "board.h"
#include "reg.h"

static uint32_t word(uint32_t index) {
#ifdef EMULATED
    (void) index;
    return 0x51454D55u; /* "QEMU": it has no id */
#else
    return reg_constant(UNIQUE_ID + index * 4);
#endif
}

int32_t identity_copy(int8_t *bytes, int32_t offset) {
    int8_t *at = bytes + offset;
    memcpy(at, "stm32-", 6);
    at += 6;
    for (uint32_t digit = 0; digit < 24; digit++) {
        *at++ = (int8_t) hex_digit(word(digit / 8) >> (28 - digit % 8 * 4));
    }
    return 30;
}

int32_t identity_seed(void) {
    return (int32_t) ((word(0) * 31 + word(1)) * 31 + word(2));
}
