/*
 * What test programs of the library share: the USART to a transparent bridge as a transport that is open at once and
 * never closes, and lines on the console. Each program is one file, so all of it stands here.
 */
#pragma once
#include <nogc_mqtt.h>
#include "board.h"

static inline int32_t link_open(void *context) {
    (void) context;
    return 1;
}

static inline int32_t link_read(void *context, uint8_t *buffer, size_t length) {
    (void) context;
    return usart_read((int8_t *) buffer, 0, (int32_t) length);
}

static inline int32_t link_write(void *context, const uint8_t *bytes, size_t length) {
    (void) context;
    return usart_write((const int8_t *) bytes, 0, (int32_t) length);
}

static inline void link_close(void *context) {
    (void) context;
}

static inline uint32_t now_ms(void *context) {
    (void) context;
    return (uint32_t) systick_millis();
}

/* "text value" */
static inline void print(const char *text, int32_t value) {
    console_text(text);
    console_text(" ");
    console_decimal(value);
    console_text("\r\n");
}
