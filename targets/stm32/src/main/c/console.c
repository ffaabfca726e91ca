/*
 * What a person reads: text at 115,200 baud on the second USART, sent by waiting, no interrupt: it works in a fault,
 * too.
 */
#include "board.h"
#include "reg.h"

#define USART_SR (CONSOLE_USART + 0x00)
#define USART_DR (CONSOLE_USART + 0x04)
#define USART_BRR (CONSOLE_USART + 0x08)
#define USART_CR1 (CONSOLE_USART + 0x0C)
#define SR_TXE (1u << 7)
#define CR1_TE (1u << 3)
#define CR1_UE (1u << 13)

void console_start(void) {
    reg_write(USART_BRR, (clock_usart(CONSOLE_USART) + 57600) / 115200);
    reg_write(USART_CR1, CR1_UE | CR1_TE);
}

static void put(char c) {
    reg_await(USART_SR, SR_TXE, SR_TXE, LINK_TURNS);
    reg_write(USART_DR, (uint8_t) c);
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

void console_decimal(int32_t value) {
    char digits[12];
    int at = sizeof digits - 1;
    uint32_t rest = value < 0 ? 0u - (uint32_t) value : (uint32_t) value;
    digits[at] = 0;
    do {
        digits[--at] = (char) ('0' + rest % 10);
        rest /= 10;
    } while (rest != 0);
    if (value < 0) {
        digits[--at] = '-';
    }
    console_text(digits + at);
}
