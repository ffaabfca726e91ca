/*
 * F1 value line: crystal -> PLL -> 24 MHz, or the internal oscillator. RM0041 chapter 6 (RCC). Every wait has an end;
 * what cannot be reached leaves the chip on its 8 MHz. At 24 MHz the flash needs no wait states and no bus a divider.
 */
#include "board.h"
#include "reg.h"

#define RCC_CR 0x40021000u
#define RCC_CFGR 0x40021004u
#define RCC_CFGR2 0x4002102Cu

#define CR_HSION (1u << 0)
#define CR_HSIRDY (1u << 1)
#define CR_HSITRIM_16 (16u << 3) /* as after reset */
#define CR_HSEON (1u << 16)
#define CR_HSERDY (1u << 17)
#define CR_PLLON (1u << 24)
#define CR_PLLRDY (1u << 25)
#define CR_INTERNAL (CR_HSION | CR_HSITRIM_16)
#define CFGR_PLLSRC_PREDIV1 (1u << 16)
#define CFGR_PLLMUL(n) (((n) - 2u) << 18)
#define CFGR_SW_PLL 2u
#define CFGR_SWS (3u << 2)
#define CFGR_SWS_PLL (2u << 2)

#define HSI_HZ 8000000u
#define TURNS 200000u /* more than the 2 ms that a crystal may take, at 8 MHz */

uint32_t clock_core = HSI_HZ;

/* To where a reset begins: a boot loader may have left the PLL on, and the internal oscillator off. */
static void start_anew(void) {
    reg_set(RCC_CR, CR_HSION);
    reg_await(RCC_CR, CR_HSIRDY, CR_HSIRDY, TURNS);
    reg_change(RCC_CFGR, 3, 0); /* the PLL's fields are written while it is off */
    reg_await(RCC_CFGR, CFGR_SWS, 0, TURNS);
    reg_write(RCC_CR, CR_INTERNAL);
}

void clock_start(void) {
    start_anew();
    uint32_t pll = CFGR_PLLMUL(CORE_HZ / (HSI_HZ / 2)); /* half of the internal one */
    reg_write(RCC_CR, CR_INTERNAL | CR_HSEON);
    if (reg_await(RCC_CR, CR_HSERDY, CR_HSERDY, TURNS)) {
        reg_write(RCC_CFGR2, 0); /* the crystal undivided */
        pll = CFGR_PLLSRC_PREDIV1 | CFGR_PLLMUL(CORE_HZ / HSE_HZ);
    }
    reg_write(RCC_CFGR, pll);
    reg_set(RCC_CR, CR_PLLON);
    if (!reg_await(RCC_CR, CR_PLLRDY, CR_PLLRDY, TURNS)) {
        return;
    }
    reg_write(RCC_CFGR, pll | CFGR_SW_PLL);
    if (reg_await(RCC_CFGR, CFGR_SWS, CFGR_SWS_PLL, TURNS)) {
        clock_core = CORE_HZ;
    }
}

uint32_t clock_usart(uint32_t number) {
    (void) number;
    return clock_core;
}
