/*
 * Ports of all families but F1 (RM0090 8.4, RM0444 7.4): a register of the port has effect only while the port has its
 * clock.
 */
#ifndef FAMILY_f1
#include <string.h>
#include "ports.h"

#define PORTS 8
#ifdef FAMILY_g0
#define START 0x50000000u
#define MODES(port) ((port) == 0 ? 0xEBFFFFFFu : 0xFFFFFFFFu) /* analog */
#define USART_FUNCTION 1
#define I2C_FUNCTION 6
#else
#define START 0x40020000u
#define MODES(port) ((port) == 0 ? 0xA8000000u : (port) == 1 ? 0x00000280u : 0)
#define USART_FUNCTION 7
#define I2C_FUNCTION 4
#endif

static struct {
    uint32_t mode, type, pull, alternate[2];
} ports[PORTS];

static void power_on(void) {
    ports_power_on();
    memset(ports, 0, sizeof ports);
    for (uint32_t port = 0; port < PORTS; port++) {
        ports[port].mode = MODES(port); /* the pins of the debugger must stay what they are */
    }
}

static enum pin_mode of_device(uint32_t function, bool is_open_drain) {
    return function == USART_FUNCTION ? PIN_USART : function == I2C_FUNCTION && is_open_drain ? PIN_I2C : PIN_OTHER;
}

enum pin_mode gpio_mode(uint32_t port, uint32_t pin) {
    switch (ports[port].mode >> 2 * pin & 3) {
        case 0: return PIN_INPUT;
        case 1: return (ports[port].type >> pin & 1) != 0 ? PIN_OPEN_DRAIN : PIN_OUTPUT;
        case 2: return of_device(ports[port].alternate[pin / 8] >> pin % 8 * 4 & 15, ports[port].type >> pin & 1);
        default: return PIN_ANALOGUE;
    }
}

bool gpio_is_pulled_down(uint32_t port, uint32_t pin) {
    return (ports[port].pull >> 2 * pin & 3) == 2;
}

bool gpio_is_pulled_up(uint32_t port, uint32_t pin) {
    return (ports[port].pull >> 2 * pin & 3) == 1;
}

static uint32_t read(uint32_t offset) {
    uint32_t port = ports_find(offset);
    switch (offset % PORT_SIZE) {
        case 0x00: return ports[port].mode;
        case 0x04: return ports[port].type;
        case 0x0C: return ports[port].pull;
        case 0x10: return ports_input(port);
        case 0x14: return ports_output(port);
        case 0x20: return ports[port].alternate[0];
        case 0x24: return ports[port].alternate[1];
        default: return 0;
    }
}

static void write(uint32_t offset, uint32_t value) {
    uint32_t port = ports_find(offset);
    switch (offset % PORT_SIZE) {
        case 0x00:
            bus_forbid(port == 0 && value >> 26 != MODES(0) >> 26, "the debugger's pins PA13 and PA14 changed");
            ports[port].mode = value;
            break;
        case 0x04:
            ports[port].type = value;
            break;
        case 0x0C:
            ports[port].pull = value;
            break;
        case 0x18:
            ports_set_reset(port, value);
            break;
        case 0x20:
            ports[port].alternate[0] = value;
            break;
        case 0x24:
            ports[port].alternate[1] = value;
            break;
        default:
            bus_forbid(true, "this register of a port is not modelled");
            break;
    }
}

const struct device gpio_device = {"GPIO", START, PORT_SIZE * PORTS, read, write, power_on, NULL};
#endif
