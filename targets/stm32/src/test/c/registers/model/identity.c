/* The unique id (RM0090 39.1, RM0041 27.2, RM0444 41.1): 96 bits that nobody writes. */
#include "model.h"

static void power_on(void) {
}

static uint32_t read(uint32_t offset) {
    return offset == 0 ? 0x00112233u : offset == 4 ? 0x44556677u : 0x8899AABBu;
}

static void write(uint32_t offset, uint32_t value) {
    (void) offset;
    (void) value;
    bus_forbid(true, "the unique id written");
}

const struct device identity_device = {"unique id", CHIP_UNIQUE_ID, 12, read, write, power_on, NULL};
