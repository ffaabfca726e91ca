/*
 * Ports as all families but F1 have them, behind gpio.c (RM0090 8.4, RM0444 7.4).
 */
#include "board.h"
#include "reg.h"

#define MODER 0x00u
#define OTYPER 0x04u
#define PUPDR 0x0Cu
#define IDR 0x10u
#define BSRR 0x18u
#define AFRL 0x20u

int port_have(uint32_t port) {
    return PORT_EXISTS(port);
}

/* Reading the clock's register back gives the port the two cycles that it needs (ES0182). */
static void start(uint32_t pin) {
    reg_set(PORT_CLOCKS, 1u << pin / 16);
    reg_read(PORT_CLOCKS);
}

static void field(uint32_t reg, uint32_t pin, uint32_t value) {
    reg_change(PORT(pin / 16) + reg, 3u << 2 * (pin % 16), value << 2 * (pin % 16));
}

void port_input(uint32_t pin, uint32_t pull) {
    start(pin);
    field(PUPDR, pin, pull); /* 1 is up, 2 is down, as in nogc.hal.Pin */
    field(MODER, pin, 0);
}

void port_output(uint32_t pin, int32_t is_open_drain, int32_t high) {
    start(pin);
    port_write(pin, high); /* before the pin drives it */
    reg_change(PORT(pin / 16) + OTYPER, 1u << pin % 16, (is_open_drain ? 1u : 0u) << pin % 16);
    field(PUPDR, pin, 0);
    field(MODER, pin, 1);
}

void port_analogue(uint32_t pin) {
    start(pin);
    field(PUPDR, pin, 0);
    field(MODER, pin, 3);
}

#ifdef I2C1
void port_i2c(uint32_t pin) {
    uint32_t shift = 4 * (pin % 8);
    reg_change(PORT(pin / 16) + OTYPER, 0, 1u << pin % 16);
    reg_change(PORT(pin / 16) + AFRL + pin % 16 / 8 * 4, 15u << shift, I2C_ALTERNATE << shift);
    field(MODER, pin, 2);
}
#endif

void port_write(uint32_t pin, int32_t high) {
    reg_write(PORT(pin / 16) + BSRR, 1u << (pin % 16 + (high ? 0 : 16)));
}

int32_t port_read(uint32_t pin) {
    return (int32_t) (reg_read(PORT(pin / 16) + IDR) >> pin % 16 & 1);
}
