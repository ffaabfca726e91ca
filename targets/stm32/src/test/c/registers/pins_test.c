/* Modes of the pins, the LED and the button. That a port has its clock before it is used is a rule of the model. */
#include "board.h"
#include "check.h"
#include "model/model.h"

static void the_pins_of_link_and_console_belong_to_the_usarts(void) {
    pins_start();
    SAME(PIN_USART, gpio_mode(LINK_PORT, LINK_TX));
    SAME(PIN_USART, gpio_mode(LINK_PORT, LINK_RTS));
    SAME(PIN_USART, gpio_mode(CONSOLE_PORT, CONSOLE_TX));
#ifdef FAMILY_f1
    SAME(PIN_INPUT, gpio_mode(LINK_PORT, LINK_RX)); /* RM0041 7.1.11: an input is what the USART reads */
#else
    SAME(PIN_USART, gpio_mode(LINK_PORT, LINK_RX));
#endif
}

static void they_are_the_pins_that_carry_the_usarts_of_the_board(void) {
    SAME(CHIP_LINK_USART, LINK_USART);
    SAME(CHIP_LINK_ADDRESS, USART_BASE(LINK_USART));
    SAME(CHIP_LINK_IRQ, USART_IRQ(LINK_USART));
    SAME(CHIP_LINK_PORT, LINK_PORT);
    SAME(CHIP_LINK_TX, LINK_TX);
    SAME(CHIP_LINK_RX, LINK_RX);
    SAME(CHIP_LINK_RTS, LINK_RTS);
    SAME(CHIP_CONSOLE_USART, CONSOLE_USART);
    SAME(CHIP_CONSOLE_ADDRESS, USART_BASE(CONSOLE_USART));
    SAME(0, CONSOLE_PORT);
    SAME(2, CONSOLE_TX);
}

#ifdef CHIP_HAS_USB /* and the board a socket for it: PA11 and PA12 */
static void none_of_them_is_a_pin_of_the_usb(void) {
    CHECK(LINK_PORT != 0 || (LINK_TX != 11 && LINK_TX != 12 && LINK_RX != 11 && LINK_RX != 12));
    CHECK(LINK_PORT != 0 || (LINK_RTS != 11 && LINK_RTS != 12));
}
#endif

static void an_open_receive_line_is_pulled_to_idle(void) {
    pins_start();
    CHECK(gpio_is_pulled_up(LINK_PORT, LINK_RX));
}

static void the_led_is_an_output_and_dark_at_first(void) {
    pins_start();
    SAME(PIN_OUTPUT, gpio_mode(LED_PORT, LED_PIN));
    SAME(!LED_ACTIVE_HIGH, gpio_output_level(LED_PORT, LED_PIN));
}

static void the_led_is_lit_and_dark_in_its_polarity(void) {
    pins_start();
    pins_led(1);
    SAME(LED_ACTIVE_HIGH, gpio_output_level(LED_PORT, LED_PIN));
    pins_led(0);
    SAME(!LED_ACTIVE_HIGH, gpio_output_level(LED_PORT, LED_PIN));
}

static void the_button_is_read_in_its_polarity(void) {
    pins_start();
    SAME(PIN_INPUT, gpio_mode(BUTTON_PORT, BUTTON_PIN));
    gpio_apply(BUTTON_PORT, BUTTON_PIN, BUTTON_ACTIVE_HIGH);
    CHECK(pins_button());
    gpio_apply(BUTTON_PORT, BUTTON_PIN, !BUTTON_ACTIVE_HIGH);
    CHECK(!pins_button());
}

void pins_tests(void) {
    RUN(the_pins_of_link_and_console_belong_to_the_usarts);
    RUN(they_are_the_pins_that_carry_the_usarts_of_the_board);
#ifdef CHIP_HAS_USB
    RUN(none_of_them_is_a_pin_of_the_usb);
#endif
    RUN(an_open_receive_line_is_pulled_to_idle);
    RUN(the_led_is_an_output_and_dark_at_first);
    RUN(the_led_is_lit_and_dark_in_its_polarity);
    RUN(the_button_is_read_in_its_polarity);
}
