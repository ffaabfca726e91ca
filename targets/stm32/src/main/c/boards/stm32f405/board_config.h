/* STM32F405RG at 168 MHz from an 8 MHz crystal, as on the Olimex STM32-H405: LED on PC12, button (WKUP) on PA0. */
#pragma once
#define HSE_MHZ 8u
#define HSE_IS_CLOCK 0 /* 1: not a crystal, but a clock of another chip */
#define PLL_N 336u
#define PLL_P 2u
#define PLL_Q 7u
#define CORE_HZ 168000000u
#define FLASH_WAIT_STATES 5u /* RM0090 table 10 */
#define REGULATOR_VOS 0u /* as after reset: scale 1 (RM0090 5.4.1) */
#define APB1_DIVIDER_BITS 5u /* /4: 42 MHz */
#define APB2_DIVIDER_BITS 4u /* /2: 84 MHz */

#define LINK_USART 3 /* not USART1: its RTS is PA12, the USB's D+ */
#define LINK_ALTERNATE 7u
#define LINK_PORT 1u /* PB10 TX, PB11 RX, PB14 RTS */
#define LINK_TX 10u
#define LINK_RX 11u
#define LINK_RTS 14u
#define CONSOLE_USART 2
#define CONSOLE_ALTERNATE 7u
#define CONSOLE_PORT 0u /* PA2 TX */
#define CONSOLE_TX 2u
#define MODEM_RESET_PORT 0u /* PA8: to the modem's EN, low holds it */
#define MODEM_RESET_PIN 8u
#define LED_PORT 2u
#define LED_PIN 12u
#define LED_ACTIVE_HIGH 0
#define BUTTON_PORT 0u
#define BUTTON_PIN 0u
#define BUTTON_ACTIVE_HIGH 1
#define THERMOMETER_CHANNEL 16u
#define RNG_START 0x50060800u /* the random number generator, clocked by PLL_Q: 48 MHz */

#ifndef LINK_BAUD
#define LINK_BAUD 115200u
#endif
#ifndef LINK_RING
#define LINK_RING 256u /* a power of two; 22 ms at 115,200 baud */
#endif
#define LINK_TURNS 100000u /* looks at a transmitter that never gets ready */
