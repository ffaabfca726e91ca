/* What the files that serve every family must know of a G0 (RM0444). */
#pragma once
#include "family/usart_v2.h"

/* Addresses: table 6 (register boundary addresses). Interrupts: table 60. USART3 and above share one. */
#define USART_BASE(n) ((n) == 1 ? 0x40013800u : 0x40004400u + 0x400u * ((n) - 2))
#define USART_IRQ(n) (26 + (n))
#define USART_CLOCKS(n) ((n) == 1 ? 0x40021040u : 0x4002103Cu) /* RCC_APBENR2, APBENR1: 5.4.17, 5.4.16 */
#define USART_CLOCK(n) ((n) == 1 ? 1u << 14 : 1u << 17)
#define USART_EXISTS(n) ((n) == 1 || (n) == 2)

#define PORT(n) (0x50000000u + 0x400u * (n))
#define PORT_CLOCKS 0x40021034u              /* RCC_IOPENR, 5.4.14 */
#define PORT_CLOCKS_AFTER_RESET 0u
#define PORT_MODES_AFTER_RESET(n) ((n) == 0 ? 0xEBFFFFFFu : 0xFFFFFFFFu) /* analog, but for the debugger's, 7.4.1 */
#define PORT_PULLS_AFTER_RESET(n) ((n) == 0 ? 0x24000000u : 0u)          /* 7.4.4 */

#define UNIQUE_ID 0x1FFF7590u                /* 41.1 */

/* DBG_APB_FZ1, DBG_IWDG_STOP (40.10.4), behind a clock of its own, RCC_APBENR1 (5.4.16). */
#define WATCHDOG_FREEZE 0x40015808u
#define WATCHDOG_FREEZE_BIT (1u << 12)
#define WATCHDOG_FREEZE_CLOCK 0x4002103Cu
#define WATCHDOG_FREEZE_CLOCK_BIT (1u << 27)

#define PORT_EXISTS(n) ((n) <= 3 || (n) == 5) /* A to D and F */

/* Edges: EXTI (13.5) has marks for rising and falling ones apart, and the routes to the ports' pins, of 8 bits. */
#define EXTI 0x40021800u
#define EXTI_MASKS (EXTI + 0x80u)
#define EXTI_RISING (EXTI + 0x00u)
#define EXTI_FALLING (EXTI + 0x04u)
#define EXTI_MARKS (EXTI + 0x0Cu)
#define EXTI_FALLING_MARKS (EXTI + 0x10u)
#define EXTI_ROUTES (EXTI + 0x60u)
#define EXTI_ROUTE_BITS 8

/* Voltages, analogue.c: DS12232 table 12. */
#define ADC_OF_PINS
#define ADC_CHANNEL(port, number) \
    ((port) == 0 && (number) < 8 ? (number) \
        : (port) == 1 && (number) < 3 ? 8 + (number) \
        : (port) == 1 && (number) == 10 ? 11 \
        : (port) == 1 && ((number) == 11 || (number) == 12) ? 4 + (number) \
        : (port) == 2 && ((number) == 4 || (number) == 5) ? 13 + (number) : -1)
