/* Clocks of a G0 (RM0444 5.4): the PLL, one bus, and what each device's clock hangs on. */
#include "../oscillators.h"

#define PLLCFGR_AFTER_RESET 0x00001000u

static uint32_t pll, ports, apb1, apb2;

static void power_on(void) {
    oscillators_power_on();
    pll = PLLCFGR_AFTER_RESET;
    ports = apb1 = apb2 = 0;
}

static uint32_t pll_input_hz(void) {
    return CHIP_HSI_HZ / ((pll >> 4 & 7) + 1);
}

uint32_t rcc_pll_hz(void) {
    uint32_t divisor = (pll >> 29 & 7) + 1;
    return pll_input_hz() * (pll >> 8 & 127) / divisor;
}

uint32_t rcc_apb1_hz(void) {
    return oscillators_divided(oscillators_config >> 12 & 7);
}

uint32_t rcc_apb2_hz(void) {
    return rcc_apb1_hz();
}

bool rcc_has_port(uint32_t port) {
    return (ports >> port & 1) != 0;
}

bool rcc_has_usart(uint32_t number) {
    return ((number == 1 ? apb2 >> 14 : apb1 >> (15 + number)) & 1) != 0;
}

uint32_t rcc_usart_hz(uint32_t number) {
    (void) number;
    return rcc_apb1_hz();
}

bool rcc_has_adc1(void) {
    return (apb2 >> 20 & 1) != 0;
}

bool rcc_has_debug(void) {
    return (apb1 >> 27 & 1) != 0;
}

static uint32_t read(uint32_t offset) {
    switch (offset) {
        case 0x00: return oscillators_read_control();
        case 0x08: return oscillators_read_config();
        case 0x0C: return pll;
        case 0x34: return ports;
        case 0x3C: return apb1;
        case 0x40: return apb2;
        default: return 0;
    }
}

static void check_pll(uint32_t control) {
    if ((control & ~oscillators_control & CR_PLLON) == 0) {
        return;
    }
    uint32_t vco = pll_input_hz() * (pll >> 8 & 127);
    bus_forbid((pll & 3) != 2, "a PLL whose source is not the internal oscillator");
    bus_forbid(pll_input_hz() < 2660000 || pll_input_hz() > 16000000, "2.66 to 16 MHz into the PLL");
    bus_forbid(vco < 64000000 || vco > 344000000, "the PLL's oscillator out of 64 to 344 MHz");
    bus_forbid((pll >> 28 & 1) == 0 || pll >> 29 == 0, "the PLL's output for the core is off, or not divided");
}

static void write(uint32_t offset, uint32_t value) {
    switch (offset) {
        case 0x00:
            check_pll(value);
            oscillators_write_control(value, false);
            break;
        case 0x08:
            oscillators_write_config(value);
            bus_forbid(flash_latency() < CHIP_WAIT_STATES(rcc_core_hz()), "too few wait states of the flash");
            break;
        case 0x0C:
            bus_forbid(rcc_pll_is_on(), "PLLCFGR written while the PLL is on");
            pll = value;
            break;
        case 0x34:
            ports = value;
            break;
        case 0x3C:
            apb1 = value;
            break;
        case 0x40:
            apb2 = value;
            break;
        default:
            bus_forbid(true, "this register of the clocks is not modelled");
            break;
    }
}

static uint32_t read_regulator(uint32_t offset) {
    (void) offset;
    return 0;
}

static void write_regulator(uint32_t offset, uint32_t value) {
    (void) offset;
    (void) value;
    bus_forbid(true, "the regulator stays in the range of after reset");
}

static void power_on_regulator(void) {
}

const struct device rcc_device = {"RCC", 0x40021000u, 0x400, read, write, power_on, NULL};
const struct device pwr_device = {"PWR", 0x40007000u, 0x400, read_regulator, write_regulator, power_on_regulator, NULL};
