/*
 * EXTI: marks of edges, let through by the mask (RM0041 8.3, RM0090 12.3), and the registers that say which port's pin a
 * line listens to (AFIO, SYSCFG). Both families have them alike, at other addresses.
 */
#include <string.h>
#include "model.h"

#ifndef FAMILY_g0 /* has other registers, which nothing here uses */
#ifdef FAMILY_f1
#define EXTI 0x40010400u
#define ROUTES 0x40010000u
#else
#define EXTI 0x40013C00u
#define ROUTES 0x40013800u
#endif

static uint32_t mask, rising, falling, marks, routes[4];

static void power_on(void) {
    mask = rising = falling = marks = 0;
}

static void power_on_routes(void) {
    memset(routes, 0, sizeof routes);
}

void exti_edge(uint32_t port, uint32_t pin, bool is_rising) {
    if ((routes[pin / 4] >> pin % 4 * 4 & 15) == port && ((is_rising ? rising : falling) & mask & 1u << pin) != 0) {
        marks |= 1u << pin;
    }
}

static uint32_t read(uint32_t offset) {
    switch (offset) {
        case 0x00: return mask;
        case 0x08: return rising;
        case 0x0C: return falling;
        case 0x14: return marks;
        default: return 0;
    }
}

static void write(uint32_t offset, uint32_t value) {
    switch (offset) {
        case 0x00: mask = value; break;
        case 0x08: rising = value; break;
        case 0x0C: falling = value; break;
        case 0x14: marks &= ~value; break;
        default: bus_forbid(true, "this register of EXTI is not modelled"); break;
    }
}

static uint32_t read_route(uint32_t offset) {
    return offset >= 8 && offset < 24 ? routes[offset / 4 - 2] : 0;
}

static void write_route(uint32_t offset, uint32_t value) {
    bus_forbid(offset < 8 || offset >= 24, "this register beside the routes of EXTI is not modelled");
    if (offset >= 8 && offset < 24) {
        routes[offset / 4 - 2] = value;
    }
}

const struct device exti_device = {"EXTI", EXTI, 0x18, read, write, power_on, NULL};
const struct device routes_device = {"the routes of EXTI", ROUTES, 0x18, read_route, write_route, power_on_routes,
    rcc_has_exti};
#else
void exti_edge(uint32_t port, uint32_t pin, bool is_rising) {
    (void) port, (void) pin, (void) is_rising;
}
#endif
