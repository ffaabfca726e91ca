/* STM32F100RB at 24 MHz from an 8 MHz crystal, as on the STM32VLDISCOVERY: LED (blue) on PC8, button on PA0. */
#pragma once
#define HSE_HZ 8000000u
#define CORE_HZ 24000000u

#define LINK_USART 1
#define LINK_PORT 0u /* PA9 TX, PA10 RX, PA12 RTS */
#define LINK_TX 9u
#define LINK_RX 10u
#define LINK_RTS 12u
#define CONSOLE_USART 2
#define CONSOLE_PORT 0u /* PA2 TX */
#define CONSOLE_TX 2u
#define MODEM_RESET_PORT 0u /* PA8: to the modem's EN, low holds it */
#define MODEM_RESET_PIN 8u
#define LED_PORT 2u
#define LED_PIN 8u
#define LED_ACTIVE_HIGH 1
#define BUTTON_PORT 0u
#define BUTTON_PIN 0u
#define BUTTON_ACTIVE_HIGH 1

#ifndef LINK_BAUD
#define LINK_BAUD 115200u
#endif
#ifndef LINK_RING
#define LINK_RING 256u /* a power of two; 22 ms at 115,200 baud */
#endif
#define LINK_TURNS 100000u /* looks at a transmitter that never gets ready */
