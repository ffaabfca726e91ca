/*
 * A name of this very chip for the client identifier: "stm32-" and the 96 bits of the unique id (RM0090 39.1, RM0041
 * 27.2).
 */
#include "board.h"
#include "reg.h"

int32_t identity_copy(int8_t *bytes, int32_t offset) {
    int32_t at = offset;
    for (const char *name = "stm32-"; *name != 0; name++) {
        bytes[at++] = (int8_t) *name;
    }
    for (uint32_t word = 0; word < 3; word++) {
        uint32_t value = clock_is_emulated() ? 0x51454D55u : reg_read(UNIQUE_ID + 4 * word); /* "QEMU": it has no id */
        for (int shift = 28; shift >= 0; shift -= 4) {
            bytes[at++] = (int8_t) "0123456789abcdef"[value >> shift & 15];
        }
    }
    return at - offset;
}
