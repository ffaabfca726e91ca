/* Clocks of an F1 of the value line (RM0041 6.3): oscillators, PLL, switch, and their limits. */
#include "../model.h"

#define CR_HSION (1u << 0)
#define CR_HSIRDY (1u << 1)
#define CR_HSEON (1u << 16)
#define CR_HSERDY (1u << 17)
#define CR_PLLON (1u << 24)
#define CR_PLLRDY (1u << 25)
#define CFGR_PLL 0x3F0000u
#define CFGR_PLLSRC (1u << 16)

bool rcc_answers, rcc_crystal_starts, rcc_pll_locks, rcc_switches;
static uint32_t control, config, config2, apb1, apb2;
static uint32_t crystal_at, pll_at; /* looks when they were switched on */
static bool runs_on_pll;

static void power_on(void) {
    rcc_answers = rcc_crystal_starts = rcc_pll_locks = rcc_switches = true;
    control = CR_HSION | CR_HSIRDY;
    config = config2 = apb1 = apb2 = 0;
    runs_on_pll = false;
}

static uint32_t pll_hz(void) {
    uint32_t source = (config & CFGR_PLLSRC) != 0 ? CHIP_HSE_HZ / ((config2 & 15) + 1) : CHIP_HSI_HZ / 2;
    return source * ((config >> 18 & 15) + 2);
}

uint32_t rcc_core_hz(void) {
    return runs_on_pll ? pll_hz() : CHIP_HSI_HZ;
}

uint32_t rcc_apb1_hz(void) {
    return rcc_core_hz() >> ((config >> 8 & 7) < 4 ? 0 : (config >> 8 & 7) - 3);
}

uint32_t rcc_apb2_hz(void) {
    return rcc_core_hz() >> ((config >> 11 & 7) < 4 ? 0 : (config >> 11 & 7) - 3);
}

bool rcc_has_port(uint32_t port) {
    return (apb2 >> (port + 2) & 1) != 0;
}

bool rcc_has_usart1(void) {
    return (apb2 >> 14 & 1) != 0;
}

bool rcc_has_usart2(void) {
    return (apb1 >> 17 & 1) != 0;
}

bool rcc_has_adc1(void) {
    return (apb2 >> 9 & 1) != 0;
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
        case 0x04: return config | (runs_on_pll ? 2u << 2 : 0);
        case 0x18: return apb2;
        case 0x1C: return apb1;
        case 0x2C: return config2;
        default: return 0;
    }
}

static void switch_oscillators(uint32_t value) {
    uint32_t risen = value & ~control;
    bus_forbid((value & CR_HSION) == 0, "the internal oscillator off: the flash controller needs it");
    if ((risen & CR_HSEON) != 0) {
        crystal_at = bus_looks();
    }
    if ((risen & CR_PLLON) != 0) {
        bus_forbid((config & CFGR_PLLSRC) != 0 && (flags() & CR_HSERDY) == 0,
                "a PLL from a crystal that is not ready");
        pll_at = bus_looks();
    }
    control = value;
}

static void configure(uint32_t value) {
    bus_forbid((control & CR_PLLON) != 0 && ((value ^ config) & CFGR_PLL) != 0, "the PLL set up while it is on");
    bus_forbid((value & 3) == 2 && (flags() & CR_PLLRDY) == 0, "switched to a PLL that is not ready");
    config = value & ~(3u << 2);
    runs_on_pll = (value & 3) == 2 && rcc_switches;
    bus_forbid(rcc_core_hz() > CHIP_CORE_HZ, "the core above its limit");
}

static void write(uint32_t offset, uint32_t value) {
    switch (offset) {
        case 0x00:
            switch_oscillators(value);
            break;
        case 0x04:
            configure(value);
            break;
        case 0x18:
            apb2 = value;
            break;
        case 0x1C:
            apb1 = value;
            break;
        case 0x2C:
            bus_forbid((control & CR_PLLON) != 0, "PREDIV1 written while the PLL is on");
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
