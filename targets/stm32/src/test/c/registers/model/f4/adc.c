/* ADC1 of an F4 (RM0090 13.13) with the temperature sensor (13.10). */
#include "../conversion.h"

#define ADON (1u << 0)
#define SWSTART (1u << 30)
#define VBATE (1u << 22)
#define TSVREFE (1u << 23)

static uint32_t common;

static void power_on(void) {
    conversion_power_on();
    common = 0;
}

static void start(void) {
    static const uint32_t cycles[] = {3, 15, 28, 56, 84, 112, 144, 480};
    uint32_t clock_hz = rcc_apb2_hz() / (2 * ((common >> 16 & 3) + 1));
    uint32_t sampled = cycles[conversion_sample1 >> 3 * (CHIP_SENSOR_CHANNEL % 10) & 7];
    bus_forbid((conversion_control2 & ADON) == 0, "a conversion by an ADC that is off");
    bus_forbid((common & VBATE) != 0, "VBATE, which takes the sensor's channel");
    bus_forbid(conversion_is_of_sensor() && 1000000000ull * sampled / clock_hz < CHIP_SENSOR_NANOS,
        "too short a sampling time for the sensor");
    conversion_start(clock_hz, (common & TSVREFE) != 0);
}

static uint32_t read(uint32_t offset) {
    return offset == 0x304 ? common : conversion_read(offset);
}

static void write(uint32_t offset, uint32_t value) {
    switch (offset) {
        case 0x008:
            if ((value & ~conversion_control2 & ADON) != 0) {
                conversion_switched_on();
            }
            conversion_control2 = value & ~SWSTART;
            if ((value & SWSTART) != 0) {
                start();
            }
            break;
        case 0x304:
            common = value;
            break;
        default:
            conversion_write(offset, value);
            break;
    }
}

const struct device adc_device = {"ADC1", 0x40012000u, 0x400, read, write, power_on, rcc_has_adc1};
