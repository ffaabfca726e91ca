/* The course of a conversion, of whichever family but G0 the ADC is. */
#include "conversion.h"

#ifndef FAMILY_g0

#define SR_EOC (1u << 1)
#define CONVERSION_LOOKS 100

uint32_t adc_raw;
bool adc_forgets_calibration, adc_calibrates, adc_converts;
uint32_t conversion_control2, conversion_sample1;
bool conversion_is_under_way;
static uint32_t status, sequence3, sample2, on_at, ends_at, conversions;

void conversion_power_on(void) {
    adc_raw = 0;
    adc_forgets_calibration = adc_calibrates = adc_converts = true;
    conversions = 0;
    status = conversion_control2 = conversion_sample1 = sample2 = sequence3 = 0;
    conversion_is_under_way = false;
}

uint32_t adc_conversions(void) {
    return conversions;
}

bool conversion_is_of_sensor(void) {
    return (sequence3 & 31) == CHIP_SENSOR_CHANNEL;
}

void conversion_switched_on(void) {
    on_at = bus_looks();
}

void conversion_start(uint32_t clock_hz, bool has_sensor) {
    bus_forbid(clock_hz > CHIP_ADC_HZ, "the ADC's clock above its limit");
    if (conversion_is_of_sensor()) {
        bus_forbid(!has_sensor, "a temperature without TSVREFE");
    } else {
        uint32_t channel = sequence3 & 31, port = channel < 8 ? 0 : channel < 10 ? 1 : 2;
        bus_forbid(channel > 15, "neither a pin's channel nor the sensor's");
        bus_forbid(gpio_mode(port, channel - (port == 0 ? 0 : port == 1 ? 8 : 10)) != PIN_ANALOGUE,
                "the voltage of a pin that is not analogue");
        bus_forbid(channel < 10 && (sample2 >> 3 * channel & 7) == 0, "no sampling time for this channel");
    }
    bus_forbid((bus_looks() - on_at) * 5 < rcc_core_hz() / 100000, "less than 10 us for the sensor to start");
    conversion_is_under_way = true;
    conversions++;
    ends_at = bus_looks() + CONVERSION_LOOKS;
}

uint32_t conversion_read(uint32_t offset) {
    if (conversion_is_under_way && adc_converts && bus_looks() > ends_at) {
        conversion_is_under_way = false;
        status |= SR_EOC;
    }
    switch (offset) {
        case 0x00: return status;
        case 0x08: return conversion_control2;
        case 0x0C: return conversion_sample1;
        case 0x34: return sequence3;
        case 0x4C:
            bus_forbid((status & SR_EOC) == 0, "data read before the end of the conversion");
            status &= ~SR_EOC;
            return adc_raw;
        default: return 0;
    }
}

void conversion_write(uint32_t offset, uint32_t value) {
    switch (offset) {
        case 0x00:
            status &= value;
            break;
        case 0x0C:
            conversion_sample1 = value;
            break;
        case 0x10:
            sample2 = value;
            break;
        case 0x34:
            sequence3 = value;
            break;
        default:
            bus_forbid(true, "this register of the ADC is not modelled");
            break;
    }
}
#endif
