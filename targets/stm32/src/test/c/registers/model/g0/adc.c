/* The ADC of a G0 (RM0444 15.13) with the temperature sensor (15.10), and what the factory measured of it. */
#include "../model.h"

#define ADRDY (1u << 0)
#define EOC (1u << 2)
#define CCRDY (1u << 13)
#define ADEN (1u << 0)
#define ADSTART (1u << 2)
#define ADVREGEN (1u << 28)
#define ADCAL (1u << 31)
#define TSEN (1u << 23)
#define LOOKS 50

uint32_t adc_raw;
bool adc_forgets_calibration, adc_calibrates, adc_converts;
static uint32_t status, control, config2, sampling, channels, common, conversions;
static uint32_t regulator_at, calibration_at, ready_at, ends_at;
static bool is_calibrated, is_converting;

static void power_on(void) {
    adc_raw = 0;
    adc_forgets_calibration = adc_calibrates = adc_converts = true;
    status = control = config2 = sampling = channels = common = conversions = 0;
    regulator_at = calibration_at = ready_at = ends_at = 0;
    is_calibrated = is_converting = false;
}

uint32_t adc_conversions(void) {
    return conversions;
}

/* Looks at five cycles each. */
static uint32_t micros_since(uint32_t look) {
    return (uint32_t) ((uint64_t) (bus_looks() - look) * 5 * 1000000 / rcc_core_hz());
}

static uint32_t clock_hz(void) {
    static const uint32_t divisors[] = {0, 2, 4, 1};
    bus_forbid(config2 >> 30 == 0, "a clock of the ADC that is not set up");
    return config2 >> 30 == 0 ? 1 : rcc_apb1_hz() / divisors[config2 >> 30];
}

static void pass(void) {
    if ((control & ADCAL) != 0 && adc_calibrates && bus_looks() - calibration_at > LOOKS) {
        control &= ~ADCAL;
        is_calibrated = true;
        calibration_at = bus_looks();
    }
    if ((control & ADEN) != 0 && bus_looks() - ready_at > LOOKS) {
        status |= ADRDY;
    }
    if (is_converting && adc_converts && bus_looks() - ends_at > LOOKS) {
        is_converting = false;
        control &= ~ADSTART;
        status |= EOC;
    }
}

/* The one channel that is chosen, and its pin (DS12232 table 12): 16 * port + number. */
static bool is_of_analogue_pin(void) {
    static const int pins[] = {0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 26, -1, -1, -1, 27, 28, 36, 37};
    for (uint32_t channel = 0; channel < sizeof pins / sizeof *pins; channel++) {
        if (channels == 1u << channel && pins[channel] >= 0) {
            return gpio_mode((uint32_t) pins[channel] / 16, (uint32_t) pins[channel] % 16) == PIN_ANALOGUE;
        }
    }
    return false;
}

static void start(void) {
    static const uint32_t half_cycles[] = {3, 7, 15, 25, 39, 79, 159, 321};
    bus_forbid((control & ADEN) == 0 || (status & ADRDY) == 0, "a conversion by an ADC that is not ready");
    bus_forbid(!is_calibrated, "a conversion by an ADC that is not calibrated");
    bus_forbid(channels == 1u << CHIP_SENSOR_CHANNEL && (common & TSEN) == 0, "a temperature without TSEN");
    bus_forbid(channels != 1u << CHIP_SENSOR_CHANNEL && !is_of_analogue_pin(), "not the sensor, nor an analogue pin");
    bus_forbid(micros_since(regulator_at) < 120, "less than 120 us for the sensor to start");
    bus_forbid(clock_hz() > CHIP_ADC_HZ, "the ADC's clock above its limit");
    bus_forbid(500000000ull * half_cycles[sampling & 7] / clock_hz() < CHIP_SENSOR_NANOS,
            "too short a sampling time for the sensor");
    is_converting = true;
    ends_at = bus_looks();
    conversions++;
}

static void write_control(uint32_t value) {
    uint32_t risen = value & ~control;
    if ((risen & ADVREGEN) != 0) {
        regulator_at = bus_looks();
    }
    if ((risen & ADCAL) != 0) {
        bus_forbid((control & (ADEN | ADCAL)) != 0, "calibrated while it is on");
        bus_forbid(micros_since(regulator_at) < 20, "less than 20 us for the regulator to start");
        calibration_at = bus_looks();
    }
    if ((risen & ADEN) != 0) {
        bus_forbid((control & ADCAL) != 0, "switched on while it is calibrated");
        bus_forbid((bus_looks() - calibration_at) * 5 < 4 * (rcc_core_hz() / clock_hz()),
                "switched on less than four of its cycles behind the calibration");
        ready_at = bus_looks();
    }
    bus_forbid((value & ADVREGEN) == 0, "without its regulator");
    control = value & ~ADSTART;
    if ((value & ADSTART) != 0) {
        control |= ADSTART;
        start();
    }
}

static uint32_t read(uint32_t offset) {
    pass();
    switch (offset) {
        case 0x00: return status;
        case 0x08: return control;
        case 0x10: return config2;
        case 0x14: return sampling;
        case 0x28: return channels;
        case 0x40:
            bus_forbid((status & EOC) == 0, "data read before the end of the conversion");
            status &= ~EOC;
            return adc_raw;
        case 0x308: return common;
        default: return 0;
    }
}

static void write(uint32_t offset, uint32_t value) {
    pass();
    bus_forbid((control & ADSTART) != 0 && offset != 0x00 && offset != 0x08, "set up during a conversion");
    switch (offset) {
        case 0x00:
            status &= ~value;
            break;
        case 0x08:
            write_control(value);
            break;
        case 0x10:
            bus_forbid((control & ADEN) != 0, "its clock changed while it is on");
            config2 = value;
            break;
        case 0x14:
            sampling = value;
            break;
        case 0x28:
            channels = value;
            status |= CCRDY;
            break;
        case 0x308:
            bus_forbid((control & ADEN) != 0, "ADC_CCR written while it is on");
            common = value;
            break;
        default:
            bus_forbid(true, "this register of the ADC is not modelled");
            break;
    }
}

/* As a chip might have them: 0.76 V and 2.53 mV for each degree, of 3.0 V. */
static uint32_t read_factory(uint32_t offset) {
    return offset == 0 ? 0xABCD0000u | SENSOR_AT_30 : offset == 0x20 ? (uint32_t) SENSOR_AT_130 << 16 | 0x1234 : 0;
}

static void write_factory(uint32_t offset, uint32_t value) {
    (void) offset;
    (void) value;
    bus_forbid(true, "what the factory measured, written");
}

static void power_on_factory(void) {
}

const struct device adc_device = {"ADC", 0x40012400u, 0x400, read, write, power_on, rcc_has_adc1};
const struct device factory_device = {"the factory's values", 0x1FFF75A8u, 0x24, read_factory, write_factory,
    power_on_factory, NULL};
