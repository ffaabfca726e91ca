/*
 * G0: the sensor inside the chip on the ADC (RM0444 15.10), by what the factory measured of this very chip at 30 and at
 * 130 degrees and 3.0 V.
 */
#include "board.h"
#include "reg.h"

#define CHANNEL 12u

#define CALIBRATION 0x1FFF75A8u      /* two half-words, DS12232 3.14.1: at 30 degrees, and 34 bytes later at 130 */
#define CALIBRATION_HOT 0x1FFF75C8u  /* the word that has it in its upper half */
#define REFERENCE_MILLIVOLTS 3300
#define CALIBRATION_MILLIVOLTS 3000

int32_t thermometer_read(void) {
    int32_t raw = adc_convert(CHANNEL);
    if (raw < 0) {
        return INT32_MIN;
    }
    int32_t at_30 = (int32_t) (reg_read(CALIBRATION) & 0xFFFF);
    int32_t at_130 = (int32_t) (reg_read(CALIBRATION_HOT) >> 16);
    int32_t sixteenths = raw * (16 * REFERENCE_MILLIVOLTS) / CALIBRATION_MILLIVOLTS;
    return at_130 == at_30 ? INT32_MIN : 30000 + (sixteenths - 16 * at_30) * (100000 / 16) / (at_130 - at_30);
}
