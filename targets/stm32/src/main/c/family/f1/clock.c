/*
 * F1 value line: crystal -> PLL -> 24 MHz, or the internal oscillator. RM0041 chapter 6 (RCC). Every wait has an end;
 * what cannot be reached leaves the chip on its 8 MHz. At 24 MHz the flash needs no wait states and no bus a divider.
 */
#include "board.h"
#include "reg.h"

#define RCC_CR 0x40021000u
#define RCC_CFGR 0x40021004u
#define RCC_CFGR2 0x4002102Cu

#define CR_HSIRDY (1u << 1)
#define CR_HSEON (1u << 16)
#define CR_HSERDY (1u << 17)
#define CR_PLLON (1u << 24)
#define CR_PLLRDY (1u << 25)
#define CFGR_PLLSRC_PREDIV1 (1u << 16)
#define CFGR_PLLMUL(n) (((n) - 2u) << 18)
#define CFGR_SW_PLL 2u
#define CFGR_SWS (3u << 2)
#define CFGR_SWS_PLL (2u << 2)

#define HSI_HZ 8000000u
#define TURNS 200000u /* more than the 2 ms that a crystal may take, at 8 MHz */

uint32_t clock_core = HSI_HZ;

/* QEMU has no RCC here: its register reads 0, while on a chip the internal oscillator is always ready at reset. The
   emulated core runs at the nominal frequency from the start. */
int clock_is_emulated(void) {
    return (reg_read(RCC_CR) & CR_HSIRDY) == 0;
}

void clock_start(void) {
    if (clock_is_emulated()) {
        clock_core = CORE_HZ;
        return;
    }
    reg_set(RCC_CR, CR_HSEON);
    if (reg_await(RCC_CR, CR_HSERDY, CR_HSERDY, TURNS)) {
        reg_write(RCC_CFGR2, 0); /* the crystal undivided */
        reg_change(RCC_CFGR, 0x3F0000, CFGR_PLLSRC_PREDIV1 | CFGR_PLLMUL(CORE_HZ / HSE_HZ));
    } else {
        reg_change(RCC_CFGR, 0x3F0000, CFGR_PLLMUL(CORE_HZ / (HSI_HZ / 2))); /* half of the internal one */
    }
    reg_set(RCC_CR, CR_PLLON);
    if (!reg_await(RCC_CR, CR_PLLRDY, CR_PLLRDY, TURNS)) {
        return;
    }
    reg_change(RCC_CFGR, 3, CFGR_SW_PLL);
    if (reg_await(RCC_CFGR, CFGR_SWS, CFGR_SWS_PLL, TURNS)) {
        clock_core = CORE_HZ;
    }
}

uint32_t clock_usart(uint32_t base) {
    (void) base;
    return clock_core;
}
