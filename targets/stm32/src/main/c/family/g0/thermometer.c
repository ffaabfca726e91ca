/*
 * G0: the sensor inside the chip on the ADC (RM0444 15.10), by what the factory measured of this very chip at 30 and at
 * 130 degrees and 3.0 V.
 */
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
#define CHANNEL 12u

#define CALIBRATION 0x1FFF75A8u      /* two half-words, DS12232 3.14.1: at 30 degrees, and 34 bytes later at 130 */
#define CALIBRATION_HOT 0x1FFF75C8u  /* the word that has it in its upper half */
#define REFERENCE_MILLIVOLTS 3300
#define CALIBRATION_MILLIVOLTS 3000

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
    reg_write(ADC_CHSELR, 1u << CHANNEL);
    return reg_await(ADC_ISR, ISR_CCRDY, ISR_CCRDY, 10000);
}

int32_t thermometer_read(void) {
    if (!is_on()) {
        return INT32_MIN;
    }
    reg_write(ADC_ISR, ISR_EOC);
    reg_write(ADC_CR, CR_ADVREGEN | CR_ADEN | CR_ADSTART);
    if (!reg_await(ADC_ISR, ISR_EOC, ISR_EOC, 10000)) {
        return INT32_MIN;
    }
    int32_t at_30 = (int32_t) (reg_read(CALIBRATION) & 0xFFFF);
    int32_t at_130 = (int32_t) (reg_read(CALIBRATION_HOT) >> 16);
    int32_t sixteenths = (int32_t) (reg_read(ADC_DR) & 0xFFF) * (16 * REFERENCE_MILLIVOLTS) / CALIBRATION_MILLIVOLTS;
    return at_130 == at_30 ? INT32_MIN : 30000 + (sixteenths - 16 * at_30) * (100000 / 16) / (at_130 - at_30);
}
