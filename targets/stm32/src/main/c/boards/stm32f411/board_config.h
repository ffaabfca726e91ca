/*
 * STM32F411RE at 100 MHz on a Nucleo-64 (UM1724), clocked by the 8 MHz that its ST-LINK gives out: LED LD2 on PA5,
 * button B1 (low when pressed) on PC13. The console is the serial port of the ST-LINK, no adapter needed; the link is
 * on D8 (PA9), D2 (PA10) and CN10 pin 12 (PA12).
 */
#pragma once
#define HSE_MHZ 8u
#define HSE_IS_CLOCK 1 /* the ST-LINK's MCO */
#define PLL_N 200u
#define PLL_P 2u
#define PLL_Q 5u /* 40 MHz: nothing here uses it */
#define CORE_HZ 100000000u
#define FLASH_WAIT_STATES 3u /* RM0383 table 6 */
#define REGULATOR_VOS 3u /* scale 1; after reset it is 2, good for 84 MHz (RM0383 5.4.1) */
#define APB1_DIVIDER_BITS 4u /* /2: 50 MHz */
#define APB2_DIVIDER_BITS 0u /* /1: 100 MHz */

#define LINK_USART 1 /* its RTS is the D+ of a USB socket, which this board has not */
#define LINK_ALTERNATE 7u
#define LINK_PORT 0u /* PA9 TX, PA10 RX, PA12 RTS */
#define LINK_TX 9u
#define LINK_RX 10u
#define LINK_RTS 12u
#define CONSOLE_USART 2
#define CONSOLE_ALTERNATE 7u
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
#define THERMOMETER_CHANNEL 18u

#ifndef LINK_BAUD
#define LINK_BAUD 115200u
#endif
#ifndef LINK_RING
#define LINK_RING 256u /* a power of two; 22 ms at 115,200 baud */
#endif
#define LINK_TURNS 100000u /* looks at a transmitter that never gets ready */
