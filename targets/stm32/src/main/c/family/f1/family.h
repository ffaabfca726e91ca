/* What the files that serve every family must know of an F1 of the value line (RM0041). */
#pragma once
#include "family/usart_v1.h"

/* Addresses: table 1 (memory map). Interrupts: table 50. */
#define USART_BASE(n) ((n) == 1 ? 0x40013800u : 0x40004400u + 0x400u * ((n) - 2))
#define USART_IRQ(n) (36 + (n))
#define USART_CLOCKS(n) ((n) == 1 ? 0x40021018u : 0x4002101Cu) /* RCC_APB2ENR, APB1ENR: 6.3.7, 6.3.8 */
#define USART_CLOCK(n) ((n) == 1 ? 1u << 14 : 1u << (15 + (n)))
#define USART_EXISTS(n) ((n) >= 1 && (n) <= 3)

#define UNIQUE_ID 0x1FFFF7E8u                /* 27.2 */

/* DBGMCU_CR, DBG_IWDG_STOP (25.16.3): the watchdog stands still while a debugger has stopped the core. */
#define WATCHDOG_FREEZE 0xE0042004u
#define WATCHDOG_FREEZE_BIT (1u << 8)

#define PORT_EXISTS(n) ((n) <= 4)            /* A to E */

/* Edges: EXTI (8.3), and which port's pin each of its lines listens to, in AFIO (7.4.3 to 7.4.6), behind a clock. */
#define EXTI 0x40010400u
#define EXTI_ROUTES 0x40010008u
#define EXTI_ROUTES_CLOCKS 0x40021018u       /* RCC_APB2ENR, 6.3.7 */
#define EXTI_ROUTES_CLOCK (1u << 0)

#define ADC_OF_PINS                          /* analogue.c */

#define I2C1 0x40005400u                     /* i2c.c */
#define I2C_CLOCKS 0x4002101Cu               /* RCC_APB1ENR, 6.3.8 */
#define I2C_CLOCK (1u << 21)
