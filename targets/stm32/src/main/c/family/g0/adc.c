/* G0: one conversion of the ADC (RM0444 15.3), slow enough for the sensor inside the chip (15.10). */
#include "board.h"
#include "reg.h"

#define RCC_APBENR2 0x40021040u
#define ADC_ISR 0x40012400u
#define ADC_CR 0x40012408u
#define ADC_CFGR2 0x40012410u
#define ADC_SMPR 0x40012414u
#define ADC_CHSELR 0x40012428u
#define ADC_DR 0x40012440u
#define ADC_CCR 0x40012708u

#define ISR_ADRDY (1u << 0)
#define ISR_EOC (1u << 2)
#define ISR_CCRDY (1u << 13)
#define CR_ADEN (1u << 0)
#define CR_ADSTART (1u << 2)
#define CR_ADVREGEN (1u << 28)
#define CR_ADCAL (1u << 31)
#define CFGR2_CLOCK_BUS_4 (2u << 30) /* the clock of the bus, divided by 4: 16 MHz */
#define SMPR_160_CYCLES 7u
#define CCR_TSEN (1u << 23)

/* Switches the ADC on, once; it is calibrated before (15.3.3). */
static int is_on(void) {
    reg_set(RCC_APBENR2, 1u << 20);
    if ((reg_read(ADC_CR) & CR_ADEN) != 0) {
        return 1;
    }
    reg_write(ADC_CFGR2, CFGR2_CLOCK_BUS_4);
    reg_write(ADC_CCR, CCR_TSEN);
    reg_write(ADC_CR, CR_ADVREGEN);
    reg_await(ADC_CR, CR_ADVREGEN, 0, 2000); /* never comes true: 20 us for the regulator, 120 us for the sensor */
    reg_write(ADC_CR, CR_ADVREGEN | CR_ADCAL);
    if (!reg_await(ADC_CR, CR_ADCAL, 0, 10000)) {
        return 0;
    }
    reg_await(ADC_CR, CR_ADVREGEN, 0, 10); /* never comes true: four cycles of the ADC (15.3.4) */
    reg_write(ADC_CR, CR_ADVREGEN | CR_ADEN);
    if (!reg_await(ADC_ISR, ISR_ADRDY, ISR_ADRDY, 10000)) {
        return 0;
    }
    reg_write(ADC_SMPR, SMPR_160_CYCLES); /* 10 us at 16 MHz; the sensor asks for 5 */
    return 1;
}

/* What is written there takes some cycles until it holds (15.3.8). */
static int has_chosen(uint32_t channel) {
    if (reg_read(ADC_CHSELR) == 1u << channel) {
        return 1;
    }
    reg_write(ADC_ISR, ISR_CCRDY);
    reg_write(ADC_CHSELR, 1u << channel);
    return reg_await(ADC_ISR, ISR_CCRDY, ISR_CCRDY, 10000);
}

int32_t adc_convert(uint32_t channel) {
    if (!is_on() || (reg_read(ADC_CR) & CR_ADSTART) != 0 || !has_chosen(channel)) {
        return -1;
    }
    reg_write(ADC_ISR, ISR_EOC);
    reg_write(ADC_CR, CR_ADVREGEN | CR_ADEN | CR_ADSTART);
    if (!reg_await(ADC_ISR, ISR_EOC, ISR_EOC, 10000)) {
        return -1;
    }
    return (int32_t) (reg_read(ADC_DR) & 0xFFF);
}
