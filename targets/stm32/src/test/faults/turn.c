/* How often the chip was reset: in the last word of the RAM, which no image clears and QEMU starts with 0. */
#include <stdint.h>

int32_t acme_turn(void) {
    return (*(volatile int32_t *) 0x2001FFFC)++;
}
