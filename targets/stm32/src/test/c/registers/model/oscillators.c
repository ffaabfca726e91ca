/* The oscillators, the PLL and the switch between them, whichever family they are of. */
#include "oscillators.h"

#define SW_PLL 2u
#define CRYSTAL_LOOKS 1000
#define INTERNAL_LOOKS 20
#define PLL_LOOKS 100

bool rcc_crystal_starts, rcc_pll_locks, rcc_switches;
uint32_t oscillators_control, oscillators_config;
static uint32_t crystal_at, pll_at, internal_at; /* looks when they were switched on */
static bool runs_on_pll;

void oscillators_power_on(void) {
    rcc_crystal_starts = rcc_pll_locks = rcc_switches = true;
    oscillators_control = CR_AFTER_RESET;
    oscillators_config = 0;
    internal_at = 0u - INTERNAL_LOOKS; /* long ago */
    runs_on_pll = false;
}

/* By the crystal, where there is one; with everything behind it on. */
void rcc_left_by_boot_loader(void) {
    oscillators_control = CR_HSEON | CR_PLLON;
    crystal_at = bus_looks() - CRYSTAL_LOOKS - 1;
    pll_at = bus_looks() - PLL_LOOKS - 1;
    oscillators_config = SW_PLL;
    runs_on_pll = true;
}

static bool has_internal(void) {
    return (oscillators_control & CR_HSION) != 0 && bus_looks() - internal_at >= INTERNAL_LOOKS;
}

uint32_t rcc_core_hz(void) {
    return runs_on_pll ? rcc_pll_hz() : CHIP_HSI_HZ;
}

bool rcc_pll_is_on(void) {
    return (oscillators_control & CR_PLLON) != 0;
}

uint32_t oscillators_divided(uint32_t bits) {
    return bits < 4 ? rcc_core_hz() : rcc_core_hz() >> (bits - 3);
}

uint32_t oscillators_read_control(void) {
    uint32_t ready = oscillators_control & ~(CR_HSERDY | CR_PLLRDY | CR_HSIRDY);
    if (has_internal()) {
        ready |= CR_HSIRDY;
    }
    if ((oscillators_control & CR_HSEON) != 0 && rcc_crystal_starts && bus_looks() - crystal_at > CRYSTAL_LOOKS) {
        ready |= CR_HSERDY;
    }
    if (rcc_pll_is_on() && rcc_pll_locks && bus_looks() - pll_at > PLL_LOOKS) {
        ready |= CR_PLLRDY;
    }
    return ready;
}

void oscillators_write_control(uint32_t value, bool pll_is_from_crystal) {
    uint32_t risen = value & ~oscillators_control;
    bus_forbid((value & CR_HSION) == 0,
            "the internal oscillator off: the flash of an F1 needs it, and every chip falls back to it");
    bus_forbid(runs_on_pll && (value & CR_PLLON) == 0, "the PLL switched off that the core runs on");
    if ((risen & CR_HSION) != 0) {
        internal_at = bus_looks();
    }
    if ((risen & CR_HSEON) != 0) {
        crystal_at = bus_looks();
    }
    if ((risen & CR_PLLON) != 0) {
        bus_forbid(pll_is_from_crystal && (oscillators_read_control() & CR_HSERDY) == 0,
                "a PLL from a crystal that is not ready");
        pll_at = bus_looks();
    }
    oscillators_control = value;
}

uint32_t oscillators_read_config(void) {
    return oscillators_config | (runs_on_pll ? SW_PLL << SWS_SHIFT : 0);
}

void oscillators_write_config(uint32_t value) {
    bool is_to_pll = (value & 3) == SW_PLL;
    bus_forbid((value & 3) == 0 && !has_internal(), "switched to an internal oscillator that is not ready");
    bus_forbid(is_to_pll && (oscillators_read_control() & CR_PLLRDY) == 0, "switched to a PLL that is not ready");
    oscillators_config = value & ~(3u << SWS_SHIFT);
    runs_on_pll = is_to_pll && rcc_switches;
    bus_forbid(rcc_core_hz() > CHIP_CORE_HZ, "the core above its limit");
}
