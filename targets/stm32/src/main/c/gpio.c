/*
 * Pins that a program names itself: pin is 16 * port + number, results are those of nogc.hal.Pin. What a family does
 * its own way is in its ports.c. Edges are the marks of EXTI, which its interrupt mask lets through and the NVIC does
 * not: no handler runs, and a mark stays until it is asked for.
 */
#include "board.h"
#include "reg.h"

#define UNSUPPORTED (-70)

#define RISING 1
#define FALLING 2

/* Not one of the serial line, the console or the debugger (PA13 to PA15, PB3, PB4): it would be lost without a word. */
int gpio_is_free(uint32_t pin) {
    return port_have(pin / 16) && (pin < 13 || pin > 15) && pin != 19 && pin != 20
        && pin != 16 * LINK_PORT + LINK_TX && pin != 16 * LINK_PORT + LINK_RX && pin != 16 * LINK_PORT + LINK_RTS
        && pin != 16 * CONSOLE_PORT + CONSOLE_TX;
}

#ifndef EXTI_MASKS /* as F1 and F4 have it */
#define EXTI_MASKS (EXTI + 0x00u)
#define EXTI_RISING (EXTI + 0x08u)
#define EXTI_FALLING (EXTI + 0x0Cu)
#define EXTI_MARKS (EXTI + 0x14u)
#define EXTI_ROUTE_BITS 4
#endif
#define ROUTE(pin) (EXTI_ROUTES + (pin) % 16 / 4 * 4)
#define ROUTE_SHIFT(pin) ((pin) % 4 * EXTI_ROUTE_BITS)

static uint32_t watched_lines(void) {
    return reg_read(EXTI_RISING) | reg_read(EXTI_FALLING);
}

/* Whether there is a mark of a line; it is taken away: by a 1, and zeros leave the others. */
static int32_t take_mark(uint32_t line) {
    uint32_t marks = reg_read(EXTI_MARKS);
    reg_write(EXTI_MARKS, line);
#ifdef EXTI_FALLING_MARKS
    marks |= reg_read(EXTI_FALLING_MARKS);
    reg_write(EXTI_FALLING_MARKS, line);
#endif
    return (marks & line) != 0;
}

/* The routes are only read where a line is watched: then they have their clock. */
static int is_watched(uint32_t pin) {
    return (watched_lines() & 1u << pin % 16) != 0 && (reg_read(ROUTE(pin)) >> ROUTE_SHIFT(pin) & 15) == pin / 16;
}

static void forget_edges(uint32_t pin) {
    uint32_t line = 1u << pin % 16;
    reg_change(EXTI_RISING, line, 0);
    reg_change(EXTI_FALLING, line, 0);
    reg_change(EXTI_MASKS, line, 0);
    take_mark(line);
}

/* One line of EXTI serves the pins of one number of all ports: who watches one of them has it. */
int32_t gpio_watch(int32_t pin, int32_t edges) {
    uint32_t line = 1u << pin % 16;
    if (edges < 0 || edges > 3 || ((watched_lines() & line) != 0 && !is_watched((uint32_t) pin))) {
        return UNSUPPORTED;
    }
    forget_edges((uint32_t) pin);
    if (edges != 0) {
#ifdef EXTI_ROUTES_CLOCKS
        reg_set(EXTI_ROUTES_CLOCKS, EXTI_ROUTES_CLOCK);
        reg_read(EXTI_ROUTES_CLOCKS); /* the two cycles that the clock takes (ES0182) */
#endif
        reg_change(ROUTE(pin), 15u << ROUTE_SHIFT(pin), (uint32_t) pin / 16 << ROUTE_SHIFT(pin));
        reg_change(EXTI_RISING, 0, (edges & RISING) != 0 ? line : 0);
        reg_change(EXTI_FALLING, 0, (edges & FALLING) != 0 ? line : 0);
        reg_change(EXTI_MASKS, 0, line);
    }
    return 0;
}

int32_t gpio_edges(int32_t pin) {
    return is_watched((uint32_t) pin) ? take_mark(1u << pin % 16) : 0;
}

int32_t gpio_input(int32_t pin, int32_t pull) {
    if (!gpio_is_free((uint32_t) pin) || pull < 0 || pull > 2) {
        return UNSUPPORTED;
    }
    if (is_watched((uint32_t) pin)) {
        forget_edges((uint32_t) pin);
    }
    port_input((uint32_t) pin, (uint32_t) pull);
    return 0;
}

int32_t gpio_output(int32_t pin, int32_t drive, int32_t high) {
    if (!gpio_is_free((uint32_t) pin) || drive < 0 || drive > 1) {
        return UNSUPPORTED;
    }
    port_output((uint32_t) pin, drive, high);
    return 0;
}

void gpio_write(int32_t pin, int32_t high) {
    port_write((uint32_t) pin, high);
}

int32_t gpio_read(int32_t pin) {
    return port_read((uint32_t) pin);
}

int32_t gpio_modem_reset(void) {
    return 16 * MODEM_RESET_PORT + MODEM_RESET_PIN;
}
