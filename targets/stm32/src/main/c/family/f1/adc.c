/* F1: one conversion of ADC1 (RM0041 10.11), slow enough for the sensor inside the chip (10.9). */
#include "board.h"
#include "reg.h"

#define RCC_APB2ENR 0x40021018u
#define ADC1_SR 0x40012400u
#define ADC1_CR2 0x40012408u
#define ADC1_SMPR1 0x4001240Cu /* channels 10 to 17 */
#define ADC1_SMPR2 0x40012410u /* 0 to 9 */
#define ADC1_SQR3 0x40012434u
#define ADC1_DR 0x4001244Cu

#define SR_EOC (1u << 1)
#define CR2_ADON (1u << 0)
#define CR2_CAL (1u << 2)
#define CR2_RSTCAL (1u << 3)
#define CR2_EXTSEL_SWSTART (7u << 17)
#define CR2_EXTTRIG (1u << 20)
#define CR2_SWSTART (1u << 22)
#define CR2_TSVREFE (1u << 23)
#define CR2_RUN (CR2_ADON | CR2_EXTSEL_SWSTART | CR2_EXTTRIG | CR2_TSVREFE)

#define LONGEST 7u /* 239.5 cycles: the sensor asks for 17.1 us */

/* Calibrates and converts; the raw value, or -1. */
static int32_t convert(void) {
    reg_write(ADC1_CR2, CR2_RUN | CR2_RSTCAL);
    if (!reg_await(ADC1_CR2, CR2_RSTCAL, 0, 10000)) {
        return -1;
    }
    reg_write(ADC1_CR2, CR2_RUN | CR2_CAL);
    if (!reg_await(ADC1_CR2, CR2_CAL, 0, 10000)) {
        return -1;
    }
    reg_write(ADC1_CR2, CR2_RUN | CR2_SWSTART);
    if (!reg_await(ADC1_SR, SR_EOC, SR_EOC, 10000)) {
        return -1;
    }
    return (int32_t) (reg_read(ADC1_DR) & 0xFFF);
}

int32_t adc_convert(uint32_t channel) {
    reg_set(RCC_APB2ENR, 1u << 9);
    reg_write(channel < 10 ? ADC1_SMPR2 : ADC1_SMPR1, LONGEST << 3 * (channel % 10));
    reg_write(ADC1_SQR3, channel);
    reg_write(ADC1_CR2, CR2_RUN);
    reg_await(ADC1_CR2, CR2_ADON, 0, 500); /* never comes true: some 10 us for ADC and sensor to start */
    int32_t raw = convert();
    reg_write(ADC1_CR2, 0); /* off: writing ADON to an ADC that is on would start a conversion of its own (10.3.1) */
    return raw;
}
