/* ADC1 of an F4 (RM0090 13.13) with the temperature sensor (13.10). */
#include "../model.h"

uint32_t adc_raw;
bool adc_forgets_calibration, adc_calibrates, adc_converts;
static uint32_t status, control2, sample1, sequence3, common, on_at, ends_at, conversions;
static bool is_converting;

static void power_on(void) {
    adc_raw = 0;
    adc_forgets_calibration = adc_calibrates = adc_converts = true;
    conversions = 0;
    status = control2 = sample1 = sequence3 = common = 0;
    is_converting = false;
}

uint32_t adc_conversions(void) {
    return conversions;
}

static uint32_t clock_hz(void) {
    return rcc_apb2_hz() / (2 * ((common >> 16 & 3) + 1));
}

static void start(void) {
    static const uint32_t cycles[] = {3, 15, 28, 56, 84, 112, 144, 480};
    uint32_t channel = sequence3 & 31;
    bus_forbid((control2 & 1) == 0, "a conversion by an ADC that is off");
    bus_forbid(clock_hz() > CHIP_ADC_HZ, "the ADC's clock above its limit");
    bus_forbid((common >> 23 & 1) == 0, "a temperature without TSVREFE");
    bus_forbid((common >> 22 & 1) != 0, "VBATE, which takes the sensor's channel");
    bus_forbid(channel != CHIP_SENSOR_CHANNEL, "not the sensor's channel");
    bus_forbid((bus_looks() - on_at) * 5 < rcc_core_hz() / 100000, "less than 10 us for the sensor to start");
    uint64_t nanos = 1000000000ull * cycles[sample1 >> 3 * (channel % 10) & 7] / clock_hz();
    bus_forbid(nanos < CHIP_SENSOR_NANOS, "too short a sampling time for the sensor");
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
        case 0x000: return status;
        case 0x008: return control2;
        case 0x00C: return sample1;
        case 0x034: return sequence3;
        case 0x04C:
            bus_forbid((status & 2) == 0, "data read before the end of the conversion");
            status &= ~2u;
            return adc_raw;
        case 0x304: return common;
        default: return 0;
    }
}

static void write(uint32_t offset, uint32_t value) {
    switch (offset) {
        case 0x000:
            status &= value;
            break;
        case 0x008:
            if ((value & ~control2 & 1) != 0) {
                on_at = bus_looks();
            }
            control2 = value & ~(1u << 30);
            if ((value >> 30 & 1) != 0) {
                start();
            }
            break;
        case 0x00C:
            sample1 = value;
            break;
        case 0x034:
            sequence3 = value;
            break;
        case 0x304:
            common = value;
            break;
        default:
            bus_forbid(true, "this register of the ADC is not modelled");
            break;
    }
}

const struct device adc_device = {"ADC1", 0x40012000u, 0x400, read, write, power_on, rcc_has_adc1};
