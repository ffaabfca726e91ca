/*
 * What the clocks of the families do alike, behind each family's rcc.c: RCC_CR, whose oscillators and PLL get ready
 * some time after they were switched on, and the switch of RCC_CFGR between them.
 */
#pragma once
#include "model.h"

#ifdef FAMILY_g0
#define CR_HSION (1u << 8)
#define CR_HSIRDY (1u << 10)
#define CR_AFTER_RESET CR_HSION
#define SWS_SHIFT 3
#else
#define CR_HSION (1u << 0)
#define CR_HSIRDY (1u << 1)
#define CR_AFTER_RESET (CR_HSION | 16u << 3) /* and the trimming's middle */
#define SWS_SHIFT 2
#endif
#define CR_HSEON (1u << 16)
#define CR_HSERDY (1u << 17)
#define CR_PLLON (1u << 24)
#define CR_PLLRDY (1u << 25)

extern uint32_t oscillators_control, oscillators_config; /* RCC_CR and RCC_CFGR, as they were written */

void oscillators_power_on(void);
uint32_t oscillators_read_control(void);
void oscillators_write_control(uint32_t value, bool pll_is_from_crystal);
uint32_t oscillators_read_config(void);
void oscillators_write_config(uint32_t value);
uint32_t oscillators_divided(uint32_t bits); /* Hz of a bus by its divider, PPRE1 or PPRE2 */

/* rcc.c of the family */
uint32_t rcc_pll_hz(void);
