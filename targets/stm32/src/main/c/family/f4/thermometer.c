/*
 * F4: the sensor inside the chip (RM0090 13.10); typical slope and offset of the data sheet, within some degrees.
 */
#include "board.h"

#define MICROVOLTS_AT_25 760000 /* DS8626 table 71 */
#define MICROVOLTS_A_DEGREE 2500
#define REFERENCE_MILLIVOLTS 3300

int32_t thermometer_read(void) {
    int32_t raw = adc_convert(THERMOMETER_CHANNEL);
    if (raw < 0) {
        return INT32_MIN;
    }
    int32_t microvolts = raw * (REFERENCE_MILLIVOLTS * 125) / 512;
    return 25000 + (microvolts - MICROVOLTS_AT_25) * 2 / (MICROVOLTS_A_DEGREE / 500);
}
