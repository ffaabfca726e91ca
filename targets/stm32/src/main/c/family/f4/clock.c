/*
 * F4: crystal -> PLL -> core, or the internal oscillator where the crystal does not start. RM0090 chapter 7 (RCC),
 * 3.5 (flash latency), 5.4 (regulator); RM0383 for the F411. Every wait has an end; what cannot be reached leaves the
 * chip on its 16 MHz.
 */
#include "board.h"
#include "reg.h"

#define RCC_CR 0x40023800u
#define RCC_PLLCFGR 0x40023804u
#define RCC_CFGR 0x40023808u
#define RCC_APB1ENR 0x40023840u
#define PWR_CR 0x40007000u
#define PWR_CSR 0x40007004u
#define FLASH_ACR 0x40023C00u

#define CR_HSION (1u << 0)
#define CR_HSIRDY (1u << 1)
#define CR_HSITRIM_16 (16u << 3) /* as after reset */
#define CR_HSEON (1u << 16)
#define CR_HSERDY (1u << 17)
#define CR_HSEBYP (1u << 18)
#define CR_PLLON (1u << 24)
#define CR_PLLRDY (1u << 25)
#define CR_INTERNAL (CR_HSION | CR_HSITRIM_16)
#define CR_EXTERNAL (CR_INTERNAL | CR_HSEON | (HSE_IS_CLOCK ? CR_HSEBYP : 0))
#define PLLCFGR_RESERVED 0x20000000u /* as after reset */
#define PLLSRC_HSE (1u << 22)
#define APB1ENR_PWREN (1u << 28)
#define PWR_VOSRDY (1u << 14)
#define CFGR_DIVIDERS (APB1_DIVIDER_BITS << 10 | APB2_DIVIDER_BITS << 13)
#define CFGR_SW_PLL 2u
#define CFGR_SWS (3u << 2)
#define CFGR_SWS_PLL (2u << 2)
#define ACR_CACHES (7u << 8) /* prefetch, instruction and data cache */

#define HSI_MHZ 16
#define TURNS 200000u /* more than the 2 ms that a crystal may take, at 16 MHz */

uint32_t clock_core = HSI_MHZ * 1000000u;

/* To where a reset begins: a boot loader may have left the PLL on, and the internal oscillator off. */
static void start_anew(void) {
    reg_set(RCC_CR, CR_HSION);
    reg_await(RCC_CR, CR_HSIRDY, CR_HSIRDY, TURNS);
    reg_write(RCC_CFGR, 0);
    reg_await(RCC_CFGR, CFGR_SWS, 0, TURNS);
    reg_write(RCC_CR, CR_INTERNAL);
}

/* The voltage of the core for CORE_HZ, where the one after reset is too low: set while the PLL is off. */
static void raise_voltage(void) {
    reg_set(RCC_APB1ENR, APB1ENR_PWREN);
    reg_write(PWR_CR, REGULATOR_VOS << 14);
}

static int start_pll(uint32_t source) {
    reg_write(RCC_PLLCFGR, PLLCFGR_RESERVED | source | PLL_N << 6 | (PLL_P / 2 - 1) << 16 | PLL_Q << 24);
    reg_set(RCC_CR, CR_PLLON);
    return reg_await(RCC_CR, CR_PLLRDY, CR_PLLRDY, TURNS)
            && (REGULATOR_VOS == 0 || reg_await(PWR_CSR, PWR_VOSRDY, PWR_VOSRDY, TURNS));
}

void clock_start(void) {
    start_anew();
    if (REGULATOR_VOS != 0) {
        raise_voltage();
    }
    uint32_t source = HSI_MHZ; /* the divisor: 1 MHz into the PLL */
    if (HSE_IS_CLOCK) {
        reg_write(RCC_CR, CR_INTERNAL | CR_HSEBYP); /* ahead of HSEON: 7.3.1 */
    }
    reg_write(RCC_CR, CR_EXTERNAL);
    if (reg_await(RCC_CR, CR_HSERDY, CR_HSERDY, TURNS)) {
        source = HSE_MHZ | PLLSRC_HSE;
    }
    if (!start_pll(source)) {
        return;
    }
    reg_write(FLASH_ACR, ACR_CACHES | FLASH_WAIT_STATES);
    if (!reg_await(FLASH_ACR, 15, FLASH_WAIT_STATES, TURNS)) {
        return;
    }
    reg_write(RCC_CFGR, CFGR_DIVIDERS);
    reg_write(RCC_CFGR, CFGR_DIVIDERS | CFGR_SW_PLL); /* only now: no bus is ever above its limit */
    if (reg_await(RCC_CFGR, CFGR_SWS, CFGR_SWS_PLL, TURNS)) {
        clock_core = CORE_HZ;
    }
}

/* USART1 and 6 hang on APB2, the others on APB1; a core that stayed on 16 MHz may have its dividers set or not. */
uint32_t clock_usart(uint32_t number) {
    uint32_t bits = reg_read(RCC_CFGR) >> (number == 1 || number == 6 ? 13 : 10) & 7;
    return bits < 4 ? clock_core : clock_core >> (bits - 3);
}
