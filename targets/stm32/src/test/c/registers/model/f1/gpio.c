/* Ports of an F1 (RM0041 7.2): four bits a pin, and a pull-up that is an output bit. */
#include <string.h>
#include "../ports.h"

#define PORTS 7

static uint32_t modes[PORTS][2]; /* CRL and CRH */

static void power_on(void) {
    ports_power_on();
    memset(modes, 0x44, sizeof modes); /* floating inputs */
}

static uint32_t bits(uint32_t port, uint32_t pin) {
    return modes[port][pin / 8] >> pin % 8 * 4 & 15;
}

enum pin_mode gpio_mode(uint32_t port, uint32_t pin) {
    switch (bits(port, pin)) {
        case 0: return PIN_ANALOGUE;
        case 4: case 8: return PIN_INPUT;
        case 1: case 2: case 3: return PIN_OUTPUT;
        case 5: case 6: case 7: return PIN_OPEN_DRAIN;
        case 9: case 10: case 11: return PIN_USART;
        case 14: return PIN_I2C; /* open drain of a device: here only I2C1 has such pins */
        default: return PIN_OTHER;
    }
}

bool gpio_is_pulled_up(uint32_t port, uint32_t pin) {
    return bits(port, pin) == 8 && gpio_output_level(port, pin);
}

bool gpio_is_pulled_down(uint32_t port, uint32_t pin) {
    return bits(port, pin) == 8 && !gpio_output_level(port, pin);
}

static uint32_t read(uint32_t offset) {
    uint32_t port = ports_find(offset);
    switch (offset % PORT_SIZE) {
        case 0x00: return modes[port][0];
        case 0x04: return modes[port][1];
        case 0x08: return ports_input(port);
        case 0x0C: return ports_output(port);
        default: return 0;
    }
}

static void write(uint32_t offset, uint32_t value) {
    uint32_t port = ports_find(offset);
    switch (offset % PORT_SIZE) {
        case 0x00: case 0x04:
            modes[port][offset % PORT_SIZE / 4] = value;
            break;
        case 0x10:
            ports_set_reset(port, value);
            break;
        default:
            bus_forbid(true, "this register of a port is not modelled");
            break;
    }
}

const struct device gpio_device = {"GPIO", 0x40010800u, PORT_SIZE * PORTS, read, write, power_on, NULL};
