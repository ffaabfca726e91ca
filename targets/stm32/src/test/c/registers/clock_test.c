/* From reset to the clock of the board, and what is left when a part of it does not start. */
#include "board.h"
#include "check.h"
#include "model/model.h"

static void crystal_and_pll_bring_the_core_to_its_nominal_clock(void) {
    clock_start();
    SAME(CHIP_CORE_HZ, rcc_core_hz());
    SAME(CHIP_CORE_HZ, clock_core);
}

static void what_a_boot_loader_left_on_is_set_up_anew(void) {
    rcc_left_by_boot_loader();
    clock_start();
    SAME(CHIP_CORE_HZ, rcc_core_hz());
    SAME(CHIP_CORE_HZ, clock_core);
}

#ifdef CHIP_HSE_HZ
static void a_crystal_that_never_starts_leaves_the_pll_to_the_internal_oscillator(void) {
    rcc_crystal_starts = false;
    clock_start();
    SAME(CHIP_CORE_HZ, rcc_core_hz());
    SAME(CHIP_CORE_HZ, clock_core);
}
#endif

static void a_pll_that_never_locks_leaves_the_core_on_the_internal_oscillator(void) {
    rcc_pll_locks = false;
    clock_start();
    SAME(CHIP_HSI_HZ, rcc_core_hz());
    SAME(CHIP_HSI_HZ, clock_core);
}

static void a_switch_that_never_happens_leaves_the_core_on_the_internal_oscillator(void) {
    rcc_switches = false;
    clock_start();
    SAME(CHIP_HSI_HZ, rcc_core_hz());
    SAME(CHIP_HSI_HZ, clock_core);
}

static void nothing_starting_at_all_ends_within_half_a_million_looks(void) {
    rcc_crystal_starts = false;
    rcc_pll_locks = false;
    clock_start();
    CHECK(bus_looks() < 500000); /* a look takes some 5 to 10 cycles: about half a second at 8 MHz */
    SAME(CHIP_HSI_HZ, clock_core);
}

#ifndef FAMILY_f1
static void wait_states_that_do_not_read_back_leave_the_core_on_the_internal_oscillator(void) {
    flash_keeps_latency = false;
    clock_start();
    SAME(CHIP_HSI_HZ, rcc_core_hz());
    SAME(CHIP_HSI_HZ, clock_core);
}
#endif

static void the_clock_of_each_usart_is_that_of_its_bus(void) {
    clock_start();
    SAME(rcc_usart_hz(LINK_USART), clock_usart(LINK_USART));
    SAME(rcc_usart_hz(CONSOLE_USART), clock_usart(CONSOLE_USART));
}

static void the_clock_of_each_usart_is_known_on_the_internal_oscillator_too(void) {
    rcc_switches = false;
    clock_start();
    SAME(rcc_usart_hz(LINK_USART), clock_usart(LINK_USART));
    SAME(rcc_usart_hz(CONSOLE_USART), clock_usart(CONSOLE_USART));
}

void clock_tests(void) {
    RUN(crystal_and_pll_bring_the_core_to_its_nominal_clock);
    RUN(what_a_boot_loader_left_on_is_set_up_anew);
#ifdef CHIP_HSE_HZ
    RUN(a_crystal_that_never_starts_leaves_the_pll_to_the_internal_oscillator);
#endif
    RUN(a_pll_that_never_locks_leaves_the_core_on_the_internal_oscillator);
    RUN(a_switch_that_never_happens_leaves_the_core_on_the_internal_oscillator);
    RUN(nothing_starting_at_all_ends_within_half_a_million_looks);
#ifndef FAMILY_f1
    RUN(wait_states_that_do_not_read_back_leave_the_core_on_the_internal_oscillator);
#endif
    RUN(the_clock_of_each_usart_is_that_of_its_bus);
    RUN(the_clock_of_each_usart_is_known_on_the_internal_oscillator_too);
}
