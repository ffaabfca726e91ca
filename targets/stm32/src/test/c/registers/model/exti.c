/*
 * EXTI: marks of edges, let through by the mask (RM0041 8.3, RM0090 12.3), and the registers that say which port's pin
 * a line listens to (AFIO, SYSCFG). Both families have them alike, at other addresses; a G0 has all in EXTI (RM0444
 * 13.5), and marks for falling edges apart.
 */
#include <string.h>
#include "model.h"

#ifndef FAMILY_g0
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
static uint32_t mask, rising, falling, rising_marks, falling_marks, routes[4];

static void power_on(void) {
    mask = 0xFFF80000u;
    rising = falling = rising_marks = falling_marks = 0;
    memset(routes, 0, sizeof routes);
}

void exti_edge(uint32_t port, uint32_t pin, bool is_rising) {
    if ((routes[pin / 4] >> pin % 4 * 8 & 255) == port && ((is_rising ? rising : falling) & mask & 1u << pin) != 0) {
        *(is_rising ? &rising_marks : &falling_marks) |= 1u << pin;
    }
}

static uint32_t read(uint32_t offset) {
    switch (offset) {
        case 0x00: return rising;
        case 0x04: return falling;
        case 0x0C: return rising_marks;
        case 0x10: return falling_marks;
        case 0x80: return mask;
        default: return offset >= 0x60 && offset < 0x70 ? routes[offset / 4 - 24] : 0;
    }
}

static void write(uint32_t offset, uint32_t value) {
    switch (offset) {
        case 0x00: rising = value; break;
        case 0x04: falling = value; break;
        case 0x0C: rising_marks &= ~value; break;
        case 0x10: falling_marks &= ~value; break;
        case 0x80:
            bus_forbid(value >> 19 != 0x1FFF, "a mask of a line that is no pin's");
            mask = value;
            break;
        default:
            bus_forbid(offset < 0x60 || offset >= 0x70, "this register of EXTI is not modelled");
            if (offset >= 0x60 && offset < 0x70) {
                routes[offset / 4 - 24] = value;
            }
            break;
    }
}

const struct device exti_device = {"EXTI", 0x40021800u, 0x84, read, write, power_on, NULL};
#endif
