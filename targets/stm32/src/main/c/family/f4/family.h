/* What the files that serve every family must know of an F4 (RM0090, RM0383). */
#pragma once
#include "family/usart_v1.h"

/* Addresses: table 1 (memory map). Interrupts: table 62. */
#define USART_BASE(n) ((n) == 1 ? 0x40011000u : (n) == 6 ? 0x40011400u : 0x40004400u + 0x400u * ((n) - 2))
#define USART_IRQ(n) ((n) == 6 ? 71 : 36 + (n))
#define USART_CLOCKS(n) ((n) == 1 || (n) == 6 ? 0x40023844u : 0x40023840u) /* RCC_APB2ENR, APB1ENR, 7.3.13 */
#define USART_CLOCK(n) ((n) == 1 ? 1u << 4 : (n) == 6 ? 1u << 5 : 1u << (15 + (n)))
#define USART_EXISTS(n) ((n) >= 1 && (n) <= 6 && (n) != 4 && (n) != 5)

#define PORT(n) (0x40020000u + 0x400u * (n))
#define PORT_CLOCKS 0x40023830u              /* RCC_AHB1ENR, 7.3.10 */
#define PORT_CLOCKS_AFTER_RESET 0x00100000u  /* the RAM that only the core reaches */
#define PORT_MODES_AFTER_RESET(n) ((n) == 0 ? 0xA8000000u : (n) == 1 ? 0x00000280u : 0u) /* the debugger's, 8.4.1 */
#define PORT_PULLS_AFTER_RESET(n) ((n) == 0 ? 0x64000000u : (n) == 1 ? 0x00000100u : 0u) /* 8.4.4 */

#define UNIQUE_ID 0x1FFF7A10u                /* 39.1 */

#define RNG_CLOCKS 0x40023834u               /* RCC_AHB2ENR, 7.3.11; for a board with RNG_START */
#define RNG_CLOCK (1u << 6)

/* DBGMCU_APB1_FZ, DBG_IWDG_STOP (38.16.4): the watchdog stands still while a debugger has stopped the core. */
#define WATCHDOG_FREEZE 0xE0042008u
#define WATCHDOG_FREEZE_BIT (1u << 12)

#define PORT_EXISTS(n) ((n) <= 4 || (n) == 7) /* A to E and H: every F4 has them inside, not every package outside */

/* Edges: EXTI (12.3), and which port's pin each of its lines listens to, in SYSCFG (9.2.3), behind a clock. */
#define EXTI 0x40013C00u
#define EXTI_ROUTES 0x40013808u
#define EXTI_ROUTES_CLOCKS 0x40023844u       /* RCC_APB2ENR, 7.3.14 */
#define EXTI_ROUTES_CLOCK (1u << 14)

#define ADC_OF_PINS                          /* analogue.c */

#define I2C1 0x40005400u                     /* i2c.c */
#define I2C_CLOCKS 0x40023840u               /* RCC_APB1ENR, 7.3.13 */
#define I2C_CLOCK (1u << 21)
#define I2C_ALTERNATE 4u                     /* of PB6 and PB7: DS8626 table 9 */
