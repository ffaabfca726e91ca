/* ADC1 of an F1 (RM0041 10.11) with the temperature sensor (10.9) and the calibration (10.4). */
#include "../conversion.h"

#define ADON (1u << 0)
#define CAL (1u << 2)
#define RSTCAL (1u << 3)
#define SWSTART (1u << 22)
#define TSVREFE (1u << 23)
#define CALIBRATION_LOOKS 50

static uint32_t calibration_ends_at;
static bool is_calibrated;

static void power_on(void) {
    conversion_power_on();
    calibration_ends_at = 0;
    is_calibrated = false;
}

static void start(void) {
    bus_forbid(!is_calibrated, "a conversion by an ADC that is not calibrated");
    bus_forbid(conversion_is_of_sensor() && (conversion_sample1 >> 18 & 7) != 7,
        "too short a sampling time for the sensor"); /* 239.5: 20 us */
    conversion_start(rcc_apb2_hz() / 2, (conversion_control2 & TSVREFE) != 0); /* ADCPRE after reset */
}

static uint32_t read(uint32_t offset) {
    if (offset == 0x08 && bus_looks() > calibration_ends_at) {
        is_calibrated |= (conversion_control2 & CAL) != 0 && adc_calibrates;
        conversion_control2 &= ~((adc_calibrates ? CAL : 0) | (adc_forgets_calibration ? RSTCAL : 0));
    }
    return conversion_read(offset);
}

static void control(uint32_t value) {
    bool was_on = (conversion_control2 & ADON) != 0;
    bool calibrates = (value & (CAL | RSTCAL)) != 0;
    bus_forbid(calibrates && !was_on, "calibrated in the write that switches it on");
    bus_forbid(calibrates && conversion_is_under_way, "calibrated during a conversion");
    bool starts = was_on && value == conversion_control2 && (value & ADON) != 0; /* ADON, written again, starts too */
    if (!was_on && (value & ADON) != 0) {
        conversion_switched_on();
        is_calibrated = false;
    }
    if (calibrates) {
        calibration_ends_at = bus_looks() + CALIBRATION_LOOKS;
    }
    conversion_control2 = value & ~SWSTART;
    if (starts || ((value & SWSTART) != 0 && (value >> 17 & 7) == 7 && (value >> 20 & 1) != 0)) {
        start();
    }
}

static void write(uint32_t offset, uint32_t value) {
    if (offset == 0x08) {
        control(value);
    } else {
        conversion_write(offset, value);
    }
}

const struct device adc_device = {"ADC1", 0x40012400u, 0x400, read, write, power_on, rcc_has_adc1};
