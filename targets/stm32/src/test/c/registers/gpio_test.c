/* Pins of a program's own. That a port has its clock before it is used is a rule of the model. */
#include "board.h"
#include "check.h"
#include "model/model.h"

#define UNSUPPORTED (-70)
#define PIN(port, number) (16 * (port) + (number))
#define MINE PIN(1, 5)  /* PB5 */
#define OTHER PIN(2, 5) /* PC5: the same line of EXTI */

static void an_input_floats_or_is_pulled(void) {
    pins_start();
    SAME(0, gpio_input(MINE, 0));
    SAME(PIN_INPUT, gpio_mode(1, 5));
    CHECK(!gpio_is_pulled_up(1, 5));
    SAME(0, gpio_input(MINE, 1));
    SAME(PIN_INPUT, gpio_mode(1, 5));
    CHECK(gpio_is_pulled_up(1, 5));
    SAME(0, gpio_input(MINE, 2));
    CHECK(gpio_is_pulled_down(1, 5));
    SAME(PIN_INPUT, gpio_mode(1, 5));
}

static void the_level_outside_is_read(void) {
    pins_start();
    gpio_input(MINE, 0);
    gpio_apply(1, 5, true);
    SAME(1, gpio_read(MINE));
    gpio_apply(1, 5, false);
    SAME(0, gpio_read(MINE));
}

static void an_output_drives_both_levels(void) {
    pins_start();
    SAME(0, gpio_output(MINE, 0, 1));
    SAME(PIN_OUTPUT, gpio_mode(1, 5));
    SAME(1, gpio_output_level(1, 5));
    gpio_write(MINE, 0);
    SAME(0, gpio_output_level(1, 5));
}

static void the_modems_pin_is_left_alone_by_a_program_that_names_it_not(void) {
    pins_start();
    enum pin_mode before = gpio_mode(MODEM_RESET_PORT, MODEM_RESET_PIN);
    CHECK(before != PIN_OUTPUT && before != PIN_OPEN_DRAIN);
    SAME(PIN(MODEM_RESET_PORT, MODEM_RESET_PIN), gpio_modem_reset());
}

static int pulls_low, drives_high;

static void modem_watches(void) {
    enum pin_mode mode = gpio_mode(MODEM_RESET_PORT, MODEM_RESET_PIN);
    bool high = gpio_output_level(MODEM_RESET_PORT, MODEM_RESET_PIN);
    pulls_low += (mode == PIN_OUTPUT || mode == PIN_OPEN_DRAIN) && !high;
    drives_high += mode == PIN_OUTPUT && high;
}

static void a_modem_is_reset_at_no_moment_before_it_is_held_and_never_driven_high(void) {
    pins_start();
    bus_meanwhile = modem_watches;
    SAME(0, gpio_output(gpio_modem_reset(), 1, 1));
    SAME(PIN_OPEN_DRAIN, gpio_mode(MODEM_RESET_PORT, MODEM_RESET_PIN));
    SAME(0, pulls_low);
    gpio_write(gpio_modem_reset(), 0);
    gpio_write(gpio_modem_reset(), 1);
    CHECK(pulls_low > 0);
    SAME(0, drives_high);
}

static void edges_are_marked_as_they_were_asked_for(void) {
    pins_start();
    gpio_input(MINE, 0);
    SAME(0, gpio_watch(MINE, 1));
    SAME(0, gpio_edges(MINE));
    gpio_apply(1, 5, true);
    SAME(1, gpio_edges(MINE));
    SAME(0, gpio_edges(MINE));
    gpio_apply(1, 5, false);
    SAME(0, gpio_edges(MINE));
    SAME(0, gpio_watch(MINE, 3));
    gpio_apply(1, 5, true);
    SAME(1, gpio_edges(MINE));
    gpio_apply(1, 5, false);
    SAME(1, gpio_edges(MINE));
    SAME(0, gpio_watch(MINE, 0));
    gpio_apply(1, 5, true);
    SAME(0, gpio_edges(MINE));
}

static void an_edge_of_before_does_not_count(void) {
    pins_start();
    gpio_input(MINE, 0);
    gpio_watch(MINE, 1);
    gpio_apply(1, 5, true);
    gpio_watch(MINE, 1);
    SAME(0, gpio_edges(MINE));
}

static void several_pins_are_watched_side_by_side(void) {
    pins_start();
    gpio_input(MINE, 0);
    gpio_input(PIN(2, 6), 0);
    SAME(0, gpio_watch(MINE, 1));
    SAME(0, gpio_watch(PIN(2, 6), 2));
    gpio_apply(2, 6, true);
    gpio_apply(1, 5, true);
    SAME(0, gpio_edges(PIN(2, 6)));
    gpio_apply(2, 6, false);
    SAME(1, gpio_edges(MINE));
    SAME(1, gpio_edges(PIN(2, 6)));
}

static void two_pins_of_one_number_are_not_watched_at_once(void) {
    pins_start();
    gpio_input(MINE, 0);
    gpio_input(OTHER, 0);
    SAME(0, gpio_watch(MINE, 1));
    SAME(UNSUPPORTED, gpio_watch(OTHER, 1));
    SAME(UNSUPPORTED, gpio_watch(OTHER, 0));
    gpio_apply(1, 5, true);
    SAME(1, gpio_edges(MINE));
    SAME(0, gpio_input(MINE, 0)); /* gives the line back */
    SAME(0, gpio_watch(OTHER, 1));
    gpio_apply(2, 5, true);
    SAME(1, gpio_edges(OTHER));
}

static void what_belongs_to_somebody_else_is_refused(void) {
    static const int32_t pins[] = {PIN(LINK_PORT, LINK_TX), PIN(LINK_PORT, LINK_RX), PIN(LINK_PORT, LINK_RTS),
        PIN(CONSOLE_PORT, CONSOLE_TX), PIN(0, 13), PIN(0, 14), PIN(0, 15), PIN(1, 3), PIN(1, 4), PIN(12, 0), -1, -17};
    pins_start();
    for (size_t i = 0; i < sizeof pins / sizeof *pins; i++) {
        SAME(UNSUPPORTED, gpio_input(pins[i], 0));
        SAME(UNSUPPORTED, gpio_output(pins[i], 0, 1));
        SAME(UNSUPPORTED, adc_microvolts(pins[i]));
    }
    SAME(UNSUPPORTED, gpio_input(MINE, 3));
    SAME(UNSUPPORTED, gpio_output(MINE, 2, 0));
    SAME(0, gpio_input(MINE, 0));
    SAME(UNSUPPORTED, gpio_watch(MINE, 4));
}

static void the_voltage_of_a_pin_is_converted(void) {
#ifdef FAMILY_g0
    static const int32_t pins[] = {PIN(0, 4), PIN(1, 2), PIN(1, 10), PIN(1, 11), PIN(1, 12), PIN(2, 4), PIN(2, 5)};
    static const int32_t none[] = {PIN(0, 8), PIN(1, 13), PIN(2, 3), PIN(3, 0)};
#else
    static const int32_t pins[] = {PIN(0, 4), PIN(1, 1), PIN(2, 0), PIN(2, 5)};
    static const int32_t none[] = {PIN(0, 8), PIN(1, 2), PIN(2, 6)};
#endif
    clock_start();
    pins_start();
    for (size_t i = 0; i < sizeof pins / sizeof *pins; i++) {
        adc_raw = 0;
        SAME(0, adc_microvolts(pins[i]));
        adc_raw = 2048;
        SAME(1650000, adc_microvolts(pins[i]));
        adc_raw = 4095;
        SAME(3299194, adc_microvolts(pins[i]));
    }
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        SAME(UNSUPPORTED, adc_microvolts(none[i]));
    }
}

static void pin_and_sensor_are_converted_in_turn(void) {
    clock_start();
    pins_start();
    for (int i = 0; i < 2; i++) {
        adc_raw = 2048;
        SAME(1650000, adc_microvolts(PIN(0, 4)));
        adc_raw = 1000;
        CHECK(thermometer_read() != INT32_MIN);
    }
}

static void a_conversion_that_does_not_end_is_a_failure(void) {
    clock_start();
    pins_start();
    adc_converts = false;
    SAME(-71, adc_microvolts(PIN(0, 4)));
    adc_converts = true;
    adc_raw = 2048;
    SAME(1650000, adc_microvolts(PIN(0, 4)));
}

void gpio_tests(void) {
    RUN(an_input_floats_or_is_pulled);
    RUN(the_level_outside_is_read);
    RUN(an_output_drives_both_levels);
    RUN(the_modems_pin_is_left_alone_by_a_program_that_names_it_not);
    RUN(a_modem_is_reset_at_no_moment_before_it_is_held_and_never_driven_high);
    RUN(edges_are_marked_as_they_were_asked_for);
    RUN(an_edge_of_before_does_not_count);
    RUN(several_pins_are_watched_side_by_side);
    RUN(two_pins_of_one_number_are_not_watched_at_once);
    RUN(what_belongs_to_somebody_else_is_refused);
    RUN(the_voltage_of_a_pin_is_converted);
    RUN(a_conversion_that_does_not_end_is_a_failure);
    RUN(pin_and_sensor_are_converted_in_turn);
}
