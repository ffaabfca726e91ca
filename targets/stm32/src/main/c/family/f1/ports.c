/* F1: the ports behind gpio.c (RM0041 7.2). */
#include "board.h"
#include "reg.h"

#define RCC_APB2ENR 0x40021018u
#define PORT(pin) (0x40010800u + 0x400u * ((pin) / 16))
#define CRL 0x00u
#define IDR 0x08u
#define BSRR 0x10u

#define ANALOGUE 0u
#define FLOATING 4u
#define PULLED 8u          /* up or down, as its output bit says */
#define PUSH_PULL 2u       /* 2 MHz */
#define OPEN_DRAIN 6u
#define ALTERNATE_OPEN_DRAIN 14u

int port_have(uint32_t port) {
    return PORT_EXISTS(port);
}

static void mode(uint32_t pin, uint32_t how) {
    reg_change(PORT(pin) + CRL + pin % 16 / 8 * 4, 15u << pin % 8 * 4, how << pin % 8 * 4);
}

static void start(uint32_t pin) {
    reg_set(RCC_APB2ENR, 4u << pin / 16);
}

void port_input(uint32_t pin, uint32_t pull) {
    start(pin);
    mode(pin, FLOATING); /* the output bit is that of an output no more */
    if (pull != 0) {
        port_write(pin, pull == 1);
        mode(pin, PULLED);
    }
}

void port_output(uint32_t pin, int32_t is_open_drain, int32_t high) {
    start(pin);
    port_write(pin, high); /* before the pin drives it */
    mode(pin, is_open_drain ? OPEN_DRAIN : PUSH_PULL);
}

void port_analogue(uint32_t pin) {
    start(pin);
    mode(pin, ANALOGUE);
}

void port_i2c(uint32_t pin) {
    mode(pin, ALTERNATE_OPEN_DRAIN);
}

void port_write(uint32_t pin, int32_t high) {
    reg_write(PORT(pin) + BSRR, 1u << (pin % 16 + (high ? 0 : 16)));
}

int32_t port_read(uint32_t pin) {
    return (int32_t) (reg_read(PORT(pin) + IDR) >> pin % 16 & 1);
}
