/* F4: one conversion of ADC1 (RM0090 13.13), slow enough for the sensor inside the chip (13.10). */
#include "board.h"
#include "reg.h"

#define RCC_APB2ENR 0x40023844u
#define ADC1_SR 0x40012000u
#define ADC1_CR2 0x40012008u
#define ADC1_SMPR1 0x4001200Cu /* channels 10 to 18 */
#define ADC1_SMPR2 0x40012010u /* 0 to 9 */
#define ADC1_SQR3 0x40012034u
#define ADC1_DR 0x4001204Cu
#define ADC_CCR 0x40012304u

#define SR_EOC (1u << 1)
#define CR2_ADON (1u << 0)
#define CR2_SWSTART (1u << 30)
#define CCR_ADCPRE_4 (1u << 16)
#define CCR_TSVREFE (1u << 23)
#define LONGEST 7u /* 480 cycles: the sensor asks for 10 us */

int32_t adc_convert(uint32_t channel) {
    reg_set(RCC_APB2ENR, 1u << 8);
    reg_write(ADC_CCR, CCR_ADCPRE_4 | CCR_TSVREFE);
    reg_write(channel < 10 ? ADC1_SMPR2 : ADC1_SMPR1, LONGEST << 3 * (channel % 10));
    reg_write(ADC1_SQR3, channel);
    reg_write(ADC1_CR2, CR2_ADON);
    reg_await(ADC1_CR2, CR2_ADON, 0, 500); /* never comes true: some 10 us for ADC and sensor to start */
    reg_write(ADC1_SR, 0);
    reg_write(ADC1_CR2, CR2_ADON | CR2_SWSTART);
    if (!reg_await(ADC1_SR, SR_EOC, SR_EOC, 10000)) {
        return -1;
    }
    return (int32_t) (reg_read(ADC1_DR) & 0xFFF);
}
