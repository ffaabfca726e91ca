/* Clocks of an F4 (RM0090 7.3; RM0383 6.3) and the regulator (5.4): the PLL, dividers, buses and their limits. */
#include "../oscillators.h"

#define CR_HSEBYP (1u << 18)
#define PLLCFGR_AFTER_RESET 0x24003010u
#define PLLCFGR_RESERVED 0xF0BC8000u
#define PLLCFGR_HSE (1u << 22)

static uint32_t pll, ahb1, ahb2, apb1, apb2, voltage;

static void power_on(void) {
    oscillators_power_on();
    pll = PLLCFGR_AFTER_RESET;
    ahb1 = ahb2 = apb1 = apb2 = 0;
}

static bool pll_is_from_crystal(void) {
    return (pll & PLLCFGR_HSE) != 0;
}

static uint32_t pll_source_hz(void) {
    return pll_is_from_crystal() ? CHIP_HSE_HZ : CHIP_HSI_HZ;
}

uint32_t rcc_pll_hz(void) {
    uint32_t divisor = (pll & 63) == 0 ? 1 : pll & 63;
    return pll_source_hz() / divisor * (pll >> 6 & 511) / (2 * ((pll >> 16 & 3) + 1));
}

uint32_t rcc_apb1_hz(void) {
    return oscillators_divided(oscillators_config >> 10 & 7);
}

uint32_t rcc_apb2_hz(void) {
    return oscillators_divided(oscillators_config >> 13 & 7);
}

bool rcc_has_port(uint32_t port) {
    return (ahb1 >> port & 1) != 0;
}

bool rcc_has_usart(uint32_t number) {
    return ((number == 1 ? apb2 >> 4 : apb1 >> (15 + number)) & 1) != 0;
}

uint32_t rcc_usart_hz(uint32_t number) {
    return number == 1 ? rcc_apb2_hz() : rcc_apb1_hz();
}

bool rcc_has_rng(void) {
    return (ahb2 >> 6 & 1) != 0;
}

bool rcc_has_i2c(void) {
    return (apb1 >> 21 & 1) != 0;
}

bool rcc_has_adc1(void) {
    return (apb2 >> 8 & 1) != 0;
}

bool rcc_has_exti(void) {
    return (apb2 >> 14 & 1) != 0;
}

static uint32_t read(uint32_t offset) {
    switch (offset) {
        case 0x00: return oscillators_read_control();
        case 0x04: return pll;
        case 0x08: return oscillators_read_config();
        case 0x30: return ahb1;
        case 0x34: return ahb2;
        case 0x40: return apb1;
        case 0x44: return apb2;
        default: return 0;
    }
}

/* What an F4 asks for beside what every chip does. */
static void check_oscillators(uint32_t value) {
    uint32_t risen = value & ~oscillators_control;
    bus_forbid(((value ^ oscillators_control) & CR_HSEBYP) != 0 && (oscillators_control & CR_HSEON) != 0,
            "HSEBYP changed while HSEON");
    bus_forbid((risen & CR_HSEON) != 0 && ((value & CR_HSEBYP) != 0) != CHIP_HSE_IS_CLOCK,
            "HSEBYP is for a clock, not for a crystal");
    if ((risen & CR_PLLON) != 0) {
        uint32_t divisor = pll & 63;
        bus_forbid(divisor < 2 || pll_source_hz() / divisor < 1000000 || pll_source_hz() / divisor > 2000000,
                "1 to 2 MHz into the PLL");
        bus_forbid(divisor != 0 && (pll >> 6 & 511) * (pll_source_hz() / divisor) > 432000000,
                "the PLL's oscillator above 432 MHz");
    }
}

static void check_buses(void) {
    bus_forbid(rcc_apb1_hz() > CHIP_APB1_HZ, "APB1 above its limit");
    bus_forbid(rcc_apb2_hz() > CHIP_APB2_HZ, "APB2 above its limit");
    bus_forbid(flash_latency() < CHIP_WAIT_STATES(rcc_core_hz()), "too few wait states of the flash");
    bus_forbid(rcc_core_hz() > CHIP_HZ_AFTER_RESET && voltage >> 14 != 3, "too low a voltage for this clock");
}

static void write(uint32_t offset, uint32_t value) {
    switch (offset) {
        case 0x00:
            check_oscillators(value);
            oscillators_write_control(value, pll_is_from_crystal());
            break;
        case 0x04:
            bus_forbid(rcc_pll_is_on(), "PLLCFGR written while the PLL is on");
            bus_forbid(((value ^ PLLCFGR_AFTER_RESET) & PLLCFGR_RESERVED) != 0, "reserved bits of PLLCFGR changed");
            pll = value;
            break;
        case 0x08:
            oscillators_write_config(value);
            check_buses();
            break;
        case 0x30:
            ahb1 = value;
            break;
        case 0x34:
            ahb2 = value;
            break;
        case 0x40:
            apb1 = value;
            break;
        case 0x44:
            apb2 = value;
            break;
        default:
            break;
    }
}

static bool pwr_has_clock(void) {
    return (apb1 >> 28 & 1) != 0;
}

static void power_on_regulator(void) {
    voltage = 2u << 14;
}

static uint32_t read_regulator(uint32_t offset) {
    bool is_scaled = (oscillators_read_control() & CR_PLLRDY) != 0; /* a new scale needs the PLL */
    return offset == 0 ? voltage : is_scaled ? 1u << 14 : 0;
}

static void write_regulator(uint32_t offset, uint32_t value) {
    if (offset == 0) {
        bus_forbid(rcc_pll_is_on(), "the voltage scale written while the PLL is on");
        voltage = value & 3u << 14;
    }
}

const struct device rcc_device = {"RCC", 0x40023800u, 0x400, read, write, power_on, NULL};
const struct device pwr_device = {"PWR", 0x40007000u, 0x400, read_regulator, write_regulator, power_on_regulator,
    pwr_has_clock};
