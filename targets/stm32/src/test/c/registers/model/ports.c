/* The levels of the pins, whichever family the ports are of. */
#include <string.h>
#include "ports.h"

#define PORTS 8

static uint32_t outputs[PORTS], inputs[PORTS];

void ports_power_on(void) {
    memset(outputs, 0, sizeof outputs);
    memset(inputs, 0, sizeof inputs);
}

uint32_t ports_find(uint32_t offset) {
    uint32_t port = offset / PORT_SIZE;
    bus_forbid(!rcc_has_port(port), "a port used without its clock");
    return port;
}

uint32_t ports_input(uint32_t port) {
    if (port == 1) {
        i2c_lines();
    }
    return inputs[port];
}

uint32_t ports_output(uint32_t port) {
    return outputs[port];
}

void ports_set_reset(uint32_t port, uint32_t value) { /* the lower half sets, and wins; the upper one resets */
    outputs[port] = (outputs[port] & ~(value >> 16)) | (value & 0xFFFF);
}

bool gpio_output_level(uint32_t port, uint32_t pin) {
    return (outputs[port] >> pin & 1) != 0;
}

void gpio_apply(uint32_t port, uint32_t pin, bool high) {
    if (high != ((inputs[port] >> pin & 1) != 0)) {
        exti_edge(port, pin, high);
    }
    inputs[port] = (inputs[port] & ~(1u << pin)) | (uint32_t) high << pin;
}
