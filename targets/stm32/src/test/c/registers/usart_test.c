/* The link and the console: baud, the ring between interrupt and program, its overflow, a transmitter that is stuck. */
#include "board.h"
#include <string.h>
#include "check.h"
#include "model/model.h"

#define LINK 0
#define CONSOLE 1

static void power_up(void) {
    clock_start();
    pins_start();
    console_start();
    usart_start();
}

static void check_baud(void) {
    CHECK(usart_baud(LINK) > LINK_BAUD / 100 * 99 && usart_baud(LINK) < LINK_BAUD / 100 * 101);
    CHECK(usart_baud(CONSOLE) > 114048 && usart_baud(CONSOLE) < 116352);
}

static void both_lines_are_within_1_percent_of_their_baud(void) {
    power_up();
    check_baud();
}

static void both_are_still_when_no_pll_locks(void) {
    rcc_pll_locks = false;
    power_up();
    check_baud();
}

static void received_bytes_come_out_in_their_order(void) {
    int8_t bytes[8];
    power_up();
    CHECK(!usart_has_input());
    usart_receive(LINK, 1);
    usart_receive(LINK, 200);
    CHECK(usart_has_input());
    SAME(2, usart_read(bytes, 3, 5));
    SAME(1, bytes[3]);
    SAME((int8_t) 200, bytes[4]);
    SAME(0, usart_read(bytes, 0, 8));
}

static void the_ring_survives_many_times_its_size(void) {
    int8_t bytes[100];
    power_up();
    uint8_t sent = 0;
    uint8_t expected = 0;
    for (uint32_t round = 0; round < 100 * LINK_RING / 100; round++) {
        for (int i = 0; i < 100; i++) {
            usart_receive(LINK, sent++);
        }
        SAME(100, usart_read(bytes, 0, 100));
        for (int i = 0; i < 100; i++) {
            SAME((int8_t) expected++, bytes[i]);
        }
    }
    SAME(0, usart_lost());
}

static void a_full_ring_asks_the_peer_to_wait_and_loses_nothing_if_it_does(void) {
    int8_t bytes[LINK_RING + 1];
    power_up();
    for (uint32_t i = 0; i < LINK_RING; i++) {
        usart_receive(LINK, (uint8_t) i);
        CHECK(!usart_asks_to_wait(LINK));
    }
    usart_receive(LINK, (uint8_t) LINK_RING); /* stays in the receive register */
    CHECK(usart_asks_to_wait(LINK));
    SAME(LINK_RING, usart_read(bytes, 0, LINK_RING));
    CHECK(!usart_asks_to_wait(LINK));
    SAME(1, usart_read(bytes, LINK_RING, 1));
    for (uint32_t i = 0; i <= LINK_RING; i++) {
        SAME((int8_t) i, bytes[i]);
    }
    SAME(0, usart_lost());
}

static void a_peer_that_does_not_wait_is_noticed_once(void) {
    int8_t bytes[LINK_RING];
    power_up();
    for (uint32_t i = 0; i < LINK_RING + 3; i++) {
        usart_receive(LINK, (uint8_t) i);
    }
    usart_read(bytes, 0, LINK_RING);
    SAME(1, usart_lost()); /* an overrun, of however many bytes */
    SAME(0, usart_lost());
}

static void written_bytes_leave_in_their_order(void) {
    int8_t bytes[] = "..hello";
    power_up();
    SAME(5, usart_write(bytes, 2, 5));
    CHECK(strcmp("hello", usart_sent(LINK)) == 0);
}

static void a_stuck_transmitter_takes_nothing_and_holds_nobody(void) {
    int8_t bytes[] = "hello";
    power_up();
    usart_is_stuck[LINK] = true;
    SAME(0, usart_write(bytes, 0, 5));
    usart_is_stuck[CONSOLE] = true;
    console_text("x");
    CHECK(bus_looks() < 500000);
}

static void the_console_prints_numbers(void) {
    power_up();
    console_decimal(0);
    console_text(" ");
    console_decimal(INT32_MIN);
    console_text(" ");
    console_hex(0xC0FFEE01u);
    CHECK(strcmp("0 -2147483648 c0ffee01", usart_sent(CONSOLE)) == 0);
}

void usart_tests(void) {
    RUN(both_lines_are_within_1_percent_of_their_baud);
    RUN(both_are_still_when_no_pll_locks);
    RUN(received_bytes_come_out_in_their_order);
    RUN(the_ring_survives_many_times_its_size);
    RUN(a_full_ring_asks_the_peer_to_wait_and_loses_nothing_if_it_does);
    RUN(a_peer_that_does_not_wait_is_noticed_once);
    RUN(written_bytes_leave_in_their_order);
    RUN(a_stuck_transmitter_takes_nothing_and_holds_nobody);
    RUN(the_console_prints_numbers);
}
