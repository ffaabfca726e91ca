/* The random number generator (RM0090 24.4): a word each 40 periods of its clock, errors of clock and seed. */
#include "model.h"

#ifdef CHIP_RNG
#define RNGEN (1u << 2)
#define DRDY (1u << 0)
#define CECS (1u << 1)
#define SECS (1u << 2)
#define CEIS (1u << 5)
#define SEIS (1u << 6)
#define WORD_LOOKS 8

bool rng_has_clock, rng_comes, rng_repeats;
uint32_t rng_bad_seeds;
static uint32_t control, flags, ready_at, words, word;
static bool is_seed_bad;

static void power_on(void) {
    rng_has_clock = rng_comes = true;
    rng_repeats = false;
    rng_bad_seeds = 0;
    control = flags = ready_at = words = word = 0;
    is_seed_bad = false;
}

uint32_t rng_words(void) {
    return words;
}

static bool is_ready(void) {
    return (control & RNGEN) != 0 && rng_comes && rng_has_clock && !is_seed_bad && bus_looks() - ready_at > WORD_LOOKS;
}

static uint32_t status(void) {
    flags |= rng_has_clock ? 0 : CEIS;
    flags |= is_seed_bad ? SEIS : 0;
    return flags | (rng_has_clock ? 0 : CECS) | (is_seed_bad ? SECS : 0) | (is_ready() ? DRDY : 0);
}

static uint32_t read(uint32_t offset) {
    switch (offset) {
        case 0x0: return control;
        case 0x4: return status();
        case 0x8:
            bus_forbid(!is_ready(), "a random number read before it is ready");
            ready_at = bus_looks();
            words++;
            word = rng_repeats ? word : words * 2654435761u;
            return word;
        default: return 0;
    }
}

static void write(uint32_t offset, uint32_t value) {
    switch (offset) {
        case 0x0:
            if ((value & ~control & RNGEN) != 0) { /* a new seed */
                ready_at = bus_looks();
                is_seed_bad = rng_bad_seeds > 0;
                rng_bad_seeds -= is_seed_bad;
            }
            control = value;
            break;
        case 0x4:
            flags &= value;
            break;
        default:
            bus_forbid(true, "this register of the random number generator is not modelled");
            break;
    }
}

const struct device rng_device = {"the random number generator", CHIP_RNG, 12, read, write, power_on, rcc_has_rng};
#endif
