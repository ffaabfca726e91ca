/* Clocks of an F1 of the value line (RM0041 6.3): the PLL, the dividers and the buses. */
#include "../oscillators.h"

#define CFGR_PLL 0x3F0000u
#define CFGR_PLLSRC (1u << 16)

static uint32_t config2, apb1, apb2;

static void power_on(void) {
    oscillators_power_on();
    config2 = apb1 = apb2 = 0;
}

static bool pll_is_from_crystal(void) {
    return (oscillators_config & CFGR_PLLSRC) != 0;
}

uint32_t rcc_pll_hz(void) {
    uint32_t source = pll_is_from_crystal() ? CHIP_HSE_HZ / ((config2 & 15) + 1) : CHIP_HSI_HZ / 2;
    return source * ((oscillators_config >> 18 & 15) + 2);
}

uint32_t rcc_apb1_hz(void) {
    return oscillators_divided(oscillators_config >> 8 & 7);
}

uint32_t rcc_apb2_hz(void) {
    return oscillators_divided(oscillators_config >> 11 & 7);
}

bool rcc_has_port(uint32_t port) {
    return (apb2 >> (port + 2) & 1) != 0;
}

bool rcc_has_usart(uint32_t number) {
    return ((number == 1 ? apb2 >> 14 : apb1 >> (15 + number)) & 1) != 0;
}

uint32_t rcc_usart_hz(uint32_t number) {
    return number == 1 ? rcc_apb2_hz() : rcc_apb1_hz();
}

bool rcc_has_i2c(void) {
    return (apb1 >> 21 & 1) != 0;
}

bool rcc_has_adc1(void) {
    return (apb2 >> 9 & 1) != 0;
}

bool rcc_has_exti(void) {
    return (apb2 & 1) != 0;
}

static uint32_t read(uint32_t offset) {
    switch (offset) {
        case 0x00: return oscillators_read_control();
        case 0x04: return oscillators_read_config();
        case 0x18: return apb2;
        case 0x1C: return apb1;
        case 0x2C: return config2;
        default: return 0;
    }
}

static void write(uint32_t offset, uint32_t value) {
    switch (offset) {
        case 0x00:
            oscillators_write_control(value, pll_is_from_crystal());
            break;
        case 0x04:
            bus_forbid(rcc_pll_is_on() && ((value ^ oscillators_config) & CFGR_PLL) != 0,
                    "the PLL set up while it is on");
            oscillators_write_config(value);
            break;
        case 0x18:
            apb2 = value;
            break;
        case 0x1C:
            apb1 = value;
            break;
        case 0x2C:
            bus_forbid(rcc_pll_is_on(), "PREDIV1 written while the PLL is on");
            config2 = value;
            break;
        default:
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
    bus_forbid(true, "the regulator of an F1 has no scale");
}

static void power_on_regulator(void) {
}

const struct device rcc_device = {"RCC", 0x40021000u, 0x400, read, write, power_on, NULL};
const struct device pwr_device = {"PWR", 0x40007000u, 0x400, read_regulator, write_regulator, power_on_regulator, NULL};
