/*
 * F4: the sensor inside the chip on ADC1 (RM0090 13.10); typical slope and offset of the data sheet, within some
 * degrees.
 */
#include "board.h"
#include "reg.h"

#define RCC_APB2ENR 0x40023844u
#define ADC1_SR 0x40012000u
#define ADC1_CR2 0x40012008u
#define ADC1_SMPR1 0x4001200Cu
#define ADC1_SQR3 0x40012034u
#define ADC1_DR 0x4001204Cu
#define ADC_CCR 0x40012304u

#define SR_EOC (1u << 1)
#define CR2_ADON (1u << 0)
#define CR2_SWSTART (1u << 30)
#define CCR_ADCPRE_4 (1u << 16)
#define CCR_TSVREFE (1u << 23)

#define MICROVOLTS_AT_25 760000 /* DS8626 table 71 */
#define MICROVOLTS_A_DEGREE 2500
#define REFERENCE_MILLIVOLTS 3300

int32_t thermometer_read(void) {
    reg_set(RCC_APB2ENR, 1u << 8);
    reg_write(ADC_CCR, CCR_ADCPRE_4 | CCR_TSVREFE);
    reg_write(ADC1_SMPR1, 7u << 3 * (THERMOMETER_CHANNEL - 10)); /* 480 cycles: the sensor asks for 10 us */
    reg_write(ADC1_SQR3, THERMOMETER_CHANNEL);
    reg_write(ADC1_CR2, CR2_ADON);
    reg_await(ADC1_CR2, CR2_ADON, 0, 500); /* never comes true: some 10 us for ADC and sensor to start */
    reg_write(ADC1_SR, 0);
    reg_write(ADC1_CR2, CR2_ADON | CR2_SWSTART);
    if (!reg_await(ADC1_SR, SR_EOC, SR_EOC, 10000)) {
        return INT32_MIN;
    }
    int32_t microvolts = (int32_t) (reg_read(ADC1_DR) & 0xFFF) * (REFERENCE_MILLIVOLTS * 125) / 512;
    return 25000 + (microvolts - MICROVOLTS_AT_25) * 2 / (MICROVOLTS_A_DEGREE / 500);
}
