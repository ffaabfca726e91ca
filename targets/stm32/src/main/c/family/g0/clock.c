/*
 * G0: the internal oscillator (within 1 % from 0 to 85 degrees, DS12232) -> PLL -> core. RM0444 chapter 5 (RCC), 3.3.4
 * (flash latency); the voltage range after reset is the one for up to 64 MHz (4.1.4). Every wait has an end; what
 * cannot be reached leaves the chip on its 16 MHz.
 */
#include "board.h"
#include "reg.h"

#define RCC_CR 0x40021000u
#define RCC_CFGR 0x40021008u
#define RCC_PLLCFGR 0x4002100Cu
#define FLASH_ACR 0x40022000u

#define CR_HSION (1u << 8)
#define CR_HSIRDY (1u << 10)
#define CR_PLLON (1u << 24)
#define CR_PLLRDY (1u << 25)
#define PLLCFGR_HSI16 2u
#define PLLCFGR_REN (1u << 28)
#define CFGR_SW_PLL 2u
#define CFGR_SWS (7u << 3)
#define CFGR_SWS_PLL (2u << 3)
#define ACR_LATENCY 7u
#define ACR_PREFETCH (1u << 8)
#define ACR_CACHE (1u << 9)

#define HSI_HZ 16000000u
#define TURNS 200000u

uint32_t clock_core = HSI_HZ;

/* To where a reset begins: a boot loader may have left the PLL on, and the internal oscillator off. */
static void start_anew(void) {
    reg_set(RCC_CR, CR_HSION);
    reg_await(RCC_CR, CR_HSIRDY, CR_HSIRDY, TURNS);
    reg_write(RCC_CFGR, 0);
    reg_await(RCC_CFGR, CFGR_SWS, 0, TURNS);
    reg_write(RCC_CR, CR_HSION);
    reg_await(RCC_CR, CR_PLLRDY, 0, TURNS); /* its fields are written when it has stopped: 5.4.4 */
}

void clock_start(void) {
    start_anew();
    reg_write(RCC_PLLCFGR, PLLCFGR_HSI16 | (PLL_M - 1) << 4 | PLL_N << 8 | PLLCFGR_REN | (PLL_R - 1) << 29);
    reg_write(RCC_CR, CR_HSION | CR_PLLON);
    if (!reg_await(RCC_CR, CR_PLLRDY, CR_PLLRDY, TURNS)) {
        return;
    }
    reg_change(FLASH_ACR, ACR_LATENCY, ACR_PREFETCH | ACR_CACHE | FLASH_WAIT_STATES);
    if (!reg_await(FLASH_ACR, ACR_LATENCY, FLASH_WAIT_STATES, TURNS)) {
        return;
    }
    reg_write(RCC_CFGR, CFGR_SW_PLL);
    if (reg_await(RCC_CFGR, CFGR_SWS, CFGR_SWS_PLL, TURNS)) {
        clock_core = CORE_HZ;
    }
}

uint32_t clock_usart(uint32_t number) {
    (void) number;
    return clock_core;
}
