/*
 * STM32G071RB at 64 MHz from its internal oscillator, on a Nucleo-64 (UM2324): LED LD4 on PA5, button B1 (low when
 * pressed) on PC13. The console is the serial port of the ST-LINK. The chip has no USB: PA12 is free for RTS.
 */
#pragma once
#define PLL_M 1u
#define PLL_N 8u
#define PLL_R 2u
#define CORE_HZ 64000000u
#define FLASH_WAIT_STATES 2u /* RM0444 table 16 */

#define LINK_USART 1
#define LINK_ALTERNATE 1u
#define LINK_PORT 0u /* PA9 TX, PA10 RX, PA12 RTS */
#define LINK_TX 9u
#define LINK_RX 10u
#define LINK_RTS 12u
#define CONSOLE_USART 2
#define CONSOLE_ALTERNATE 1u
#define CONSOLE_PORT 0u /* PA2 TX */
#define CONSOLE_TX 2u
#define MODEM_RESET_PORT 0u /* PA8: to the modem's EN, low holds it */
#define MODEM_RESET_PIN 8u
#define LED_PORT 0u
#define LED_PIN 5u
#define LED_ACTIVE_HIGH 1
#define BUTTON_PORT 2u
#define BUTTON_PIN 13u
#define BUTTON_ACTIVE_HIGH 0

#ifndef LINK_BAUD
#define LINK_BAUD 115200u
#endif
#ifndef LINK_RING
#define LINK_RING 256u /* a power of two; 22 ms at 115,200 baud */
#endif
#define LINK_TURNS 100000u /* looks at a transmitter that never gets ready */
