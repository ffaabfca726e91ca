/* Ports of an F1 (RM0041 7.2): four bits a pin, and a pull-up that is an output bit. */
#include <string.h>
#include "../model.h"

#define PORTS 7

static struct {
    uint32_t mode[2], output, outside;
} ports[PORTS];

static void power_on(void) {
    memset(ports, 0, sizeof ports);
    for (int i = 0; i < PORTS; i++) {
        ports[i].mode[0] = ports[i].mode[1] = 0x44444444u; /* floating inputs */
    }
}

static uint32_t bits(uint32_t port, uint32_t pin) {
    return ports[port].mode[pin / 8] >> pin % 8 * 4 & 15;
}

enum pin_mode gpio_mode(uint32_t port, uint32_t pin) {
    switch (bits(port, pin)) {
        case 4: case 8: return PIN_INPUT;
        case 1: case 2: case 3: return PIN_OUTPUT;
        case 9: case 10: case 11: return PIN_USART;
        default: return PIN_OTHER;
    }
}

bool gpio_is_pulled_up(uint32_t port, uint32_t pin) {
    return bits(port, pin) == 8 && gpio_output(port, pin);
}

bool gpio_output(uint32_t port, uint32_t pin) {
    return (ports[port].output >> pin & 1) != 0;
}

void gpio_apply(uint32_t port, uint32_t pin, bool high) {
    ports[port].outside = (ports[port].outside & ~(1u << pin)) | (uint32_t) high << pin;
}

static uint32_t read(uint32_t offset) {
    uint32_t port = offset / 0x400;
    bus_forbid(!rcc_has_port(port), "a port used without its clock");
    switch (offset % 0x400) {
        case 0x00: return ports[port].mode[0];
        case 0x04: return ports[port].mode[1];
        case 0x08: return ports[port].outside;
        case 0x0C: return ports[port].output;
        default: return 0;
    }
}

static void write(uint32_t offset, uint32_t value) {
    uint32_t port = offset / 0x400;
    bus_forbid(!rcc_has_port(port), "a port used without its clock");
    switch (offset % 0x400) {
        case 0x00: case 0x04:
            ports[port].mode[offset % 0x400 / 4] = value;
            break;
        case 0x10: /* the lower half sets, and wins; the upper one resets */
            ports[port].output = (ports[port].output & ~(value >> 16)) | (value & 0xFFFF);
            break;
        default:
            bus_forbid(true, "this register of a port is not modelled");
            break;
    }
}

const struct device gpio_device = {"GPIO", 0x40010800u, 0x400 * PORTS, read, write, power_on, NULL};
