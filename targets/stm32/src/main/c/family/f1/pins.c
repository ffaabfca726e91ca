/*
 * F1: clocks of the ports and USARTs (RM0041 6.3.7, 6.3.8), pin modes, the LED and the button (chapter 7).
 */
#include "board.h"
#include "reg.h"

#define RCC_APB2ENR 0x40021018u
#define RCC_APB1ENR 0x4002101Cu
#define PORT(n) (0x40010800u + 0x400u * (n))
#define CRL 0x00u
#define IDR 0x08u
#define BSRR 0x10u

#define INPUT 4u           /* floating */
#define INPUT_PULLED 8u    /* up, while its output bit is 1 */
#define OUTPUT 2u          /* push-pull, 2 MHz */
#define ALTERNATE 10u      /* push-pull, 2 MHz, driven by the USART */

static void mode(uint32_t port, uint32_t pin, uint32_t how) {
    reg_change(PORT(port) + CRL + pin / 8 * 4, 15u << pin % 8 * 4, how << pin % 8 * 4);
}

void pins_start(void) {
    reg_set(RCC_APB2ENR, 4u << LINK_PORT | 4u << CONSOLE_PORT | 4u << LED_PORT | 4u << BUTTON_PORT | 1u << 14);
    reg_set(RCC_APB1ENR, 1u << 17);
    mode(LINK_PORT, LINK_TX, ALTERNATE);
    mode(LINK_PORT, LINK_RTS, ALTERNATE);
    reg_write(PORT(LINK_PORT) + BSRR, 1u << LINK_RX);
    mode(LINK_PORT, LINK_RX, INPUT_PULLED); /* an open receive line stays idle */
    mode(CONSOLE_PORT, CONSOLE_TX, ALTERNATE);
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
