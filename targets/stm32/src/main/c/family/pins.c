/*
 * Ports as all families but F1 have them: clocks of ports and USARTs, alternate functions, the LED and the button
 * (RM0090 chapter 8, RM0444 chapter 7). A port with one of our pins is written whole, from what its
 * registers hold after reset: that is short, and nothing that a boot loader left there stays.
 */
#include "board.h"
#include "reg.h"

#define MODER 0x00u
#define PUPDR 0x0Cu
#define IDR 0x10u
#define BSRR 0x18u
#define AFR 0x20u

#define INPUT 0u
#define OUTPUT 1u
#define ALTERNATE 2u
#define PULLED_UP 1u

/* A register with a field of so many bits for each pin; all of it is known to the compiler. */
REG_INLINE uint32_t field(uint32_t value, int is_here, uint32_t bits, uint32_t pin, uint32_t field) {
    uint32_t shift = bits * (pin % (32 / bits));
    return is_here ? (value & ~(((1u << bits) - 1) << shift)) | field << shift : value;
}

REG_INLINE uint32_t modes(uint32_t port) {
    uint32_t value = PORT_MODES_AFTER_RESET(port);
    value = field(value, port == LINK_PORT, 2, LINK_TX, ALTERNATE);
    value = field(value, port == LINK_PORT, 2, LINK_RX, ALTERNATE);
    value = field(value, port == LINK_PORT, 2, LINK_RTS, ALTERNATE);
    value = field(value, port == CONSOLE_PORT, 2, CONSOLE_TX, ALTERNATE);
    value = field(value, port == LED_PORT, 2, LED_PIN, OUTPUT);
    return field(value, port == BUTTON_PORT, 2, BUTTON_PIN, INPUT);
}

/* An open receive line stays idle. */
REG_INLINE uint32_t pulls(uint32_t port) {
    return field(PORT_PULLS_AFTER_RESET(port), port == LINK_PORT, 2, LINK_RX, PULLED_UP);
}

/* Which is 0 or 1: pins 0 to 7, or 8 to 15. */
REG_INLINE uint32_t functions(uint32_t port, uint32_t which) {
    uint32_t value = 0;
    value = field(value, port == LINK_PORT && LINK_TX / 8 == which, 4, LINK_TX, LINK_ALTERNATE);
    value = field(value, port == LINK_PORT && LINK_RX / 8 == which, 4, LINK_RX, LINK_ALTERNATE);
    value = field(value, port == LINK_PORT && LINK_RTS / 8 == which, 4, LINK_RTS, LINK_ALTERNATE);
    return field(value, port == CONSOLE_PORT && CONSOLE_TX / 8 == which, 4, CONSOLE_TX, CONSOLE_ALTERNATE);
}

REG_INLINE void start_port(uint32_t port) {
    if (functions(port, 0) != 0) {
        reg_write(PORT(port) + AFR, functions(port, 0));
    }
    if (functions(port, 1) != 0) {
        reg_write(PORT(port) + AFR + 4, functions(port, 1));
    }
    if (pulls(port) != PORT_PULLS_AFTER_RESET(port)) {
        reg_write(PORT(port) + PUPDR, pulls(port));
    }
    if (modes(port) != PORT_MODES_AFTER_RESET(port)) {
        reg_write(PORT(port) + MODER, modes(port));
    }
}

void pins_start(void) {
    reg_write(PORT_CLOCKS,
            PORT_CLOCKS_AFTER_RESET | 1u << LINK_PORT | 1u << CONSOLE_PORT | 1u << LED_PORT | 1u << BUTTON_PORT);
    reg_set(USART_CLOCKS(LINK_USART), USART_CLOCK(LINK_USART)); /* meanwhile the ports get their clock: ES0182 */
    reg_set(USART_CLOCKS(CONSOLE_USART), USART_CLOCK(CONSOLE_USART));
    pins_led(0);
    start_port(0);
    start_port(1);
    start_port(2);
    start_port(3);
    start_port(4);
    start_port(5);
}

void pins_led(int32_t on) {
    reg_write(PORT(LED_PORT) + BSRR, 1u << (LED_PIN + ((on != 0) == LED_ACTIVE_HIGH ? 0 : 16)));
}

int32_t pins_button(void) {
    uint32_t high = reg_read(PORT(BUTTON_PORT) + IDR) >> BUTTON_PIN & 1;
    return high == BUTTON_ACTIVE_HIGH;
}
