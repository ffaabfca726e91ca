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

#ifdef EXTI
#define IMR (EXTI + 0x00u)
#define RTSR (EXTI + 0x08u)
#define FTSR (EXTI + 0x0Cu)
#define PR (EXTI + 0x14u)
#define ROUTE(pin) (EXTI_ROUTES + (pin) % 16 / 4 * 4)
#define ROUTE_SHIFT(pin) ((pin) % 4 * 4)

static uint32_t watched_lines(void) {
    return reg_read(RTSR) | reg_read(FTSR);
}

/* The routes are only read where a line is watched: then they have their clock. */
static int is_watched(uint32_t pin) {
    return (watched_lines() & 1u << pin % 16) != 0 && (reg_read(ROUTE(pin)) >> ROUTE_SHIFT(pin) & 15) == pin / 16;
}

static void forget_edges(uint32_t pin) {
    uint32_t line = 1u << pin % 16;
    reg_change(RTSR, line, 0);
    reg_change(FTSR, line, 0);
    reg_change(IMR, line, 0);
    reg_write(PR, line);
}

/* One line of EXTI serves the pins of one number of all ports: who watches one of them has it. */
int32_t gpio_watch(int32_t pin, int32_t edges) {
    uint32_t line = 1u << pin % 16;
    if (edges < 0 || edges > 3 || ((watched_lines() & line) != 0 && !is_watched((uint32_t) pin))) {
        return UNSUPPORTED;
    }
    forget_edges((uint32_t) pin);
    if (edges != 0) {
        reg_set(EXTI_ROUTES_CLOCKS, EXTI_ROUTES_CLOCK);
        reg_read(EXTI_ROUTES_CLOCKS); /* the two cycles that the clock takes (ES0182) */
        reg_change(ROUTE(pin), 15u << ROUTE_SHIFT(pin), (uint32_t) pin / 16 << ROUTE_SHIFT(pin));
        reg_change(RTSR, 0, (edges & RISING) != 0 ? line : 0);
        reg_change(FTSR, 0, (edges & FALLING) != 0 ? line : 0);
        reg_change(IMR, 0, line);
    }
    return 0;
}

int32_t gpio_edges(int32_t pin) {
    uint32_t line = 1u << pin % 16;
    if (!is_watched((uint32_t) pin) || (reg_read(PR) & line) == 0) {
        return 0;
    }
    reg_write(PR, line); /* a 1 takes the mark away, zeros leave the others */
    return 1;
}
#else /* a family whose EXTI has other registers */
static int is_watched(uint32_t pin) {
    (void) pin;
    return 0;
}

static void forget_edges(uint32_t pin) {
    (void) pin;
}

int32_t gpio_watch(int32_t pin, int32_t edges) {
    (void) pin;
    return edges == 0 ? 0 : UNSUPPORTED;
}

int32_t gpio_edges(int32_t pin) {
    (void) pin;
    return 0;
}
#endif

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
