/*
 * The unit that stops devices while a debugger has stopped the core (RM0090 38.16.4, RM0041 25.16.3, RM0444 40.10.4).
 */
#include "model.h"

#if defined(FAMILY_f1)
#define START 0xE0042004u
#define IWDG_STOP (1u << 8)
#define SET_BY_DEBUGGER 7u /* clocks go on in sleep, stop and standby */
#elif defined(FAMILY_g0)
#define START 0x40015808u
#define IWDG_STOP (1u << 12)
#define SET_BY_DEBUGGER (1u << 0)
#else
#define START 0xE0042008u
#define IWDG_STOP (1u << 12)
#define SET_BY_DEBUGGER (1u << 0)
#endif

static uint32_t stops;

static void power_on(void) {
    stops = SET_BY_DEBUGGER;
}

bool debug_stops_watchdog(void) {
    return (stops & IWDG_STOP) != 0;
}

static uint32_t read(uint32_t offset) {
    (void) offset;
    return stops;
}

static void write(uint32_t offset, uint32_t value) {
    (void) offset;
    bus_forbid((value & SET_BY_DEBUGGER) != SET_BY_DEBUGGER, "what a debugger set there, cleared");
    stops = value;
}

#ifdef FAMILY_g0
#define HAS_CLOCK rcc_has_debug
#else
#define HAS_CLOCK NULL
#endif
const struct device debug_device = {"the debug unit", START, 4, read, write, power_on, HAS_CLOCK};
