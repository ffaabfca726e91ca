/*
 * The random number generator of the chip, where the board has one: RNG_START in its board_config.h. RM0090 chapter 24.
 * The first word behind a start is not given out, and each is compared with the one before (24.3.1, FIPS PUB 140-2);
 * an error of clock or seed, or no word in time, begins it anew, and the third of them in a row ends the call.
 */
#include "board.h"
#include "reg.h"

#ifdef RNG_START
#define RNG_CR (RNG_START + 0x0)
#define RNG_SR (RNG_START + 0x4)
#define RNG_DR (RNG_START + 0x8)

#define CR_RNGEN (1u << 2)
#define SR_DRDY (1u << 0)
#define SR_CLOCK (1u << 5 | 1u << 1) /* CEIS, CECS */
#define SR_SEED (1u << 6 | 1u << 2)  /* SEIS, SECS */

#define ATTEMPTS 3
#define TURNS 1000 /* a word takes 40 periods of 48 MHz */

static uint32_t last;
static enum random_fault fault;
static uint8_t is_started;

static enum random_fault take(uint32_t *word) {
    for (uint32_t turn = 0; turn < TURNS; turn++) {
        uint32_t status = reg_read(RNG_SR);
        if ((status & SR_CLOCK) != 0) {
            return RANDOM_CLOCK;
        }
        if ((status & SR_SEED) != 0) {
            return RANDOM_SEED;
        }
        if ((status & SR_DRDY) != 0) {
            *word = reg_read(RNG_DR);
            return RANDOM_FINE;
        }
    }
    return RANDOM_LATE;
}

/* Its flags of errors stay until they are cleared; the bit that is written 0 and 1 draws a new seed (24.3.2). */
static enum random_fault start(void) {
    reg_set(RNG_CLOCKS, RNG_CLOCK);
    reg_write(RNG_CR, 0);
    reg_write(RNG_SR, 0);
    reg_write(RNG_CR, CR_RNGEN);
    return take(&last);
}

int32_t random_word(void) {
    uint32_t word = 0;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        fault = is_started ? RANDOM_FINE : start();
        if (fault == RANDOM_FINE) {
            fault = take(&word);
        }
        if (fault == RANDOM_FINE && word == last) {
            fault = RANDOM_REPEATED;
        }
        is_started = fault == RANDOM_FINE;
        if (is_started) {
            last = word;
            return (int32_t) word;
        }
    }
    return 0;
}

int32_t random_fault(void) {
    return (int32_t) fault;
}
#elif !defined(REGISTER_MODEL)
/* A program that asks for it does not link, and explain-refusal says why. */
int32_t this_board_has_no_random_number_generator(void);

int32_t random_word(void) {
    return this_board_has_no_random_number_generator();
}

int32_t random_fault(void) {
    return this_board_has_no_random_number_generator();
}
#endif
