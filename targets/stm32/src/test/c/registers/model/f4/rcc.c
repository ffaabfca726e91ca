/* Clocks of an F4 (RM0090 7.3; RM0383 6.3) and the regulator (5.4): oscillators, PLL, switch, and their limits. */
#include "../model.h"

#define CR_HSION (1u << 0)
#define CR_HSIRDY (1u << 1)
#define CR_HSEON (1u << 16)
#define CR_HSERDY (1u << 17)
#define CR_HSEBYP (1u << 18)
#define CR_PLLON (1u << 24)
#define CR_PLLRDY (1u << 25)
#define PLLCFGR_AFTER_RESET 0x24003010u
#define PLLCFGR_RESERVED 0xF0BC8000u
#define PLLCFGR_HSE (1u << 22)

bool rcc_answers, rcc_crystal_starts, rcc_pll_locks, rcc_switches;
static uint32_t control, pll, config, ahb1, apb1, apb2, voltage;
static uint32_t crystal_at, pll_at; /* looks when they were switched on */
static bool runs_on_pll;

static void power_on(void) {
    rcc_answers = rcc_crystal_starts = rcc_pll_locks = rcc_switches = true;
    control = CR_HSION | CR_HSIRDY;
    pll = PLLCFGR_AFTER_RESET;
    config = ahb1 = apb1 = apb2 = 0;
    runs_on_pll = false;
}

static uint32_t pll_hz(void) {
    uint32_t source = (pll & PLLCFGR_HSE) != 0 ? CHIP_HSE_HZ : CHIP_HSI_HZ;
    uint32_t divisor = (pll & 63) == 0 ? 1 : pll & 63;
    return source / divisor * (pll >> 6 & 511) / (2 * ((pll >> 16 & 3) + 1));
}

uint32_t rcc_core_hz(void) {
    return runs_on_pll ? pll_hz() : CHIP_HSI_HZ;
}

static uint32_t divided(uint32_t bits) {
    return bits < 4 ? rcc_core_hz() : rcc_core_hz() >> (bits - 3);
}

uint32_t rcc_apb1_hz(void) {
    return divided(config >> 10 & 7);
}

uint32_t rcc_apb2_hz(void) {
    return divided(config >> 13 & 7);
}

bool rcc_has_port(uint32_t port) {
    return (ahb1 >> port & 1) != 0;
}

bool rcc_has_usart1(void) {
    return (apb2 >> 4 & 1) != 0;
}

bool rcc_has_usart2(void) {
    return (apb1 >> 17 & 1) != 0;
}

bool rcc_has_adc1(void) {
    return (apb2 >> 8 & 1) != 0;
}

bool rcc_pll_is_on(void) {
    return (control & CR_PLLON) != 0;
}

static uint32_t flags(void) {
    uint32_t ready = control & ~(CR_HSERDY | CR_PLLRDY);
    if ((control & CR_HSEON) != 0 && rcc_crystal_starts && bus_looks() - crystal_at > 1000) {
        ready |= CR_HSERDY;
    }
    if ((control & CR_PLLON) != 0 && rcc_pll_locks && bus_looks() - pll_at > 100) {
        ready |= CR_PLLRDY;
    }
    return ready;
}

static uint32_t read(uint32_t offset) {
    if (!rcc_answers) {
        return 0;
    }
    switch (offset) {
        case 0x00: return flags();
        case 0x04: return pll;
        case 0x08: return config | (runs_on_pll ? 2u << 2 : 0);
        case 0x30: return ahb1;
        case 0x40: return apb1;
        case 0x44: return apb2;
        default: return 0;
    }
}

static void switch_oscillators(uint32_t value) {
    uint32_t risen = value & ~control;
    bus_forbid((value & CR_HSION) == 0, "the internal oscillator off: it is what the chip falls back to");
    bus_forbid(((value ^ control) & CR_HSEBYP) != 0 && (control & CR_HSEON) != 0, "HSEBYP changed while HSEON");
    if ((risen & CR_HSEON) != 0) {
        bus_forbid(((value & CR_HSEBYP) != 0) != CHIP_HSE_IS_CLOCK, "HSEBYP is for a clock, not for a crystal");
        crystal_at = bus_looks();
    }
    if ((risen & CR_PLLON) != 0) {
        uint32_t source = (pll & PLLCFGR_HSE) != 0 ? CHIP_HSE_HZ : CHIP_HSI_HZ;
        bus_forbid((pll & PLLCFGR_HSE) != 0 && (flags() & CR_HSERDY) == 0, "a PLL from a crystal that is not ready");
        bus_forbid((pll & 63) < 2 || source / (pll & 63) < 1000000 || source / (pll & 63) > 2000000,
                "1 to 2 MHz into the PLL");
        bus_forbid((pll >> 6 & 511) * (source / (pll & 63)) > 432000000, "the PLL's oscillator above 432 MHz");
        pll_at = bus_looks();
    }
    control = value;
}

static void check_limits(void) {
    bus_forbid(rcc_core_hz() > CHIP_CORE_HZ, "the core above its limit");
    bus_forbid(rcc_apb1_hz() > CHIP_APB1_HZ, "APB1 above its limit");
    bus_forbid(rcc_apb2_hz() > CHIP_APB2_HZ, "APB2 above its limit");
    bus_forbid(flash_latency() < CHIP_WAIT_STATES(rcc_core_hz()), "too few wait states of the flash");
    bus_forbid(rcc_core_hz() > CHIP_HZ_AFTER_RESET && voltage >> 14 != 3, "too low a voltage for this clock");
}

static void write(uint32_t offset, uint32_t value) {
    switch (offset) {
        case 0x00:
            switch_oscillators(value);
            break;
        case 0x04:
            bus_forbid((control & CR_PLLON) != 0, "PLLCFGR written while the PLL is on");
            bus_forbid(((value ^ PLLCFGR_AFTER_RESET) & PLLCFGR_RESERVED) != 0, "reserved bits of PLLCFGR changed");
            pll = value;
            break;
        case 0x08:
            bus_forbid((value & 3) == 2 && (flags() & CR_PLLRDY) == 0, "switched to a PLL that is not ready");
            config = value & ~(3u << 2);
            runs_on_pll = (value & 3) == 2 && rcc_switches;
            check_limits();
            break;
        case 0x30:
            ahb1 = value;
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
    return offset == 0 ? voltage : (flags() & CR_PLLRDY) != 0 ? 1u << 14 : 0; /* a new scale needs the PLL */
}

static void write_regulator(uint32_t offset, uint32_t value) {
    if (offset == 0) {
        bus_forbid((control & CR_PLLON) != 0, "the voltage scale written while the PLL is on");
        voltage = value & 3u << 14;
    }
}

const struct device rcc_device = {"RCC", 0x40023800u, 0x400, read, write, power_on, NULL};
const struct device pwr_device = {"PWR", 0x40007000u, 0x400, read_regulator, write_regulator, power_on_regulator,
    pwr_has_clock};
