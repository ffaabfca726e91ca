/* The independent watchdog. That its registers are written with their key only is a rule of the model. */
#include "board.h"
#include "check.h"
#include "model/model.h"

static void runs_after_its_start_and_was_kicked(void) {
    watchdog_start();
    CHECK(iwdg_runs());
    SAME(1, iwdg_kicks());
}

static void stands_still_while_a_debugger_has_stopped_the_core(void) {
    CHECK(!debug_stops_watchdog());
    watchdog_start();
    CHECK(debug_stops_watchdog());
}

static void a_period_at_the_fastest_oscillator_is_longer_than_the_longest_erase(void) {
    watchdog_start();
    CHECK(iwdg_period_millis(CHIP_LSI_FASTEST) > 2 * (uint32_t) store_erase_millis());
    CHECK(iwdg_period_millis(CHIP_LSI_FASTEST) > 17000); /* as watchdog.c says */
}

static void a_hung_program_is_reset_within_a_minute_and_a_bit(void) {
    watchdog_start();
    CHECK(iwdg_period_millis(CHIP_LSI_SLOWEST) < 62000);
}

static void a_period_that_never_gets_through_holds_nobody(void) {
    iwdg_updates = false;
    watchdog_start();
    CHECK(bus_looks() < 200000);
    SAME(1, iwdg_kicks());
}

static void sleeping_kicks_it_with_each_tick(void) {
    clock_start();
    pins_start();
    watchdog_start();
    systick_start();
    systick_idle(10);
    CHECK(iwdg_kicks() > 10);
    SAME(10, systick_millis());
}

static void sleep_ends_with_the_first_byte(void) {
    clock_start();
    pins_start();
    usart_start();
    systick_start();
    usart_receive(0, 'x');
    systick_idle(10);
    CHECK(systick_millis() < 2);
}

void watchdog_tests(void) {
    RUN(runs_after_its_start_and_was_kicked);
    RUN(stands_still_while_a_debugger_has_stopped_the_core);
    RUN(a_period_at_the_fastest_oscillator_is_longer_than_the_longest_erase);
    RUN(a_hung_program_is_reset_within_a_minute_and_a_bit);
    RUN(a_period_that_never_gets_through_holds_nobody);
    RUN(sleeping_kicks_it_with_each_tick);
    RUN(sleep_ends_with_the_first_byte);
}
