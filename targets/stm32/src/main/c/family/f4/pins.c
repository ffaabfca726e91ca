/*
 * F4: clocks of the ports and USARTs (RM0090 7.3.10 to 7.3.14), alternate functions, the LED, the button and the
 * modem's reset (chapter 8).
 */
#include "board.h"
#include "reg.h"

#define RCC_AHB1ENR 0x40023830u
#define RCC_APB1ENR 0x40023840u
#define RCC_APB2ENR 0x40023844u
#define PORT(n) (0x40020000u + 0x400u * (n))
#define MODER 0x00u
#define OTYPER 0x04u
#define PUPDR 0x0Cu
#define IDR 0x10u
#define BSRR 0x18u
#define AFR 0x20u

#define INPUT 0u
#define OUTPUT 1u
#define ALTERNATE 2u

static void mode(uint32_t port, uint32_t pin, uint32_t how) {
    reg_change(PORT(port) + MODER, 3u << 2 * pin, how << 2 * pin);
}

/* Alternate function 7 is USART1 to USART3 on every F4; the pull-up keeps an open receive line idle. */
static void usart_pin(uint32_t port, uint32_t pin) {
    reg_change(PORT(port) + AFR + pin / 8 * 4, 15u << pin % 8 * 4, 7u << pin % 8 * 4);
    reg_change(PORT(port) + PUPDR, 3u << 2 * pin, 1u << 2 * pin);
    mode(port, pin, ALTERNATE);
}

void pins_start(void) {
    reg_set(RCC_AHB1ENR, 1u << LINK_PORT | 1u << CONSOLE_PORT | 1u << LED_PORT | 1u << BUTTON_PORT);
    reg_set(RCC_APB2ENR, 1u << 4);  /* USART1, the link */
    reg_set(RCC_APB1ENR, 1u << 17); /* USART2, the console */
    usart_pin(LINK_PORT, LINK_TX);
    usart_pin(LINK_PORT, LINK_RX);
    usart_pin(LINK_PORT, LINK_RTS);
    usart_pin(CONSOLE_PORT, CONSOLE_TX);
    mode(LED_PORT, LED_PIN, OUTPUT);
    mode(BUTTON_PORT, BUTTON_PIN, INPUT);
    pins_led(0);
}

void pins_led(int32_t on) {
    reg_write(PORT(LED_PORT) + BSRR, 1u << (LED_PIN + ((on != 0) == LED_ACTIVE_HIGH ? 0 : 16)));
}

int32_t pins_button(void) {
    uint32_t high = reg_read(PORT(BUTTON_PORT) + IDR) >> BUTTON_PIN & 1;
    return high == BUTTON_ACTIVE_HIGH;
}

/*
 * Open-drain: the pull-up beside the modem makes the line high, whatever supplies it. The level is set before the pin
 * drives it. Reading the clock's register back gives the port the two cycles that it needs (ES0182, "Delay after an RCC
 * peripheral clock enabling").
 */
void pins_modem_reset(int32_t hold) {
    reg_set(RCC_AHB1ENR, 1u << MODEM_RESET_PORT);
    reg_read(RCC_AHB1ENR);
    reg_write(PORT(MODEM_RESET_PORT) + BSRR, 1u << (MODEM_RESET_PIN + (hold != 0 ? 16 : 0)));
    reg_set(PORT(MODEM_RESET_PORT) + OTYPER, 1u << MODEM_RESET_PIN);
    mode(MODEM_RESET_PORT, MODEM_RESET_PIN, OUTPUT);
}
