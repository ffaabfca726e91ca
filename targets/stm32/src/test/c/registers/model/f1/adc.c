/* ADC1 of an F1 (RM0041 10.11) with the temperature sensor (10.9) and the calibration (10.4). */
#include "../model.h"

#define ADON (1u << 0)
#define CAL (1u << 2)
#define RSTCAL (1u << 3)
#define SWSTART (1u << 22)

uint32_t adc_raw;
bool adc_forgets_calibration, adc_calibrates, adc_converts;
static uint32_t status, control2, sample1, sequence3, on_at, ends_at, conversions;
static bool is_converting, is_calibrated;

static void power_on(void) {
    adc_raw = 0;
    adc_forgets_calibration = adc_calibrates = adc_converts = true;
    conversions = 0;
    status = control2 = sample1 = sequence3 = 0;
    is_converting = is_calibrated = false;
}

uint32_t adc_conversions(void) {
    return conversions;
}

static uint32_t clock_hz(void) {
    return rcc_apb2_hz() / 2; /* ADCPRE after reset */
}

static void start(void) {
    bus_forbid(!is_calibrated, "a conversion by an ADC that is not calibrated");
    bus_forbid(clock_hz() > CHIP_ADC_HZ, "the ADC's clock above its limit");
    bus_forbid((control2 >> 23 & 1) == 0, "a temperature without TSVREFE");
    bus_forbid((sequence3 & 31) != CHIP_SENSOR_CHANNEL, "not the sensor's channel");
    bus_forbid((bus_looks() - on_at) * 5 < rcc_core_hz() / 100000, "less than 10 us for the sensor to start");
    bus_forbid((sample1 >> 18 & 7) != 7, "too short a sampling time for the sensor"); /* 239.5 cycles: 20 us */
    is_converting = true;
    conversions++;
    ends_at = bus_looks() + 100;
}

static uint32_t read(uint32_t offset) {
    if (is_converting && adc_converts && bus_looks() > ends_at) {
        is_converting = false;
        status |= 2;
    }
    switch (offset) {
        case 0x00: return status;
        case 0x08:
            if (bus_looks() > ends_at) {
                is_calibrated |= (control2 & CAL) != 0 && adc_calibrates;
                control2 &= ~((adc_calibrates ? CAL : 0) | (adc_forgets_calibration ? RSTCAL : 0));
            }
            return control2;
        case 0x0C: return sample1;
        case 0x34: return sequence3;
        case 0x4C:
            bus_forbid((status & 2) == 0, "data read before the end of the conversion");
            status &= ~2u;
            return adc_raw;
        default: return 0;
    }
}

static void control(uint32_t value) {
    bool was_on = (control2 & ADON) != 0;
    bus_forbid((value & (CAL | RSTCAL)) != 0 && !was_on, "calibrated in the write that switches it on");
    bus_forbid((value & (CAL | RSTCAL)) != 0 && is_converting, "calibrated during a conversion");
    bool starts = was_on && value == control2 && (value & ADON) != 0; /* ADON alone, written again, starts too */
    if (!was_on && (value & ADON) != 0) {
        on_at = bus_looks();
        is_calibrated = false;
    }
    if ((value & (CAL | RSTCAL)) != 0) {
        ends_at = bus_looks() + 50;
    }
    control2 = value & ~SWSTART;
    if (starts || ((value & SWSTART) != 0 && (value >> 17 & 7) == 7 && (value >> 20 & 1) != 0)) {
        start();
    }
}

static void write(uint32_t offset, uint32_t value) {
    switch (offset) {
        case 0x00:
            status &= value;
            break;
        case 0x08:
            control(value);
            break;
        case 0x0C:
            sample1 = value;
            break;
        case 0x34:
            sequence3 = value;
            break;
        default:
            bus_forbid(true, "this register of the ADC is not modelled");
            break;
    }
}

const struct device adc_device = {"ADC1", 0x40012400u, 0x400, read, write, power_on, rcc_has_adc1};
