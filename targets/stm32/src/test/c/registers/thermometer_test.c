/* The sensor inside the chip. Clock, channel, sampling time, start-up and calibration are rules of the model. */
#include "board.h"
#include "check.h"
#include "model/model.h"

/* What the ADC reads at a voltage, of a reference of 3.3 V. */
static uint32_t raw(uint32_t microvolts) {
    return (uint32_t) ((uint64_t) microvolts * 4096 / 3300000);
}

#ifdef FAMILY_f1 /* DS6517: 1.41 V at 25 degrees, 4.3 mV less for each */
static uint32_t sensor_microvolts(int32_t degrees) {
    return (uint32_t) (1410000 - (degrees - 25) * 4300);
}
#elif defined(FAMILY_g0) /* between what the factory measured at 30 and 130 degrees, of 3.0 V */
static uint32_t sensor_microvolts(int32_t degrees) {
    return (uint32_t) ((SENSOR_AT_30 + (degrees - 30) * (SENSOR_AT_130 - SENSOR_AT_30) / 100.0) * 3000000 / 4096);
}
#else /* DS8626, DS10314: 0.76 V at 25 degrees, 2.5 mV more for each */
static uint32_t sensor_microvolts(int32_t degrees) {
    return (uint32_t) (760000 + (degrees - 25) * 2500);
}
#endif

static void reads_what_the_data_sheet_says_from_cold_to_hot(void) {
    clock_start();
    for (int32_t degrees = -40; degrees <= 105; degrees += 5) {
        adc_raw = raw(sensor_microvolts(degrees));
        int32_t read = thermometer_read();
        CHECK(read > degrees * 1000 - 400 && read < degrees * 1000 + 400); /* one step is 0.2 or 0.3 degrees */
    }
}

static void does_not_overflow_at_the_end_of_the_scale(void) {
    clock_start();
    adc_raw = 4095;
    int32_t read = thermometer_read();
#ifdef FAMILY_f1
    CHECK(read < -200000);
#else
    CHECK(read > 200000);
#endif
}

static void a_conversion_that_never_ends_is_no_reading(void) {
    clock_start();
    adc_converts = false;
    SAME(INT32_MIN, thermometer_read());
}

#ifdef FAMILY_f1
static void a_calibration_that_never_ends_is_no_reading(void) {
    clock_start();
    adc_calibrates = false;
    SAME(INT32_MIN, thermometer_read());
    SAME(0, adc_conversions());
}

static void a_reset_of_the_calibration_that_never_ends_is_no_reading(void) {
    clock_start();
    adc_forgets_calibration = false;
    SAME(INT32_MIN, thermometer_read());
    SAME(0, adc_conversions());
}
#endif

static void each_reading_takes_one_conversion(void) {
    clock_start();
    for (int i = 1; i <= 3; i++) {
        thermometer_read();
        SAME(i, adc_conversions());
    }
}

static void reads_again_after_a_failure(void) {
    clock_start();
    adc_raw = raw(sensor_microvolts(25));
    adc_converts = false;
    thermometer_read();
    adc_converts = true;
    int32_t read = thermometer_read();
    CHECK(read > 24000 && read < 26000);
    SAME(2, adc_conversions());
}

void thermometer_tests(void) {
    RUN(reads_what_the_data_sheet_says_from_cold_to_hot);
    RUN(does_not_overflow_at_the_end_of_the_scale);
    RUN(a_conversion_that_never_ends_is_no_reading);
#ifdef FAMILY_f1
    RUN(a_calibration_that_never_ends_is_no_reading);
    RUN(a_reset_of_the_calibration_that_never_ends_is_no_reading);
#endif
    RUN(each_reading_takes_one_conversion);
    RUN(reads_again_after_a_failure);
}
