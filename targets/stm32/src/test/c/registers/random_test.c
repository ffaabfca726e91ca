/* The random number generator, on the boards that have one. */
#include "board.h"
#include "check.h"
#include "model/model.h"

#ifdef CHIP_RNG
static void the_first_word_is_not_given_out(void) {
    clock_start();
    SAME((int32_t) (2 * 2654435761u), random_word());
    SAME(RANDOM_FINE, random_fault());
    SAME((int32_t) (3 * 2654435761u), random_word());
    SAME(3, rng_words());
}

static void a_bad_seed_is_drawn_anew(void) {
    clock_start();
    rng_bad_seeds = 2;
    CHECK(random_word() != 0);
    SAME(RANDOM_FINE, random_fault());
}

static void a_seed_that_stays_bad_is_reported_and_tried_again_with_the_next_call(void) {
    clock_start();
    rng_bad_seeds = 3;
    SAME(0, random_word());
    SAME(RANDOM_SEED, random_fault());
    CHECK(random_word() != 0);
    SAME(RANDOM_FINE, random_fault());
}

static void a_missing_clock_is_reported_until_it_is_back(void) {
    clock_start();
    CHECK(random_word() != 0);
    rng_has_clock = false;
    SAME(0, random_word());
    SAME(RANDOM_CLOCK, random_fault());
    rng_has_clock = true;
    CHECK(random_word() != 0);
    SAME(RANDOM_FINE, random_fault());
}

static void the_same_word_twice_is_none(void) {
    clock_start();
    CHECK(random_word() != 0);
    rng_repeats = true;
    SAME(0, random_word());
    SAME(RANDOM_REPEATED, random_fault());
}

static void a_word_that_never_comes_holds_nobody(void) {
    clock_start();
    rng_comes = false;
    uint32_t looks = bus_looks();
    SAME(0, random_word());
    SAME(RANDOM_LATE, random_fault());
    CHECK(bus_looks() - looks < 4000);
}
#endif

void random_tests(void) {
#ifdef CHIP_RNG
    RUN(the_first_word_is_not_given_out);
    RUN(a_bad_seed_is_drawn_anew);
    RUN(a_seed_that_stays_bad_is_reported_and_tried_again_with_the_next_call);
    RUN(a_missing_clock_is_reported_until_it_is_back);
    RUN(the_same_word_twice_is_none);
    RUN(a_word_that_never_comes_holds_nobody);
#endif
}
