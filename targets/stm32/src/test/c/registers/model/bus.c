/* The address space: finds the device, lets time pass, keeps the first rule that was broken. */
#include <stdio.h>
#include "model.h"
#include "reg.h"

extern const struct device rcc_device, pwr_device, gpio_device, adc_device, link_device, console_device,
        systick_device, nvic_device, iwdg_device, identity_device, flash_device, flash_memory_device, debug_device,
        exti_device;
#ifdef FAMILY_g0
extern const struct device factory_device;
#else
extern const struct device routes_device;
#endif
#ifdef CHIP_HAS_I2C_OF_F1
extern const struct device i2c_device;
#endif
#ifdef CHIP_RNG
extern const struct device rng_device;
#endif

static const struct device *const devices[] = {
    &rcc_device, &pwr_device, &gpio_device, &adc_device, &link_device, &console_device, &systick_device, &nvic_device,
    &iwdg_device, &identity_device, &flash_device, &flash_memory_device, &debug_device,
    &exti_device,
#ifdef FAMILY_g0
    &factory_device,
#else
    &routes_device,
#endif
#ifdef CHIP_HAS_I2C_OF_F1
    &i2c_device,
#endif
#ifdef CHIP_RNG
    &rng_device,
#endif
};

static char forbidden[160];
static uint32_t looks;
static uint32_t width;
static bool is_in_meanwhile;
void (*bus_meanwhile)(void);

void systick_pass(void);

void bus_power_on(void) {
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++) {
        devices[i]->power_on();
    }
}

void bus_forbid(bool when, const char *rule) {
    if (when && forbidden[0] == 0) {
        snprintf(forbidden, sizeof forbidden, "forbidden: %s", rule);
    }
}

const char *bus_forbidden(void) {
    return forbidden[0] == 0 ? NULL : forbidden;
}

uint32_t bus_looks(void) {
    return looks;
}

uint32_t bus_width(void) {
    return width;
}

static const struct device *find(uint32_t address) {
    looks++;
    systick_pass();
    if (bus_meanwhile != NULL && !is_in_meanwhile) { /* what it does itself takes no time */
        is_in_meanwhile = true;
        bus_meanwhile();
        is_in_meanwhile = false;
    }
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++) {
        const struct device *device = devices[i];
        if (address - device->start < device->size) {
            if (device->has_clock != NULL && !device->has_clock()) {
                char rule[80];
                snprintf(rule, sizeof rule, "%s used without its clock", device->name);
                bus_forbid(true, rule);
            }
            return device;
        }
    }
    char rule[80];
    snprintf(rule, sizeof rule, "no device at 0x%08x", address);
    bus_forbid(true, rule);
    return NULL;
}

uint32_t reg_read(uint32_t address) {
    const struct device *device = find(address);
    bus_forbid(address % 4 != 0, "a word read from an odd address");
    width = 32;
    return device == NULL ? 0 : device->read(address - device->start);
}

static void write(uint32_t address, uint32_t value, uint32_t bits) {
    const struct device *device = find(address);
    bus_forbid(address % (bits / 8) != 0, "written to an odd address");
    width = bits;
    if (device != NULL) {
        device->write(address - device->start, value);
    }
}

void reg_write(uint32_t address, uint32_t value) {
    write(address, value, 32);
}

void reg_write16(uint32_t address, uint16_t value) {
    write(address, value, 16);
}

void reg_order(void) {
}

void reg_barrier(void) {
}

void reg_sleep(void) {
    looks++;
    systick_pass();
}
