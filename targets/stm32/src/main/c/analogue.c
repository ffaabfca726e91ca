/* The voltage at a pin: 16 * port + number, as in gpio.c; results are those of nogc.hal.Adc. */
#include "board.h"

#define UNSUPPORTED (-70)
#define FAILED (-71)
#define REFERENCE_MILLIVOLTS 3300

#ifndef ADC_CHANNEL /* ADC1 of every F1 and F4: PA0 to PA7, PB0, PB1, PC0 to PC5 */
#define ADC_CHANNEL(port, number) \
    ((port) == 0 && (number) < 8 ? (number) \
        : (port) == 1 && (number) < 2 ? 8 + (number) \
        : (port) == 2 && (number) < 6 ? 10 + (number) : -1)
#endif

#ifdef ADC_OF_PINS
static int32_t channel(int32_t pin) {
    return ADC_CHANNEL(pin / 16, pin % 16);
}

int32_t adc_microvolts(int32_t pin) {
    if (!gpio_is_free((uint32_t) pin) || channel(pin) < 0) {
        return UNSUPPORTED;
    }
    port_analogue((uint32_t) pin);
    int32_t raw = adc_convert((uint32_t) channel(pin));
    return raw < 0 ? FAILED : raw * (REFERENCE_MILLIVOLTS * 125) / 512;
}
#else
int32_t adc_microvolts(int32_t pin) {
    (void) pin;
    return UNSUPPORTED;
}
#endif
