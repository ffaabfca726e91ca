/*
 * F1: the sensor inside the chip (RM0041 10.9); typical slope and offset of the data sheet, within some degrees.
 */
#include "board.h"

#define CHANNEL 16
#define MICROVOLTS_AT_25 1410000 /* DS6517 table 49: falls with the temperature */
#define MICROVOLTS_A_DEGREE 4300
#define REFERENCE_MILLIVOLTS 3300

int32_t thermometer_read(void) {
    int32_t raw = adc_convert(CHANNEL);
    if (raw < 0) {
        return INT32_MIN;
    }
    int32_t microvolts = raw * (REFERENCE_MILLIVOLTS * 125) / 512;
    return 25000 + (MICROVOLTS_AT_25 - microvolts) * 10 / (MICROVOLTS_A_DEGREE / 100);
}
