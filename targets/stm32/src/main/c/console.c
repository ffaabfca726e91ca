/*
 * What a person reads: text at 115,200 baud on a USART of its own, sent by waiting, no interrupt: it works in a fault,
 * too.
 */
#include "board.h"
#include "reg.h"

#define CONSOLE USART_BASE(CONSOLE_USART)
#define STATUS_TXE (1u << 7)
#define CONTROL1_TE (1u << 3)

_Static_assert(USART_EXISTS(CONSOLE_USART), "CONSOLE_USART is the number of no USART of this family: board_config.h");

void console_start(void) {
    reg_write(CONSOLE + USART_DIVISOR, (clock_usart(CONSOLE_USART) + 57600) / 115200);
    reg_write(CONSOLE + USART_CONTROL1, USART_ENABLE | CONTROL1_TE);
}

static void put(char c) {
    reg_await(CONSOLE + USART_STATUS, STATUS_TXE, STATUS_TXE, LINK_TURNS);
    reg_write(CONSOLE + USART_SENT, (uint8_t) c);
}

void console_text(const char *text) {
    while (*text != 0) {
        put(*text++);
    }
}

char hex_digit(uint32_t value) {
    return "0123456789abcdef"[value & 15];
}

void console_hex(uint32_t value) {
    for (int shift = 28; shift >= 0; shift -= 4) {
        put(hex_digit(value >> shift));
    }
}

/* At most ten deep. */
static void digits(uint32_t value) {
    if (value >= 10) {
        digits(value / 10);
    }
    put((char) ('0' + value % 10));
}

void console_decimal(int32_t value) {
    uint32_t rest = (uint32_t) value;
    if (value < 0) {
        put('-');
        rest = 0u - rest;
    }
    digits(rest);
}
