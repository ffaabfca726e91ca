/* SysTick (PM0214 4.5): counts milliseconds in looks once it is on; and the enable bits of the NVIC (4.3.2, 4.3.3). */
#include "board.h"
#include "model.h"

static uint32_t control, reload, enabled[8];

void systick_pass(void) {
    if ((control & 3) == 3 && bus_looks() % MILLISECOND == 0) {
        SysTick_Handler();
    }
}

bool nvic_has(uint32_t interrupt) {
    return (enabled[interrupt / 32] >> interrupt % 32 & 1) != 0;
}

static void power_on(void) {
    control = 0;
}

static uint32_t read_systick(uint32_t offset) {
    return offset == 0 ? control : offset == 4 ? reload : 0;
}

static void write_systick(uint32_t offset, uint32_t value) {
    if (offset == 0) {
        control = value;
    } else if (offset == 4) {
        bus_forbid(value > 0xFFFFFF, "SysTick counts 24 bits");
        bus_forbid(value != rcc_core_hz() / 1000 - 1, "a SysTick that does not count milliseconds");
        reload = value;
    }
}

#define ICER 0x80u

static uint32_t read_nvic(uint32_t offset) {
    return enabled[offset % ICER / 4];
}

/* What was held back by a bit that was clear comes as soon as it is set. */
static void write_nvic(uint32_t offset, uint32_t value) {
    if (offset >= ICER) {
        enabled[(offset - ICER) / 4] &= ~value;
    } else {
        enabled[offset / 4] |= value;
        usart_interrupt();
    }
}

const struct device systick_device = {"SysTick", 0xE000E010u, 16, read_systick, write_systick, power_on, NULL};
const struct device nvic_device = {"NVIC", 0xE000E100u, ICER + 32, read_nvic, write_nvic, power_on, NULL};
