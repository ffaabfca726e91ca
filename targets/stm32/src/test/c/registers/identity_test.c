/* The name of this very chip. */
#include "board.h"
#include <string.h>
#include "check.h"
#include "model/model.h"

static void the_client_identifier_is_the_unique_id_in_hexadecimal(void) {
    int8_t name[34];
    memset(name, '.', sizeof name);
    SAME(30, identity_copy(name, 2));
    CHECK(memcmp("..stm32-00112233445566778899aabb..", name, sizeof name) == 0);
}

/* It was taken for the emulator, where all boards have one name, by an oscillator that was off. */
static void it_is_the_same_behind_a_boot_loader_that_switched_the_internal_oscillator_off(void) {
    int8_t name[30];
    rcc_left_by_boot_loader();
    clock_start();
    SAME(30, identity_copy(name, 0));
    CHECK(memcmp("stm32-00112233445566778899aabb", name, sizeof name) == 0);
}

static void random_numbers_start_from_all_of_it(void) {
    SAME((int32_t) ((0x00112233u * 31 + 0x44556677u) * 31 + 0x8899AABBu), identity_seed());
}

void identity_tests(void) {
    RUN(the_client_identifier_is_the_unique_id_in_hexadecimal);
    RUN(random_numbers_start_from_all_of_it);
    RUN(it_is_the_same_behind_a_boot_loader_that_switched_the_internal_oscillator_off);
}
