/* The voltage at a pin: 16 * port + number, as in gpio.c; results are those of nogc.hal.Adc. */
#include "board.h"

#define UNSUPPORTED (-70)
#define FAILED (-71)
#define REFERENCE_MILLIVOLTS 3300

/* ADC1 of every F1 and F4: PA0 to PA7, PB0, PB1, PC0 to PC5. */
static int32_t channel(int32_t pin) {
    int32_t port = pin / 16, number = pin % 16;
    if (port == 0 && number < 8) {
        return number;
    }
    if (port == 1 && number < 2) {
        return 8 + number;
    }
    return port == 2 && number < 6 ? 10 + number : -1;
}

#ifdef ADC_OF_PINS
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
    (void) channel;
    return UNSUPPORTED;
}
#endif
